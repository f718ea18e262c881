import type { StampText } from '../pdf/write/stamp-pdf';
import type { BlankPlace, DatePlace } from './place-number';

/** A calendar day in Vietnam. */
export interface StampDay {
  readonly year: number;
  /** from 1 */
  readonly month: number;
  readonly day: number;
}

/** Nghị định 30/2020/NĐ-CP, annex I: days below 10 and the months 1 and 2 with a zero before them. */
function padded(value: number, from: number): string {
  return value < from ? `0${value}` : String(value);
}

/**
 * What is written into the blanks that were found. The number ends where its symbol begins, so that it is read as one word.
 * @param number as printed, `07`
 */
export function stampTexts(places: { readonly number: BlankPlace | null; readonly date: DatePlace | null }, number: string, day: StampDay): readonly StampText[] {
  const { date } = places;
  const text = (place: BlankPlace | null | undefined, words: string, rest: Pick<StampText, 'style' | 'align'>): readonly StampText[] =>
    place === null || place === undefined ? [] : [{ page: place.page, rect: place.rect, size: place.size, text: words, ...rest }];
  return [
    ...text(places.number, number, { style: 'upright', align: 'right' }),
    ...text(date?.day, padded(day.day, 10), { style: 'italic', align: 'centre' }),
    ...text(date?.month, padded(day.month, 3), { style: 'italic', align: 'centre' }),
    ...text(date?.year, String(day.year).slice(date?.year?.printed.length ?? 0), { style: 'italic', align: 'left' }),
  ];
}
