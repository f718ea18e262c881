import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { IsoTime, LetterId } from '../../core/model/ids';
import { matchLetters, type Candidate, type StrangeRow } from './match-letters';

const noon = '2026-11-21T05:00:00.000Z' as IsoTime;
const later = '2026-11-21T05:00:01.000Z' as IsoTime;
const header = { messageId: '<a@test.test>', hash: 'aa' };

function row(uid: number, change: Partial<StrangeRow> = {}): StrangeRow {
  return { uid, emailId: null, internalDate: noon, size: 100, header, ...change };
}

function letter(letterId: string, change: Partial<Candidate> = {}): Candidate {
  return { letterId: letterId as LetterId, emailId: null, internalDate: noon, size: 100, header, isHere: false, wasHere: false, ...change };
}

const matched = (rows: readonly StrangeRow[], candidates: readonly Candidate[]): readonly (readonly [number, string])[] => [...matchLetters(rows, candidates)];

describe('a letter met at a new place', () => {
  it('is known by its EMAILID alone, also where it lies in the folder already', () => {
    expect(matched([row(7, { emailId: 'M1', header: null })], [letter('x', { emailId: 'M1', isHere: true, size: 5, internalDate: later, header: null })])).toEqual([[7, 'x']]);
  });

  it('is not the letter of another EMAILID, however alike the rest', () => {
    expect(matched([row(7, { emailId: 'M1' })], [letter('x', { emailId: 'M2' })])).toEqual([]);
  });

  it('is known by date, size, Message-ID and header where one side has no EMAILID', () => {
    expect(matched([row(7, { emailId: 'M1' })], [letter('x')])).toEqual([[7, 'x']]);
    expect(matched([row(7)], [letter('x', { emailId: 'M2' })])).toEqual([[7, 'x']]);
  });

  it.each([
    ['another date', { internalDate: later }],
    ['another header', { header: { ...header, hash: 'bb' } }],
    ['another Message-ID', { header: { ...header, messageId: '<b@test.test>' } }],
    ['a header nobody read', { header: null }],
    ['a copy in this very folder', { isHere: true }],
  ])('is fetched where it differs: %s', (_what, change) => {
    expect(matched([row(7)], [letter('x', change)])).toEqual([]);
  });

  it('is known in another rendering only by a Message-ID, and only in a folder that was numbered anew', () => {
    expect(matched([row(7)], [letter('x', { size: 120, wasHere: true })])).toEqual([[7, 'x']]);
    // a draft that was saved again, or the letter that was made of it
    expect(matched([row(7)], [letter('x', { size: 120 })])).toEqual([]);
    const silent = { ...header, messageId: null };
    expect(matched([row(7, { header: silent })], [letter('x', { header: silent, size: 120, wasHere: true })])).toEqual([]);
    expect(matched([row(7, { header: silent })], [letter('x', { header: silent })])).toEqual([[7, 'x']]);
  });

  it('of two alike is the one of the same size, and none of them where both have it', () => {
    expect(matched([row(7)], [letter('x', { size: 120 }), letter('y')])).toEqual([[7, 'y']]);
    expect(matched([row(7)], [letter('x'), letter('y')])).toEqual([]);
    expect(matched([row(7)], [letter('x', { size: 120, wasHere: true }), letter('y', { size: 130, wasHere: true })])).toEqual([]);
  });

  it('is fetched where two places would be one letter by their headers', () => {
    expect(matched([row(7), row(8)], [letter('x')])).toEqual([]);
  });
});

describe('whatever a server lists', () => {
  const mark = fc.option(fc.record({ messageId: fc.constantFrom(null, '<a>', '<b>'), hash: fc.constantFrom('h1', 'h2') }));
  const common = { emailId: fc.constantFrom(null, 'M1', 'M2', 'M3'), internalDate: fc.constantFrom(noon, later), size: fc.constantFrom(1, 2), header: mark };
  const rows = fc.uniqueArray(fc.record({ uid: fc.integer({ min: 1, max: 40 }), ...common }), { selector: ({ uid }) => uid });
  const letters = fc.uniqueArray(fc.record({ letterId: fc.constantFrom('x', 'y', 'z', 'u', 'v').map((id) => id as LetterId), isHere: fc.boolean(), wasHere: fc.boolean(), ...common }), { selector: ({ letterId }) => letterId });

  it('no row is taken for a letter that differs from it, and no letter is claimed twice by its header', () => {
    fc.assert(fc.property(rows, letters, (strange, candidates) => {
      const found = matchLetters(strange, candidates);
      const byHeader: LetterId[] = [];
      for (const [uid, letterId] of found) {
        const one = strange.find((each) => each.uid === uid);
        const other = candidates.find((each) => each.letterId === letterId);
        if (!one || !other) throw new Error('matched out of nothing');
        if (one.emailId !== null && one.emailId === other.emailId) continue;
        expect(one.emailId === null || other.emailId === null).toBe(true);
        expect(one.header).toEqual(other.header);
        expect(one.header).not.toBeNull();
        expect(one.internalDate).toBe(other.internalDate);
        expect(one.size === other.size || (other.wasHere && one.header?.messageId !== null)).toBe(true);
        expect(other.isHere).toBe(false);
        byHeader.push(letterId);
      }
      expect(new Set(byHeader).size).toBe(byHeader.length);
    }));
  });

  it('the answer depends neither on the order of the rows nor on that of the letters', () => {
    fc.assert(fc.property(rows, letters, (strange, candidates) => {
      const there = new Map(matchLetters([...strange].reverse(), [...candidates].reverse()));
      expect(there).toEqual(new Map(matchLetters(strange, candidates)));
    }));
  });

  it('a mailbox numbered anew is found again letter by letter, and only what nobody knows is fetched', () => {
    fc.assert(fc.property(fc.uniqueArray(fc.integer({ min: 0, max: 500 }), { maxLength: 60 }), fc.integer({ min: 0, max: 20 }), (known, fresh) => {
      const sign = (id: number): HeaderSign => ({ internalDate: noon, size: 100 + id, header: { messageId: `<${id}@test.test>`, hash: `hash${id}` } });
      const candidates = known.map((id) => letter(`letter${id}`, sign(id)));
      const strange = [...known.map((id, at) => row(at + 1, sign(id))), ...Array.from({ length: fresh }, (_, at) => row(1000 + at, sign(1000 + at)))];
      expect(new Map(matchLetters(strange, candidates))).toEqual(new Map(known.map((id, at) => [at + 1, `letter${id}`])));
    }));
  });
});

type HeaderSign = Pick<StrangeRow, 'internalDate' | 'size' | 'header'>;
