import { canonicalDomain } from '../../core/acknowledge/mail-address';
import { isFreeDomain } from '../../core/acknowledge/match-domain';
import type { ListRow } from '../../core/contract/list';
import { addressOf, type ShownLetter } from '../../core/correct/show-letter';
import type { OfficialDocument } from '../../core/model/document';
import type { Policy } from '../../core/model/policy';
import { alone, type Standing } from '../../core/relate/document-index';
import type { RowFinding, StoredRow } from './stored-row';

/** What a row shows beside what is stored of its letter. */
export interface RowContext {
  readonly shown: ShownLetter;
  readonly standing: Standing;
  readonly policy: Pick<Policy, 'freeDomains'> | null;
}

const nothing: Omit<ListRow, keyof StoredRow['state']> = {
  official: false, type: null, number: null, date: null, unit: '', unitKnown: false, from: '', summary: '', subject: '', signer: null, urgency: null, secrecy: null,
  meetingAt: null, deskKind: null, documents: 0, unitKey: '', unitId: null, officialness: 'unproven', secret: false, ...alone, ocr: 'none', corrected: false,
  deadline: null, attachments: 0, verdict: 'unsigned', reason: null, freeWebmail: false, forwardedFrom: null, listed: false,
};

/** The row of a letter that is not read yet: times and places. */
export function unreadRow({ state }: StoredRow): ListRow {
  return { ...nothing, ...state };
}

/** One row of the list, but for how far its pictures are read: what the journal says of the letter, what its bytes say, and what people taught the program of both. */
export function makeRow({ state }: StoredRow, found: RowFinding, { shown, standing, policy }: RowContext): ListRow {
  const documents = shown.documents.map(({ document }) => document);
  const [document] = documents;
  const { from, subject, attachments, verdict, reason, forwardedFrom, readable } = found;
  const { unit, known, unitKey, unitId } = shown.sender;
  return {
    ...state, ...standing, from, subject, attachments, verdict, reason, forwardedFrom,
    ocr: 'none',
    official: documents.length > 0,
    documents: documents.length,
    type: document?.type ?? null,
    number: document?.number ?? null,
    date: document?.date ?? null,
    summary: document?.summary ?? subject,
    signer: document?.signer ?? null,
    deskKind: document?.deskKind ?? null,
    // whichever document of the letter is urgent, secret or due makes the letter so
    urgency: firstOf(documents, ({ urgency }) => urgency),
    secrecy: firstOf(documents, ({ secrecy }) => secrecy),
    meetingAt: firstOf(documents, ({ meeting }) => meeting?.at ?? null),
    deadline: documents.flatMap(({ deadline }) => deadline ?? []).sort()[0] ?? null,
    unit, unitKnown: known, unitKey, unitId,
    officialness: shown.officialness.level,
    freeWebmail: isFree(addressOf(found.basis), policy),
    secret: shown.secret,
    corrected: shown.documents.some(({ corrections, rules }) => corrections.length > 0 || rules.length > 0),
    damaged: state.damaged || !readable,
    listed: true,
  };
}

function firstOf<Value>(documents: readonly OfficialDocument[], read: (document: OfficialDocument) => Value | null): Value | null {
  for (const document of documents) {
    const value = read(document);
    if (value !== null) return value;
  }
  return null;
}

/** before a policy was read no domain is worth anything */
function isFree(address: string, policy: RowContext['policy']): boolean {
  const domain = address === '' ? null : canonicalDomain(address.slice(address.lastIndexOf('@') + 1));
  return domain !== null && policy !== null && isFreeDomain(domain, policy.freeDomains);
}
