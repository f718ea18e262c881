import { describe, expect, it } from 'vitest';
import type { AccountId, LetterId } from '../../../core/model/ids';
import { changeOf, concerned, offeredActs, undoingOf, type ActTarget } from './offered-acts';

const [here, there] = ['1'.repeat(16) as AccountId, '2'.repeat(16) as AccountId];
const letter = (n: number, more: Partial<ActTarget> = {}): ActTarget => ({ letterId: String(n).repeat(32) as LetterId, accountId: here, folders: ['INBOX'], read: false, flagged: false, junk: false, outgoing: false, ...more });
const trashOf = () => 'Trash';

describe('what may be done to letters', () => {
  it('is nothing with those that are on no server', () => {
    expect([...offeredActs([letter(1, { folders: [] })])]).toEqual([]);
  });

  it('is only what would change something', () => {
    expect([...offeredActs([letter(1, { read: true, flagged: true, junk: true })])].sort()).toEqual(['delete', 'move', 'notJunk', 'unflag', 'unread']);
    expect([...offeredActs([letter(1, { outgoing: true })])].sort()).toEqual(['delete', 'flag', 'move', 'read']);
  });

  it('is no move for letters of two accounts: a folder belongs to one', () => {
    expect(offeredActs([letter(1), letter(2, { accountId: there })]).has('move')).toBe(false);
  });

  it('is asked only for letters that are not so already', () => {
    expect(concerned([letter(1), letter(2, { read: true })], changeOf('read')).map(({ letterId }) => letterId)).toEqual([letter(1).letterId]);
    expect(concerned([letter(1), letter(2, { folders: ['A'] })], { kind: 'move', to: 'A' }).map(({ letterId }) => letterId)).toEqual([letter(1).letterId]);
  });
});

describe('taking back', () => {
  it('puts each letter into the folder of its account that it came from', () => {
    const targets = [letter(1), letter(2, { folders: ['A'] }), letter(3), letter(4, { accountId: there })];
    expect(undoingOf(targets, { kind: 'delete' }, trashOf, null)).toEqual([
      { change: { kind: 'move', to: 'INBOX' }, letterIds: [targets[0]!.letterId, targets[2]!.letterId], from: 'Trash' },
      { change: { kind: 'move', to: 'A' }, letterIds: [targets[1]!.letterId], from: 'Trash' },
      { change: { kind: 'move', to: 'INBOX' }, letterIds: [targets[3]!.letterId], from: 'Trash' },
    ]);
  });

  it('takes a letter of several folders back to the one the person looked at, from where it went', () => {
    const [target] = [letter(1, { folders: ['INBOX', 'A'] })];
    expect(undoingOf([target], { kind: 'move', to: 'B' }, trashOf, 'A')).toEqual([{ change: { kind: 'move', to: 'A' }, letterIds: [target.letterId], from: 'B' }]);
    expect(undoingOf([target], { kind: 'delete' }, trashOf, 'elsewhere')).toEqual([{ change: { kind: 'move', to: 'INBOX' }, letterIds: [target.letterId], from: 'Trash' }]);
  });

  it('is not promised for what is deleted for good', () => {
    expect(undoingOf([letter(1, { folders: ['Trash'] })], { kind: 'delete' }, trashOf, null)).toEqual([]);
    expect(undoingOf([letter(1)], { kind: 'delete' }, () => null, null)).toEqual([]);
  });
});
