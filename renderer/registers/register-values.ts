import type { RegisterId } from '../../core/model/ids';
import type { RegisterBook } from '../../core/model/register';

/** A register as it is typed. */
export interface RegisterValues {
  readonly name: string;
  readonly unit: string;
  readonly pattern: string;
  readonly untypedPattern: string;
  readonly drafter: string;
  /** codes with commas; empty: all types */
  readonly types: string;
  readonly firstNumber: string;
  readonly isSecret: boolean;
}

export type RegisterProblem = 'nameMissing' | 'patternWrong' | 'untypedPatternWrong' | 'firstNumberWrong';

/** How offices write their numbers; names are i18n keys below `registers:preset.` */
export const patternPresets = [
  { name: 'administrative', pattern: '{number2}/{type}-UBND', untypedPattern: '{number2}/UBND-{drafter}' },
  { name: 'normative', pattern: '{number2}/{year}/{type}-UBND', untypedPattern: '' },
  { name: 'party', pattern: '{number2}-{type}/TU', untypedPattern: '{number2}-CV/TU' },
  { name: 'thai', pattern: 'ที่ ศธ 0201.2/{number}', untypedPattern: '' },
  { name: 'thaiCircular', pattern: 'ที่ ศธ 0201.2/ว {number}', untypedPattern: '' },
  { name: 'malay', pattern: 'KPM.600-1/2/3 ({number})', untypedPattern: '' },
  { name: 'indonesian', pattern: 'B-{number}/{drafter}/{year}', untypedPattern: '' },
] as const;

const withNumber = /\{number2?\}/;

export function valuesOf(book: RegisterBook | null, name: string): RegisterValues {
  return {
    name: book?.name ?? name, unit: book?.unit ?? '', pattern: book?.pattern ?? patternPresets[0].pattern, untypedPattern: book === null ? patternPresets[0].untypedPattern : book.untypedPattern ?? '', drafter: book?.drafter ?? '',
    types: book?.typeCodes?.join(', ') ?? '', firstNumber: String(book?.firstNumber ?? 1), isSecret: book?.isSecret ?? false,
  };
}

export function problemsOf(values: RegisterValues): readonly RegisterProblem[] {
  const problems: RegisterProblem[] = [];
  if (values.name.trim() === '') problems.push('nameMissing');
  if (!withNumber.test(values.pattern)) problems.push('patternWrong');
  if (values.untypedPattern.trim() !== '' && !withNumber.test(values.untypedPattern)) problems.push('untypedPatternWrong');
  if (!/^\d{1,7}$/.test(values.firstNumber.trim()) || Number(values.firstNumber) < 1) problems.push('firstNumberWrong');
  return problems;
}

/** @param firstYear calendar year its first number is given in */
export function bookOf(values: RegisterValues, registerId: RegisterId, firstYear: number): Omit<RegisterBook, 'authority'> {
  const types = [...new Set(values.types.normalize('NFC').split(/[,;\s]+/u).filter((code) => code !== ''))];
  const line = (text: string) => text.normalize('NFC').trim();
  return {
    registerId, name: line(values.name), unit: line(values.unit), typeCodes: types.length === 0 ? null : types, pattern: line(values.pattern), untypedPattern: line(values.untypedPattern) === '' ? null : line(values.untypedPattern),
    drafter: line(values.drafter), firstNumber: Number(values.firstNumber), firstYear, ...(values.isSecret && { isSecret: true }),
  };
}

/** 16 hex digits, random. */
export function randomRegisterId(): RegisterId {
  return [...crypto.getRandomValues(new Uint8Array(8))].map((byte) => byte.toString(16).padStart(2, '0')).join('') as RegisterId;
}
