import type { RegisterBook } from '../model/register';
import { vietnameseTypes } from '../recognise/data/vietnamese-types';

export interface CodeParts {
  readonly number: number;
  readonly year: number;
  readonly typeCode: string;
  /** symbol of the drafting unit; absent: the register's own */
  readonly drafter?: string;
}

/** Abbreviation of a type as it stands in numbers; '' where it has none (công văn, thư công). Codes nobody knows stand for themselves: an office's own types. */
export function typeSymbol(typeCode: string): string {
  const known = vietnameseTypes.find(({ code }) => code === typeCode);
  return known ? known.symbol ?? '' : typeCode;
}

/**
 * Number and symbol as printed. `{number2}` has two digits at least: NĐ 30/2020, Appendix I, puts a 0 before numbers below 10.
 * A part without a value takes the hyphen beside it along, so that `{number2}/{type}-UBND` of a công văn does not become `05/-UBND`.
 */
export function numberCode(book: Pick<RegisterBook, 'pattern' | 'untypedPattern' | 'drafter'>, parts: CodeParts): string {
  const type = typeSymbol(parts.typeCode);
  const pattern = type === '' ? book.untypedPattern ?? book.pattern : book.pattern;
  const drafter = parts.drafter ?? book.drafter;
  const values: readonly (readonly [string, string])[] = [['{type}', type], ['{drafter}', drafter]];
  const named = values.reduce((text, [name, value]) => (value === '' ? text.split(`${name}-`).join('').split(`-${name}`).join('') : text).split(name).join(value), pattern);
  return named.split('{number2}').join(String(parts.number).padStart(2, '0')).split('{number}').join(String(parts.number)).split('{year}').join(String(parts.year)).trim();
}
