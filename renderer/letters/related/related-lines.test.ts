import { expect, it } from 'vitest';
import type { ListRow, Related } from '../../../core/contract/list';
import type { Citation, CitationRelation } from '../../../core/model/document';
import { arrivalsOf, citingLetters, heldCitations, touchesOf } from './related-lines';

const row = (letterId: string, arrivedAt = '2026-11-20T01:00:00.000Z') => ({ letterId, arrivedAt }) as unknown as ListRow;
const cite = (number: string): Citation => ({ number, type: null, date: null, agency: null, summary: null, relation: 'basis' });
const citedBy = (letterId: string, relation: CitationRelation, document = 0) => ({ document, relation, letter: row(letterId) });
const web = (over: Partial<Related>): Related => ({ cites: [], citedBy: [], arrivals: [], ...over });

it('a recall that counts is told before anything that is only claimed', () => {
  const related = web({ citedBy: [citedBy('b', 'replaces'), citedBy('a', 'recalls'), citedBy('c', 'mentions')] });
  expect(touchesOf(related, 0, 'replaces').map(({ letter, applied }) => [letter.letterId, applied])).toEqual([['b', true]]);
  expect(touchesOf(related, 0, null).map(({ letter, applied }) => [letter.letterId, applied])).toEqual([['a', false]]);
});

it('what happened to another document of the same letter is not said of this one', () => {
  expect(touchesOf(web({ citedBy: [citedBy('a', 'recalls', 1)] }), 0, 'recalls')).toEqual([]);
});

it('arrivals come in the order in which they came', () => {
  const arrival = (letterId: string, day: string) => ({ document: 0, letter: row(letterId, `${day}T01:00:00.000Z`), sameBytes: false });
  expect(arrivalsOf(web({ arrivals: [arrival('later', '2026-11-21'), arrival('first', '2026-11-19')] }), 0).map(({ letter }) => letter.letterId)).toEqual(['first', 'later']);
});

it('a letter that is named twice stands there once, and what we do not hold is counted', () => {
  const related = web({ cites: [{ document: 0, cite: cite('1/A'), letters: [row('a')] }, { document: 0, cite: cite('1/A'), letters: [row('a')] }, { document: 0, cite: cite('2/B'), letters: [] }] });
  expect(heldCitations(related, 0).lines.map(({ letter }) => letter.letterId)).toEqual(['a']);
  expect(heldCitations(related, 0).notHeld).toBe(1);
  expect(citingLetters(web({ citedBy: [citedBy('a', 'mentions'), citedBy('a', 'answers')] }), 0)).toHaveLength(1);
});
