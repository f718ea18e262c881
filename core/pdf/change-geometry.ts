import { itemsOf, numberOf } from './change-nodes';
import type { PdfObject, PdfRevision } from './pdf-model';

/** a b c d e f of ISO 32000-2 8.3.3 */
export type Matrix = readonly [number, number, number, number, number, number];

export interface Box {
  readonly left: number;
  readonly bottom: number;
  readonly right: number;
  readonly top: number;
}

export const unitMatrix: Matrix = [1, 0, 0, 1, 0, 0];

/** First `inner`, then `outer`. */
export function times(inner: Matrix, outer: Matrix): Matrix {
  const [a, b, c, d, e, f] = inner;
  const [A, B, C, D, E, F] = outer;
  return [a * A + b * C, a * B + b * D, c * A + d * C, c * B + d * D, e * A + f * C + E, e * B + f * D + F];
}

export function matrixOf(revision: PdfRevision, object: PdfObject | undefined): Matrix {
  const numbers = itemsOf(revision, object).map((item) => numberOf(revision, item) ?? 0);
  const [a, b, c, d, e, f] = numbers;
  return numbers.length === 6 ? [a ?? 1, b ?? 0, c ?? 0, d ?? 1, e ?? 0, f ?? 0] : unitMatrix;
}

/** The upright box around a box that was turned and moved. */
export function boxUnder(matrix: Matrix, { left, bottom, right, top }: Box): Box {
  const [a, b, c, d, e, f] = matrix;
  const corners = [[left, bottom], [right, bottom], [left, top], [right, top]].map(([x = 0, y = 0]) => [a * x + c * y + e, b * x + d * y + f] as const);
  const xs = corners.map(([x]) => x);
  const ys = corners.map(([, y]) => y);
  return { left: Math.min(...xs), bottom: Math.min(...ys), right: Math.max(...xs), top: Math.max(...ys) };
}
