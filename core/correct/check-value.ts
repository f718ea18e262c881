import { limits } from '../base/limits';
import { fail, ok, type Result } from '../base/result';
import type { CorrectableField } from '../model/correction';
import { isoDate } from '../recognise/read-date';

export type ValueFailure = { readonly code: 'notADay' | 'tooLong' | 'severalLines' };

/**
 * A value as a person typed it in the form in which a document carries it: NFC, single blanks, days as `2026-11-21`; nothing typed is null,
 * "the document shows no such thing".
 */
export function checkValue(field: CorrectableField, typed: string | null): Result<string | null, ValueFailure> {
  if (typed !== null && /[\r\n\0]/.test(typed.trim())) return fail({ code: 'severalLines' });
  const value = (typed ?? '').normalize('NFC').replaceAll(/\s+/g, ' ').trim();
  if (value === '') return ok(null);
  if (value.length > limits.correctedChars) return fail({ code: 'tooLong' });
  return (field === 'date' || field === 'deadline') && !isDay(value) ? fail({ code: 'notADay' }) : ok(value);
}

function isDay(value: string): boolean {
  const [, year, month, day] = /^(\d{4})-(\d{2})-(\d{2})$/.exec(value) ?? [];
  return isoDate(Number(year), Number(month), Number(day)) === value;
}
