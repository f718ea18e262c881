import type { IsoDate } from '../../model/ids';
import { everyMatch } from '../every-match';
import { findVietnameseDates, isoDate } from '../read-date';

/** A day in a text; offsets into the string that was searched. */
export interface Day {
  readonly date: IsoDate;
  readonly start: number;
  readonly end: number;
  /** the year is not printed: it was taken from the letter's own date */
  readonly yearless: boolean;
}

/** A clock time, minutes since midnight. */
export interface Clock {
  readonly minutes: number;
  readonly start: number;
  readonly end: number;
}

/** A day named without its year lies at most this many months after the letter: "ngày 05/01" in a letter of December. */
const monthsAhead = 6;

/**
 * The year of a day that is printed without one: that of the letter, or the next where the day would lie before the letter. Null where that would be
 * more than half a year ahead: then it is likely a day gone by.
 */
export function dayAfter(issued: IsoDate, month: number, day: number): IsoDate | null {
  const year = Number(issued.slice(0, 4));
  const same = isoDate(year, month, day);
  if (same !== null && same >= issued) return same;
  const next = isoDate(year + 1, month, day);
  const ahead = 12 - Number(issued.slice(5, 7)) + month;
  return next !== null && ahead <= monthsAhead ? next : null;
}

const numeric = /(?<![\d/.-])(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})(?![\d/-])/g;
const yearless = /ngay ?(\d{1,2})(?:[/-](\d{1,2})(?![\d/.-]?\d)| ?thang ?(\d{1,2})(?! ?,? ?nam ?\d| ?\d|[/.-]\d))/g;

/** Every day in `flat` (comparison form, no line breaks), with or without the word "ngày", in order; a year is added only where `issued` is known. */
export function findDays(flat: string, from: number, to: number, issued: IsoDate | null): readonly Day[] {
  const days: Day[] = findVietnameseDates(flat, from, to).map((span) => ({ ...span, yearless: false }));
  const part = flat.slice(from, to);
  const taken = (start: number): boolean => days.some((day) => start < day.end && start >= day.start - 5);
  for (const match of everyMatch(numeric, part)) {
    const date = isoDate(Number(match[3]), Number(match[2]), Number(match[1]));
    const start = from + match.index;
    if (date !== null && !taken(start)) days.push({ date, start, end: start + match[0].length, yearless: false });
  }
  if (issued !== null) {
    for (const match of everyMatch(yearless, part)) {
      const start = from + match.index;
      const date = taken(start) ? null : dayAfter(issued, Number(match[2] ?? match[3]), Number(match[1]));
      if (date !== null) days.push({ date, start, end: start + match[0].length, yearless: true });
    }
  }
  return days.sort((left, right) => left.start - right.start);
}

const clock = /(?<![\d/.,-])(\d{1,2}) ?(?:gio|h|g|:)(?![a-z]) ?(?:(\d{2})(?!\d))? ?(?:phut|')?(?=([^a-z\d]{0,3}(?:buoi )?chieu)?)/g;

/** Clock times in `flat`: "14 giờ 00", "8h30", "02 giờ chiều". */
export function findClocks(flat: string, from: number, to: number): readonly Clock[] {
  const clocks: Clock[] = [];
  for (const match of everyMatch(clock, flat.slice(from, to))) {
    const printed = Number(match[1]);
    const hours = match[3] !== undefined && printed < 12 ? printed + 12 : printed;
    const minutes = Number(match[2] ?? 0);
    if (hours < 24 && minutes < 60) clocks.push({ minutes: hours * 60 + minutes, start: from + match.index, end: from + match.index + match[0].length });
  }
  return clocks;
}

const two = (value: number): string => String(value).padStart(2, '0');

/** Local wall time `2026-11-25T14:00`, or the day alone. */
export const wallTime = (date: IsoDate, time: Clock | null): string => (time === null ? date : `${date}T${two(Math.floor(time.minutes / 60))}:${two(time.minutes % 60)}`);
