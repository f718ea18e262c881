import type { PlacePage, PlaceRow, PlaceWord } from '../extract/pdf-place-pages';
import type { PdfPlace, PdfRect } from '../pdf/write/pdf-place';

/** A blank to be written into; its lower edge is the baseline of the line it stands in. */
export interface BlankPlace extends PdfPlace {
  /** points, of the letters around it */
  readonly size: number;
}

/** The blanks of `ngày … tháng … năm …`; null where something is printed there already. */
export interface DatePlace {
  readonly day: BlankPlace | null;
  readonly month: BlankPlace | null;
  /** `printed`: the digits the line has of it, `20` in `năm 20…` */
  readonly year: (BlankPlace & { readonly printed: string }) | null;
}

/** smallest blank, in sizes of letters: two digits of half a size */
const leastBlank = 0.9;
/** how far a line may be cut into a number and its symbol, in sizes of letters */
const mostBlank = 12;
/** rows at the head of a document in which number and date stand */
const headRows = 24;

const dots = /^[.…_·\-–—\s]*$/u;
const label = /^(?:Số|SỐ|No|Bil)[:：]?$/u;

const textOf = (word: PlaceWord): string => word.chars.map((char) => char.text).join('');

function sizeOf({ points }: PlaceWord): number {
  return Math.round(points * 2) / 2;
}

function blank(page: number, word: PlaceWord, left: number, right: number): BlankPlace | null {
  const size = sizeOf(word);
  const rect: PdfRect = { left, right, bottom: word.y, top: word.y + size };
  return right - left < size * leastBlank || right - left > size * mostBlank ? null : { page, rect, size };
}

/** Where the letters after the first `count` of a word begin. */
function edgeAfter(word: PlaceWord, count: number): number {
  return word.chars[count]?.left ?? word.right;
}

function numberIn(page: number, { words }: PlaceRow): BlankPlace | null {
  for (const [index, word] of words.entries()) {
    // the label may be written together with its dots
    const joined = /^(Số|SỐ)([:：]?)([.…_]*)(\/?)/u.exec(textOf(word));
    const isLabel = label.test(textOf(word));
    if (!isLabel && (joined === null || (joined[3] === '' && joined[4] === ''))) continue;
    const start = isLabel ? word.right : edgeAfter(word, (joined?.[1]?.length ?? 0) + (joined?.[2]?.length ?? 0));
    for (const [offset, next] of words.slice(isLabel ? index + 1 : index).entries()) {
      const letters = offset === 0 && !isLabel ? next.chars.map((char, at) => (at < (joined?.[1]?.length ?? 0) + (joined?.[2]?.length ?? 0) ? '.' : char.text)) : next.chars.map((char) => char.text);
      const slash = letters.indexOf('/');
      const before = slash < 0 ? letters.join('') : letters.slice(0, slash).join('');
      if (!dots.test(before) && before !== ':') break;
      if (slash < 0) continue;
      const from = isLabel && before === ':' ? edgeAfter(next, 1) : start;
      return blank(page, word, from + sizeOf(word) * 0.2, edgeAfter(next, slash));
    }
  }
  return null;
}

/** `Số:      /SGDĐT-KTQLCL` with spaces, dots or a line for the number; null where there is a number, or no such line. */
export function placeNumber(pages: readonly PlacePage[]): BlankPlace | null {
  const first = pages.find(({ page }) => page === 1);
  if (first === undefined || first.turn !== 0) return null;
  for (const row of first.rows.slice(0, headRows)) {
    const place = numberIn(first.page, row);
    if (place !== null) return place;
  }
  return null;
}

/** What stands between two words of the line: nothing or dots is a blank, digits are printed. */
interface Between {
  readonly left: number;
  readonly right: number;
  readonly printed: string;
}

function between(words: readonly PlaceWord[], from: PlaceWord, to: PlaceWord | null): Between {
  const inside = words.filter((word) => word.left >= from.right - 0.5 && (to === null || word.right <= to.left + 0.5));
  return { left: from.right, right: to?.left ?? Number.POSITIVE_INFINITY, printed: inside.map(textOf).join('').replace(/[.…_,]/gu, '') };
}

function dateIn(page: number, right: number, { words }: PlaceRow): DatePlace | null {
  const find = (text: RegExp, after: PlaceWord | null): PlaceWord | undefined => words.find((word) => text.test(textOf(word)) && (after === null || word.left > after.left));
  const day = find(/^[Nn]gày[.…_]*$/u, null);
  const month = day === undefined ? undefined : find(/^[.…_]*tháng[.…_]*$/u, day);
  const year = month === undefined ? undefined : find(/^[.…_]*năm[.…_]*$/u, month);
  if (day === undefined || month === undefined || year === undefined) return null;
  const days = between(words, ends(day, 4), begins(month));
  const months = between(words, ends(month, 5), begins(year));
  const years = between(words, ends(year, 3), null);
  const digits = (text: string): boolean => /^\d{1,2}$/.test(text);
  if (![days, months].every(({ printed }) => printed === '' || digits(printed)) || !/^\d{0,4}$/.test(years.printed)) return null;
  const gap = sizeOf(day) * 0.15;
  const place = {
    day: days.printed === '' ? blank(page, day, days.left + gap, days.right - gap) : null,
    month: months.printed === '' ? blank(page, month, months.left + gap, months.right - gap) : null,
    year: years.printed.length === 4 ? null : yearBlank(page, right, words, year, years.printed),
  };
  return place.day === null && place.month === null && place.year === null ? null : place;
}

/** The word without dots written on to it. */
function ends(word: PlaceWord, length: number): PlaceWord {
  const at = word.chars.findIndex((char) => /^\p{L}$/u.test(char.text));
  const last = word.chars[at + length - 1];
  return last === undefined ? word : { ...word, right: last.right };
}

function begins(word: PlaceWord): PlaceWord {
  const first = word.chars.find((char) => /^\p{L}$/u.test(char.text));
  return first === undefined ? word : { ...word, left: first.left };
}

function yearBlank(page: number, right: number, words: readonly PlaceWord[], year: PlaceWord, printed: string): DatePlace['year'] {
  const behind = words.filter((word) => word.left >= year.right - 0.5);
  const chars = behind.flatMap((word) => word.chars);
  const lastDigit = chars.findLast((char) => /^\d$/.test(char.text));
  const size = sizeOf(year);
  const left = printed === '' ? ends(year, 3).right + size * 0.25 : (lastDigit?.right ?? year.right);
  const place = blank(page, year, left, Math.min(right, left + (4 - printed.length) * size * 0.56));
  return place === null ? null : { ...place, printed };
}

/** `Hà Nội, ngày … tháng … năm …` in the head of the document; null where the date is printed in full, or there is no such line. */
export function placeDate(pages: readonly PlacePage[]): DatePlace | null {
  const first = pages.find(({ page }) => page === 1);
  if (first === undefined || first.turn !== 0) return null;
  for (const row of first.rows.slice(0, headRows)) {
    const place = dateIn(first.page, first.box.right, row);
    if (place !== null) return place;
  }
  return null;
}
