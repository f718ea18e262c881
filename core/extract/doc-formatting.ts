import { limits } from '../base/limits';
import { sprm, sprmsOf } from './doc-sprms';

/** How a stretch of the main stream is shown, as far as its text depends on it. */
export interface DocRun {
  /** bytes of the main stream, end excluded */
  readonly from: number;
  readonly to: number;
  /** name of its font; null: none of its own */
  readonly font: string | null;
  /** hidden or deleted: not shown */
  readonly hidden: boolean;
}

export interface DocParagraph {
  readonly from: number;
  readonly to: number;
  readonly style: number;
  /** its end is the end of a table row */
  readonly rowEnd: boolean;
}

export interface DocFormatting {
  readonly runs: readonly DocRun[];
  readonly paragraphs: readonly DocParagraph[];
  /** font of a paragraph style, its base styles heeded */
  readonly fontOfStyle: (style: number) => string | null;
}

interface Part {
  readonly fc: number;
  readonly lcb: number;
}

// [MS-DOC] 2.5.6: places in the table stream, as named in the file information block
const styleSheet = 0xa2;
const runPages = 0xfa;
const paragraphPages = 0x102;
const fontNames = 0x112;

const pageBytes = 512;

function viewOf(bytes: Uint8Array): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
}

/** Fonts, hidden text, styles and row ends of a Word document. Bounded by limits.docRuns and docStyles; what is malformed is left out. */
export function docFormatting(main: Uint8Array, table: Uint8Array): DocFormatting {
  const fib = viewOf(main);
  const part = (at: number): Uint8Array => {
    const { fc, lcb }: Part = { fc: fib.getUint32(at, true), lcb: fib.getUint32(at + 4, true) };
    return table.subarray(fc, fc + lcb);
  };
  const fonts = fontsOf(part(fontNames));
  const runs: DocRun[] = [];
  const paragraphs: DocParagraph[] = [];
  for (const { from, to, page, index, count } of entriesOf(main, part(runPages))) {
    const at = (page[(count + 1) * 4 + index] ?? 0) * 2;
    const properties = at === 0 ? new Uint8Array() : page.subarray(at + 1, Math.min(at + 1 + (page[at] ?? 0), pageBytes - 1));
    let font: string | null = null;
    let hidden = false;
    for (const { code, value } of sprmsOf(properties)) {
      if (code === sprm.font) font = fonts[value] ?? null;
      else if (code === sprm.hidden || code === sprm.deleted) hidden ||= (value & 1) === 1;
    }
    runs.push({ from, to, font, hidden });
  }
  for (const { from, to, page, index, count } of entriesOf(main, part(paragraphPages))) {
    const at = (page[(count + 1) * 4 + index * 13] ?? 0) * 2;
    const words = page[at] ?? 0;
    const start = words === 0 ? at + 2 : at + 1;
    const size = words === 0 ? (page[at + 1] ?? 0) * 2 : words * 2 - 1;
    const properties = at === 0 ? new Uint8Array() : page.subarray(start, Math.min(start + size, pageBytes - 1));
    let rowEnd = false;
    for (const { code, value } of sprmsOf(properties.subarray(2))) if (code === sprm.rowEnd) rowEnd = value === 1;
    paragraphs.push({ from, to, style: (properties[0] ?? 0) | ((properties[1] ?? 0) << 8), rowEnd });
  }
  const byPlace = (a: { readonly from: number }, b: { readonly from: number }): number => a.from - b.from;
  return { runs: runs.sort(byPlace), paragraphs: paragraphs.sort(byPlace), fontOfStyle: stylesOf(part(styleSheet), fonts) };
}

interface PageEntry {
  readonly from: number;
  readonly to: number;
  readonly page: Uint8Array;
  readonly index: number;
  readonly count: number;
}

/** [MS-DOC] 2.9.33, 2.9.174: pages of the main stream, each of which tells the stretches it speaks of. */
function* entriesOf(main: Uint8Array, places: Uint8Array): Generator<PageEntry> {
  const plc = viewOf(places);
  const pages = Math.floor((places.length - 4) / 8);
  let left: number = limits.docRuns;
  for (let number = 0; number < pages; number++) {
    const start = (plc.getUint32((pages + 1) * 4 + number * 4, true) & 0x3fffff) * pageBytes;
    const page = main.subarray(start, start + pageBytes);
    if (page.length < pageBytes) continue;
    const view = viewOf(page);
    const count = Math.min(page[pageBytes - 1] ?? 0, 101);
    for (let index = 0; index < count; index++) {
      if (left-- <= 0) return;
      const from = view.getUint32(index * 4, true);
      const to = view.getUint32(index * 4 + 4, true);
      if (to > from) yield { from, to, page, index, count };
    }
  }
}

/** [MS-DOC] 2.9.286: names of the fonts by their number. */
function fontsOf(table: Uint8Array): readonly string[] {
  const names: string[] = [];
  const count = Math.min(table.length < 4 ? 0 : viewOf(table).getUint16(0, true), limits.docStyles);
  for (let at = 4; names.length < count && at < table.length; at += 1 + (table[at] ?? 0)) {
    // what comes before the name: kind, weight, charset, PANOSE and signature
    const name = new TextDecoder('utf-16le').decode(table.subarray(at + 40, at + 1 + (table[at] ?? 0)));
    names.push(name.split('\0')[0] ?? '');
  }
  return names;
}

/** [MS-DOC] 2.9.271 and 2.9.260: fonts of paragraph styles. */
function stylesOf(sheet: Uint8Array, fonts: readonly string[]): (style: number) => string | null {
  const styles: ({ readonly font: string | null; readonly base: number } | null)[] = [];
  const view = viewOf(sheet);
  if (sheet.length < 22) return () => null;
  const count = Math.min(view.getUint16(2, true), limits.docStyles);
  const baseSize = view.getUint16(4, true);
  const common = fonts[view.getUint16(14, true)] ?? null;
  for (let at = 2 + view.getUint16(0, true); styles.length < count && at + 2 <= sheet.length; ) {
    const size = view.getUint16(at, true);
    styles.push(styleOf(sheet.subarray(at + 2, at + 2 + size), baseSize, fonts));
    at += 2 + size;
  }
  return (style) => {
    let at = style;
    for (let steps = 0; steps < 12; steps++) {
      const found = styles[at];
      if (found === undefined || found === null) return common;
      if (found.font !== null) return found.font;
      at = found.base;
    }
    return common;
  };
}

const paragraphStyle = 1;

function styleOf(style: Uint8Array, baseSize: number, fonts: readonly string[]): { readonly font: string | null; readonly base: number } | null {
  const view = viewOf(style);
  if (style.length < baseSize + 4 || style.length < 6) return null;
  const kind = view.getUint16(2, true);
  if ((kind & 0xf) !== paragraphStyle) return null;
  let at = baseSize + 2 + (view.getUint16(baseSize, true) + 1) * 2;
  let font: string | null = null;
  // properties of its paragraphs, then of its letters, each of even length
  for (let index = 0; index < 2 && at + 2 <= style.length; index++) {
    const size = view.getUint16(at, true);
    if (index === 1) for (const { code, value } of sprmsOf(style.subarray(at + 2, at + 2 + size))) if (code === sprm.font) font = fonts[value] ?? null;
    at += 2 + size + (size % 2);
  }
  return { font, base: kind >>> 4 };
}
