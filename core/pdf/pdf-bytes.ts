/** Classes of bytes (ISO 32000-2 7.2.3) and searches over them. */

/** Broken or hostile syntax. Thrown inside `core/pdf` only; `openPdf` and `PdfRevision` turn it into a value. */
export class PdfSyntaxError extends Error {
  override readonly name = 'PdfSyntaxError';

  /** @param at how far was read: hostile bytes make every try cost as much as the last, so tries are counted by what they cost */
  constructor(
    message: string,
    readonly at = 0,
  ) {
    super(message);
  }
}

const regular = 0;
const space = 1;
const delimiter = 2;

const classes = new Uint8Array(256);
for (const byte of [0, 9, 10, 12, 13, 32]) classes[byte] = space;
for (const byte of '()<>[]{}/%') classes[byte.charCodeAt(0)] = delimiter;

export function isSpace(byte: number | undefined): boolean {
  return byte !== undefined && classes[byte] === space;
}

/** Ends a name, number or keyword; the end of the bytes does too. */
export function isBreak(byte: number | undefined): boolean {
  return byte === undefined || classes[byte] !== regular;
}

export function isDigit(byte: number | undefined): boolean {
  return byte !== undefined && byte >= 48 && byte <= 57;
}

const hexValues = new Int8Array(256).fill(-1);
for (let value = 0; value < 16; value += 1) {
  const digit = value.toString(16);
  hexValues[digit.charCodeAt(0)] = value;
  hexValues[digit.toUpperCase().charCodeAt(0)] = value;
}

/** -1 where the byte is no hexadecimal digit */
export function hexValue(byte: number | undefined): number {
  return byte === undefined ? -1 : (hexValues[byte] ?? -1);
}

/** First offset from `at` that is neither white space nor comment. */
export function skipSpace(bytes: Uint8Array, at: number, limit: number): number {
  for (let next = at; next < limit; ) {
    const byte = bytes[next];
    if (isSpace(byte)) next += 1;
    else if (byte === 37) {
      while (next < limit && bytes[next] !== 10 && bytes[next] !== 13) next += 1;
    } else return next;
  }
  return limit;
}

export function ascii(text: string): Uint8Array {
  return Uint8Array.from(text, (character) => character.charCodeAt(0));
}

export function startsWith(bytes: Uint8Array, word: Uint8Array, at: number, limit: number): boolean {
  if (at < 0 || at + word.length > limit) return false;
  for (let index = 0; index < word.length; index += 1) if (bytes[at + index] !== word[index]) return false;
  return true;
}

/** A word made ready to be searched for: files have megabytes, and most of them are looked at once in passing (Horspool). */
export interface SoughtWord {
  readonly word: Uint8Array;
  readonly skips: Uint8Array;
}

export function soughtWord(text: string): SoughtWord {
  const word = ascii(text);
  const skips = new Uint8Array(256).fill(word.length);
  for (let index = 0; index < word.length - 1; index += 1) skips[word[index] ?? 0] = word.length - 1 - index;
  return { word, skips };
}

/** Offset of the first place at or after `from` that lies wholly before `limit`; -1 where there is none. */
export function indexOfWord(bytes: Uint8Array, { word, skips }: SoughtWord, from: number, limit: number): number {
  const last = word.length - 1;
  for (let at = from; at + last < limit; at += skips[bytes[at + last] ?? 0] ?? 1) {
    if (startsWith(bytes, word, at, limit)) return at;
  }
  return -1;
}

/** Offset of the last place before `before`; -1 where there is none at or after `from`. */
export function lastIndexOfWord(bytes: Uint8Array, { word }: SoughtWord, from: number, before: number): number {
  for (let at = before - word.length; at >= from; at -= 1) if (bytes[at] === word[0] && startsWith(bytes, word, at, before)) return at;
  return -1;
}

/** An unsigned integer at `at`; null where none stands there. */
export function readUnsigned(bytes: Uint8Array, at: number, limit: number): { readonly value: number; readonly end: number } | null {
  let value = 0;
  let end = at;
  for (; end < limit && isDigit(bytes[end]); end += 1) {
    value = value * 10 + (bytes[end] ?? 0) - 48;
    if (end - at > 15) return null;
  }
  return end === at ? null : { value, end };
}
