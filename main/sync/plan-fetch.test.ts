import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { planFetch, type FetchStep } from './plan-fetch';

const bounds = { letters: 5, bytes: 1000, streamBytes: 800 };
const letters = fc.uniqueArray(fc.record({ uid: fc.integer({ min: 1, max: 10_000 }), size: fc.nat({ max: 1500 }) }), { selector: ({ uid }) => uid, maxLength: 60 });
const uidsOf = (step: FetchStep): readonly number[] => (step.kind === 'batch' ? step.uids : [step.uid]);

describe('the plan of a fetch', () => {
  it('names every missing letter once and no other', () => {
    fc.assert(fc.property(letters, fc.array(fc.integer({ min: 1, max: 10_000 })), (missing, suspects) => {
      const planned = planFetch(missing, bounds, new Set(suspects)).flatMap(uidsOf);
      expect([...planned].sort()).toEqual(missing.map(({ uid }) => uid).sort());
    }));
  });

  it('goes from the newest to the oldest within small letters and within large ones', () => {
    fc.assert(fc.property(letters, (missing) => {
      for (const kind of ['batch', 'stream'] as const) {
        const planned = planFetch(missing, bounds).filter((step) => step.kind === kind).flatMap(uidsOf);
        expect(planned).toEqual([...planned].sort((a, b) => b - a));
      }
    }));
  });

  it('bounds a batch by letters and by bytes; only one letter may be beyond, alone', () => {
    fc.assert(fc.property(letters, (missing) => {
      for (const step of planFetch(missing, bounds)) {
        if (step.kind === 'stream') expect(step.bytes).toBeGreaterThanOrEqual(bounds.streamBytes);
        else expect(step.uids.length <= bounds.letters && (step.bytes <= bounds.bytes || step.uids.length === 1)).toBe(true);
      }
    }));
  });

  it('lets large letters and suspects delay none of the others', () => {
    const plan = planFetch([{ uid: 9, size: 900 }, { uid: 8, size: 10 }, { uid: 7, size: 10 }, { uid: 1, size: 10 }], bounds, new Set([8]));
    expect(plan.map(uidsOf)).toEqual([[7, 1], [9], [8]]);
  });
});
