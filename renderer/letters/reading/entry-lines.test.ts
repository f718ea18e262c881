import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { entriesInLines, isLong } from './entry-lines';

const words = (length: number) => 'x'.repeat(length);

describe('a list in the head of a letter', () => {
  it('stands whole where it fits in three lines', () => {
    expect(entriesInLines(['15/CT-TTg', '36/2013/QĐ-UBND', '1028/UBND-VX'])).toBe(3);
    expect(entriesInLines([words(70), words(70), words(70)])).toBe(3);
  });

  it('folds what would start a fourth line', () => {
    expect(entriesInLines([words(70), words(70), words(70), words(70), words(5)])).toBe(3);
    expect(entriesInLines(Array.from({ length: 100 }, () => words(24)))).toBe(9);
  });

  it('shows its first entry however long that is', () => {
    expect(entriesInLines([words(2000), words(5)])).toBe(1);
  });

  it('never hides everything and never shows more than there is', () => {
    fc.assert(fc.property(fc.array(fc.string({ maxLength: 300 }), { minLength: 1 }), (texts) => {
      const shown = entriesInLines(texts);
      expect(shown).toBeGreaterThanOrEqual(1);
      expect(shown).toBeLessThanOrEqual(texts.length);
    }));
  });

  it('takes the whole width only when two lines of a column do not hold it', () => {
    expect(isLong(['Trưởng phòng Giáo dục và Đào tạo các huyện'])).toBe(false);
    expect(isLong([words(40), words(40)])).toBe(true);
    expect(isLong([])).toBe(false);
  });
});
