import { limits } from '../base/limits';
import type { Result } from '../base/result';
import { readFloat, withMemory, withPage, withPageText, withPdf } from './pdf-engine';
import type { PdfEngine, PdfFailure, Pointer } from './pdf-engine';
import { formRows, formWords } from './pdf-words';
import type { PdfRow, PdfWord } from './pdf-words';
import { readPdfChars } from './read-pdf-chars';

/** A word with the size its letters are set in, points: boxes of letters are as high as their font says, which differs. */
export interface PlaceWord extends PdfWord {
  readonly points: number;
}

export interface PlaceRow extends PdfRow {
  readonly words: readonly PlaceWord[];
}

/** A page with its words where they stand: what places for numbers and signatures are found by. Points, in the page's own space. */
export interface PlacePage {
  /** from 1 */
  readonly page: number;
  /** what is seen of the page */
  readonly box: { readonly left: number; readonly bottom: number; readonly right: number; readonly top: number };
  /** how far it is turned clockwise when shown */
  readonly turn: 0 | 90 | 180 | 270;
  /** from top to bottom, whatever column they stand in; empty for scans */
  readonly rows: readonly PlaceRow[];
}

const turns = [0, 90, 180, 270] as const;

function boxOf(engine: PdfEngine, page: Pointer): PlacePage['box'] {
  return withMemory(engine, 16, (memory) => {
    // FS_RECTF: left, top, right, bottom
    if (!engine.module.FPDF_GetPageBoundingBox(page, memory)) return { left: 0, bottom: 0, right: 595, top: 842 };
    const [left = 0, top = 842, right = 595, bottom = 0] = [0, 4, 8, 12].map((offset) => readFloat(engine, memory + offset));
    return { left, bottom: Math.min(bottom, top), right, top: Math.max(bottom, top) };
  });
}

function pointsOf(engine: PdfEngine, text: Pointer, { chars, size }: PdfWord): number {
  const index = chars[0]?.index;
  if (index === undefined) return size;
  return withMemory(engine, 24, (memory) => {
    // FS_MATRIX: a, b, c, d, e, f; the size is what the matrix makes of the font's
    if (!engine.module.FPDFText_GetMatrix(text, index, memory)) return size;
    const scale = Math.hypot(readFloat(engine, memory + 8), readFloat(engine, memory + 12));
    const points = scale * engine.module.FPDFText_GetFontSize(text, index);
    return points > 1 && points < 200 ? points : size;
  });
}

function rowsOf(engine: PdfEngine, text: Pointer): readonly PlaceRow[] {
  return formRows(formWords(readPdfChars(engine, text))).map((row) => ({ ...row, words: row.words.map((word) => ({ ...word, points: pointsOf(engine, text, word) })) }));
}

/** The first page and the last limits.placePages ones: number and date stand on the one, signatures on the others. */
export function pdfPlacePages(engine: PdfEngine, bytes: Uint8Array): Result<readonly PlacePage[], PdfFailure> {
  return withPdf(engine, bytes, (document) => {
    const count = Math.max(0, engine.module.FPDF_GetPageCount(document));
    const indices = Array.from({ length: count }, (_, index) => index).filter((index) => index === 0 || index >= count - limits.placePages);
    return indices.flatMap((index) => {
      const read = withPage(engine, document, index, (page): PlacePage => ({
        page: index + 1,
        box: boxOf(engine, page),
        turn: turns[engine.module.FPDFPage_GetRotation(page)] ?? 0,
        rows: withPageText(engine, page, (text) => rowsOf(engine, text)) ?? [],
      }));
      return read === null ? [] : [read];
    });
  });
}
