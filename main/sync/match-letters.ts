import type { IsoTime, LetterId } from '../../core/model/ids';

/** A letter the server lists at a new place, before any of its body was asked for. */
export interface StrangeRow {
  readonly uid: number;
  /** null without OBJECTID (RFC 8474) */
  readonly emailId: string | null;
  readonly internalDate: IsoTime;
  /** RFC822.SIZE, bytes */
  readonly size: number;
  /** null: not asked for */
  readonly header: HeaderMark | null;
}

/** What a header block says of itself. */
export interface HeaderMark {
  /** null where there is none */
  readonly messageId: string | null;
  /** SHA-256 of the block without the empty line that ends it, lower-case hex */
  readonly hash: string;
}

/** A letter of the vault that a row might be. */
export interface Candidate {
  readonly letterId: LetterId;
  readonly emailId: string | null;
  readonly internalDate: IsoTime;
  readonly size: number;
  /** null: not read, or could not be */
  readonly header: HeaderMark | null;
  /** it lies in this very folder already: a second copy there has to be shown by its bytes */
  readonly isHere: boolean;
  /** it lay in this very folder before the folder was numbered anew */
  readonly wasHere: boolean;
}

/**
 * Which rows are letters that are here already, by UID. A row whose letter cannot be told for certain is left out and fetched: taking
 * one letter for another would lose a letter, fetching one twice only costs time (the vault knows it by its bytes).
 *
 * - The same EMAILID is the same letter. Two different ones never are.
 * - Otherwise INTERNALDATE, header block and Message-ID have to agree, and exactly one letter does so; of several, the one of the
 *   same size. A server that renders letters anew states another size: then only a letter with a Message-ID is believed, and only
 *   in the folder it lay in before that was numbered anew. Elsewhere a further version of a draft looks just so.
 * - Two rows that would be one letter by their headers are both left out, and so is a letter that lies in the folder already.
 */
export function matchLetters(rows: readonly StrangeRow[], candidates: readonly Candidate[]): ReadonlyMap<number, LetterId> {
  const byEmailId = groupBy(candidates, ({ emailId }) => emailId);
  const byHeader = groupBy(candidates.filter(({ isHere }) => !isHere), ({ internalDate, header }) => header && headerKey(internalDate, header));
  const found = new Map<number, LetterId>();
  const claims = new Map<LetterId, number[]>();
  for (const row of rows) {
    const sameId = row.emailId === null ? [] : (byEmailId.get(row.emailId) ?? []);
    const [only] = sameId;
    if (only && sameId.every(({ letterId }) => letterId === only.letterId)) {
      found.set(row.uid, only.letterId);
      continue;
    }
    const letterId = sameId.length === 0 ? byHeaderAlone(row, byHeader) : null;
    if (letterId !== null) claims.set(letterId, [...(claims.get(letterId) ?? []), row.uid]);
  }
  for (const [letterId, uids] of claims) {
    const [uid] = uids;
    if (uids.length === 1 && uid !== undefined) found.set(uid, letterId);
  }
  return found;
}

function byHeaderAlone(row: StrangeRow, byHeader: ReadonlyMap<string, readonly Candidate[]>): LetterId | null {
  if (row.header === null) return null;
  const alike = (byHeader.get(headerKey(row.internalDate, row.header)) ?? []).filter(({ emailId }) => emailId === null || row.emailId === null);
  const sameSize = alike.filter(({ size }) => size === row.size);
  const left = sameSize.length > 0 || row.header.messageId === null ? sameSize : alike.filter(({ wasHere }) => wasHere);
  const [only] = left;
  return only && left.length === 1 ? only.letterId : null;
}

function headerKey(internalDate: IsoTime, { messageId, hash }: HeaderMark): string {
  // INTERNALDATE knows whole seconds; who wrote it down with more has to meet it all the same
  return `${internalDate.slice(0, 19)} ${hash} ${messageId ?? ''}`;
}

function groupBy<Item>(items: readonly Item[], keyOf: (item: Item) => string | null): ReadonlyMap<string, readonly Item[]> {
  const groups = new Map<string, Item[]>();
  for (const item of items) {
    const key = keyOf(item);
    if (key === null) continue;
    const group = groups.get(key);
    if (group) group.push(item);
    else groups.set(key, [item]);
  }
  return groups;
}
