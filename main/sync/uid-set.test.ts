import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { commonUids, countUids, eachUid, formatUidSet, hasUid, lastUid, newestUids, parseUidSet, uidSet, unionUids, withoutUids } from './uid-set';

const uids = fc.array(fc.integer({ min: 1, max: 300 }), { maxLength: 120 });
const members = (set: ReturnType<typeof uidSet>): readonly number[] => [...eachUid(set)];
const sorted = (numbers: Iterable<number>): readonly number[] => [...new Set(numbers)].sort((a, b) => a - b);

describe('a set of UIDs', () => {
  it('holds exactly what was put in, in order, whatever the order before', () => {
    fc.assert(fc.property(uids, (numbers) => {
      const set = uidSet(numbers);
      expect(members(set)).toEqual(sorted(numbers));
      expect(countUids(set)).toBe(new Set(numbers).size);
      expect(lastUid(set)).toBe(Math.max(0, ...numbers));
    }));
  });

  it('keeps ranges apart: none overlaps or touches the next', () => {
    fc.assert(fc.property(uids, uids, (a, b) => {
      for (const set of [uidSet(a), unionUids(uidSet(a), uidSet(b)), withoutUids(uidSet(a), uidSet(b))]) {
        for (let at = 1; at < set.length; at++) expect((set[at]?.[0] ?? 0) - (set[at - 1]?.[1] ?? 0)).toBeGreaterThan(1);
      }
    }));
  });

  it('unites, subtracts and intersects as sets do', () => {
    fc.assert(fc.property(uids, uids, (a, b) => {
      const inB = new Set(b);
      expect(members(unionUids(uidSet(a), uidSet(b)))).toEqual(sorted([...a, ...b]));
      expect(members(withoutUids(uidSet(a), uidSet(b)))).toEqual(sorted(a.filter((uid) => !inB.has(uid))));
      expect(members(commonUids(uidSet(a), uidSet(b)))).toEqual(sorted(a.filter((uid) => inB.has(uid))));
      for (const uid of a) expect(hasUid(uidSet(b), uid)).toBe(inB.has(uid));
    }));
  });

  it('gives its newest members', () => {
    fc.assert(fc.property(uids, fc.nat({ max: 150 }), (numbers, count) => {
      expect(members(newestUids(uidSet(numbers), count))).toEqual(count === 0 ? [] : sorted(numbers).slice(-count));
    }));
  });

  it('reads back what it wrote', () => {
    fc.assert(fc.property(uids, (numbers) => {
      expect(parseUidSet(formatUidSet(uidSet(numbers)))).toEqual(uidSet(numbers));
    }));
  });

  it.each([['1:4,7', '1:4,7'], ['4:1', '1:4'], ['5,1:3,2:6', '1:6'], ['1,2,3', '1:3'], ['', '']])('reads %s as %s', (text, expected) => {
    expect(formatUidSet(parseUidSet(text) ?? [])).toBe(expected);
  });

  it.each(['*', '1:*', '0', '1,,2', '-1', '4294967296', '1 ', 'a', '1:2:3'])('refuses %s', (text) => {
    expect(parseUidSet(text)).toBeNull();
  });

  it('does not unfold a hostile range', () => {
    expect(countUids(parseUidSet('1:4294967295') ?? [])).toBe(4_294_967_295);
  });
});
