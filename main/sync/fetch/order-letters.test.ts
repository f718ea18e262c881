import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { limits } from '../../../core/base/limits';
import { commandBytes, commandLength, isLookWorthwhile, lookLetters, orderLetters, type WaitingLetter } from './order-letters';

const letter = fc.record({ uid: fc.integer({ min: 1, max: 100_000 }), size: fc.integer({ min: 0, max: 30_000_000 }), urgent: fc.boolean(), emailId: fc.constant(null) });
const letters = fc.uniqueArray(letter, { selector: ({ uid }) => uid, maxLength: 200 });
const order = fc.constantFrom('newest' as const, 'urgent' as const);
const waiting = (uid: number, size: number, urgent = false): WaitingLetter => ({ uid, size, urgent, emailId: null });

describe('the order in which letters are fetched', () => {
  it('names every letter once, nothing twice, nothing left out', () => {
    fc.assert(fc.property(letters, order, fc.array(fc.nat(100_000)), (all, how, suspects) => {
      const ordered = orderLetters(all, how, new Set([...suspects, ...all.slice(0, 3).map(({ uid }) => uid)]));
      expect([...ordered].sort((a, b) => a.uid - b.uid)).toEqual([...all].sort((a, b) => a.uid - b.uid));
    }));
  });

  it('cut into commands of any size, still names every letter once and in that order', () => {
    fc.assert(fc.property(letters, order, fc.integer({ min: 1, max: 20_000_000 }), (all, how, bytes) => {
      const ordered = orderLetters(all, how, new Set());
      const cut: WaitingLetter[] = [];
      for (let rest = ordered; rest.length > 0; ) {
        const count = commandLength(rest, bytes, ({ size }) => size >= limits.streamLetterBytes);
        expect(count).toBeGreaterThan(0);
        const taken = rest.slice(0, count);
        expect(taken.length === 1 || taken.every(({ size }) => size < limits.streamLetterBytes)).toBe(true);
        expect(taken.length === 1 || taken.reduce((sum, { size }) => sum + size, 0) <= bytes).toBe(true);
        cut.push(...taken);
        rest = rest.slice(count);
      }
      expect(cut).toEqual(ordered);
    }));
  });

  it('after an outage: urgent small, small newest first, urgent large, large', () => {
    const all = [waiting(1, 5000), waiting(2, 900_000, true), waiting(3, 5000, true), waiting(4, 900_000), waiting(5, 7000), waiting(6, 5000, true)];
    expect(orderLetters(all, 'urgent', new Set()).map(({ uid }) => uid)).toEqual([6, 3, 5, 1, 2, 4]);
  });

  it('on a fast line: newest first, very large ones after the others, those that broke a connection last', () => {
    const all = [waiting(1, 5000), waiting(2, 9_000_000), waiting(3, 5000, true), waiting(4, 900_000)];
    expect(orderLetters(all, 'newest', new Set([4])).map(({ uid }) => uid)).toEqual([3, 1, 2, 4]);
  });
});

describe('asking what waits before fetching it', () => {
  it('is done where fetching takes long, or after an outage, not for a handful and not on a fast line', () => {
    const load = { letters: 2000, bytes: 400_000_000, bytesPerSecond: 50_000_000, afterOutage: false };
    expect(isLookWorthwhile(load)).toBe(false);
    expect(isLookWorthwhile({ ...load, bytesPerSecond: 2000 })).toBe(true);
    expect(isLookWorthwhile({ ...load, afterOutage: true })).toBe(true);
    expect(isLookWorthwhile({ ...load, letters: 3, bytesPerSecond: 2000 })).toBe(false);
    expect(isLookWorthwhile({ ...load, bytes: null, bytesPerSecond: null })).toBe(false);
  });

  it('and commands stay within bounds on any line', () => {
    fc.assert(fc.property(fc.option(fc.double({ min: 0, max: 1e9, noNaN: true })), (rate) => {
      expect(commandBytes(rate)).toBeGreaterThanOrEqual(64 * 1024);
      expect(commandBytes(rate)).toBeLessThanOrEqual(limits.bulkCommandBytes);
      expect(lookLetters(rate)).toBeGreaterThanOrEqual(50);
      expect(lookLetters(rate)).toBeLessThanOrEqual(limits.fetchWindowLetters);
    }));
  });
});
