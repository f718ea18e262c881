import type { IsoDate } from '../model/ids';
import { everyMatch } from './every-match';
import { malayMonths, thaiMonths } from './data/months';

/** A date found in comparison form: offsets into the string that was searched. */
interface DateSpan {
  readonly date: IsoDate;
  readonly start: number;
  readonly end: number;
}

const isLeap = (year: number): boolean => year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
const daysOfMonths = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
const daysIn = (year: number, month: number): number => (month === 2 && isLeap(year) ? 29 : daysOfMonths[month - 1] ?? 0);

/** A calendar day, or null where there is none such. */
export function isoDate(year: number, month: number, day: number): IsoDate | null {
  if (year < 1900 || year > 2200 || month < 1 || month > 12 || day < 1 || day > daysIn(year, month)) return null;
  return `${year}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}` as IsoDate;
}

/**
 * Thai years count from 543 BCE; two digits are short Buddhist years ("58" is 2558). A year already
 * written in the common era is kept: both occur in the same office.
 */
export function commonYear(year: number): number {
  if (year < 100) return year + 2500 - 543;
  return year >= 2400 ? year - 543 : year;
}

export const vietnameseDate =
  'ngay ?(\\d(?: ?\\d)?)(?: ?thang ?(\\d(?: ?\\d)?),? ?nam ?(\\d{4})| ?[/.-] ?(\\d{1,2}) ?[/.-] ?(\\d{4}))';

const everyVietnameseDate = new RegExp(vietnameseDate, 'g');

const digits = (printed: string | undefined): number => Number((printed ?? '').replaceAll(' ', ''));

/** The day of a match of `vietnameseDate`; scanners set the digits of a number apart. */
export function dateOfMatch(match: RegExpExecArray): IsoDate | null {
  return isoDate(digits(match[3] ?? match[5]), digits(match[2] ?? match[4]), digits(match[1]));
}

/** Dates in bare Vietnamese text: "ngày 02 tháng 5 năm 2019", "ngày 22/5/2012"; line breaks count as spaces. */
export function findVietnameseDates(bare: string, from = 0, to = bare.length): readonly DateSpan[] {
  const text = bare.slice(from, to).replaceAll('\n', ' ');
  const spans: DateSpan[] = [];
  for (const match of everyMatch(everyVietnameseDate, text)) {
    const date = dateOfMatch(match);
    if (date === null) continue;
    spans.push({ date, start: from + match.index, end: from + match.index + match[0].length });
  }
  return spans;
}

const thaiMonthNames = thaiMonths.flat().map((name) => name.replaceAll('.', '\\.')).join('|');
// a broken text layer doubles the first syllable of a name
const thaiDate = new RegExp(`(?<!\\d)(\\d{1,2}) ?(?:เดือน ?)?[ก-๎]{0,8}?(${thaiMonthNames}) ?(?:พ\\.ศ\\. ?|ค\\.ศ\\. ?)?(\\d{4}|\\d{2})(?!\\d)`, 'g');

/** Thai dates in bare text (digits already ASCII): "๑ มิถุนายน ๒๕๖๙", "12 พ.ย. 58". */
export function findThaiDates(bare: string): readonly DateSpan[] {
  const text = bare.replaceAll('\n', ' ');
  const spans: DateSpan[] = [];
  for (const match of text.matchAll(thaiDate)) {
    const month = thaiMonths.findIndex((names) => names.includes(match[2] ?? '')) + 1;
    const date = isoDate(commonYear(Number(match[3])), month, Number(match[1]));
    if (date !== null) spans.push({ date, start: match.index, end: match.index + match[0].length });
  }
  return spans;
}

/** Malay and Indonesian dates in bare text: "5 mac 2026", "17 agustus 2025". */
export function findMalayDates(bare: string): readonly DateSpan[] {
  const text = bare.replaceAll('\n', ' ');
  const spans: DateSpan[] = [];
  for (const match of text.matchAll(/(?<!\d)(\d{1,2})(?:hb\.?)? ([a-z]{3,10})\.? (\d{4})(?!\d)/g)) {
    const month = malayMonths.findIndex((names) => names.includes(match[2] ?? '')) + 1;
    const date = isoDate(Number(match[3]), month, Number(match[1]));
    if (date !== null) spans.push({ date, start: match.index, end: match.index + match[0].length });
  }
  for (const match of text.matchAll(/(?<!\d)(\d{1,2})[./](\d{1,2})[./](\d{4})(?!\d)/g)) {
    const date = isoDate(Number(match[3]), Number(match[2]), Number(match[1]));
    if (date !== null) spans.push({ date, start: match.index, end: match.index + match[0].length });
  }
  return spans.sort((left, right) => left.start - right.start);
}
