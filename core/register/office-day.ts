import type { IsoDate } from '../model/ids';

/** Việt Nam is UTC+7 the whole year; a number belongs to the calendar day there, wherever the machine thinks it stands. */
const officeOffset = 7 * 60 * 60 * 1000;

/** The office's calendar day at an instant. */
export function officeDay(at: Date): IsoDate {
  return new Date(at.getTime() + officeOffset).toISOString().slice(0, 10) as IsoDate;
}

export function yearOfDay(day: IsoDate): number {
  return Number(day.slice(0, 4));
}

/** Is it a day of the calendar? `2026-02-30` is not. */
export function isCalendarDay(day: string): day is IsoDate {
  const at = new Date(`${day}T00:00:00.000Z`);
  return Number.isFinite(at.getTime()) && at.toISOString().slice(0, 10) === day;
}

/** The first Monday to Friday after a day. Public holidays move by decree each year and are not counted: a document is called late rather one day too soon. */
export function nextWorkday(day: IsoDate): IsoDate {
  const at = new Date(`${day}T00:00:00.000Z`);
  do at.setUTCDate(at.getUTCDate() + 1);
  while (at.getUTCDay() === 0 || at.getUTCDay() === 6);
  return at.toISOString().slice(0, 10) as IsoDate;
}
