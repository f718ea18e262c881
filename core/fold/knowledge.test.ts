import { describe, expect, test } from 'vitest';
import type { CorrectionId, Digest, IsoTime, LetterId } from '../model/ids';
import type { JournalEntry } from '../model/journal';
import { foldKnowledge, noKnowledge, type Knowledge } from './knowledge';

const letterId = 'a1'.repeat(16) as LetterId;
const other = 'b2'.repeat(16) as LetterId;
const correctionId = '00000000000000aa' as CorrectionId;
const corrected: JournalEntry = {
  kind: 'field.corrected', letterId,
  correction: { correctionId, document: { digest: 'c'.repeat(64) as Digest, number: null, type: null }, field: 'signer', was: 'A', value: 'B', sender: 'a@b.vn', unitKey: 'name:b' },
};

function fold(...entries: readonly JournalEntry[]): Knowledge {
  return entries.reduce((knowledge, entry, index) => foldKnowledge(knowledge, { ...entry, seq: index + 1, at: '2026-11-20T01:00:00.000Z' as IsoTime }), noKnowledge);
}

describe('what a person taught', () => {
  test('is taken back by an event about its own letter only, for one about another letter may be unreadable tomorrow', () => {
    expect(fold(corrected, { kind: 'correction.undone', letterId, correctionId }).corrections).toEqual([]);
    const told = fold(corrected, { kind: 'correction.undone', letterId: other, correctionId }, { kind: 'letter.erased', letterId: other });
    const readAfterwards = fold(corrected, { kind: 'letter.erased', letterId: other });
    expect(told).toEqual(readAfterwards);
  });

  test('is not other knowledge for being taken back twice', () => {
    const before = fold(corrected, { kind: 'correction.undone', letterId, correctionId });
    expect(foldKnowledge(before, { kind: 'correction.undone', letterId, correctionId, seq: 9, at: '2026-11-20T01:00:00.000Z' as IsoTime })).toBe(before);
  });
});
