import type { OcrPage, OcrWord } from '../../model/facts';
import { layoutRows } from '../layout-pdf-lines';
import type { PdfRow, PdfWord } from '../pdf-words';
import type { PdfChar } from '../read-pdf-chars';
import { parseReading, type RawReading, type ReadLine, type ReadPiece } from './parse-reading';
import { placeBack } from './place-words';
import { tidyReadText } from './tidy-read-text';

/** specks and seals come out as lines that the engine itself hardly believes */
const believedLine = 0.4;
/** a font is about this much higher than most of its words */
const fontOverWord = 1.4;
/** letters of a script without blanks that share a box: marks need no finer places */
const pieceLetters = 6;

interface Shown {
  readonly width: number;
  readonly height: number;
  /** quarters the picture was turned clockwise before it was read */
  readonly quarters: number;
}

/**
 * A page in reading order: the two columns of a letterhead one after the other as in PDFs, lines of specks left out; the
 * boxes in pixels of the picture as it is shown.
 */
export function composePage(page: number, raw: RawReading, shown: Shown): OcrPage {
  const read = parseReading(raw);
  const lines = read.filter((line) => confidenceOf(line) >= believedLine);
  const rows = joinRows(lines.map((line) => rowOf(line, raw)).sort((a, b) => b.y - a.y));
  const laid = { quarters: shown.quarters, straightened: raw.straightened, width: raw.width, height: raw.height };
  const words: OcrWord[] = [];
  const texts: string[] = [];
  let at = 0;
  for (const line of layoutRows(rows)) {
    texts.push(line.text);
    for (const word of line.words) {
      for (const piece of word.chars) {
        const box = placeBack([piece.left, raw.height - piece.top, piece.right, raw.height - piece.bottom], laid, shown);
        words.push({ start: at, end: at + piece.text.length, box });
        at += piece.text.length;
      }
      // the blank, tab or line break after every word
      at += 1;
    }
  }
  return { page, text: texts.join('\n'), width: shown.width, height: shown.height, words, confidence: confidenceOf(read.flat()) };
}

/** Weighed by letters: a word read well says more than a stop read badly. */
function confidenceOf(pieces: ReadLine): number {
  const letters = pieces.reduce((sum, piece) => sum + piece.text.length, 0);
  return letters === 0 ? 0 : pieces.reduce((sum, piece) => sum + piece.confidence * piece.text.length, 0) / letters;
}

function rowOf(line: ReadLine, { height, slope }: RawReading): PdfRow {
  const heights = line.map(({ box }) => box[3] - box[1]).sort((a, b) => a - b);
  const size = (heights[Math.floor(heights.length * 0.75)] ?? 1) * fontOverWord;
  // what is left of the slope would put the two ends of a line on different rows
  const bottoms = line.map(({ box }) => box[3] + (slope * (box[0] + box[2])) / 2).sort((a, b) => a - b);
  const y = height - (bottoms[Math.floor(bottoms.length / 2)] ?? 0);
  return { words: wordsOf(line, height, y, size), y, size };
}

function wordsOf(line: ReadLine, height: number, y: number, size: number): readonly PdfWord[] {
  const words: PdfWord[] = [];
  for (const run of runsOf(line)) {
    const chars = chunksOf(run).map((chunk): PdfChar => ({
      text: tidyReadText(chunk.map((piece) => piece.text).join('')),
      left: Math.min(...chunk.map(({ box }) => box[0])),
      right: Math.max(...chunk.map(({ box }) => box[2])),
      top: height - Math.min(...chunk.map(({ box }) => box[1])),
      bottom: height - Math.max(...chunk.map(({ box }) => box[3])),
      y,
      size,
    }));
    words.push({ chars, left: Math.min(...chars.map((char) => char.left)), right: Math.max(...chars.map((char) => char.right)), y, size });
  }
  return words.sort((a, b) => a.left - b.left);
}

/** Pieces between two blanks. */
function runsOf(line: ReadLine): readonly ReadLine[] {
  const runs: ReadPiece[][] = [];
  for (const piece of line) {
    if (piece.apart || runs.length === 0) runs.push([]);
    runs.at(-1)?.push(piece);
  }
  return runs;
}

/** A run without blanks in parts that begin with a letter which can begin a Thai syllable, so that no vowel or tone is parted from its consonant. */
function chunksOf(run: ReadLine): readonly ReadLine[] {
  const chunks: ReadPiece[][] = [];
  let letters = 0;
  for (const piece of run) {
    if (chunks.length === 0 || (letters >= pieceLetters && /^[ก-ฮเ-ไ]/u.test(piece.text))) {
      chunks.push([]);
      letters = 0;
    }
    chunks.at(-1)?.push(piece);
    letters += piece.text.length;
  }
  return chunks;
}

/** Lines that stand beside each other on one baseline are one row, although the engine took them for two. */
function joinRows(sorted: readonly PdfRow[]): readonly PdfRow[] {
  const rows: PdfRow[] = [];
  for (const row of sorted) {
    const before = rows.at(-1);
    const beside = before !== undefined && Math.abs(before.y - row.y) <= Math.min(before.size, row.size) * 0.3
      && row.words.every((word) => before.words.every((other) => word.left >= other.right || word.right <= other.left));
    if (beside) rows[rows.length - 1] = { words: [...before.words, ...row.words].sort((a, b) => a.left - b.left), y: before.y, size: Math.max(before.size, row.size) };
    else rows.push(row);
  }
  return rows;
}
