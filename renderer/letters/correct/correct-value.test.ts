import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatDay } from '../../ui/format-time';
import { typedDay, typedValue } from './correct-value';

describe('a day that a person types', () => {
  it.each([['21/11/2026', '2026-11-21'], ['1/2/2026', '2026-02-01'], ['01-02-2026', '2026-02-01'], ['1.2.2026', '2026-02-01'], ['2026-11-21', '2026-11-21'], ['๒๑/๑๑/๒๕๖๙', '2026-11-21']])('%s is %s', (typed, day) => {
    expect(typedDay(typed)).toBe(day);
  });

  it.each(['31/02/2026', '21/13/2026', '21/11', 'hôm nay', '0/1/2026', '21/11/26'])('%s is none', (typed) => {
    expect(typedDay(typed)).toBeNull();
  });

  it('comes back as it was shown', () => {
    fc.assert(fc.property(fc.date({ min: new Date('1900-01-01'), max: new Date('2200-12-31'), noInvalidDate: true }), (date) => {
      const day = date.toISOString().slice(0, 10);
      expect(typedDay(formatDay(day))).toBe(day);
    }));
  });
});

describe('a value that a person types', () => {
  it('is composed and on one line', () => {
    expect(typedValue('summary', ' Tuyển dụng\n viên chức ')).toEqual({ ok: true, value: 'Tuyển dụng viên chức' });
  });

  it('left empty says that the document shows no such thing', () => {
    expect(typedValue('urgency', '  ')).toEqual({ ok: true, value: null });
    expect(typedValue('date', '')).toEqual({ ok: true, value: null });
  });

  it('is refused with a reason where it cannot be kept', () => {
    expect(typedValue('deadline', '32/1/2026')).toEqual({ ok: false, failure: 'dateWrong' });
    expect(typedValue('summary', 'x'.repeat(5001))).toEqual({ ok: false, failure: 'tooLong' });
  });
});
