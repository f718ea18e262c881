import { limits } from '../base/limits';
import { readDouble, readFloat, withMemory } from './pdf-engine';
import type { PdfEngine, Pointer } from './pdf-engine';

/** One visible character; PDF points, origin at the page's lower left. */
export interface PdfChar {
  readonly text: string;
  readonly left: number;
  readonly right: number;
  readonly bottom: number;
  readonly top: number;
  /** baseline */
  readonly y: number;
  readonly size: number;
  /** number among the characters of PDFium's text page; absent where the character was read from a picture */
  readonly index?: number;
}

/**
 * Characters of a text page in content order, at most limits.pdfPageChars. Line breaks that
 * PDFium makes up are left out, because lines are formed from positions here.
 */
export function readPdfChars(engine: PdfEngine, text: Pointer): readonly PdfChar[] {
  const { module } = engine;
  const count = Math.min(module.FPDFText_CountChars(text), limits.pdfPageChars);
  const chars: PdfChar[] = [];
  withMemory(engine, 64, (memory) => {
    for (let index = 0; index < count; index++) {
      const code = module.FPDFText_GetUnicode(text, index);
      // U+FFFE marks a hyphen at a line end in PDFium
      const character = code === 0xfffe || code === 2 ? '-' : code < 0x20 || code > 0x10ffff ? '' : String.fromCodePoint(code);
      if (character === '') continue;
      if (module.FPDFText_IsGenerated(text, index) === 1) {
        // a blank PDFium concludes from a gap: it has no place of its own, but it ends a word
        if (code === 0x20) chars.push({ text: ' ', left: 0, right: 0, top: 0, bottom: 0, y: 0, size: 1, index });
        continue;
      }
      if (!module.FPDFText_GetLooseCharBox(text, index, memory)) continue;
      const left = readFloat(engine, memory);
      const top = readFloat(engine, memory + 4);
      const right = readFloat(engine, memory + 8);
      const bottom = readFloat(engine, memory + 12);
      const hasOrigin = module.FPDFText_GetCharOrigin(text, index, memory + 16, memory + 24);
      const y = hasOrigin ? readDouble(engine, memory + 24) : bottom;
      const size = module.FPDFText_GetFontSize(text, index);
      chars.push({ text: character, left, right, top, bottom, y, size: Math.max(Math.abs(top - bottom), Math.min(size, 200), 1), index });
    }
  });
  return chars;
}
