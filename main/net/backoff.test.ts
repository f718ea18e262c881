import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { limits } from '../../core/base/limits';
import { backoffMillis } from './backoff';

describe('waiting before the next try', () => {
  it('never ends at zero, never exceeds the longest wait, and grows with the failures', () => {
    fc.assert(fc.property(fc.integer({ min: 1, max: 5000 }), fc.double({ min: 0, max: 0.999, noNaN: true }), (failures, random) => {
      const wait = backoffMillis(failures, random);
      expect(wait).toBeGreaterThanOrEqual(limits.reconnectFirstMillis / 2);
      expect(wait).toBeLessThanOrEqual(limits.reconnectMaxMillis);
      expect(backoffMillis(failures + 1, random)).toBeGreaterThanOrEqual(wait);
    }));
  });
});
