import type { AuthenticationOutcome } from '../acknowledge/read-authentication';
import { indexDirectory, type DirectoryIndex } from '../directory/directory-index';
import { judgeOfficialness } from '../directory/judge-officialness';
import { addressKey, resolveSender } from '../directory/resolve-sender';
import type { SenderClues } from '../directory/sender-clues';
import type { OfficialDocument } from '../model/document';
import type { IsoDate, IsoTime } from '../model/ids';
import type { Mailbox } from '../model/letter';
import type { Policy } from '../model/policy';
import type { Officialness, OfficialnessReason, SenderFinding } from '../model/sender';
import type { Unit } from '../model/unit';

/** What of a letter, beside its documents, says who sent it. */
export interface SenderMarks {
  readonly from: readonly Mailbox[];
  readonly replyTo: readonly Mailbox[];
  /** see `provenNames` */
  readonly certified: readonly string[];
  /** what our own server says of the sender's domain */
  readonly authentication: AuthenticationOutcome;
  readonly arrivedAt: IsoTime;
}

export type SenderPolicy = Pick<Policy, 'officialDomains' | 'freeDomains'>;

export interface FoundSender {
  readonly sender: SenderFinding;
  readonly officialness: Officialness;
}

/** Who sent a letter and how official that is, by its marks, its documents as they are shown, the directory and the office's lists. */
export function findSender(marks: SenderMarks, documents: readonly OfficialDocument[], units: Readonly<Record<string, Unit>>, policy: SenderPolicy): FoundSender {
  const directory = directoryOf(units);
  const clues = cluesOf(marks, documents[0]);
  const sender = resolveSender(clues, directory, policy);
  const officialness = judgeOfficialness(clues, sender, directory, policy);
  return { sender: isImitation(sender, officialness) ? { ...sender, unitId: null, unitKey: addressKey(clues) } : sender, officialness };
}

const imitating: ReadonlySet<OfficialnessReason['code']> = new Set<OfficialnessReason['code']>(['lookAlikeDomain', 'nameShowsOtherAddress', 'nameOfOtherUnit', 'serverRefutes', 'severalFrom']);

/** Who passes for a unit is not found among its letters: there it would be believed. */
function isImitation({ known }: SenderFinding, { reasons }: Officialness): boolean {
  return !known && reasons.some(({ code, speaks }) => speaks === 'against' && imitating.has(code));
}

function cluesOf({ from: [from, ...further], replyTo, certified, authentication, arrivedAt }: SenderMarks, document: OfficialDocument | undefined): SenderClues {
  return {
    from: from ?? null, furtherFrom: further.map(({ address }) => address), replyTo: replyTo.map(({ address }) => address), server: authentication, certified,
    agency: document?.agency ?? null, parentAgency: document?.parentAgency ?? null, number: document?.number ?? null,
    signer: document?.signer ?? null, signerTitle: document?.signerTitle ?? null, phones: document?.phones ?? [],
    day: document?.date ?? (arrivedAt.slice(0, 10) as IsoDate),
  };
}

const indexes = new WeakMap<Readonly<Record<string, Unit>>, DirectoryIndex>();

/** Prepared once for each state of the directory: rows of ten thousand letters are judged by it. */
export function directoryOf(units: Readonly<Record<string, Unit>>): DirectoryIndex {
  const known = indexes.get(units) ?? indexDirectory(Object.values(units));
  indexes.set(units, known);
  return known;
}
