import { limits } from '../../../core/base/limits';
import { fail, ok, type Result } from '../../../core/base/result';
import type { CorrectableField } from '../../../core/model/correction';
import type { OfficialDocument } from '../../../core/model/document';
import type { IsoDate } from '../../../core/model/ids';
import { formatDay } from '../../ui/format-time';

const correctable = {
  number: true, type: true, date: true, place: true, agency: true, parentAgency: true, summary: true, signer: true, signerTitle: true, urgency: true, secrecy: true, deadline: true,
} satisfies Record<CorrectableField, true>;

/** Fields a person can correct, in the order they are offered. */
export const correctableFields = Object.keys(correctable) as readonly CorrectableField[];

const days: ReadonlySet<CorrectableField> = new Set<CorrectableField>(['date', 'deadline']);

export function isDay(field: CorrectableField): boolean {
  return days.has(field);
}

/** years of the Buddhist era are this much ahead; nobody files a letter of the year 2400 of the other one */
const buddhistAhead = 543;
const firstBuddhistYear = 2400;

export type TypedFailure = 'dateWrong' | 'tooLong';

/** What a person typed as the value that is journalled; null: the document shows no such thing. */
export function typedValue(field: CorrectableField, typed: string): Result<string | null, TypedFailure> {
  const text = typed.normalize('NFC').replace(/\s+/g, ' ').trim();
  if (text === '') return ok(null);
  if (text.length > limits.correctedChars) return fail('tooLong');
  if (!isDay(field)) return ok(text);
  const day = typedDay(text);
  return day === null ? fail('dateWrong') : ok(day);
}

/** How a value stands in the field: days as offices here write them. */
export function valueText(field: CorrectableField, value: string | null): string {
  if (value === null) return '';
  return isDay(field) ? formatDay(value) : value;
}

/** What a field of the document shows now. */
export function valueOf(document: OfficialDocument, field: CorrectableField): string | null {
  return document[field];
}

/** `21/11/2026`, `21-11-2026`, `2026-11-21`, Thai digits and Buddhist years too; null: no day of the calendar. */
export function typedDay(text: string): IsoDate | null {
  const plain = text.replace(/[๐-๙]/g, (digit) => String(digit.charCodeAt(0) - 0x0e50)).replace(/\s/g, '');
  const written = /^(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})$/.exec(plain);
  const sorted = /^(\d{4})-(\d{1,2})-(\d{1,2})$/.exec(plain);
  const [day, month, typedYear] = written !== null ? [written[1], written[2], written[3]] : sorted !== null ? [sorted[3], sorted[2], sorted[1]] : [];
  if (day === undefined || month === undefined || typedYear === undefined) return null;
  const year = Number(typedYear) >= firstBuddhistYear ? Number(typedYear) - buddhistAhead : Number(typedYear);
  const date = new Date(Date.UTC(year, Number(month) - 1, Number(day)));
  if (date.getUTCFullYear() !== year || date.getUTCMonth() !== Number(month) - 1 || date.getUTCDate() !== Number(day)) return null;
  return date.toISOString().slice(0, 10) as IsoDate;
}
