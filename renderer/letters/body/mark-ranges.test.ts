import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { markRanges } from './mark-ranges';

describe('marked text', () => {
  it('is cut at the edges of what is marked', () => {
    expect(markRanges('Số: 12/UBND', [{ start: 4, end: 11 }])).toEqual([{ text: 'Số: ', marked: false }, { text: '12/UBND', marked: true }]);
  });

  it('loses and repeats nothing, whatever is marked', () => {
    fc.assert(fc.property(fc.string({ maxLength: 60 }), fc.array(fc.record({ start: fc.integer({ min: -5, max: 70 }), end: fc.integer({ min: -5, max: 70 }) }), { maxLength: 6 }), (text, ranges) => {
      expect(markRanges(text, ranges).map((piece) => piece.text).join('')).toBe(text);
    }));
  });
});
