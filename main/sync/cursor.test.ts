import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cursorFor, decodeCursor, encodeCursor, higherModseq } from './cursor';
import { uidSet, unionUids, withoutUids } from './uid-set';

describe('the cursor', () => {
  it('comes back from disk with every hole it had', () => {
    fc.assert(fc.property(fc.array(fc.integer({ min: 1, max: 4_294_967_295 })), fc.option(fc.bigInt({ min: 1n, max: 2n ** 63n - 1n })), (erased, modseq) => {
      const cursor = { uidValidity: '1795296169', highestModseq: modseq?.toString() ?? null, erased: uidSet(erased) };
      expect(decodeCursor(encodeCursor(cursor))).toEqual(cursor);
    }));
  });

  it('loses and doubles nothing when batches arrive in any order and some never do', () => {
    const history = fc.array(fc.record({ uids: fc.array(fc.integer({ min: 1, max: 200 })), arrives: fc.boolean() }));
    fc.assert(fc.property(history, (batches) => {
      const server = uidSet(Array.from({ length: 200 }, (_, at) => at + 1));
      const arrived = batches.filter(({ arrives }) => arrives).map(({ uids }) => uidSet(uids));
      const kept = arrived.reduce(unionUids, uidSet([]));
      const missing = withoutUids(server, kept);
      expect(unionUids(kept, missing)).toEqual(server);
      expect(withoutUids(missing, kept)).toEqual(missing);
    }));
  });

  it('begins anew under another UIDVALIDITY and goes on under the same', () => {
    const cursor = { uidValidity: '5', highestModseq: '7', erased: uidSet([1, 2, 9]) };
    expect(cursorFor('5', cursor)).toBe(cursor);
    expect(cursorFor('6', cursor)).toEqual({ uidValidity: '6', highestModseq: null, erased: [] });
    expect(cursorFor('6', null)).toEqual({ uidValidity: '6', highestModseq: null, erased: [] });
  });

  it('never moves a mod-sequence back, also beyond 2^53', () => {
    expect(higherModseq('9007199254740993', 9_007_199_254_740_992n)).toBe('9007199254740993');
    expect(higherModseq('9', 10n)).toBe('10');
    expect(higherModseq(null, null)).toBeNull();
    expect(higherModseq('3', null)).toBe('3');
  });

  it.each(['', '{', '[]', 'null', '{"v":3}', '{"v":1,"uidValidity":"1","highestModseq":null,"kept":"1:4"}', '{"v":2,"uidValidity":"1","highestModseq":"x","erased":""}', '{"v":2,"uidValidity":"1","highestModseq":null,"erased":"1:*"}'])('takes %s for no cursor', (text) => {
    expect(decodeCursor(new TextEncoder().encode(text))).toBeNull();
  });
});
