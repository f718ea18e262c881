import { zlibSync } from 'fflate';
import { create } from 'fontkit';
import type { Font, Glyph, Subset } from 'fontkit';
import type { PdfReference } from '../pdf-model';
import type { PdfDraft } from './pdf-draft';
import { latinBytes, pdfArray, pdfDictionary, pdfName, pdfNumber, pdfText, streamBody } from './write-object';

/** A glyph where it stands: thousandths of the size, from the beginning of its run. */
export interface PlacedGlyph {
  readonly code: number;
  readonly x: number;
  readonly y: number;
}

/** Symbolic: the font brings its own codes (ISO 32000-2, table 121) */
const symbolicFlag = 4;
const upright = 80;
/** one glyph for each letter: a ligature would be read as a letter of its own, and a kern would cut words */
const plainFeatures = { liga: false, clig: false, dlig: false, kern: false };

/** One TrueType file, of which the glyphs that are used go into the PDF (9.7.4: Type0 with CIDFontType2, codes are glyphs of the subset). */
export class FontSubset {
  private readonly font: Font;
  private readonly subset: Subset;
  /** by code: what it is read as, and its width */
  private readonly used = new Map<number, { readonly letters: readonly number[]; readonly width: number }>();

  /** @throws Error where the bytes are no TrueType font: fonts come with the program */
  constructor(bytes: Uint8Array) {
    const font = create(bytes as Parameters<typeof create>[0]);
    if (!('layout' in font)) throw new Error('a collection of fonts');
    this.font = font;
    this.subset = font.createSubset();
  }

  has(text: string): boolean {
    return Array.from(text).every((letter) => this.font.hasGlyphForCodePoint(letter.codePointAt(0) ?? 0));
  }

  private codeOf(glyph: Glyph): number {
    // its types say boolean; it is the number of the glyph in the subset
    const code = Number(this.subset.includeGlyph(glyph));
    if (!this.used.has(code)) this.used.set(code, { letters: glyph.codePoints, width: this.thousandths(glyph.advanceWidth) });
    return code;
  }

  private thousandths(units: number): number {
    return (units * 1000) / this.font.unitsPerEm;
  }

  shape(text: string): { readonly glyphs: readonly PlacedGlyph[]; readonly width: number } {
    const run = this.font.layout(text, plainFeatures);
    let pen = 0;
    const glyphs = run.glyphs.map((glyph, index) => {
      const { xAdvance = 0, xOffset = 0, yOffset = 0 } = run.positions[index] ?? {};
      const placed = { code: this.codeOf(glyph), x: this.thousandths(pen + xOffset), y: this.thousandths(yOffset) };
      pen += xAdvance;
      return placed;
    });
    return { glyphs, width: this.thousandths(pen) };
  }

  /** Width of the glyph as the reader moves by it. */
  widthOf(code: number): number {
    return this.used.get(code)?.width ?? 0;
  }

  /** Adds the font to the file; to be called once everything was shaped. */
  addTo(draft: PdfDraft): PdfReference {
    const { font } = this;
    const data = this.subset.encode();
    const name = `${subsetTag([...this.used.keys()])}+${font.postscriptName.replace(/[^A-Za-z0-9-]/g, '')}`;
    const box = [font.bbox.minX, font.bbox.minY, font.bbox.maxX, font.bbox.maxY].map((units) => pdfNumber(Math.round(this.thousandths(units))));
    const file = draft.add(streamBody(pdfDictionary({ Length1: pdfNumber(data.length), Filter: pdfName('FlateDecode') }), zlibSync(data)));
    const descriptor = draft.add(
      pdfDictionary({
        Type: pdfName('FontDescriptor'), FontName: pdfName(name), Flags: pdfNumber(symbolicFlag), FontBBox: pdfArray(box), ItalicAngle: pdfNumber(font.italicAngle),
        Ascent: pdfNumber(Math.round(this.thousandths(font.ascent))), Descent: pdfNumber(Math.round(this.thousandths(font.descent))),
        CapHeight: pdfNumber(Math.round(this.thousandths(font.capHeight))), StemV: pdfNumber(upright), FontFile2: file,
      }),
    );
    const widths = [...this.used].flatMap(([code, { width }]) => [pdfNumber(code), pdfArray([pdfNumber(Math.round(width))])]);
    const descendant = draft.add(
      pdfDictionary({
        Type: pdfName('Font'), Subtype: pdfName('CIDFontType2'), BaseFont: pdfName(name),
        CIDSystemInfo: pdfDictionary({ Registry: pdfText('Adobe'), Ordering: pdfText('Identity'), Supplement: pdfNumber(0) }),
        FontDescriptor: descriptor, W: pdfArray(widths), CIDToGIDMap: pdfName('Identity'),
      }),
    );
    const unicode = draft.add(streamBody(pdfDictionary({ Filter: pdfName('FlateDecode') }), zlibSync(latinBytes(this.unicodeMap()))));
    return draft.add(
      pdfDictionary({ Type: pdfName('Font'), Subtype: pdfName('Type0'), BaseFont: pdfName(name), Encoding: pdfName('Identity-H'), DescendantFonts: pdfArray([descendant]), ToUnicode: unicode }),
    );
  }

  /** 9.10.3: what the codes are read as, so that what is stamped can be searched and copied. */
  private unicodeMap(): string {
    const rows = [...this.used].filter(([, { letters }]) => letters.length > 0).map(([code, { letters }]) => `<${hex4(code)}> <${Array.from(String.fromCodePoint(...letters).split(''), (unit) => hex4(unit.charCodeAt(0))).join('')}>`);
    let map = '/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def\n/CMapName /Adobe-Identity-UCS def\n/CMapType 2 def\n1 begincodespacerange\n<0000> <ffff>\nendcodespacerange\n';
    // 100 rows at most in one block
    for (let from = 0; from < rows.length; from += 100) {
      const block = rows.slice(from, from + 100);
      map += `${block.length} beginbfchar\n${block.join('\n')}\nendbfchar\n`;
    }
    return `${map}endcmap\nCMapName currentdict /CMap defineresource pop\nend\nend\n`;
  }
}

export function hex4(value: number): string {
  return value.toString(16).padStart(4, '0');
}

/** 9.9.2: six capitals that tell subsets of one font apart. */
function subsetTag(codes: readonly number[]): string {
  let state = 7;
  for (const code of codes) state = (state * 31 + code + 1) % 308_915_776;
  let tag = '';
  for (let letter = 0; letter < 6; letter += 1) {
    tag += String.fromCharCode(65 + (state % 26));
    state = Math.floor(state / 26);
  }
  return tag;
}
