import type { UidSet } from './uid-set';
import { formatUidSet, noUids, parseUidSet } from './uid-set';

/**
 * What of one folder the journal cannot tell. Which UIDs are kept is no part of it: a letter whose file or journal segment was
 * lost would count as kept for ever and never be fetched again. `highestModseq` (RFC 7162) advances only when every flag
 * change up to it is journalled; null without CONDSTORE.
 */
export interface FolderCursor {
  /** decimal, as the server gave it */
  readonly uidValidity: string;
  readonly highestModseq: string | null;
  /** on the server still, erased here: the journal cannot say where, its events about them cannot be opened any more */
  readonly erased: UidSet;
  /** what the server said of the folder when nothing was left undone; null: something was, or the folder went on living since */
  readonly settled: SettledFolder | null;
}

/** With the same numbers again, and the letters kept here, nothing can have changed save flags without CONDSTORE. */
export interface SettledFolder {
  readonly uidNext: number;
  readonly exists: number;
  /** letters there that are not wanted here: older than the day from which letters are kept */
  readonly unwanted: number;
  /** that day; null: everything is wanted */
  readonly since: string | null;
}

/** After a change of UIDVALIDITY no old UID means anything: begin anew, the letters themselves are found again. */
export function cursorFor(uidValidity: string, stored: FolderCursor | null): FolderCursor {
  return stored?.uidValidity === uidValidity ? stored : { uidValidity, highestModseq: null, erased: noUids, settled: null };
}

export function higherModseq(a: string | null, b: bigint | null): string | null {
  if (b === null) return a;
  return a !== null && BigInt(a) >= b ? a : b.toString();
}

export function encodeCursors(cursors: ReadonlyMap<string, FolderCursor>): Uint8Array {
  const folders = [...cursors].map(([path, { erased, ...cursor }]) => [path, { ...cursor, erased: formatUidSet(erased) }]);
  return new TextEncoder().encode(JSON.stringify({ v: 3, folders }));
}

/** null where the bytes are no cursors of ours, or of an earlier form: the mailbox is then compared without them. */
export function decodeCursors(bytes: Uint8Array): ReadonlyMap<string, FolderCursor> | null {
  let value: unknown;
  try {
    value = JSON.parse(new TextDecoder().decode(bytes));
  } catch {
    return null;
  }
  if (!isRecord(value) || value['v'] !== 3 || !Array.isArray(value['folders'])) return null;
  const cursors = new Map<string, FolderCursor>();
  for (const entry of value['folders'] as readonly unknown[]) {
    if (!Array.isArray(entry)) return null;
    const [path, written] = entry as readonly unknown[];
    const cursor = decodeCursor(written);
    if (typeof path !== 'string' || !cursor) return null;
    cursors.set(path, cursor);
  }
  return cursors;
}

function decodeCursor(value: unknown): FolderCursor | null {
  if (!isRecord(value)) return null;
  const { uidValidity, highestModseq, erased, settled } = value;
  if (typeof uidValidity !== 'string' || typeof erased !== 'string') return null;
  if (highestModseq !== null && (typeof highestModseq !== 'string' || !/^\d{1,20}$/.test(highestModseq))) return null;
  const set = parseUidSet(erased);
  return set && { uidValidity, highestModseq, erased: set, settled: decodeSettled(settled) };
}

function decodeSettled(value: unknown): SettledFolder | null {
  if (!isRecord(value)) return null;
  const { uidNext, exists, unwanted, since } = value;
  if (typeof uidNext !== 'number' || typeof exists !== 'number' || typeof unwanted !== 'number' || (since !== null && typeof since !== 'string')) return null;
  return { uidNext, exists, unwanted, since };
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}
