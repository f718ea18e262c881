import { everyMatch } from './every-match';

/** A number and symbol as printed, without the spaces a typist or a scanner left in it. */
export interface NumberSpan {
  /** `36/2013/QĐ-UBND` */
  readonly number: string;
  readonly start: number;
  readonly end: number;
}

// Every quantifier is bounded, so that a line of a hundred thousand slashes costs a hundred thousand steps.
const group = '[\\p{Lu}](?:(?:[\\p{L}\\d.,]|& ?){0,28}[\\p{L}\\d])?';
// A symbol may be broken over two lines, but only behind its dash or slash.
const joint = ' ?[-–‑/][ \n]?';
const symbol = `${group}(?:${joint}[\\p{Lu}\\d](?:(?:[\\p{L}\\d.]|& ?){0,24}[\\p{L}\\d])?){0,4}`;
const shape = `(?<![\\p{L}\\d/.,-])\\d{1,6}(?:\\.\\d{1,3})?[a-zđ]?(?: ?/[ \\n]?(?:19|20)\\d{2})? ?[/-][ \\n]?${symbol}(?![\\p{L}\\d])`;

const everyNumber = new RegExp(shape, 'gu');

const tidy = (printed: string): string => printed.replaceAll(/\s/g, '').replaceAll(/[–‑]/g, '-');

/** A plain word after the slash ("24/Tháng") is no symbol: one needs two capitals, or a lone capital group. */
function isSymbol(number: string): boolean {
  const rest = number.replace(/^[\d.]{1,10}[a-zđ]?(?:\/(?:19|20)\d{2})?[/-]/u, '');
  const first = rest.split(/[-/]/, 1)[0] ?? '';
  const capitals = first.replaceAll(/[^\p{Lu}]/gu, '').length;
  return capitals >= 2 || (capitals === 1 && /^\p{Lu}[\d-]?/u.test(rest) && first.length <= 4 && rest.includes('-'));
}

/** All numbers with symbols in `text`, in order: `1077/SGDĐT-KTQLCL`, `33/2024/QH15`, `05-HD/VPTW`. */
export function findNumbers(text: string, from = 0, to = text.length): readonly NumberSpan[] {
  const part = text.slice(from, to);
  const spans: NumberSpan[] = [];
  for (const match of everyMatch(everyNumber, part)) {
    const number = tidy(match[0]);
    if (isSymbol(number)) spans.push({ number, start: from + match.index, end: from + match.index + match[0].length });
  }
  return spans;
}

/** The symbol behind number and year: `QĐ-UBND` of `36/2013/QĐ-UBND`; null where there is none. */
export function symbolOf(number: string): string | null {
  return /^[\d.]{1,10}[a-zđ]?(?:\/(?:19|20)\d{2})?[/-](.+)$/u.exec(number)?.[1] ?? null;
}

/** Same number, however it was written: digits, case and diacritics of the symbol vary between letter, subject and file name. */
export function numberKey(number: string): string {
  // nearly all: nothing to take apart
  const plain = /^[!-~đĐ]*$/.test(number) ? number : number.normalize('NFD').replaceAll(/[\u0300-\u036f\s]/g, '')
    .replaceAll(/[๐-๙]/g, (digit) => String(digit.charCodeAt(0) - 0x0e50));
  return plain.replaceAll(/[đĐ]/g, 'd').toLowerCase().replace(/^0+(?=\d)/, '');
}
