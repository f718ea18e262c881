import { receiptFacts } from '../acknowledge/receipt-facts';
import { ownServersOf } from '../acknowledge/own-servers';
import { limits } from '../base/limits';
import type { AccountRecord } from '../model/account';
import type { DocumentOrigin, OfficialDocument } from '../model/document';
import type { StageOneFacts, StageTwoFacts } from '../model/facts';
import type { KeptLetter } from '../model/letter';
import type { LetterVerdict } from '../model/verdict';
import { provenNames } from '../directory/proven-names';
import type { SenderMarks } from './find-sender';

/** What of a letter's facts decides which documents and which sender are shown: enough to decide it anew without opening the letter. */
export interface LetterBasis {
  /** as they were read */
  readonly documents: readonly OfficialDocument[];
  /** of the files they were read from, in the same order; null: subject or body, or a file that was not opened */
  readonly digests: readonly (string | null)[];
  readonly marks: SenderMarks;
}

export interface BasisFacts {
  readonly one: StageOneFacts;
  readonly two: StageTwoFacts | null;
  readonly verdict: LetterVerdict | null;
}

/** @param account the letter's, whose own servers alone are believed about senders; null: none is known, so nobody is */
export function letterBasis({ one, two, verdict }: BasisFacts, kept: Pick<KeptLetter, 'internalDate'>, account: AccountRecord | null): LetterBasis {
  const { documents } = (two ?? one).recognition;
  const { from, replyTo } = one.header;
  const authentication = account === null ? 'none' : receiptFacts(one.header, ownServersOf(account.settings)).authentication;
  return { documents, digests: documents.map(({ origin }) => digestOf(origin, two)), marks: { from, replyTo, certified: provenNames(verdict), authentication, arrivedAt: kept.internalDate } };
}

/** As much of a basis as rows are made from: without evidence and the words that no list shows. */
export function rowBasis({ documents, ...rest }: LetterBasis): LetterBasis {
  const cut = documents.map((document): OfficialDocument => ({
    ...document,
    evidence: [],
    addressees: [],
    cites: document.cites.slice(0, limits.relatedCites).map((cite) => ({ ...cite, summary: null })),
    meeting: document.meeting === null ? null : { ...document.meeting, place: null, participants: [], chair: null },
  }));
  return { ...rest, documents: cut };
}

function digestOf({ part, member }: DocumentOrigin, two: StageTwoFacts | null): string | null {
  const file = part === null ? undefined : two?.attachments.find((one) => one.part === part);
  const digest = member === null ? file?.digest : file?.members.find(({ path }) => path === member)?.digest;
  return digest === undefined || digest === '' ? null : digest;
}
