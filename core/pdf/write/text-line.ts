import { FontSubset, hex4 } from './font-subset';
import type { PlacedGlyph } from './font-subset';
import type { PdfDraft } from './pdf-draft';
import type { PdfFonts } from './pdf-fonts';
import type { PdfObject } from '../pdf-model';
import { operand, objectText, pdfText } from './write-object';

export type TextStyle = 'upright' | 'italic';
type Face = TextStyle | 'thai';

interface Run {
  readonly face: Face;
  readonly text: string;
  readonly glyphs: readonly PlacedGlyph[];
  /** thousandths of the size, from the beginning of the line */
  readonly x: number;
}

export interface TextLine {
  readonly runs: readonly Run[];
  /** thousandths of the size */
  readonly width: number;
}

/** Thai letters are drawn with the Thai font, everything else with the one of the style. */
const stretches = /[\u0e00-\u0e7f]+|[^\u0e00-\u0e7f]+/gu;

/** Fonts of one draft, each embedded once and only if something is written with it. */
export class TextPen {
  private readonly subsets = new Map<Face, FontSubset>();

  constructor(private readonly fonts: PdfFonts) {}

  private subset(face: Face): FontSubset | null {
    const known = this.subsets.get(face);
    if (known !== undefined) return known;
    const bytes = face === 'italic' ? (this.fonts.italic ?? this.fonts.upright) : this.fonts[face];
    if (bytes === null) return null;
    const made = new FontSubset(bytes);
    this.subsets.set(face, made);
    return made;
  }

  /** null: a sign is in none of the fonts */
  line(text: string, style: TextStyle): TextLine | null {
    const runs: Run[] = [];
    let x = 0;
    for (const [stretch] of text.normalize('NFC').matchAll(stretches)) {
      const face: Face = /^[\u0e00-\u0e7f]/u.test(stretch) ? 'thai' : style;
      const subset = this.subset(face);
      if (subset === null || !subset.has(stretch)) return null;
      const { glyphs, width } = subset.shape(stretch);
      runs.push({ face, text: stretch, glyphs, x });
      x += width;
    }
    return { runs, width: x };
  }

  /** Operators of a text object that shows the line with its baseline beginning at (x, y). @param named gives the resource name of a font */
  shown(line: TextLine, size: number, x: number, y: number, named: (face: string) => string): string {
    const at = (thousandths: number): number => (thousandths * size) / 1000;
    const pieces = line.runs.map((run) => {
      const subset = this.subset(run.face);
      let text = `/${named(run.face)} ${operand(size)} Tf\n`;
      let open: { readonly start: PlacedGlyph; codes: string; end: number } | null = null;
      const close = (): void => {
        if (open !== null) text += `1 0 0 1 ${operand(x + at(run.x + open.start.x))} ${operand(y + at(open.start.y))} Tm <${open.codes}> Tj\n`;
      };
      for (const glyph of run.glyphs) {
        // marks stand where the font puts them, not where the pen is
        if (open === null || Math.abs(glyph.x - open.end) > 0.5 || glyph.y !== open.start.y) {
          close();
          open = { start: glyph, codes: '', end: glyph.x };
        }
        open.codes += hex4(glyph.code);
        open.end += subset?.widthOf(glyph.code) ?? 0;
      }
      close();
      // marks above and below are drawn where they stand, in whatever order that is: what they are read as is said (ISO 32000-2, 14.9.4)
      return run.face === 'thai' ? `/Span << /ActualText ${objectText(pdfText(run.text))} >> BDC\n${text}EMC\n` : text;
    });
    return `BT\n${pieces.join('')}ET\n`;
  }

  /** Adds the fonts that were used. @returns entries of a /Font resource dictionary, by what `named` gives for each */
  addTo(draft: PdfDraft, named: (face: string) => string): Readonly<Record<string, PdfObject>> {
    return Object.fromEntries([...this.subsets].map(([face, subset]) => [named(face), subset.addTo(draft)]));
  }
}
