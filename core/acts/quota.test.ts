import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { IsoTime, LetterId } from '../model/ids';
import { folder, modelFolders } from './fixtures/model-mailbox';
import { planFreeing, type FreeableLetter } from './plan-freeing';
import { quotaLevel } from './quota-level';

const now = new Date('2026-11-21T02:00:00.000Z');
const day = 86_400_000;

function letter(daysOld: number, change: Partial<FreeableLetter> = {}, path = 'INBOX', flags: readonly string[] = ['\\Seen']): FreeableLetter {
  return {
    letterId: `${daysOld}`.padStart(32, '0') as LetterId, size: 1000, internalDate: new Date(now.getTime() - daysOld * day).toISOString() as IsoTime,
    places: [{ location: { folder: path, uidValidity: '7', uid: 1 }, flags }], isWaiting: false, isInVault: true, ...change,
  };
}

describe('how full a mailbox is', () => {
  test('is told at 80, 90, 95 and 100 percent, and never where there is no limit', () => {
    const levels = [0, 799, 800, 899, 900, 949, 950, 999, 1000, 1200].map((usedBytes) => quotaLevel({ usedBytes, limitBytes: 1000 }));
    expect(levels).toEqual(['fine', 'fine', 'above80', 'above80', 'above90', 'above90', 'above95', 'above95', 'full', 'full']);
    expect(quotaLevel({ usedBytes: 5, limitBytes: 0 })).toBe('fine');
  });
});

describe('what may be taken off the server', () => {
  test('is old, unflagged, whole in the vault, and has no act waiting', () => {
    const letters = [
      letter(400), letter(31), letter(30.5, { isInVault: false }), letter(40, { isWaiting: true }), letter(29), letter(50, {}, 'INBOX', ['\\flagged']),
      letter(60, { places: [] }), letter(70, {}, 'Junk'), letter(-3), letter(80, { internalDate: 'x' as IsoTime }),
    ];
    const plan = planFreeing(letters, modelFolders, 30, now);
    expect(plan.free.map((one) => one.letter.internalDate)).toEqual([letters[0]?.internalDate, letters[1]?.internalDate]);
    expect(plan.kept).toEqual([{ why: 'notInVault', letters: 1 }, { why: 'waiting', letters: 1 }, { why: 'recent', letters: 3 }, { why: 'flagged', letters: 1 }, { why: 'notAllowed', letters: 1 }]);
  });

  test('is never of the last seven days, whatever is asked for', () => {
    fc.assert(fc.property(fc.double({ min: -30, max: 30, noNaN: true }), fc.double({ min: -10, max: 400, noNaN: true }), (days, age) => {
      for (const { letter: one } of planFreeing([letter(age)], modelFolders, days, now).free) expect(now.getTime() - Date.parse(one.internalDate)).toBeGreaterThan(7 * day);
    }));
  });

  test('is never in a folder of somebody else or one we may not delete from', () => {
    const folders = [...modelFolders, { ...folder('Shared'), namespace: 'shared' as const }, { ...folder('Read'), rights: 'lrs' }, { ...folder('Own'), rights: 'lrswite' }];
    expect(planFreeing(['Shared', 'Read', 'Own'].map((path) => letter(90, {}, path)), folders, 30, now).free.map(({ from }) => from[0]?.folder)).toEqual(['Own']);
  });
});
