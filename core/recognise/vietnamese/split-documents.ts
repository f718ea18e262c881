import { limits } from '../../base/limits';
import { everyMatch } from '../every-match';
import { findNumbers, numberKey } from '../number-symbol';
import type { NumberSpan } from '../number-symbol';
import type { Line, PreparedText } from '../prepare-text';
import { isCopyNumber } from './copy';
import { numberStart, subjectStart } from './header';
import { authorityPrefix, bareHeads, barePosts, bareTypeNames, isCapitals, startsWithOne } from './vocabulary';

/** lines below a national heading in which number and date of a new document stand */
const headBelow = 14;
/** lines of a letterhead that may stand above the national heading */
const headAbove = 6;
const nationHead = /(?:chu nghia viet nam|dang cong san viet nam)/g;
const copies = /^["']?noi nhan\b/;
const placeDate = /[,.] ?ngay ?[^a-z]{0,8}(?:thang|[/.-])/;
/** What is promulgated with a document, and the forms it prescribes, stay with it. */
const annexed = /(?:kem theo|ban hanh theo|dinh kem)(?![a-z])/;
const annexLabel = /^(?:phu luc|mau so|mau|bieu mau|bieu so|mau bieu)(?![a-z])/;

interface Cut {
  readonly line: number;
  readonly key: string;
  /** no document ended above it */
  readonly first: boolean;
}

/** The part of a text between two lines, itself a text: places in it lead back to the same sources. */
function partOf(text: PreparedText, first: number, last: number): PreparedText {
  const offset = first === 0 ? 0 : text.lines[first]?.start ?? 0;
  const end = text.lines[last]?.start ?? text.text.length;
  const shifted = (line: Line): Line => ({ ...line, start: line.start - offset, end: line.end - offset });
  return {
    text: text.text.slice(offset, end), bare: text.bare.slice(offset, end), flat: text.flat.slice(offset, end), lines: text.lines.slice(first, last).map(shifted),
    locate: (from, to) => text.locate(from + offset, to + offset),
  };
}

function numberOn(text: PreparedText, line: Line): NumberSpan | null {
  const label = numberStart.exec(line.bare);
  if (label === null) return null;
  const number = findNumbers(text.text, line.start + label[0].length, line.end)[0];
  return number === undefined || number.start > line.start + label[0].length || isCopyNumber(number.number) ? null : number;
}

/** Type name, topic or place and date: what box 3 never stands without. */
const isHeadLine = (line: Line): boolean =>
  (line.bare.length < 200 && placeDate.test(line.bare)) || subjectStart.test(line.bare) || (startsWithOne(line.bare, bareTypeNames) !== null && isCapitals(line.text));

/** The first line of the letterhead around `at`: names of bodies stand above the national heading in some texts, below it in others. */
function letterheadFrom(text: PreparedText, at: number, after: number): number {
  let first = at;
  for (let index = at - 1; index > after && index >= at - headAbove; index -= 1) {
    const line = text.lines[index];
    if (line === undefined || !isCapitals(line.text) || line.bare.length > 120 || authorityPrefix(line.bare) !== null || startsWithOne(line.bare, barePosts) !== null) break;
    if (startsWithOne(line.bare, bareHeads) !== null) first = index;
    // A body's name may take two lines; a signer's in capitals is followed by no body.
    else if (startsWithOne(text.lines[index - 1]?.bare ?? '', bareHeads) === null) break;
  }
  return first;
}

function lineAt(text: PreparedText, offset: number, from: number): number {
  let low = from;
  let high = text.lines.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((text.lines[middle]?.start ?? 0) <= offset) low = middle;
    else high = middle - 1;
  }
  return low;
}

/** The key of the number in the letterhead that begins at `from`; null where it is an annex or none. */
function headAt(text: PreparedText, at: number, from: number): string | null {
  let number: NumberSpan | null = null;
  let placed = false;
  for (let index = Math.max(0, from - headAbove); index < from; index += 1) if (annexLabel.test(text.lines[index]?.bare ?? '')) return null;
  for (let index = from; index < at + headBelow; index += 1) {
    const line = text.lines[index];
    if (line === undefined) break;
    if (annexed.test(line.bare) || annexLabel.test(line.bare)) return null;
    number ??= numberOn(text, line);
    placed ||= isHeadLine(line);
    if (number !== null && placed) return numberKey(number.number);
  }
  return null;
}

function cutsOf(text: PreparedText): readonly Cut[] {
  const cuts: Cut[] = [];
  let copied = -1;
  const add = (at: number): void => {
    const before = cuts.at(-1);
    if (before !== undefined && at < before.line + headAbove) return;
    const line = letterheadFrom(text, at, before?.line ?? -1);
    const key = headAt(text, at, line);
    if (key !== null && key !== before?.key) cuts.push({ line, key, first: copied < 0 });
  };
  const offsets = everyMatch(nationHead, text.bare).map((match) => match.index + match[0].length - 1);
  if (offsets.length === 0 && !text.bare.includes('\nnoi nhan')) return [];
  const headings = new Set(offsets.map((offset) => lineAt(text, offset, 0)).filter((index) => isHeading(text.lines[index])));
  for (let index = 0; index < text.lines.length && cuts.length < limits.recogniseDocuments; index += 1) {
    const line = text.lines[index];
    if (line === undefined) break;
    if (headings.has(index)) add(index);
    else if (copies.test(line.bare)) copied = index;
    // Letters forwarded one below the other have often lost their letterheads.
    else if (copied >= 0 && index > copied && /^so ?[:.]? ?\d/.test(line.bare) && numberOn(text, line) !== null && (cuts.at(-1)?.line ?? -1) < copied) add(index);
  }
  return cuts;
}

/** Running text names the nation too; a heading is short and in capitals. */
const isHeading = (line: Line | undefined): boolean => line !== undefined && line.bare.length < 160 && isCapitals(line.text.slice(-34));

/**
 * The documents that one text holds: a PDF with a công văn and the decision it sends, a body with two forwarded letters. A new one begins with a
 * national or Party heading that has a number of its own, or below a list of copies with number and heading. Annexes and forms stay with the document
 * they belong to, words in front of the first letterhead with that one.
 * @param isDocument what begins at a letterhead and is none stays with the text before it
 */
export function splitDocuments(text: PreparedText, isDocument: (part: PreparedText) => boolean): readonly PreparedText[] {
  const cuts = cutsOf(text);
  const [first] = cuts;
  if (first === undefined) return [text];
  // What stands above the first letterhead is its stamp or a covering word, unless it is long or a document itself.
  const opens = first.first && first.line < coveringLines;
  if (opens && cuts.length === 1) return [text];
  const ends = text.lines.length;
  const later = (opens ? cuts.slice(1) : cuts).map((cut) => cut.line);
  const kept = later.filter((start, index) => isDocument(partOf(text, start, later[index + 1] ?? ends)));
  const starts = [0, ...kept];
  return kept.length === 0 ? [text] : starts.map((start, index) => partOf(text, start, starts[index + 1] ?? ends));
}

/** lines that may precede the first letterhead of a text and belong to it: stamps, a covering word */
const coveringLines = 40;
