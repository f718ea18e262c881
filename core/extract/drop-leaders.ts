import type { PdfWord } from './pdf-words';

const leader = /^[.…_·]$/u;
/** signs in a row from which on they are a blank to be written on */
const leastRun = 3;
/** height of a stretch of the page in which words are looked up together, points */
const band = 8;
/** gap, in sizes of letters, up to which what was written belongs to the word beside it */
const joined = 0.3;

/** A word taken apart: what stands before its dots, the dots, what stands behind them. */
interface Taken {
  readonly word: PdfWord;
  readonly before: PdfWord | null;
  readonly behind: PdfWord | null;
  readonly dots: { readonly left: number; readonly right: number };
}

function part(word: PdfWord, from: number, to: number): PdfWord | null {
  const chars = word.chars.slice(from, to);
  const [first, last] = [chars[0], chars.at(-1)];
  return first === undefined || last === undefined ? null : { ...word, chars, left: first.left, right: last.right };
}

/** null where it has no such dots, or has them more than once */
function taken(word: PdfWord): Taken | null {
  const start = word.chars.findIndex((char) => leader.test(char.text));
  if (start < 0) return null;
  let end = start;
  let run = 0;
  for (; end < word.chars.length && leader.test(word.chars[end]?.text ?? ''); end += 1) run += word.chars[end]?.text === '…' ? leastRun : 1;
  const dots = part(word, start, end);
  if (run < leastRun || dots === null) return null;
  return { word, before: part(word, 0, start), behind: part(word, end, word.chars.length), dots };
}

function shared(left: { readonly left: number; readonly right: number }, right: { readonly left: number; readonly right: number }): number {
  return Math.min(left.right, right.right) - Math.max(left.left, right.left);
}

function joinedWords(words: readonly (PdfWord | null)[]): readonly PdfWord[] {
  const found: PdfWord[] = [];
  for (const word of words) {
    const last = found.at(-1);
    if (word === null) continue;
    if (last !== undefined && Math.abs(word.left - last.right) <= last.size * joined) found[found.length - 1] = { ...last, chars: [...last.chars, ...word.chars], right: word.right };
    else found.push(word);
  }
  return found;
}

/**
 * Words without the dots that something was written on: `Số: ....../SGDĐT` over whose dots `1077` stands is read as it is seen, not as two words one
 * behind the other. Dots that nothing stands on stay.
 */
export function dropLeaders(words: readonly PdfWord[]): readonly PdfWord[] {
  const dotted = words.flatMap((word) => taken(word) ?? []);
  if (dotted.length === 0) return words;
  const holders = new Set(dotted.map(({ word }) => word));
  const bands = new Map<number, PdfWord[]>();
  for (const word of words) {
    const near = bands.get(Math.round(word.y / band)) ?? [];
    near.push(word);
    bands.set(Math.round(word.y / band), near);
  }
  const instead = new Map<PdfWord, readonly PdfWord[]>();
  for (const { word, before, behind, dots } of dotted) {
    const key = Math.round(word.y / band);
    const written = [key - 1, key, key + 1]
      .flatMap((one) => bands.get(one) ?? [])
      .filter((other) => !holders.has(other) && !instead.has(other) && Math.abs(other.y - word.y) <= word.size * 0.3 && shared(dots, other) >= (other.right - other.left) * 0.6)
      .sort((left, right) => left.left - right.left);
    if (written.length === 0) continue;
    for (const other of written) instead.set(other, []);
    instead.set(word, joinedWords([before, ...written, behind]));
  }
  return words.flatMap((word) => instead.get(word) ?? [word]);
}
