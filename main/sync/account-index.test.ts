import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { foldLetter, type LetterState } from '../../core/fold/letter-state';
import type { AccountId, Digest, IsoTime, LetterId } from '../../core/model/ids';
import type { JournalEntry } from '../../core/model/journal';
import type { Location } from '../../core/model/letter';
import { AccountIndexes } from './account-indexes';
import { flagText } from './flag-text';

const accountId = '00112233445566aa' as AccountId;
const other = '00112233445566bb' as AccountId;
const at = '2026-11-21T02:05:07.000Z' as IsoTime;

const letterId = fc.constantFrom('a', 'b', 'c').map((id) => id.repeat(32) as LetterId);
const location = fc.record({ folder: fc.constantFrom('INBOX', 'Lưu trữ'), uidValidity: fc.constantFrom('1', '2'), uid: fc.integer({ min: 1, max: 3 }) });
const flags = fc.subarray(['\\Seen', '\\Flagged', '$MDNSent']);

function kept(id: LetterId, place: Location, its: readonly string[], emailId?: string): JournalEntry {
  return {
    kind: 'letter.kept',
    letter: { letterId: id, accountId, digest: id.repeat(2) as Digest, size: 100, location: place, internalDate: at, keptAt: at, flags: its, ...(emailId === undefined ? {} : { emailId }) },
  };
}

const entry: fc.Arbitrary<JournalEntry> = fc.oneof(
  fc.tuple(letterId, location, flags).map(([id, place, its]) => kept(id, place, its)),
  fc.record({ kind: fc.constant('letter.located' as const), letterId, location, flags }),
  fc.record({ kind: fc.constant('letters.flagged' as const), accountId: fc.constant(accountId), changes: fc.array(fc.record({ letterId, flags, location }), { maxLength: 3 }) }),
  fc.record({ kind: fc.constant('letters.flagged' as const), accountId: fc.constant(accountId), changes: fc.array(fc.record({ letterId, flags }), { maxLength: 2 }) }),
  fc.record({ kind: fc.constant('letters.gone' as const), accountId: fc.constant(accountId), gone: fc.array(fc.record({ letterId, location }), { maxLength: 3 }) }),
);

/** A place holds one letter: what a server says of a place is of the letter that lies there now. */
function possible(history: readonly JournalEntry[]): readonly JournalEntry[] {
  const here = new Map<string, LetterId>();
  return history.filter((one) => {
    if (one.kind !== 'letter.kept' && one.kind !== 'letter.located') return true;
    const [id, place] = one.kind === 'letter.kept' ? [one.letter.letterId, one.letter.location] : [one.letterId, one.location];
    const key = JSON.stringify(place);
    if ((here.get(key) ?? id) !== id) return false;
    here.set(key, id);
    return true;
  });
}

