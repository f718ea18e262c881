import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ActChange } from '../model/act';
import type { FolderInfo, FolderUse } from '../model/folder';
import type { AccountId, ActId, Digest, IsoTime, LetterId } from '../model/ids';
import type { JournalEntry } from '../model/journal';
import type { Location } from '../model/letter';
import { foldLetter, type LetterState } from './letter-state';
import { retoldFolders, seenLetter, shownLetter } from './seen-letter';

const [letterId, accountId] = ['a'.repeat(32) as LetterId, '1'.repeat(16) as AccountId];
const at = '2026-11-20T01:00:00.000Z' as IsoTime;
const place = (folder: string, uid = 1): Location => ({ folder, uidValidity: '1', uid });
const folder = (path: string, use: FolderUse | null, namespace: FolderInfo['namespace'] = 'personal'): FolderInfo => ({ path, name: path, delimiter: '/', use, useFrom: 'server', namespace, selectable: true, subscribed: true, rights: null });
const folders = [folder('INBOX', 'inbox'), folder('Sent', 'sent'), folder('Drafts', 'drafts'), folder('Junk', 'junk'), folder('Trash', 'trash'), folder('A', null), folder('B', null)];

const kept = (location: Location = place('INBOX'), more: object = {}): JournalEntry => ({ kind: 'letter.kept', letter: { letterId, accountId, digest: 'd'.repeat(64) as Digest, size: 1, location, internalDate: at, keptAt: at, flags: [], ...more } });
const act = (n: number, change: ActChange, ...seenAt: readonly Location[]): JournalEntry => ({ kind: 'act.asked', letterId, act: { actId: n.toString(16).padStart(16, '0') as ActId, accountId, letterId, change, seenAt } });
const flags = (location: Location, ...set: readonly string[]): JournalEntry => ({ kind: 'letters.flagged', accountId, changes: [{ letterId, location, flags: set }] });
const displayed: JournalEntry = { kind: 'letter.displayed', letterId, digest: 'd'.repeat(64) as Digest };
const gone = (location: Location): JournalEntry => ({ kind: 'letters.gone', accountId, gone: [{ letterId, location }] });

function fold(entries: readonly JournalEntry[]): LetterState {
  const state = entries.reduce<LetterState | null>((before, entry, index) => foldLetter(before, letterId, { ...entry, seq: index + 1, at }), null);
  if (!state) throw new Error('no letter');
  return state;
}
const seen = (...entries: readonly JournalEntry[]) => seenLetter(fold(entries), folders);

describe('where a letter is shown', () => {
  it('is where the acts that wait will put it, one after the other', () => {
    const inbox = place('INBOX');
    expect(seen(kept(), act(1, { kind: 'move', to: 'A' }, inbox)).folders).toEqual(['A']);
    expect(seen(kept(), act(1, { kind: 'delete' }, inbox)).folders).toEqual(['Trash']);
    expect(seen(kept(), act(1, { kind: 'delete' }, inbox), act(2, { kind: 'move', to: 'INBOX' }, inbox)).folders).toEqual(['INBOX']);
    expect(seen(kept(), act(1, { kind: 'delete' }, inbox), act(2, { kind: 'delete' }, inbox)).folders).toEqual([]);
    expect(seen(kept(), act(1, { kind: 'junk', isJunk: true }, inbox), act(2, { kind: 'junk', isJunk: false }, inbox))).toMatchObject({ folders: ['INBOX'], junk: false });
  });

  it('is still where it also lies: an act takes it only from where the person saw it', () => {
    const elsewhere: JournalEntry = { kind: 'letter.located', letterId, location: place('B', 7) };
    expect(seen(kept(), elsewhere, act(1, { kind: 'move', to: 'A' }, place('INBOX'))).folders).toEqual(['B', 'A']);
  });

  it('is one place however many moves wait, whatever they are', () => {
    const change = fc.oneof(fc.constantFrom('INBOX', 'A', 'B', 'Trash', 'Junk').map((to): ActChange => ({ kind: 'move', to })), fc.boolean().map((isJunk): ActChange => ({ kind: 'junk', isJunk })));
    fc.assert(fc.property(fc.array(change, { minLength: 1, maxLength: 8 }), (changes) => {
      const last = changes.at(-1);
      const goal = last?.kind === 'move' ? last.to : last?.kind === 'junk' && last.isJunk ? 'Junk' : 'INBOX';
      expect(seen(kept(), ...changes.map((one, n) => act(n, one, place('INBOX')))).folders).toEqual([goal]);
    }));
  });

  it('is where the server has it once an act is settled or could not be done', () => {
    const asked = act(1, { kind: 'move', to: 'A' }, place('INBOX'));
    const actId = '1'.padStart(16, '0') as ActId;
    const conflict: JournalEntry = { kind: 'act.settled', letterId, actId, outcome: { state: 'conflict', why: 'folderMissing', serverSaid: null } };
    expect(seen(kept(), asked, conflict).folders).toEqual(['INBOX']);
    expect(fold([kept(), asked, conflict]).acts).toHaveLength(1);
    expect(fold([kept(), asked, conflict, { kind: 'act.dismissed', letterId, actId }]).acts).toEqual([]);
  });

  it('goes to our own junk and trash, never to those of a mailbox shared with us', () => {
    const shared = [folder('user/x/Junk', 'junk', 'otherUsers'), ...folders];
    expect(seenLetter(fold([kept(), act(1, { kind: 'junk', isJunk: true }, place('INBOX'))]), shared).folders).toEqual(['Junk']);
  });
});

