import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { scrollToShow } from './tab-scroll';

describe('the line of tabs', () => {
  it('stays where it is while the tab is in sight', () => {
    expect(scrollToShow({ from: 100, room: 400 }, { left: 200, width: 100 })).toBe(100);
  });

  it('goes back to the first tab entirely', () => {
    expect(scrollToShow({ from: 900, room: 400 }, { left: 0, width: 100 })).toBe(0);
  });

  it('always shows the beginning of the tab, and the whole of one that fits', () => {
    const length = fc.integer({ min: 60, max: 4000 });
    fc.assert(fc.property(fc.nat(9000), length, fc.nat(9000), length, (from, room, left, width) => {
      const now = scrollToShow({ from, room }, { left, width });
      expect(now).toBeGreaterThanOrEqual(0);
      expect(now).toBeLessThanOrEqual(left);
      if (width + 48 <= room) expect(left + width).toBeLessThanOrEqual(now + room);
    }));
  });
});
