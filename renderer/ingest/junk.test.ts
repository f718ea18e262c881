import 'fake-indexeddb/auto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { defaultPolicy } from '../../core/acknowledge/default-policy';
import type { ListRow } from '../../core/contract/list';
import type { AccountRecord } from '../../core/model/account';
import type { ActChange } from '../../core/model/act';
import type { FolderInfo, FolderUse } from '../../core/model/folder';
import type { AccountId, ActId, Digest, IsoTime, LetterId } from '../../core/model/ids';
import type { JournalEntry, JournalEvent } from '../../core/model/journal';
import type { Location } from '../../core/model/letter';
import { letter as officialText } from '../../core/recognise/fixtures/letters';
import { SealedStore } from '../store/sealed-store';
import type { AskMain } from './ask-main';
import { Ingest } from './ingest';
import { rowsInStore } from './fixtures/rows-in-store';

const accountId = '0123456789abcdef' as AccountId;
const letterId = 'c'.repeat(32) as LetterId;
const at = '2026-11-20T01:00:00.000Z' as IsoTime;
const key = new Uint8Array(32).fill(7);
const text = officialText({ heading: '', number: '12/SNV-VP', topic: 'việc khẩn', addressees: ['Các phòng'], stamp: 'HỎA TỐC' });
const raw = Buffer.from(`Return-Path: <unit@so.gov.vn>\r\nFrom: Unit <unit@so.gov.vn>\r\nTo: clerk@so.gov.vn\r\nSubject: 12\r\nContent-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: base64\r\n\r\n${Buffer.from(text).toString('base64')}\r\n`);
const inbox: Location = { folder: 'INBOX', uidValidity: '1', uid: 5 };
const spam: Location = { folder: 'Spam', uidValidity: '1', uid: 5 };

const listed = (spamUse: FolderUse | null): JournalEntry => ({
  kind: 'folders.seen', accountId,
  folders: ([['INBOX', 'inbox'], ['Spam', spamUse], ['Trash', 'trash']] as const).map(([path, use]): FolderInfo => ({ path, name: path, delimiter: '/', use, useFrom: 'server', namespace: 'personal', selectable: true, subscribed: true, rights: null })),
});
const keptAt = (location: Location): JournalEntry => ({ kind: 'letter.kept', letter: { letterId, accountId, digest: 'd'.repeat(64) as Digest, size: raw.length, location, internalDate: at, keptAt: at, flags: [] } });
const asked = (change: ActChange): JournalEntry => ({ kind: 'act.asked', letterId, act: { actId: '1'.repeat(16) as ActId, accountId, letterId, change, seenAt: [inbox] } });

let runs = 0;
let storeName = '';
let events: JournalEvent[] = [];
let proposed: string[] = [];
let ingest: Ingest;

beforeEach(() => {
  runs += 1;
  storeName = `junk-${runs}`;
  events = [];
  proposed = [];
  const ask = (name: string, input: unknown): Promise<unknown> => {
    if (name === 'store.key') return Promise.resolve(key);
    if (name === 'journal.read') return Promise.resolve({ events: events.slice((input as { readonly after: number }).after), next: events.length, head: events.length, chain: 'one' });
    if (name === 'receipt.propose') proposed.push((input as { readonly kind: string }).kind);
    return Promise.resolve(null);
  };
  ingest = new Ingest({ ask: ask as AskMain, busy: () => undefined, fetchLetter: () => Promise.resolve(new Uint8Array(raw)), fetchEvidence: () => Promise.resolve(null), tools: () => Promise.resolve({ pdf: null }), storeName });
  const account = {
    accountId, settings: { address: 'clerk@so.gov.vn', aliases: [], imap: { host: 'mail.so.gov.vn' }, smtp: { host: 'mail.so.gov.vn' } }, receipts: { arrivalNotice: 'automatic', displayedMdn: 'automatic' },
    connectedAt: '2020-01-01T00:00:00.000Z', firstSeen: { uidValidity: '1', uidNext: 1 },
  } as unknown as AccountRecord;
  write({ kind: 'account.connected', account }, { kind: 'policy.loaded', policy: { ...defaultPolicy, crlDigests: [], officialDomains: ['so.gov.vn'] } });
});
afterEach(() => ingest.close());

function write(...entries: readonly JournalEntry[]): void {
  for (const entry of entries) events.push({ ...entry, seq: events.length + 1, at });
}

async function row(): Promise<ListRow> {
  ingest.wake();
  await ingest.workUntilIdle();
  const store = await SealedStore.open(key, storeName);
  const shown = (await rowsInStore(store)).get(letterId);
  store.close();
  if (!shown) throw new Error('no row');
  return shown;
}

const official = { junk: false, official: true, number: '12/SNV-VP', urgency: 'HỎA TỐC', unit: 'SỞ NỘI VỤ' };
const nothing = { junk: true, official: false, number: null, urgency: null, unit: 'Unit' };

describe('a letter in junk', () => {
  it('is taken for nothing and no receipt is proposed; taken out of it here, it is judged as if it had just come', async () => {
    write(listed('junk'), keptAt(spam));
    expect(await row()).toMatchObject(nothing);
    expect(proposed).toEqual([]);
    write({ kind: 'letter.located', letterId, location: { ...inbox, uid: 6 } }, { kind: 'letters.gone', accountId, gone: [{ letterId, location: spam }] });
    expect(await row()).toMatchObject(official);
    expect(proposed).toEqual(['arrival']);
  });

  it('is taken for nothing from the moment a person says so, before the server knows', async () => {
    write(listed('junk'), keptAt(inbox));
    expect(await row()).toMatchObject(official);
    write(asked({ kind: 'junk', isJunk: true }));
    expect(await row()).toMatchObject({ ...nothing, waiting: true, folders: ['Spam'] });
    write({ kind: 'act.settled', letterId, actId: '1'.repeat(16) as ActId, outcome: { state: 'conflict', why: 'notAllowed', serverSaid: null } });
    expect(await row()).toMatchObject({ ...official, conflict: 'notAllowed', folders: ['INBOX'] });
  });

  it('is known for junk once its folder is, though nothing happened to the letter', async () => {
    write(listed(null), keptAt(spam));
    expect(await row()).toMatchObject(official);
    write(listed('junk'));
    expect(await row()).toMatchObject(nothing);
    write(listed(null));
    expect(await row()).toMatchObject(official);
  });
});

it('a letter thrown away here lies in the trash at once', async () => {
  write(listed('junk'), keptAt(inbox), asked({ kind: 'delete' }));
  expect(await row()).toMatchObject({ trashed: true, folders: ['Trash'], official: true });
});
