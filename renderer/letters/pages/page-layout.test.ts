import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { currentPage, heightOf, layPages, markBox, pageGap, pagesNear, pictureScale, scrollToSee, stepZoom, zoomOf } from './page-layout';

const a4 = { width: 595, height: 842 };
const wide = { width: 842, height: 595 };

describe('pages', () => {
  it('stand one below the other, as wide as there is room', () => {
    const spots = layPages([a4, wide], 'fit', 648);
    expect(spots.map((spot) => spot.width)).toEqual([600, 600]);
    expect(spots[0]).toMatchObject({ top: pageGap, height: 849 });
    expect(spots[1]).toMatchObject({ top: 2 * pageGap + 849, height: 424 });
    expect(heightOf(spots)).toBe(3 * pageGap + 849 + 424);
  });

  it('have the size of paper at 100 %', () => {
    expect(layPages([a4], 1, 300)[0]).toMatchObject({ width: 793, height: 1123 });
    expect(zoomOf(a4, layPages([a4], 1.5, 300)[0]!)).toBeCloseTo(1.5, 2);
  });

  it('are wanted when they are near, and only then', () => {
    const spots = layPages([a4, a4, a4, a4], 'fit', 648);
    expect(pagesNear(spots, 0, 500, 0)).toEqual([1]);
    expect(pagesNear(spots, 0, 500, 400)).toEqual([1, 2]);
    expect(pagesNear(spots, 1000, 500, 0)).toEqual([2]);
    expect(currentPage(spots, 0, 500)).toBe(1);
    expect(currentPage(spots, 1000, 500)).toBe(2);
    expect(currentPage(spots, 99_999, 500)).toBe(4);
  });

  it('never overlap, whatever their sizes', () => {
    const extent = fc.record({ width: fc.double({ min: 1, max: 14_400, noNaN: true }), height: fc.double({ min: 1, max: 14_400, noNaN: true }) });
    fc.assert(fc.property(fc.array(extent, { maxLength: 30 }), fc.integer({ min: 0, max: 3000 }), (pages, room) => {
      const spots = layPages(pages, 'fit', room);
      for (const [index, spot] of spots.entries()) {
        const before = spots[index - 1];
        expect(spot.top).toBeGreaterThanOrEqual(before === undefined ? pageGap : before.top + before.height + pageGap);
      }
    }));
  });
});

describe('sizes', () => {
  it('step up and down and stop at the ends', () => {
    expect(stepZoom(0.81, 1)).toBe(1);
    expect(stepZoom(0.81, -1)).toBe(0.75);
    expect(stepZoom(1, 1)).toBe(1.25);
    expect(stepZoom(3, 1)).toBe(3);
    expect(stepZoom(0.5, -1)).toBe(0.5);
    expect(stepZoom(0.4, -1)).toBe(0.4);
  });

  it('are asked for in pixels of the screen, within a bound', () => {
    const spot = { top: 0, width: 595, height: 842 };
    expect(pictureScale(a4, spot, 1, 8_000_000)).toBe(1);
    expect(pictureScale(a4, spot, 2, 8_000_000)).toBe(2);
    const scale = pictureScale(a4, { ...spot, width: 5950 }, 3, 8_000_000);
    expect(a4.width * scale * a4.height * scale).toBeCloseTo(8_000_000, 0);
  });
});

describe('a mark', () => {
  it('frames its words on the page and never leaves it', () => {
    const spot = { top: 500, width: 600, height: 800 };
    expect(markBox({ left: 0.5, top: 0.25, width: 0.1, height: 0.02 }, spot)).toEqual({ left: 297, top: 197, width: 66, height: 22 });
    expect(markBox({ left: 0, top: 0, width: 1, height: 1 }, spot)).toEqual({ left: 0, top: 0, width: 600, height: 800 });
  });

  it('that is seen moves nothing; one that is not comes into what is visible', () => {
    expect(scrollToSee(300, 320, 200, 400)).toBe(200);
    fc.assert(fc.property(fc.integer({ min: 0, max: 9000 }), fc.integer({ min: 1, max: 40 }), fc.integer({ min: 0, max: 9000 }), fc.integer({ min: 120, max: 900 }), (top, height, before, visible) => {
      const after = scrollToSee(top, top + height, before, visible);
      expect(top).toBeGreaterThanOrEqual(after);
      expect(top + height).toBeLessThanOrEqual(after + visible);
    }));
  });
});
