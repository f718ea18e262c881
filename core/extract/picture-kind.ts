import type { PixelBox } from './render-pdf-page';

/** Pixels on white. */
export interface Pixels {
  readonly width: number;
  readonly height: number;
  readonly rgba: Uint8Array | Uint8ClampedArray;
}

interface Ink {
  all: number;
  drawn: number;
  red: number;
  /** blue and black: what pens write */
  pen: number;
}

/** components from 0 to 255 */
const paper = 222;
const darkest = 120;

function isRed(red: number, green: number, blue: number): boolean {
  return red > 120 && red - green > 45 && red - blue > 35;
}

function isPen(red: number, green: number, blue: number): boolean {
  return (blue > red + 25 && blue >= green) || (red < darkest && green < darkest && blue < darkest + 40);
}

function inkIn({ width, height, rgba }: Pixels, box: PixelBox): Ink {
  const ink: Ink = { all: 0, drawn: 0, red: 0, pen: 0 };
  const right = Math.min(width, box.x + box.width);
  const bottom = Math.min(height, box.y + box.height);
  for (let y = Math.max(0, box.y); y < bottom; y += 1) {
    for (let x = Math.max(0, box.x); x < right; x += 1) {
      const at = (y * width + x) * 4;
      const [red, green, blue] = [rgba[at] ?? 255, rgba[at + 1] ?? 255, rgba[at + 2] ?? 255];
      ink.all += 1;
      if (red > paper && green > paper && blue > paper) continue;
      ink.drawn += 1;
      if (isRed(red, green, blue)) ink.red += 1;
      else if (isPen(red, green, blue)) ink.pen += 1;
    }
  }
  return ink;
}

/** strokes leave most of the paper free; photographs, tables and codes do not */
const leastDrawn = 0.008;
const mostDrawn = 0.4;
/** part of what is drawn: a seal is red, also where a hand has signed across it */
const leastRed = 0.3;
const leastPen = 0.5;

/** What a picture of its own, in the place of a signature, looks like; null: like neither. */
export function pictureKind(pixels: Pixels, box: PixelBox): 'seal' | 'handwriting' | null {
  const { all, drawn, red, pen } = inkIn(pixels, box);
  if (all < 64 || drawn < all * leastDrawn) return null;
  // a filled seal is red all over
  if (red >= drawn * leastRed && red >= all * 0.015) return 'seal';
  return drawn <= all * mostDrawn && pen >= drawn * leastPen ? 'handwriting' : null;
}

/** centimetres: seals of agencies are round, 30 to 42 millimetres wide; part of a sheet of A4 */
const sealShare = 0.2;
const cells = 30;

/** Is there a red seal on the picture of a page? A round of red, of a seal's size, on a page that is mostly paper. */
export function hasSeal(page: Pixels): boolean {
  const whole = inkIn(page, { x: 0, y: 0, width: page.width, height: page.height });
  if (whole.drawn > whole.all * 0.4) return false;
  const side = Math.max(1, Math.floor(page.width / cells));
  const rows = Math.floor(page.height / side);
  const reds = Array.from({ length: rows }, (_, row) => Array.from({ length: cells }, (__, column) => inkIn(page, { x: column * side, y: row * side, width: side, height: side }).red));
  const span = Math.max(2, Math.round(cells * sealShare));
  const full = (span * side) ** 2;
  for (let row = 0; row + span <= rows; row += 1) {
    for (let column = 0; column + span <= cells; column += 1) {
      let red = 0;
      let touched = 0;
      for (let down = 0; down < span; down += 1) {
        for (let over = 0; over < span; over += 1) {
          const count = reds[row + down]?.[column + over] ?? 0;
          red += count;
          if (count > side * side * 0.02) touched += 1;
        }
      }
      // a red line or word touches few of the squares a ring and what stands in it go through
      if (red > full * 0.025 && touched > span * span * 0.35) return true;
    }
  }
  return false;
}
