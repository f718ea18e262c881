import { limits } from '../base/limits';
import { fail, ok } from '../base/result';
import type { Result } from '../base/result';
import { textOfFont } from '../letter/font-encoding';
import type { FontEncoding } from '../letter/font-tables';
import { docFormatting } from './doc-formatting';
import type { DocFormatting } from './doc-formatting';
import type { CfbFile } from './open-cfb';

// [MS-DOC] 2.5.1: offsets in the file information block
const fibFlags = 0x0a;
const encryptedFlag = 0x0100;
const whichTable = 0x0200;
const nFibAt = 0x02;
/** first version with a piece table in a stream of its own (Word 97) */
const word97 = 0xc1;
const fcClx = 0x01a2;
const ccpText = 0x4c;

interface Piece {
  /** characters of the document before it */
  readonly from: number;
  readonly to: number;
  /** offset in the main stream */
  readonly at: number;
  /** one byte a character (windows-1252) instead of UTF-16 */
  readonly narrow: boolean;
}

export interface DocText {
  /** with Word's marks in it; the end of a table row is `rowEnd` */
  readonly text: string;
  /** font encodings that stretches were converted from by their fonts */
  readonly encodings: ReadonlySet<FontEncoding>;
}

interface DocSource {
  readonly main: Uint8Array;
  readonly pieces: readonly Piece[];
  readonly formatting: DocFormatting;
  readonly encodings: Set<FontEncoding>;
}

/** Stands for the mark of a cell where the paragraph says that it ends a row; Word's own text never holds it. */
const rowEnd = '\x1d';

/**
 * Text of a Word 97–2003 document ([MS-DOC]): the main text and what stands in text boxes, with Word's own marks still in it (see `plainDocText`). Older
 * documents (Word 6, 95) keep their text in one stretch. Never throws.
 */
export function docText(file: CfbFile): Result<DocText, 'officeBroken' | 'officeEncrypted' | 'legacyOffice'> {
  const main = file.read('WordDocument');
  if (main === null || main.length < 0x60) return fail('officeBroken');
  const view = new DataView(main.buffer, main.byteOffset, main.length);
  if (view.getUint16(0, true) !== 0xa5ec && view.getUint16(0, true) !== 0xa5dc) return fail('legacyOffice');
  const flags = view.getUint16(fibFlags, true);
  if ((flags & encryptedFlag) !== 0) return fail('officeEncrypted');
  if (view.getUint16(nFibAt, true) < word97) {
    return ok({ text: narrowText(main, view.getUint32(0x18, true), Math.min(view.getUint32(0x1c, true), view.getUint32(0x18, true) + limits.recogniseChars)), encodings: new Set() });
  }
  if (main.length < fcClx + 8) return fail('officeBroken');
  const table = file.read((flags & whichTable) !== 0 ? '1Table' : '0Table');
  if (table === null) return fail('officeBroken');
  const start = view.getUint32(fcClx, true);
  const pieces = piecesOf(table.subarray(start, start + view.getUint32(fcClx + 4, true)));
  if (pieces === null) return fail('officeBroken');
  const counts = Array.from({ length: 7 }, (_, index) => view.getUint32(ccpText + index * 4, true));
  const [body = 0, footnotes = 0, headers = 0, , annotations = 0, endnotes = 0, boxes = 0] = counts;
  const boxStart = body + footnotes + headers + annotations + endnotes;
  const source: DocSource = { main, pieces, formatting: docFormatting(main, table), encodings: new Set() };
  return ok({ text: `${textBetween(source, 0, body)}\r${textBetween(source, boxStart, boxStart + boxes)}`, encodings: source.encodings });
}

function narrowText(main: Uint8Array, from: number, to: number): string {
  return new TextDecoder('windows-1252').decode(main.subarray(from, Math.max(from, to)));
}

/** [MS-DOC] 2.9.38: properties of fast saves, each of which tells its length, then the piece table. */
function piecesOf(clx: Uint8Array): readonly Piece[] | null {
  const view = new DataView(clx.buffer, clx.byteOffset, clx.length);
  let at = 0;
  while (at + 3 <= clx.length && clx[at] === 1) at += 3 + view.getUint16(at + 1, true);
  if (at + 5 > clx.length || clx[at] !== 2) return null;
  const size = Math.min(view.getUint32(at + 1, true), clx.length - at - 5);
  const count = Math.floor((size - 4) / 12);
  const table = at + 5;
  const pieces: Piece[] = [];
  for (let index = 0; index < count; index++) {
    const from = view.getUint32(table + index * 4, true);
    const to = view.getUint32(table + index * 4 + 4, true);
    const fc = view.getUint32(table + (count + 1) * 4 + index * 8 + 2, true);
    const narrow = (fc & 0x40000000) !== 0;
    const offset = fc & 0x3fffffff;
    if (to > from) pieces.push({ from, to, at: narrow ? offset / 2 : offset, narrow });
  }
  return pieces;
}

