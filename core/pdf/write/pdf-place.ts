/** Points in the page's own space (before /Rotate is applied), origin where the page has it. */
export interface PdfRect {
  readonly left: number;
  readonly bottom: number;
  readonly right: number;
  readonly top: number;
}

export interface PdfPlace {
  /** from 1 */
  readonly page: number;
  readonly rect: PdfRect;
}

export function widthOf({ left, right }: PdfRect): number {
  return right - left;
}

export function heightOf({ bottom, top }: PdfRect): number {
  return top - bottom;
}

/** Has it an extent that a reader can draw in? */
export function isPlaceable(rect: PdfRect): boolean {
  return [rect.left, rect.bottom, rect.right, rect.top].every((value) => Number.isFinite(value) && Math.abs(value) < 1e6) && widthOf(rect) >= 1 && heightOf(rect) >= 1;
}
