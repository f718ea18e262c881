import { describe, expect, it } from 'vitest';
import type { AccountId, Digest, IsoTime, LetterId } from '../model/ids';
import type { JournalEvent } from '../model/journal';
import type { KeptLetter } from '../model/letter';
import { foldLetter, type LetterState } from './letter-state';

const letterId = 'a'.repeat(32) as LetterId;
const at = '2026-11-20T01:00:00.000Z' as IsoTime;
const inbox = { folder: 'INBOX', uidValidity: '7', uid: 3 };
const fromServer: KeptLetter = { letterId, accountId: 'b'.repeat(16) as AccountId, digest: 'c'.repeat(64) as Digest, size: 1, location: inbox, internalDate: at, keptAt: at, flags: ['\\Flagged'] };
const fromFile: KeptLetter = { ...fromServer, location: { folder: 'Lưu trữ', uidValidity: 'import', uid: 1 }, flags: ['\\Seen'], origin: 'import' };

function folded(...letters: readonly (KeptLetter | 'damaged')[]): LetterState | null {
  return letters.reduce<LetterState | null>((state, letter, index) => {
    const event: JournalEvent = letter === 'damaged' ? { kind: 'letter.damaged', letterId, seq: index + 1, at } : { kind: 'letter.kept', letter, seq: index + 1, at };
    return foldLetter(state, letterId, event);
  }, null);
}

describe('a letter brought along from a file', () => {
  it('lies nowhere on the server', () => {
    expect(folded(fromFile)).toMatchObject({ places: [], flags: ['\\Seen'] });
  });

  it('that is on the server already stays as it is there', () => {
    expect(folded(fromServer, fromFile)).toEqual(folded(fromServer));
  });

  it('makes a damaged copy whole again', () => {
    expect(folded(fromServer, 'damaged', fromFile)).toEqual(folded(fromServer));
  });

  it('has its place once the server has it too', () => {
    expect(folded(fromFile, fromServer)).toMatchObject({ locations: [inbox], flags: ['\\Flagged'] });
  });
});
