import { expect, it } from 'vitest';
import { numberCode } from './number-code';
import { officeDay, nextWorkday } from './office-day';
import type { IsoDate } from '../model/ids';

const code = (pattern: string, typeCode: string, number: number, untypedPattern: string | null = null, drafter = '') => numberCode({ pattern, untypedPattern, drafter }, { number, year: 2026, typeCode });

it.each([
  ['{number2}/{type}-UBND', 'QĐ', 75, null, '', '75/QĐ-UBND'],
  ['{number2}/{type}-UBND', 'KH', 5, null, '', '05/KH-UBND'],
  ['{number2}/{type}-SGDĐT', 'CV', 1077, '{number2}/SGDĐT-{drafter}', 'KTQLCL', '1077/SGDĐT-KTQLCL'],
  ['{number2}/{type}-SGDĐT', 'ThC', 7, '{number2}/SGDĐT-{drafter}', '', '07/SGDĐT'],
  ['{number2}/{type}-UBND', 'CV', 9, null, '', '09/UBND'],
  ['{number}/{year}/{type}-UBND', 'QĐ', 36, null, '', '36/2026/QĐ-UBND'],
  ['{number2}-{type}/TU', 'HD', 5, null, '', '05-HD/TU'],
  ['ที่ ศธ 0201.2/{number}', 'external', 45, null, '', 'ที่ ศธ 0201.2/45'],
  ['ที่ ศธ 0201.2/ว {number}', 'external', 123, null, '', 'ที่ ศธ 0201.2/ว 123'],
  ['KPM.600-1/2/3 ({number})', 'surat', 7, null, '', 'KPM.600-1/2/3 (7)'],
  ['B-{number}/{drafter}/{year}', 'surat', 12, null, 'SETJEN', 'B-12/SETJEN/2026'],
])('%s of %s number %i reads as an office writes it', (pattern, typeCode, number, untyped, drafter, expected) => {
  expect(code(pattern, typeCode, number, untyped, drafter)).toBe(expected);
});

it('a number belongs to the day in Việt Nam, whatever the machine thinks', () => {
  expect(officeDay(new Date('2026-12-31T16:59:59Z'))).toBe('2026-12-31');
  expect(officeDay(new Date('2026-12-31T17:00:00Z'))).toBe('2027-01-01');
});

it('the working day after a Friday is Monday', () => {
  expect(nextWorkday('2026-11-20' as IsoDate)).toBe('2026-11-23');
  expect(nextWorkday('2026-11-23' as IsoDate)).toBe('2026-11-24');
});
