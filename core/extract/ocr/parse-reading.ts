import type { PixelBoxOf } from './place-words';

/** What the engine gives for a page, as it gives it. */
export interface RawReading {
  /** pixels of the picture as it was read, after turning and straightening */
  readonly width: number;
  readonly height: number;
  /** UTF-8 text with the blanks the engine found */
  readonly text: string;
  /** its table of words */
  readonly tsv: string;
  /** radians it was turned clockwise to straighten it */
  readonly straightened: number;
  /** slope of the lines that is left, radians, negative where they fall to the right */
  readonly slope: number;
}

/** The smallest piece the engine tells a place of: a word, or a letter of a script without blanks. */
export interface ReadPiece {
  readonly text: string;
  readonly box: PixelBoxOf;
  /** 0 to 1 */
  readonly confidence: number;
  /** does a blank stand before it? */
  readonly apart: boolean;
}

export type ReadLine = readonly ReadPiece[];

// columns of the engine's table: level, page, block, paragraph, line, word, left, top, width, height, confidence, text
const wordLevel = '5';

/** Lines of pieces. Only the running text knows where blanks are, so that both are walked together. */
export function parseReading({ text, tsv }: RawReading): readonly ReadLine[] {
  const lines: ReadPiece[][] = [];
  let open = '';
  let at = 0;
  for (const row of tsv.split('\n')) {
    const cells = row.split('\t');
    const word = cells[11]?.trim() ?? '';
    if (cells[0] !== wordLevel || word === '') continue;
    const found = text.indexOf(word, at);
    const apart = found === -1 || /\s/u.test(text.slice(at, found));
    if (found !== -1) at = found + word.length;
    const line = `${cells[2]}.${cells[3]}.${cells[4]}`;
    if (line !== open) lines.push([]);
    open = line;
    const [left = 0, top = 0, width = 0, height = 0] = cells.slice(6, 10).map(Number);
    lines.at(-1)?.push({ text: word, box: [left, top, left + width, top + height], confidence: Math.max(0, Number(cells[10]) / 100), apart });
  }
  return lines;
}