describe('the index of an account', () => {
  it('places every letter where folding its own history places it, with the flags it has there', () => {
    fc.assert(fc.property(fc.array(entry, { maxLength: 30 }).map(possible), (history) => {
      const indexes = new AccountIndexes();
      const states = new Map<LetterId, LetterState | null>();
      for (const [seq, one] of history.entries()) {
        indexes.apply(one);
        // a writer applies its own entries, and hears of them again
        indexes.of(accountId).apply(one);
        for (const id of ['a', 'b', 'c'].map((letter) => letter.repeat(32) as LetterId)) states.set(id, foldLetter(states.get(id) ?? null, id, { ...one, seq: seq + 1, at }));
      }
      const index = indexes.of(accountId);
      const sorted = (places: readonly { readonly location: Location; readonly flags: readonly string[] }[]): readonly string[] =>
        places.map((place) => `${JSON.stringify([place.location.folder, place.location.uidValidity, place.location.uid])} ${flagText(place.flags)}`).sort();
      for (const [id, state] of states) {
        expect(sorted(index.places(id))).toEqual(sorted(state?.places ?? []));
        expect(index.isAnywhere(id)).toBe((state?.places.length ?? 0) > 0);
        for (const { location: { folder, uidValidity, uid } } of state?.places ?? []) expect(index.folder(folder).letterAt(uidValidity, uid)).toBe(id);
      }
      const known = [...states.values()].flatMap((state) => (state ? [state.places] : []));
      for (const folder of ['INBOX', 'Lưu trữ']) for (const uidValidity of ['1', '2']) {
        const isOnlyHere = known.every((places) => places.length > 0 && places.every((place) => place.location.folder === folder && place.location.uidValidity === uidValidity));
        expect(index.hasOthersThanIn(folder, uidValidity)).toBe(!isOnlyHere);
        expect(index.folder(folder).count(uidValidity)).toBe([...states.values()].flatMap((state) => state?.places ?? []).filter((place) => place.location.folder === folder && place.location.uidValidity === uidValidity).length);
      }
    }));
  });

  it('forgets what was erased, remembers where it lay, and knows it by its id alone for ever', () => {
    const indexes = new AccountIndexes();
    const id = 'a'.repeat(32) as LetterId;
    indexes.apply(kept(id, { folder: 'INBOX', uidValidity: '1', uid: 7 }, []));
    indexes.apply({ kind: 'letter.erased', letterId: id });
    const index = indexes.of(accountId);
    expect([index.isErased(id), index.isKept(id), index.folder('INBOX').count('1')]).toEqual([true, false, 0]);
    expect(index.folder('INBOX').erasedUids('1')).toEqual([[7, 7]]);
    expect(indexes.of(other).isErased(id)).toBe(true);
    expect(index.folder('INBOX').hasErased).toBe(true);
  });

  it('takes a letter for erased no longer once a person brought it along again', () => {
    const indexes = new AccountIndexes();
    const id = 'a'.repeat(32) as LetterId;
    indexes.apply(kept(id, { folder: 'INBOX', uidValidity: '1', uid: 7 }, []));
    indexes.apply({ kind: 'letter.erased', letterId: id });
    indexes.apply(kept(id, { folder: 'Cũ', uidValidity: 'import', uid: 1 }, []));
    expect(indexes.of(accountId).isErased(id)).toBe(false);
  });

  it('counts a damaged letter as missing until it was fetched again', () => {
    const indexes = new AccountIndexes();
    const id = 'a'.repeat(32) as LetterId;
    const place = { folder: 'INBOX', uidValidity: '1', uid: 7 };
    indexes.apply(kept(id, place, []));
    indexes.apply({ kind: 'letter.damaged', letterId: id });
    const index = indexes.of(accountId);
    expect([index.isKept(id), index.folder('INBOX').uids('1'), index.byInternalDate(at)]).toEqual([false, [], []]);
    indexes.apply(kept(id, place, []));
    expect([index.isKept(id), index.folder('INBOX').count('1')]).toEqual([true, 1]);
  });

  it('finds letters by EMAILID and by INTERNALDATE, but none that was only imported', () => {
    const indexes = new AccountIndexes();
    const [first, second, third] = ['a', 'b', 'c'].map((letter) => letter.repeat(32) as LetterId);
    if (!first || !second || !third) throw new Error('no ids');
    indexes.apply(kept(first, { folder: 'INBOX', uidValidity: '1', uid: 1 }, [], 'M1'));
    indexes.apply(kept(second, { folder: 'INBOX', uidValidity: '1', uid: 2 }, []));
    const imported = kept(third, { folder: 'thư.mbox', uidValidity: 'import', uid: 1 }, []);
    if (imported.kind === 'letter.kept') indexes.apply({ ...imported, letter: { ...imported.letter, origin: 'import' } });
    const index = indexes.of(accountId);
    expect(index.byEmailId('M1').map((letter) => letter.letterId)).toEqual([first]);
    expect(index.byInternalDate(at).map((letter) => letter.letterId)).toEqual([second, first]);
    expect(index.places(third)).toEqual([]);
    expect(index.folderPaths()).toEqual(['INBOX']);
  });

  it('is a fold of one account, and goes with it', () => {
    const indexes = new AccountIndexes();
    const id = 'a'.repeat(32) as LetterId;
    indexes.apply(kept(id, { folder: 'INBOX', uidValidity: '1', uid: 7 }, []));
    expect(indexes.of(other).knows(id)).toBe(false);
    indexes.apply({ kind: 'account.removed', accountId });
    expect(indexes.of(accountId).knows(id)).toBe(false);
  });
});
