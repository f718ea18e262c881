export interface Range {
  readonly start: number;
  readonly end: number;
}

export interface TextPiece {
  readonly text: string;
  readonly marked: boolean;
}

/** A text cut at the edges of ranges (characters, half open); overlaps are joined, what lies outside the text is ignored. */
export function markRanges(text: string, ranges: readonly Range[]): readonly TextPiece[] {
  const sorted = ranges
    .filter((range) => range.start >= 0 && range.end <= text.length && range.start < range.end)
    .toSorted((a, b) => a.start - b.start);
  const pieces: TextPiece[] = [];
  let at = 0;
  for (const range of sorted) {
    const start = Math.max(range.start, at);
    if (start >= range.end) continue;
    if (start > at) pieces.push({ text: text.slice(at, start), marked: false });
    pieces.push({ text: text.slice(start, range.end), marked: true });
    at = range.end;
  }
  if (at < text.length) pieces.push({ text: text.slice(at), marked: false });
  return pieces;
}
