import type { PageExtent } from '../../../core/contract/pages';
import { heightOf, widthOf, type PdfRect } from '../../../core/pdf/write/pdf-place';

/** points that an arrow key moves a place by; with Shift the small step */
const step = 6;
const smallStep = 1;

/** A place moved by (dx, dy) points, never off its page. */
export function movedPlace(rect: PdfRect, dx: number, dy: number, page: PageExtent): PdfRect {
  const [left, bottom] = [within(rect.left + dx, page.width - widthOf(rect)), within(rect.bottom + dy, page.height - heightOf(rect))];
  return { left, bottom, right: left + widthOf(rect), top: bottom + heightOf(rect) };
}

/** What an arrow key does to a place; null: another key. */
export function arrowMove(key: string, isFine: boolean): readonly [dx: number, dy: number] | null {
  const by = isFine ? smallStep : step;
  switch (key) {
    case 'ArrowLeft': return [-by, 0];
    case 'ArrowRight': return [by, 0];
    case 'ArrowUp': return [0, by];
    case 'ArrowDown': return [0, -by];
    default: return null;
  }
}

/** Where a place stands on the picture of its page, as CSS wants it. */
export function placeOnPicture(rect: PdfRect, page: PageExtent): { readonly left: string; readonly top: string; readonly width: string; readonly height: string } {
  const percent = (part: number, of: number) => `${((100 * part) / of).toFixed(3)}%`;
  return { left: percent(rect.left, page.width), top: percent(page.height - rect.top, page.height), width: percent(widthOf(rect), page.width), height: percent(heightOf(rect), page.height) };
}

function within(value: number, most: number): number {
  return Math.max(0, Math.min(value, Math.max(0, most)));
}
