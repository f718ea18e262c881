import type { SourceText, TextSource } from '../model/document';
import { limits } from '../base/limits';
import { bareOf } from './bare-form';

/** A visible line of the prepared text; ruled lines and page numbers are not lines. */
export interface Line {
  /** offsets into `PreparedText.text` */
  readonly start: number;
  readonly end: number;
  readonly text: string;
  /** the same line without diacritics, in lower case, of equal length */
  readonly bare: string;
  /** an empty or ruled line stood before it */
  readonly afterGap: boolean;
}

interface Located {
  readonly source: TextSource;
  readonly start: number;
  readonly end: number;
}

/**
 * Text made comparable: NFC, one kind of line break, single spaces, no markdown emphasis.
 * `bare` has the same length, so an offset found in one holds in the other.
 */
export interface PreparedText {
  readonly text: string;
  readonly bare: string;
  /** `bare` with spaces for line breaks, of equal length */
  readonly flat: string;
  readonly lines: readonly Line[];
  /** back to the source and offsets (UTF-16 units) of the text as it was given */
  readonly locate: (start: number, end: number) => Located;
}

const lineBreak = 0x0a;
const isMark = (code: number): boolean => code >= 0x0300 && code <= 0x036f;
const isSpace = (code: number): boolean =>
  code === 0x20 || code === 0x09 || code === 0xa0 || code === 0x3000 || code === 0x202f ||
  (code >= 0x2000 && code <= 0x200a);
const isBreak = (code: number): boolean =>
  code === 0x0a || code === 0x0d || code === 0x0b || code === 0x0c || code === 0x85 ||
  code === 0x2028 || code === 0x2029;
const isInvisible = (code: number): boolean =>
  code === 0xad || code === 0xfeff || (code >= 0x200b && code <= 0x200f) || code === 0x2060 ||
  (code >= 0x202a && code <= 0x202e) || (code < 0x20 && !isBreak(code) && code !== 0x09);

/**
 * A text in the making. Most of it is copied as it was given, so places are kept by stretch: within one, every unit lies one behind the other in the
 * source too.
 */
interface Built {
  readonly pieces: string[];
  /** of all pieces together */
  length: number;
  /** of each stretch: its first unit, and where that unit begins and ends in the source */
  readonly at: number[];
  readonly from: number[];
  readonly to: number[];
}

/** Notes that the next unit comes from `from` to `to`: a stretch of its own unless it goes on where the last one stands. */
function place(built: Built, from: number, to: number): void {
  const last = built.at.length - 1;
  const begin = built.from[last] ?? 0;
  const goesOn = last >= 0 && built.to[last] === begin + 1 && to === from + 1 && from - begin === built.length - (built.at[last] ?? 0);
  if (goesOn) return;
  built.at.push(built.length);
  built.from.push(from);
  built.to.push(to);
}

function append(built: Built, unit: number, from: number, to: number): void {
  place(built, from, to);
  built.pieces.push(String.fromCharCode(unit));
  built.length += 1;
}

function copy(built: Built, given: string, from: number, to: number): void {
  place(built, from, from + 1);
  built.pieces.push(given.slice(from, to));
  built.length += to - from;
}

/** The stretch that holds a unit. */
function stretchOf(built: Built, unit: number): number {
  let low = 0;
  let high = built.at.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((built.at[middle] ?? 0) <= unit) low = middle;
    else high = middle - 1;
  }
  return low;
}

/** Where a unit stands in the source: `bounds` are those of the stretches. */
function placeOf(built: Built, bounds: readonly number[], unit: number): number {
  const stretch = stretchOf(built, unit);
  return unit < built.length ? (bounds[stretch] ?? 0) + unit - (built.at[stretch] ?? 0) : 0;
}

const [saraAa, saraAm, saraE, saraAe, nikhahit] = [0x0e32, 0x0e33, 0x0e40, 0x0e41, 0x0e4d];
const isThaiTone = (code: number): boolean => code >= 0x0e48 && code <= 0x0e4b;
const isThaiVowelMark = (code: number): boolean => code === 0x0e31 || (code >= 0x0e34 && code <= 0x0e3a) || code === 0x0e47;

/**
 * Brings Thai into the order a Thai keyboard gives, vowel before tone. PDF text layers set the tone first and sara am as nikhahit and
 * sara aa, and two sara e typed for one sara ae look the same on paper; Unicode calls none of these equivalent.
 * @returns units of `given` that were read; 0: nothing to mend
 */
function mendThai(given: string, at: number, code: number, built: Built): number {
  const next = given.charCodeAt(at + 1);
  if (code === saraE && next === saraE) append(built, saraAe, at, at + 2);
  else if (code === nikhahit && next === saraAa) append(built, saraAm, at, at + 2);
  else if (isThaiTone(code) && isThaiVowelMark(next)) {
    append(built, next, at + 1, at + 2);
    append(built, code, at, at + 2);
  } else if (code === nikhahit && isThaiTone(next) && given.charCodeAt(at + 2) === saraAa) {
    append(built, next, at, at + 2);
    append(built, saraAm, at, at + 3);
    return 3;
  } else return 0;
  return 2;
}

/** Units that are copied as they are wherever they stand; those before a combining mark are not. */
const isCopied = new Uint8Array(0x10000).fill(1);
for (let code = 0; code < isCopied.length; code += 1) {
  const special = isSpace(code) || isBreak(code) || isInvisible(code) || isMark(code) || code === 0x23 || code === 0x2a || code === 0x2044 || code === 0x2215;
  if (special || (code >= saraE && code <= nikhahit)) isCopied[code] = 0;
}

