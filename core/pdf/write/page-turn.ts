import { numberOf, pageEntry } from '../change-nodes';
import type { PageNode } from '../change-nodes';
import type { PdfRevision } from '../pdf-model';
import { heightOf, widthOf } from './pdf-place';
import type { PdfRect } from './pdf-place';
import { operand } from './write-object';

/** How far a page is turned clockwise when it is shown (ISO 32000-2, table 31). */
export type PageTurn = 0 | 90 | 180 | 270;

export function turnOf(revision: PdfRevision, page: PageNode): PageTurn {
  const turn = (((numberOf(revision, pageEntry(page, 'Rotate')) ?? 0) % 360) + 360) % 360;
  return turn === 90 || turn === 180 || turn === 270 ? turn : 0;
}

/** Width and height of a place as it is seen. */
export function shownSize(rect: PdfRect, turn: PageTurn): { readonly width: number; readonly height: number } {
  const [width, height] = [widthOf(rect), heightOf(rect)];
  return turn === 90 || turn === 270 ? { width: height, height: width } : { width, height };
}

const turns: Readonly<Record<PageTurn, readonly [number, number, number, number]>> = { 0: [1, 0, 0, 1], 90: [0, 1, -1, 0], 180: [-1, 0, 0, -1], 270: [0, -1, 1, 0] };

export function turnMatrix(turn: PageTurn): readonly [number, number, number, number] {
  return turns[turn];
}

/** `cm` after which the lower left corner of a place, as it is seen, is the origin, and right is right. */
export function placedMatrix(rect: PdfRect, turn: PageTurn): string {
  const x = turn === 0 || turn === 270 ? rect.left : rect.right;
  const y = turn === 0 || turn === 90 ? rect.bottom : rect.top;
  return [...turns[turn], x, y].map(operand).join(' ');
}

/** The place with more room below it, as it is seen. */
export function grownDown(rect: PdfRect, turn: PageTurn, more: number): PdfRect {
  switch (turn) {
    case 0:
      return { ...rect, bottom: rect.bottom - more };
    case 90:
      return { ...rect, right: rect.right + more };
    case 180:
      return { ...rect, top: rect.top + more };
    case 270:
      return { ...rect, left: rect.left - more };
  }
}
