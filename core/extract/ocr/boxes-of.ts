import type { PagePlace } from '../../contract/pages';
import type { OcrPage, OcrWord } from '../../model/facts';

/** blank between two words, in heights of them, that ends a mark: the other column begins there */
const wideGap = 2.5;

/**
 * Where characters [start, end) of a page's text stand, as fractions of the page: one place per run of words on a line. A word of
 * which only a part is meant counts by the share of its letters. Empty where the range is not there.
 */
export function boxesOf(page: OcrPage, start: number, end: number): readonly PagePlace[] {
  const places: Edges[] = [];
  for (const word of page.words) {
    if (word.end <= start || word.start >= end) continue;
    const next = partOf(word, start, end);
    const open = places.at(-1);
    if (open !== undefined && goesOn(open, next)) places[places.length - 1] = joined(open, next);
    else places.push(next);
  }
  return places.map(({ left, top, right, bottom }) => ({
    left: left / page.width, top: top / page.height, width: (right - left) / page.width, height: (bottom - top) / page.height,
  }));
}

interface Edges {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

function partOf({ start, end, box: [left, top, right, bottom] }: OcrWord, from: number, to: number): Edges {
  const perLetter = (right - left) / Math.max(1, end - start);
  return { left: left + Math.max(0, from - start) * perLetter, top, right: right - Math.max(0, end - to) * perLetter, bottom };
}

function goesOn(open: Edges, next: Edges): boolean {
  const height = Math.min(open.bottom - open.top, next.bottom - next.top);
  const overlap = Math.min(open.bottom, next.bottom) - Math.max(open.top, next.top);
  // on a sheet that lies on its head the next word stands on the left
  const gap = Math.max(next.left - open.right, open.left - next.right);
  return overlap > height * 0.4 && gap > -height && gap < height * wideGap;
}

function joined(open: Edges, next: Edges): Edges {
  return { left: Math.min(open.left, next.left), top: Math.min(open.top, next.top), right: Math.max(open.right, next.right), bottom: Math.max(open.bottom, next.bottom) };
}
