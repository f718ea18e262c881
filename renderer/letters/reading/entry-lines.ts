/** characters in a line of a value that takes the whole width, in the narrowest window */
const lineLength = 80;

/** characters that two lines of one column hold, there */
const twoLinesOfColumn = 56;

/** lines of a list before the rest of it is folded */
const linesMost = 3;

/** characters that part two entries */
const gap = 3;

/** Whether a value would stand in more than two lines of one column and so takes the whole width. */
export function isLong(texts: readonly string[]): boolean {
  return texts.reduce((sum, text) => sum + text.length + gap, -gap) > twoLinesOfColumn;
}

/** How many entries, side by side and each unbroken where a line can hold it, fit in the first lines; the first one always does. */
export function entriesInLines(texts: readonly string[]): number {
  let line = 1;
  let filled = 0;
  for (const [index, { length }] of texts.entries()) {
    if (filled > 0 && filled + gap + length > lineLength) {
      line += 1;
      filled = 0;
    }
    const total = filled + (filled > 0 ? gap : 0) + length;
    line += Math.max(0, Math.ceil(total / lineLength) - 1);
    if (line > linesMost && index > 0) return index;
    filled = total > lineLength ? lineLength : total;
  }
  return texts.length;
}
