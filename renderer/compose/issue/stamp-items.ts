import type { Draft } from '../../../core/model/draft';
import type { DocumentPlaces } from '../../../core/outgoing/place-signatures';
import { templateOf } from '../../../core/outgoing/template';
import { writtenDay } from '../../../core/outgoing/written-day';
import type { PdfPlace } from '../../../core/pdf/write/pdf-place';

export type StampName = 'number' | 'day' | 'month' | 'year' | 'date';

/** One text that is written into a page, and where. */
export interface StampItem {
  readonly name: StampName;
  readonly text: string;
  readonly place: PdfPlace;
  /** points, as the letters around the blank; null: as high as its place */
  readonly size: number | null;
  /** not found on the page: it is written only where a person puts it */
  readonly guessed: boolean;
}

/**
 * What is written into the blanks: of the number what stands before its symbol (that is printed already), of the date what is missing. Where there is no
 * blank, number and whole date are offered at the places the decree's model has them (NĐ 30/2020, Appendix I).
 */
export function stampItems(draft: Draft, found: DocumentPlaces): readonly StampItem[] {
  const given = draft.document?.number;
  if (given == null) return [];
  const [year = '', month = '', day = ''] = given.date.split('-');
  const items: StampItem[] = [];
  const blank = (name: StampName, text: string, place: (PdfPlace & { readonly size: number }) | null): void => {
    if (place !== null) items.push({ name, text, place: { page: place.page, rect: place.rect }, size: place.size, guessed: false });
  };
  blank('number', given.code.split('/')[0] ?? given.code, found.number);
  if (found.number === null) items.push({ name: 'number', text: given.code, place: modelPlace(130, 270), size: null, guessed: true });
  if (found.date === null) items.push({ name: 'date', text: writtenDay(given.date, templateOf(draft)?.language ?? 'vi'), place: modelPlace(380, 545), size: null, guessed: true });
  else {
    blank('day', day, found.date.day);
    // only January and February take a zero
    blank('month', Number(month) <= 2 ? month : String(Number(month)), found.date.month);
    blank('year', year.slice(found.date.year?.printed.length ?? 0), found.date.year);
  }
  return items;
}

function modelPlace(left: number, right: number): PdfPlace {
  return { page: 1, rect: { left, bottom: 735, right, top: 751 } };
}