describe('what a letter is taken for', () => {
  it('is junk, thrown away or sent only where it lies nowhere else', () => {
    expect(seen(kept(place('Junk')))).toMatchObject({ junk: true, trashed: false, outgoing: false });
    expect(seen(kept(place('Trash')))).toMatchObject({ junk: false, trashed: true });
    expect(seen(kept(place('Sent')), { kind: 'letter.located', letterId, location: place('Drafts', 3) })).toMatchObject({ outgoing: true });
    expect(seen(kept(place('Junk')), { kind: 'letter.located', letterId, location: place('INBOX', 3) })).toMatchObject({ junk: false, outgoing: false });
  });

  it('is gone only if it was on the server', () => {
    expect(seen(kept(), gone(place('INBOX')))).toMatchObject({ gone: true, junk: false, trashed: false });
    expect(seen(kept(place('a.mbox'), { origin: 'import' }))).toMatchObject({ gone: false, folders: [] });
  });

  it('is no folder where only a copy marked as deleted is left', () => {
    const shown = (...entries: readonly JournalEntry[]) => shownLetter(fold(entries), folders);
    const archive: JournalEntry = { kind: 'letter.located', letterId, location: place('A', 9), flags: [] };
    const marked = flags(place('INBOX'), '\\Seen', '\\Deleted');
    expect(shown(kept(), archive, marked).folders).toEqual(['A']);
    expect(shown(kept(), marked)).toMatchObject({ folders: [], gone: true, read: true });
    expect(shown(kept(), marked, flags(place('INBOX'), '\\Seen'))).toMatchObject({ folders: ['INBOX'], gone: false });
  });

  it('changes when its folder turns out to be another kind of folder, and only then are its letters looked at again', () => {
    const renamed = folders.map((one) => (one.path === 'A' ? { ...one, use: 'junk' as const } : one.use === 'junk' ? { ...one, use: null } : one));
    expect([...retoldFolders(folders, renamed)].sort()).toEqual(['A', 'Junk']);
    expect(retoldFolders(folders, folders.map((one) => (one.path === 'B' ? { ...one, use: 'archive' as const } : one))).size).toBe(0);
  });
});

describe('whether a letter is read', () => {
  it('is what was last said of it, here or elsewhere', () => {
    const inbox = place('INBOX');
    const unread = act(1, { kind: 'flag', flag: '\\Seen', on: false }, inbox);
    expect(seen(kept()).read).toBe(false);
    expect(seen(kept(), displayed).read).toBe(true);
    expect(seen(kept(), displayed, unread).read).toBe(false);
    expect(seen(kept(), displayed, unread, displayed).read).toBe(true);
    expect(seen(kept(), displayed, flags(inbox, '\\Seen')).read).toBe(true);
    expect(seen(kept(), displayed, flags(inbox, '\\Seen'), flags(inbox)).read).toBe(false);
    expect(seen(kept(), displayed, flags(inbox, '\\Flagged')).read).toBe(true);
  });

  it('never takes back when it was first opened: a receipt may rest on it', () => {
    expect(fold([kept(), displayed, act(1, { kind: 'flag', flag: '\\Seen', on: false }, place('INBOX'))]).displayedAt).toBe(at);
  });
});

describe('flags', () => {
  it('belong to a place; the letter has every flag it has anywhere, and the last ones once it is gone', () => {
    const archive = place('A', 9);
    const located: JournalEntry = { kind: 'letter.located', letterId, location: archive, flags: ['\\Answered'] };
    expect([...fold([kept(), flags(place('INBOX'), '\\Seen'), located]).flags].sort()).toEqual(['\\Answered', '\\Seen']);
    expect(fold([kept(), flags(place('INBOX'), '\\Seen'), located, gone(place('INBOX'))]).flags).toEqual(['\\Answered']);
    expect(fold([kept(), flags(place('INBOX'), '\\Seen'), gone(place('INBOX'))]).flags).toEqual(['\\Seen']);
  });
});