/** Where the words that begin at `at` and can be copied as they are end: with single spaces between them, before the first unit to be looked at. */
function copiedUntil(given: string, at: number, end: number): number {
  let to = at;
  while (to < end) {
    const code = given.charCodeAt(to);
    if (isCopied[code] === 1) to += 1;
    else if (code === 0x20 && to > at && to + 1 < end && isCopied[given.charCodeAt(to + 1)] === 1) to += 2;
    else return isMark(code) && to > at ? to - 1 : to;
  }
  return to;
}

function clean(given: string, built: Built): void {
  const end = Math.min(given.length, limits.recogniseChars);
  let space = -1;
  let lineEmpty = true;
  let breaks = 2;
  for (let at = 0; at < end; at += 1) {
    const code = given.charCodeAt(at);
    if (isInvisible(code)) continue;
    if (isSpace(code)) {
      if (!lineEmpty) space = at;
      continue;
    }
    if (isBreak(code)) {
      if (code === 0x0d && given.charCodeAt(at + 1) === 0x0a) continue;
      space = -1;
      lineEmpty = true;
      breaks += 1;
      if (breaks <= 2) append(built, lineBreak, at, at + 1);
      continue;
    }
    // Markdown emphasis and headings are writing tools, not words of the letter.
    if (code === 0x2a) {
      const next = given.charCodeAt(at + 1);
      if (!(lineEmpty && isSpace(next))) continue;
      append(built, 0x2d, at, at + 1);
      lineEmpty = false;
      breaks = 0;
      continue;
    }
    if (lineEmpty && code === 0x23) continue;
    if (space >= 0) append(built, 0x20, space, space + 1);
    space = -1;
    const until = copiedUntil(given, at, end);
    if (until > at) {
      copy(built, given, at, until);
      at = until - 1;
      lineEmpty = false;
      breaks = 0;
      continue;
    }
    const mended = code >= saraE && code <= nikhahit ? mendThai(given, at, code, built) : 0;
    if (mended > 0) {
      at += mended - 1;
      lineEmpty = false;
      breaks = 0;
      continue;
    }
    let clusterEnd = at + 1;
    while (clusterEnd < end && isMark(given.charCodeAt(clusterEnd))) clusterEnd += 1;
    // Scanners read the slash of "V/v" as a fraction or division slash.
    if (code === 0x2044 || code === 0x2215) append(built, 0x2f, at, clusterEnd);
    else if (clusterEnd === at + 1) append(built, code, at, clusterEnd);
    else {
      const cluster = given.slice(at, clusterEnd).normalize('NFC');
      for (let unit = 0; unit < cluster.length; unit += 1) append(built, cluster.charCodeAt(unit), at, clusterEnd);
    }
    at = clusterEnd - 1;
    lineEmpty = false;
    breaks = 0;
  }
}

const [letterA, letterZ] = [0x61, 0x7a];

/** characters of a page number with dashes and spaces around it */
const longestBlank = 9;

/** A line that shows nothing to read: a rule, a page number, an elision mark. */
function isBlankToEye(text: string): boolean {
  if (!/[\p{L}\d$]/u.test(text)) return true;
  return text.length <= longestBlank && (/^[-–— ]{0,3}\d{1,3}[-–— ]{0,3}$/.test(text) || /^\[(?:…|\.{3})\]$/.test(text));
}

function splitLines(text: string, bare: string): readonly Line[] {
  const lines: Line[] = [];
  let afterGap = true;
  let start = 0;
  while (start <= text.length) {
    const found = text.indexOf('\n', start);
    const end = found < 0 ? text.length : found;
    const line = text.slice(start, end);
    const first = bare.charCodeAt(start);
    if (!(first >= letterA && first <= letterZ) && isBlankToEye(line)) afterGap = afterGap || !/\d/.test(line);
    else {
      lines.push({ start, end, text: line, bare: bare.slice(start, end), afterGap });
      afterGap = false;
    }
    start = end + 1;
  }
  return lines;
}

/** Joins the pages of one part; every source keeps its own offsets. */
export function prepareText(sources: readonly SourceText[]): PreparedText {
  const built: Built = { pieces: [], length: 0, at: [], from: [], to: [] };
  const begins: number[] = [];
  for (const source of sources) {
    if (built.length > 0) append(built, lineBreak, 0, 0);
    begins.push(built.length);
    if (built.length < limits.recogniseChars) clean(source.text, built);
  }
  // joined, not added up: a string of pieces is slow to read unit by unit
  const text = built.pieces.join('');
  const bare = bareOf(text);
  const pageOf = (index: number): number => {
    let page = 0;
    while (page + 1 < begins.length && (begins[page + 1] ?? 0) <= index) page += 1;
    return page;
  };
  const locate = (start: number, end: number): Located => {
    const page = pageOf(start);
    const pageEnd = (begins[page + 1] ?? text.length + 1) - 1;
    const last = Math.max(start, Math.min(end, pageEnd) - 1);
    const source = sources[page];
    if (source === undefined) throw new Error('a span outside every source');
    return { source: source.source, start: placeOf(built, built.from, start), end: placeOf(built, built.to, last) };
  };
  return { text, bare, flat: bare.replaceAll('\n', ' '), lines: splitLines(text, bare), locate };
}
