import { dropLeaders } from './drop-leaders';
import { formRows, formWords } from './pdf-words';
import type { PdfRow, PdfWord } from './pdf-words';
import type { PdfChar } from './read-pdf-chars';

/** A line as a reader sees it. */
export interface PdfLine {
  readonly text: string;
  /** the words that make the text, single blanks (or a tab between table cells) between them */
  readonly words: readonly PdfWord[];
}

interface Gutter {
  readonly left: number;
  readonly right: number;
}

/** Blank that separates columns or cells, in character heights; justified text stays well below it. */
const wideGap = 2.2;

/** A cell at least this wide, in character heights, is a column of text; "12" is a number in a table. */
const broadCell = 3;

function cellsOf(row: PdfRow): readonly (readonly PdfWord[])[] {
  const cells: PdfWord[][] = [];
  for (const word of row.words) {
    const cell = cells.at(-1);
    const before = cell?.at(-1);
    if (cell === undefined || before === undefined || word.left - before.right > wideGap * row.size) cells.push([word]);
    else cell.push(word);
  }
  return cells;
}

function textOf(word: PdfWord): string {
  return word.chars.map((char) => char.text).join('');
}

function lineOf(words: readonly PdfWord[]): PdfLine {
  return { text: words.map(textOf).join(' '), words };
}

function spanOf(words: readonly PdfWord[]): number {
  const first = words[0];
  const last = words.at(-1);
  return first === undefined || last === undefined ? 0 : last.right - first.left;
}

/** Two broad cells side by side begin a pair of columns; a narrow one is a number column of a table. */
function seedGutter(row: PdfRow): Gutter | null {
  const [left, right, more] = cellsOf(row);
  if (left === undefined || right === undefined || more !== undefined) return null;
  if (spanOf(left) < row.size * broadCell || spanOf(right) < row.size * broadCell) return null;
  return { left: left.at(-1)?.right ?? 0, right: right[0]?.left ?? 0 };
}

/** The gutter narrowed by a further row, or null where the row's text runs across it. */
function narrow(row: PdfRow, gutter: Gutter): Gutter | null {
  let best: Gutter | null = null;
  let left = gutter.left;
  const consider = (right: number): void => {
    const free = { left: Math.max(left, gutter.left), right: Math.min(right, gutter.right) };
    if (free.right - free.left >= row.size * 0.8 && (best === null || free.right - free.left > best.right - best.left)) best = free;
  };
  for (const word of row.words) {
    if (word.right <= gutter.left) continue;
    if (word.left >= gutter.right) break;
    consider(word.left);
    left = word.right;
  }
  consider(gutter.right);
  return best;
}

function sidesOf(row: PdfRow, gutter: Gutter): { readonly left: readonly PdfWord[]; readonly right: readonly PdfWord[] } {
  const middle = (gutter.left + gutter.right) / 2;
  const isLeft = (word: PdfWord): boolean => (word.left + word.right) / 2 < middle;
  return { left: row.words.filter(isLeft), right: row.words.filter((word) => !isLeft(word)) };
}

/** Rows [from, to) that read as two columns around a gutter. */
interface Columns {
  readonly from: number;
  readonly to: number;
  readonly gutter: Gutter;
}

function growColumns(rows: readonly PdfRow[], seed: number, floor: number): Columns | null {
  const row = rows[seed];
  const start = row === undefined ? null : seedGutter(row);
  if (row === undefined || start === null) return null;
  let gutter: Gutter = start;
  let from = seed;
  let to = seed + 1;
  const reach = (near: PdfRow, next: PdfRow): boolean => {
    const narrowed = narrow(next, gutter);
    if (narrowed === null) return false;
    const distance = Math.abs(near.y - next.y) / Math.max(near.size, next.size);
    const { left, right } = sidesOf(next, narrowed);
    const both = left.length > 0 && right.length > 0;
    if (both && Math.min(spanOf(left), spanOf(right)) < next.size * broadCell) return false;
    // a line on one side only belongs to its column while it follows closely
    if (distance > (both ? 4 : 1.9)) return false;
    gutter = narrowed;
    return true;
  };
  for (let near = row; to < rows.length; to++) {
    const next = rows[to] as PdfRow;
    if (!reach(near, next)) break;
    near = next;
  }
  for (let near = row; from > floor; from--) {
    const next = rows[from - 1] as PdfRow;
    if (!reach(near, next)) break;
    near = next;
  }
  // one row alone has no columns: its cells stay on one line
  return to - from < 2 ? null : { from, to, gutter };
}

function columnLines(rows: readonly PdfRow[], gutter: Gutter): readonly PdfLine[] {
  const sides = rows.map((row) => sidesOf(row, gutter));
  return [...sides.map((side) => side.left), ...sides.map((side) => side.right)].filter((words) => words.length > 0).map(lineOf);
}

function rowLine(row: PdfRow): PdfLine {
  const cells = cellsOf(row);
  return { text: cells.map((cell) => lineOf(cell).text).join('\t'), words: row.words };
}

/**
 * Lines of a page in reading order from character positions. A letterhead or signature block of two columns comes out
 * column by column (left first), as Vietnamese official letters are read (Decree 30/2020/NĐ-CP, annex I: agency and number
 * left, state title and date right); cells of a table row are divided by tabs.
 */
export function layoutPdfLines(chars: readonly PdfChar[]): readonly PdfLine[] {
  return layoutRows(formRows(dropLeaders(formWords(chars))));
}

/** As `layoutPdfLines`, for rows (from top to bottom) that are known already. */
export function layoutRows(rows: readonly PdfRow[]): readonly PdfLine[] {
  const lines: PdfLine[] = [];
  let at = 0;
  while (at < rows.length) {
    const columns = nextColumns(rows, at);
    const stop = columns?.from ?? rows.length;
    for (; at < stop; at++) lines.push(rowLine(rows[at] as PdfRow));
    if (columns === null) break;
    lines.push(...columnLines(rows.slice(columns.from, columns.to), columns.gutter));
    at = columns.to;
  }
  return lines;
}

function nextColumns(rows: readonly PdfRow[], floor: number): Columns | null {
  for (let seed = floor; seed < rows.length; seed++) {
    const columns = growColumns(rows, seed, floor);
    if (columns !== null) return columns;
  }
  return null;
}
