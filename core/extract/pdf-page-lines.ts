import { detectFontEncoding, toUnicodePieces } from '../letter/font-encoding';
import { encodingOfFont } from '../letter/font-tables';
import type { FontEncoding } from '../letter/font-tables';
import { layoutPdfLines } from './layout-pdf-lines';
import type { PdfLine } from './layout-pdf-lines';
import { heap, withMemory } from './pdf-engine';
import type { PdfEngine, Pointer } from './pdf-engine';
import type { PdfWord } from './pdf-words';
import { readPdfChars } from './read-pdf-chars';
import type { PdfChar } from './read-pdf-chars';
import { isThaiAsLatin, thaiLetters, thaiOfLatin } from './thai-glyphs';

export interface PdfPageLines {
  readonly lines: readonly PdfLine[];
  /** the Vietnamese font encoding its letters were converted from */
  readonly encoding: FontEncoding | null;
}

/**
 * Lines of a page in reading order, as everything that speaks of a page's text counts them: letters of old Vietnamese fonts, Thai named as
 * Latin-1 and Thai glyph variants are what a person sees. Each entry of a word keeps the box its letter is drawn in.
 */
export function pdfPageLines(engine: PdfEngine, text: Pointer): PdfPageLines {
  const chars = readPdfChars(engine, text);
  const thaiAsLatin = isThaiAsLatin(chars.map((char) => char.text).join(''));
  const lines = layoutPdfLines(chars.map((char) => ({ ...char, text: thaiAsLatin ? thaiOfLatin(char.text) : thaiLetters(char.text) })));
  const encoding = detectFontEncoding(lines.map((line) => line.text).join('\n'));
  if (encoding === null) return { lines, encoding };
  return { lines: lines.map((line) => convertLine(line, encoding, (char) => fontOf(engine, text, char))), encoding };
}

function convertLine(line: PdfLine, encoding: FontEncoding, fontName: (char: PdfChar) => string): PdfLine {
  // a letter beyond Latin-1 was drawn with another font: its line is left alone
  if (/[\u0100-\u1fff]/.test(line.text)) return line;
  const pieces = toUnicodePieces(line.text, encoding);
  let piece = 0;
  let reached = 0;
  let at = 0;
  let text = '';
  const words = line.words.map((word): PdfWord => {
    const chars: PdfChar[] = [];
    const first = word.chars[0];
    const capitals = first !== undefined && encodingOfFont(fontName(first))?.capitals === true;
    for (const char of word.chars) {
      let letters = '';
      for (at += char.text.length; reached < at && piece < pieces.length; piece++) {
        const next = pieces[piece];
        letters += next?.text ?? '';
        reached += next?.length ?? 1;
      }
      const before = chars.at(-1);
      // the mark of a letter that is two characters: its ink belongs to the letter
      if (letters === '' && before !== undefined) chars[chars.length - 1] = { ...before, right: Math.max(before.right, char.right), top: Math.max(before.top, char.top) };
      else chars.push({ ...char, text: capitals ? letters.toUpperCase() : letters });
    }
    text += chars.map((char) => char.text).join('') + line.text.charAt(at);
    at++;
    if (reached < at) {
      reached = at;
      piece++;
    }
    return { ...word, chars };
  });
  return { text, words };
}

const nameBytes = 128;

function fontOf(engine: PdfEngine, text: Pointer, { index }: PdfChar): string {
  if (index === undefined) return '';
  return withMemory(engine, nameBytes + 8, (memory) => {
    const length = engine.module.FPDFText_GetFontInfo(text, index, memory + 8, nameBytes, memory);
    if (length === 0 || length > nameBytes) return '';
    return new TextDecoder().decode(heap(engine).slice(memory + 8, memory + 8 + length - 1));
  });
}
