import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { rowAfterKey } from './list-keys';

describe('keys in the list', () => {
  it('move by one, by a page and to both ends', () => {
    expect(rowAfterKey('ArrowDown', -1, 10, 5)).toBe(0);
    expect(rowAfterKey('ArrowDown', 3, 10, 5)).toBe(4);
    expect(rowAfterKey('PageDown', 3, 10, 5)).toBe(8);
    expect(rowAfterKey('PageUp', 3, 10, 5)).toBe(0);
    expect(rowAfterKey('End', 3, 100_000, 5)).toBe(99_999);
    expect(rowAfterKey('Home', 3, 10, 5)).toBe(0);
  });

  it('mean nothing in an empty list, nor when they are letters', () => {
    expect(rowAfterKey('ArrowDown', -1, 0, 5)).toBeNull();
    expect(rowAfterKey('a', 0, 10, 5)).toBeNull();
  });

  it('never leave the list', () => {
    fc.assert(fc.property(
      fc.constantFrom('ArrowDown', 'ArrowUp', 'PageDown', 'PageUp', 'Home', 'End'), fc.integer({ min: 1, max: 100_000 }), fc.integer({ min: 1, max: 30 }), fc.integer({ min: -1, max: 100_000 }),
      (key, count, page, at) => {
        const next = rowAfterKey(key, Math.min(at, count - 1), count, page);
        expect(next).not.toBeNull();
        expect(next).toBeGreaterThanOrEqual(0);
        expect(next).toBeLessThan(count);
      },
    ));
  });
});
