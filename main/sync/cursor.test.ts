import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cursorFor, decodeCursors, encodeCursors, higherModseq } from './cursor';
import { uidSet, unionUids, withoutUids } from './uid-set';

describe('the cursor', () => {
  it('comes back from disk with every folder and every hole it had', () => {
    const settled = fc.option(fc.record({ uidNext: fc.nat(), exists: fc.nat(), unwanted: fc.nat(), since: fc.option(fc.constant('2026-01-31')) }));
    const cursor = fc.record({
      uidValidity: fc.constant('1795296169'), settled,
      erased: fc.array(fc.integer({ min: 1, max: 4_294_967_295 })).map(uidSet),
      highestModseq: fc.option(fc.bigInt({ min: 1n, max: 2n ** 63n - 1n }).map(String)),
    });
    fc.assert(fc.property(fc.uniqueArray(fc.tuple(fc.string(), cursor), { selector: ([path]) => path }), (folders) => {
      expect([...(decodeCursors(encodeCursors(new Map(folders))) ?? [])]).toEqual(folders);
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
    const cursor = { uidValidity: '5', highestModseq: '7', erased: uidSet([1, 2, 9]), settled: null };
    expect(cursorFor('5', cursor)).toBe(cursor);
    expect(cursorFor('6', cursor)).toEqual({ uidValidity: '6', highestModseq: null, erased: [], settled: null });
    expect(cursorFor('6', null)).toEqual({ uidValidity: '6', highestModseq: null, erased: [], settled: null });
  });

  it('never moves a mod-sequence back, also beyond 2^53', () => {
    expect(higherModseq('9007199254740993', 9_007_199_254_740_992n)).toBe('9007199254740993');
    expect(higherModseq('9', 10n)).toBe('10');
    expect(higherModseq(null, null)).toBeNull();
    expect(higherModseq('3', null)).toBe('3');
  });

  it.each([
    '', '{', '[]', 'null', '{"v":4}', '{"v":2,"uidValidity":"1","highestModseq":null,"erased":""}', '{"v":3,"folders":[["INBOX",{"uidValidity":"1","highestModseq":"x","erased":""}]]}',
    '{"v":3,"folders":[["INBOX",{"uidValidity":"1","highestModseq":null,"erased":"1:*"}]]}', '{"v":3,"folders":[[1,2]]}', '{"v":3,"folders":["INBOX"]}',
  ])('takes %s for no cursors', (text) => {
    expect(decodeCursors(new TextEncoder().encode(text))).toBeNull();
  });
});
