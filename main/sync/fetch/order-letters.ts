import { limits } from '../../../core/base/limits';

/** A letter that is not here yet, as far as the server was asked about it. */
export interface WaitingLetter {
  readonly uid: number;
  /** RFC822.SIZE, bytes */
  readonly size: number;
  readonly urgent: boolean;
  /** RFC 8474, where the server has it */
  readonly emailId: string | null;
}

export interface WaitingLoad {
  readonly letters: number;
  /** bytes of those whose size is known, reckoned up to all of them; null before any is known */
  readonly bytes: number | null;
  /** null before enough came to judge by */
  readonly bytesPerSecond: number | null;
  /** the office was cut off for a while: more may wait than anybody expects */
  readonly afterOutage: boolean;
}

const fewLetters = 20;
const longSeconds = 30;

/** Is it worth asking what waits before fetching it? It costs some 300 bytes a letter, and gains where the rest takes long. */
export function isLookWorthwhile({ letters, bytes, bytesPerSecond, afterOutage }: WaitingLoad): boolean {
  if (letters < fewLetters) return false;
  if (afterOutage) return true;
  return bytes !== null && bytesPerSecond !== null && bytes / bytesPerSecond > longSeconds;
}

/**
 * The order in which letters are fetched; every letter is in it once.
 * `newest`: newest first, very large ones last. `urgent`: urgent small, small, urgent large, large, newest first within each.
 * Letters that a connection broke at before (`suspects`) come after all others: one must not keep the others away.
 */
export function orderLetters(waiting: readonly WaitingLetter[], order: 'newest' | 'urgent', suspects: ReadonlySet<number>): readonly WaitingLetter[] {
  const large = order === 'newest' ? limits.streamLetterBytes : limits.resumeLetterBytes;
  const rank = ({ uid, size, urgent }: WaitingLetter): number =>
    (suspects.has(uid) ? 4 : 0) + (size >= large ? 2 : 0) + (order === 'urgent' && !urgent ? 1 : 0);
  return [...waiting].sort((a, b) => rank(a) - rank(b) || b.uid - a.uid);
}

/** Bytes to ask for in one command: about two seconds of the line, so that an urgent letter that comes now need not wait long. */
export function commandBytes(bytesPerSecond: number | null): number {
  if (bytesPerSecond === null) return firstCommandBytes;
  return Math.round(Math.min(Math.max(bytesPerSecond * 2, leastCommandBytes), limits.bulkCommandBytes));
}

const firstCommandBytes = 256 * 1024;
const leastCommandBytes = 64 * 1024;

/** Letters that are looked at together: about five seconds of the line. */
export function lookLetters(bytesPerSecond: number | null): number {
  const wanted = bytesPerSecond === null ? 100 : Math.round((bytesPerSecond * 5) / 300);
  return Math.min(Math.max(wanted, 50), limits.fetchWindowLetters);
}

/** How many of `ordered`, from its beginning, go into one command (at least one): bounded in letters and bytes, none of `alone` among others. */
export function commandLength(ordered: readonly WaitingLetter[], bytes: number, isAlone: (letter: WaitingLetter) => boolean): number {
  let sum = 0;
  let count = 0;
  for (const letter of ordered) {
    if (isAlone(letter)) return Math.max(count, 1);
    sum += letter.size;
    if (count > 0 && (sum > bytes || count >= limits.fetchBatchLetters)) return count;
    count += 1;
  }
  return count;
}
