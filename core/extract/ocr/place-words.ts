import type { OcrWord } from '../../model/facts';

export type PixelBoxOf = OcrWord['box'];

/** How a picture was laid before it was read. */
export interface Laid {
  /** quarters it was turned clockwise, 0 to 3 */
  readonly quarters: number;
  /** radians it was then turned clockwise about its middle, to straighten it */
  readonly straightened: number;
  /** pixels of the picture as it was read */
  readonly width: number;
  readonly height: number;
}

interface Size {
  readonly width: number;
  readonly height: number;
}

/** Boxes of the picture that was read, told in pixels of the picture as it is shown. */
export function placeBack(box: PixelBoxOf, laid: Laid, shown: Size): PixelBoxOf {
  const turned = laid.quarters % 2 === 0 ? shown : { width: shown.height, height: shown.width };
  return within(unquartered(unstraightened(box, laid, turned), laid.quarters, shown), shown);
}

/** The middle moves, the box keeps its size: the angles are small and a mark need not be larger than its word. */
function unstraightened([left, top, right, bottom]: PixelBoxOf, laid: Laid, turned: Size): PixelBoxOf {
  if (laid.straightened === 0) return [left, top, right, bottom];
  const [sin, cos] = [Math.sin(laid.straightened), Math.cos(laid.straightened)];
  const [x, y] = [(left + right - laid.width) / 2, (top + bottom - laid.height) / 2];
  const dx = x * cos + y * sin + turned.width / 2 - (left + right) / 2;
  const dy = y * cos - x * sin + turned.height / 2 - (top + bottom) / 2;
  return [left + dx, top + dy, right + dx, bottom + dy];
}

function unquartered([left, top, right, bottom]: PixelBoxOf, quarters: number, shown: Size): PixelBoxOf {
  switch (quarters % 4) {
    case 1:
      return [top, shown.height - right, bottom, shown.height - left];
    case 2:
      return [shown.width - right, shown.height - bottom, shown.width - left, shown.height - top];
    case 3:
      return [shown.width - bottom, left, shown.width - top, right];
    default:
      return [left, top, right, bottom];
  }
}

function within([left, top, right, bottom]: PixelBoxOf, { width, height }: Size): PixelBoxOf {
  const x = (value: number): number => Math.round(Math.max(0, Math.min(width, value)));
  const y = (value: number): number => Math.round(Math.max(0, Math.min(height, value)));
  return [x(left), y(top), x(right), y(bottom)];
}
