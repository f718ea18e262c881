import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { arrowMove, movedPlace, placeOnPicture } from './move-place';

const page = { width: 595, height: 842 };
const rect = { left: 100, bottom: 50, right: 220, top: 110 };

describe('placing a signature by hand', () => {
  it('an arrow key moves it the way it points, Shift by less', () => {
    expect(arrowMove('ArrowUp', false)).toEqual([0, 6]);
    expect(arrowMove('ArrowLeft', true)).toEqual([-1, 0]);
    expect(arrowMove('Enter', false)).toBeNull();
  });

  it('never leaves its page, however far it is moved', () => {
    fc.assert(fc.property(fc.integer({ min: -2000, max: 2000 }), fc.integer({ min: -2000, max: 2000 }), (dx, dy) => {
      const moved = movedPlace(rect, dx, dy, page);
      expect(moved.left).toBeGreaterThanOrEqual(0);
      expect(moved.bottom).toBeGreaterThanOrEqual(0);
      expect(moved.right).toBeLessThanOrEqual(page.width);
      expect(moved.top).toBeLessThanOrEqual(page.height);
      expect([moved.right - moved.left, moved.top - moved.bottom].map(Math.round)).toEqual([120, 60]);
    }));
  });

  it('is shown from the top where a PDF counts from the bottom', () => {
    expect(placeOnPicture({ left: 0, bottom: 842 - 84.2, right: 59.5, top: 842 }, page)).toEqual({ left: '0.000%', top: '0.000%', width: '10.000%', height: '10.000%' });
  });
});
