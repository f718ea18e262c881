import 'fake-indexeddb/auto';
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { AccountId, Digest, IsoTime, LetterId } from '../../core/model/ids';
import type { JournalEntry, JournalEvent } from '../../core/model/journal';
import type { AskMain } from './ask-main';
import { askList } from './fixtures/ask-list';
import { Ingest } from './ingest';

const [plain, junk] = ['a', 'b'].map((letter) => letter.repeat(32)) as [LetterId, LetterId];
const accountId = '0123456789abcdef' as AccountId;
const at = '2026-11-20T01:00:00.000Z' as IsoTime;
const calendar = 'BEGIN:VCALENDAR\r\nVERSION:2.0\r\nMETHOD:REQUEST\r\nBEGIN:VEVENT\r\nUID:1\r\nSUMMARY:Hop giao ban\r\nDTSTART:20261125T070000Z\r\nLOCATION:Phong hop so 1\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n';
const raw = new TextEncoder().encode(`From: a@b.example\r\nSubject: Hop giao ban\r\nMIME-Version: 1.0\r\nContent-Type: multipart/alternative; boundary=b\r\n\r\n--b\r\nContent-Type: text/plain\r\n\r\nKinh moi\r\n--b\r\nContent-Type: text/calendar; charset=utf-8; method=REQUEST\r\n\r\n${calendar}--b--\r\n`);

let ingest: Ingest;
beforeEach(() => {
  const entries: readonly JournalEntry[] = [
    { kind: 'folders.seen', accountId, folders: ([['INBOX', 'inbox'], ['Spam', 'junk']] as const).map(([path, use]) => ({ path, name: path, delimiter: '/', use, useFrom: 'server', namespace: 'personal', selectable: true, subscribed: true, rights: null })) },
    ...([[plain, 'INBOX'], [junk, 'Spam']] as const).map(([letterId, folder]): JournalEntry => ({
      kind: 'letter.kept', letter: { letterId, accountId, digest: 'd'.repeat(64) as Digest, size: raw.length, location: { folder, uidValidity: '1', uid: 5 }, internalDate: at, keptAt: at, flags: [] },
    })),
  ];
  const events: readonly JournalEvent[] = entries.map((entry, index) => ({ ...entry, seq: index + 1, at }));
  const ask = (name: string, input: unknown): Promise<unknown> => {
    if (name === 'store.key') return Promise.resolve(new Uint8Array(32).fill(5));
    if (name === 'journal.read') return Promise.resolve({ events: events.slice((input as { readonly after: number }).after), next: events.length, head: events.length, chain: 'one' });
    return Promise.resolve(null);
  };
  ingest = new Ingest({ ask: ask as AskMain, busy: () => undefined, fetchLetter: () => Promise.resolve(raw), fetchEvidence: () => Promise.resolve(null), tools: () => Promise.resolve({ pdf: null }), storeName: 'invitation' });
});
afterEach(() => ingest.close());

it('an invitation of a calendar program says when in the list, official or not; junk does not', async () => {
  ingest.wake();
  await ingest.workUntilIdle();
  const { rows } = await askList<{ readonly type: 'letters'; readonly id: string; readonly letterIds: readonly LetterId[] }>({ type: 'letters', letterIds: [plain, junk] });
  const said = rows.map(({ official, meetingAt, junk: isJunk }) => ({ official, meetingAt, isJunk }));
  expect(said).toEqual([{ official: false, meetingAt: '2026-11-25T14:00', isJunk: false }, { official: false, meetingAt: null, isJunk: true }]);
});