/** Index of the stretch that holds a place, or of the next one. */
function indexAt(stretches: readonly { readonly to: number }[], place: number): number {
  let low = 0;
  let high = stretches.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((stretches[middle]?.to ?? 0) <= place) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Bytes [from, to) of a piece, each stretch by its font; what is not shown is left out. */
function shownText({ main, formatting, encodings }: DocSource, narrow: boolean, from: number, to: number): string {
  const { runs, paragraphs, fontOfStyle } = formatting;
  const decoder = new TextDecoder(narrow ? 'windows-1252' : 'utf-16le');
  const width = narrow ? 1 : 2;
  let shown = '';
  let pending = { text: '', font: null as string | null };
  const flush = (): void => {
    const read = textOfFont(pending.text, pending.font);
    if (read.encoding !== null) encodings.add(read.encoding);
    shown += read.text;
    pending = { text: '', font: null };
  };
  let runAt = indexAt(runs, from);
  let paragraphAt = indexAt(paragraphs, from);
  for (let at = from; at < to; ) {
    while ((runs[runAt]?.to ?? Infinity) <= at) runAt++;
    while ((paragraphs[paragraphAt]?.to ?? Infinity) <= at) paragraphAt++;
    const run = runs[runAt];
    const paragraph = paragraphs[paragraphAt];
    const inRun = run !== undefined && run.from <= at;
    const inParagraph = paragraph !== undefined && paragraph.from <= at;
    const end = Math.min(to, run === undefined ? to : inRun ? run.to : run.from, paragraph === undefined ? to : inParagraph ? paragraph.to : paragraph.from);
    // a stretch cut inside a character is malformed: at least one whole character is taken
    const stop = Math.max(at + width, at + Math.floor((end - at) / width) * width);
    if (!inRun || !run.hidden) {
      const font = (inRun ? run.font : null) ?? (inParagraph ? fontOfStyle(paragraph.style) : null);
      if (font !== pending.font) flush();
      const text = decoder.decode(main.subarray(at, Math.min(stop, to)));
      const ends = inParagraph && paragraph.rowEnd && stop >= paragraph.to && text.endsWith('\x07');
      pending = { text: pending.text + (ends ? text.slice(0, -1) + rowEnd : text), font };
    }
    at = stop;
  }
  flush();
  return shown;
}

function textBetween(source: DocSource, from: number, to: number): string {
  const parts: string[] = [];
  let size = 0;
  // no character takes less than a byte: pieces that tell more tell some of it again
  let left = source.main.length;
  for (const piece of source.pieces) {
    const first = Math.max(piece.from, from);
    const last = Math.min(piece.to, to, first + limits.recogniseChars - size, first + left);
    if (last <= first) continue;
    left -= last - first;
    const width = piece.narrow ? 1 : 2;
    const start = piece.at + (first - piece.from) * width;
    const text = shownText(source, piece.narrow, start, Math.min(start + (last - first) * width, source.main.length));
    parts.push(text);
    size += text.length;
    if (size >= limits.recogniseChars) break;
  }
  return parts.join('');
}

/**
 * Word's marks as lines and tabs: paragraphs, line and page breaks end lines, cells end with a tab and rows with a line; instructions of fields, drawings and
 * references are left out ([MS-DOC] 2.4.1).
 */
export function plainDocText(text: string): string {
  const kept: string[] = [];
  const fields: boolean[] = [];
  let hidden = 0;
  for (const piece of text.split(/([\x13\x14\x15])/)) {
    if (piece === '\x13') {
      fields.push(true);
      hidden++;
    } else if (piece === '\x14') {
      // the result of the field follows its instruction
      if (fields.at(-1) === true) hidden--;
      if (fields.length > 0) fields[fields.length - 1] = false;
    } else if (piece === '\x15') {
      if (fields.pop() === true) hidden--;
    } else if (hidden === 0) kept.push(piece);
  }
  const all = kept.join('');
  // without properties of paragraphs two marks together are the end of a row
  return (all.includes(rowEnd) ? all.replace(/\x1d/g, '\n') : all.replace(/\x07\x07/g, '\n'))
    .replace(/\x07/g, '\t')
    .replace(/\r\n?|[\x0b\x0c\x0e]/g, '\n')
    .replace(/\x1e/g, '-')
    .replace(/[\x00-\x08\x0f-\x1f]/g, '')
    .replace(/\u00a0/g, ' ')
    .split('\n').map((line) => line.trimEnd()).join('\n')
    .replace(/\n{3,}/g, '\n\n')
    .trim()
    .normalize('NFC');
}
