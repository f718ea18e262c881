import { describe, expect, it } from 'vitest';
import { bareForm } from './bare-form';
import { commonYear, findMalayDates, findThaiDates, findVietnameseDates, isoDate } from './read-date';

describe('dates', () => {
  it.each([
    ['ngày 02 tháng 5 năm 2019', '2019-05-02'], ['ngày 22/5/2012', '2012-05-22'], ['ngày 05-02-2026', '2026-02-05'],
    ['ngày 18 tháng 11năm 2025', '2025-11-18'], ['ngày 20 tháng 0 7 năm 2018', '2018-07-20'], ['ngày\n02 tháng\n5 năm 2019', '2019-05-02'],
  ])('%j is %s', (text, iso) => {
    expect(findVietnameseDates(bareForm(text)).map((span) => span.date)).toEqual([iso]);
  });

  it.each(['ngày 31 tháng 2 năm 2026', 'ngày 32/1/2026', 'ngày 1/13/2026', 'ngày C4 tháng 3 năm 2023'])('%s is no day', (text) => {
    expect(findVietnameseDates(bareForm(text))).toEqual([]);
  });

  it.each([['๑ มิถุนายน ๒๕๖๙', '2026-06-01'], ['12 พ.ย. 2568', '2025-11-12'], ['16 มิ.ย. 59', '2016-06-16'], ['๔ ธ.ค. ๒๕๕๖', '2013-12-04'], ['5 มีนาคม 2026', '2026-03-05']])('%s is %s', (text, iso) => {
    expect(findThaiDates(bareForm(text)).map((span) => span.date)).toEqual([iso]);
  });

  it.each([['5 mac 2026', '2026-03-05'], ['17 agustus 2025', '2025-08-17'], ['1 ogos 2025', '2025-08-01'], ['05/03/2026', '2026-03-05']])('%s is %s', (text, iso) => {
    expect(findMalayDates(text).map((span) => span.date)).toEqual([iso]);
  });

  it('Buddhist years become common ones, common ones stay', () => {
    expect([commonYear(2569), commonYear(58), commonYear(2026)]).toEqual([2026, 2015, 2026]);
  });

  it('leap days exist only in leap years', () => {
    expect([isoDate(2024, 2, 29), isoDate(2026, 2, 29)]).toEqual(['2024-02-29', null]);
  });
});
