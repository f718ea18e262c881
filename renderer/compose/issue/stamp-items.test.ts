import { describe, expect, it } from 'vitest';
import type { AccountId, DraftId, IsoDate, RegisterId } from '../../../core/model/ids';
import { newDocument, newDraft } from '../../../core/outgoing/new-draft';
import type { DocumentPlaces } from '../../../core/outgoing/place-signatures';
import { stampItems } from './stamp-items';

const draftOf = (code: string, date: string) => ({
  ...newDraft('3'.repeat(16) as DraftId, '4'.repeat(16) as AccountId),
  document: { ...newDocument('CV'), number: { place: { registerId: '2'.repeat(16) as RegisterId, year: 2026, number: 7 }, code, date: date as IsoDate } },
});
const blank = { page: 1, rect: { left: 100, bottom: 700, right: 130, top: 714 }, size: 13 };
const nothing: DocumentPlaces = { person: null, agency: null, number: null, date: null, annex: null };

describe('what is written into a document', () => {
  it('is the number before its symbol, and the day, month and rest of the year that are missing', () => {
    const items = stampItems(draftOf('07/SGDĐT-VP', '2026-02-05'), { ...nothing, number: blank, date: { day: blank, month: blank, year: { ...blank, printed: '20' } } });
    expect(items.map(({ name, text, size }) => [name, text, size])).toEqual([['number', '07', 13], ['day', '05', 13], ['month', '02', 13], ['year', '26', 13]]);
  });

  it('writes March to September without a zero, as the decree asks', () => {
    const items = stampItems(draftOf('07/SGDĐT-VP', '2026-05-21'), { ...nothing, number: blank, date: { day: blank, month: blank, year: null } });
    expect(items.map(({ text }) => text)).toEqual(['07', '21', '5']);
  });

  it('offers number and whole date as a guess where the page has no blanks', () => {
    const items = stampItems(draftOf('07/SGDĐT-VP', '2026-11-21'), nothing);
    expect(items.map(({ name, text, guessed }) => [name, text, guessed])).toEqual([['number', '07/SGDĐT-VP', true], ['date', '21 tháng 11 năm 2026', true]]);
  });

  it('writes nothing before there is a number', () => {
    expect(stampItems(newDraft('3'.repeat(16) as DraftId, '4'.repeat(16) as AccountId), nothing)).toEqual([]);
  });
});
