import type { ListRow } from '../../core/contract/list';
import { addressOf, type ShownLetter } from '../../core/correct/show-letter';
import { kindOfDomain } from '../../core/directory/domain-kind';
import { domainOfAddress } from '../../core/directory/fold-clue';
import type { OfficialDocument } from '../../core/model/document';
import type { Policy } from '../../core/model/policy';
import type { Standing } from '../../core/relate/document-index';
import type { RowFinding, StoredRow } from './stored-row';

/** What a row shows beside what is stored of its letter. */
export interface RowContext {
  readonly shown: ShownLetter;
  readonly standing: Standing;
  readonly policy: Pick<Policy, 'officialDomains' | 'freeDomains'> | null;
  /** a document that passed bears the signature of another than its letterhead names */
  readonly otherIssuer: boolean;
}

/**
 * One row of the list, but for how far its pictures are read: what the journal says of the letter, what its bytes say, and what people taught the
 * program of both. Before it is read only times and places are known. One literal names every field: an object put together of others costs five times the memory.
 * @param context null: it is not read yet
 */
export function makeRow({ state }: StoredRow, found: RowFinding | null, context: RowContext | null): ListRow {
  const documents = context?.shown.documents.map(({ document }) => document) ?? none;
  const [document] = documents;
  const sender = context?.shown.sender;
  return {
    letterId: state.letterId,
    accountId: state.accountId,
    arrivedAt: state.arrivedAt,
    uid: state.uid,
    read: state.read,
    official: documents.length > 0,
    type: document?.type ?? null,
    number: document?.number ?? null,
    date: document?.date ?? null,
    unit: sender?.unit ?? '',
    unitKnown: sender?.known ?? false,
    from: found?.from ?? '',
    summary: document?.summary ?? found?.subject ?? '',
    subject: found?.subject ?? '',
    signer: document?.signer ?? null,
    // whichever document of the letter is urgent, secret or due makes the letter so
    urgency: firstOf(documents, ({ urgency }) => urgency),
    secrecy: firstOf(documents, ({ secrecy }) => secrecy),
    // an invitation of a calendar program needs no paper; junk that bears one is junk
    meetingAt: firstOf(documents, ({ meeting }) => meeting?.at ?? null) ?? (state.junk ? null : (found?.meetingAt ?? null)),
    deskKind: document?.deskKind ?? null,
    documents: documents.length,
    unitKey: sender?.unitKey ?? '',
    unitId: sender?.unitId ?? null,
    officialness: context?.shown.officialness.level ?? 'unproven',
    secret: context?.shown.secret ?? false,
    arrivals: context?.standing.arrivals ?? 1,
    touched: context?.standing.touched ?? null,
    ocr: 'none',
    corrected: context?.shown.documents.some(({ corrections, rules }) => corrections.length > 0 || rules.length > 0) ?? false,
    deadline: documents.flatMap(({ deadline }) => deadline ?? []).sort()[0] ?? null,
    attachments: found?.attachments ?? 0,
    verdict: context?.otherIssuer === true ? 'indeterminate' : (found?.verdict ?? 'unsigned'),
    reason: context?.otherIssuer === true ? 'otherIssuer' : (found?.reason ?? null),
    freeWebmail: found !== null && context !== null && isFree(addressOf(found.basis), context.policy),
    receipt: state.receipt,
    registered: state.registered,
    refused: state.refused,
    notice: found?.notice !== undefined,
    folders: state.folders,
    gone: state.gone,
    imported: state.imported,
    junk: state.junk,
    trashed: state.trashed,
    outgoing: state.outgoing,
    flagged: state.flagged,
    answered: state.answered,
    waiting: state.waiting,
    conflict: state.conflict,
    forwardedFrom: found?.forwardedFrom ?? null,
    damaged: state.damaged || found?.readable === false,
    listed: found !== null,
  };
}

const none: readonly OfficialDocument[] = [];

function firstOf<Value>(documents: readonly OfficialDocument[], read: (document: OfficialDocument) => Value | null): Value | null {
  for (const document of documents) {
    const value = read(document);
    if (value !== null) return value;
  }
  return null;
}

/** before a policy was read no domain is worth anything */
function isFree(address: string, policy: RowContext['policy']): boolean {
  const domain = domainOfAddress(address);
  return domain !== null && policy !== null && kindOfDomain(domain, policy) === 'free';
}
