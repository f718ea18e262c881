import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { systemClock } from '../../core/base/clock';
import type { FolderInfo, FolderUse } from '../../core/model/folder';
import type { AccountId, ActId, DeviceId, IsoTime, LetterId } from '../../core/model/ids';
import type { JournalEntry } from '../../core/model/journal';
import type { Location } from '../../core/model/letter';
import { openJournal, type Journal } from '../journal/open-journal';
import { replay } from '../journal/replay';
import { LetterPlaces } from '../outbox/letter-places';
import type { MailboxLine } from '../sync/mailbox-line';
import { deriveKeys } from '../vault/derive-keys';
import { openVault, type Vault } from '../vault/open-vault';
import { MailboxActs } from './mailbox-acts';
import { mailboxHandlers, type MailboxHandlers } from './mailbox-handlers';
import { QuotaDesk } from './quota-desk';

const accountId = 'fedcba9876543210' as AccountId;
const folder = (path: string, use: FolderUse | null, change: Partial<FolderInfo> = {}): FolderInfo =>
  ({ path, name: path, delimiter: '/', use, useFrom: 'server', namespace: 'personal', selectable: true, subscribed: true, rights: null, ...change });
const inbox = (uid: number): Location => ({ folder: 'INBOX', uidValidity: '7', uid });

let dir: string;
let vault: Vault;
let journal: Journal;
let places: LetterPlaces;
let acts: MailboxActs;
let handlers: MailboxHandlers;

beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'vanthu-handlers-'));
  const keys = deriveKeys(randomBytes(32));
  vault = await openVault({ dir: join(dir, 'vault'), keys });
  const opened = await openJournal({ dir: join(dir, 'journal'), keys, deviceId: '0123456789abcdef' as DeviceId, vault, clock: systemClock });
  if (!opened.ok) throw new Error(opened.failure.code);
  journal = opened.value.journal;
  places = new LetterPlaces();
  places.follow(journal);
  acts = new MailboxActs({ journal, vault, places, line: () => null, log: { write: () => undefined } });
  const quota = new QuotaDesk({ places, vault, journal, clock: systemClock });
  handlers = mailboxHandlers(() => ({ journal, places, quota }));
  const server = { host: 'localhost', port: 1, encryption: 'tls' } as const;
  await append({ kind: 'account.connected', account: {
    accountId, settings: { address: 'clerk@test.test', displayName: '', aliases: [], user: 'clerk', imap: server, smtp: server, acceptedCertificates: {} },
    receipts: { arrivalNotice: 'never', displayedMdn: 'never' }, connectedAt: '2026-01-01T00:00:00.000Z' as IsoTime, firstSeen: null,
  } }, { kind: 'folders.seen', accountId, folders: [folder('INBOX', 'inbox'), folder('Trash', 'trash'), folder('Junk', 'junk'), folder('Việc', null), folder('Kho', null, { selectable: false }), folder('Tất cả', 'all')] });
});
afterEach(async () => {
  await acts.close();
  await journal.close();
  await rm(dir, { recursive: true, force: true });
});

async function append(...entries: readonly JournalEntry[]): Promise<void> {
  await journal.append(...entries);
  await new Promise((resolve) => setImmediate(resolve));
}

async function keep(text: string, location: Location, flags: readonly string[] = []): Promise<LetterId> {
  const put = await vault.putBatch(accountId, [Buffer.from(`Subject: ${text}\r\n\r\nx\r\n`)]);
  const file = put.ok ? put.value[0] : undefined;
  if (!file) throw new Error('not kept');
  const at = '2025-01-01T00:00:00.000Z' as IsoTime;
  await append({ kind: 'letter.kept', letter: { letterId: file.letterId, accountId, digest: file.digest, size: file.size, location, internalDate: at, keptAt: at, flags } });
  return file.letterId;
}

async function act(letterIds: readonly LetterId[], change: Parameters<MailboxHandlers['letters.act']>[0]['change'], at?: string): Promise<unknown> {
  const answer = await handlers['letters.act']({ letterIds: [...letterIds], change, ...(at === undefined ? {} : { folder: at }) });
  await new Promise((resolve) => setImmediate(resolve));
  return answer.ok ? answer.value.acts : answer.failure.code;
}

describe('what a person asks for', () => {
  test('is journalled with the places that were seen, and counted until it is done', async () => {
    const first = await keep('một', inbox(1));
    const second = await keep('hai', inbox(2), ['\\Seen']);
    expect(await act([first, second], { kind: 'flag', flag: '\\Seen', on: true })).toBe(1);
    expect(await act([first], { kind: 'move', to: 'Việc' })).toBe(1);
    expect(places.acts.waiting(accountId).map(({ act: one, before }) => [one.change.kind, one.seenAt, before])).toEqual([['flag', [inbox(1)], [inbox(1)]], ['move', [inbox(1)], [inbox(1)]]]);
    // it is shown in the new folder already, where it has no number yet
    expect(await act([first], { kind: 'delete' })).toBe(1);
    expect(places.acts.waiting(accountId).at(-1)?.act.seenAt).toEqual([{ folder: 'Việc', uidValidity: '0', uid: 0 }]);
    expect(places.acts.counts(accountId)).toEqual({ waiting: 3, conflicts: 0 });
    // and the same after a restart
    const again = new LetterPlaces();
    await replay(journal, (event) => again.apply(event));
    expect(again.acts.waiting(accountId)).toEqual(places.acts.waiting(accountId));
  });

  test('is refused by name where it cannot be', async () => {
    const letterId = await keep('một', inbox(1));
    expect(await act([letterId], { kind: 'move', to: 'Không có' })).toBe('noSuchFolder');
    expect(await act([letterId], { kind: 'move', to: 'Kho' })).toBe('noSuchFolder');
    expect(await act([letterId], { kind: 'move', to: 'Tất cả' })).toBe('noSuchFolder');
    expect(await act([letterId], { kind: 'move', to: 'INBOX' })).toBe('nothingToDo');
    expect(await act([letterId], { kind: 'junk', isJunk: false })).toBe('nothingToDo');
    expect(await act([letterId], { kind: 'flag', flag: '\\Deleted', on: true })).toBe('nothingToDo');
    expect(await act(['0'.repeat(32) as LetterId], { kind: 'delete' })).toBe('noSuchLetter');
    await append({ kind: 'letters.gone', accountId, gone: [{ letterId, location: inbox(1) }] });
    expect(await act([letterId], { kind: 'delete' })).toBe('notOnServer');
    expect(places.acts.counts(accountId)).toEqual({ waiting: 0, conflicts: 0 });
  });

  test('leaves the folder the person looks at, and never one that only repeats others', async () => {
    const letterId = await keep('một', inbox(1));
    const filed = { folder: 'Việc', uidValidity: '8', uid: 4 };
    await append({ kind: 'letter.located', letterId, location: { folder: 'Tất cả', uidValidity: '9', uid: 9 }, flags: [] }, { kind: 'letter.located', letterId, location: filed, flags: [] });
    expect(await act([letterId], { kind: 'delete' }, 'Việc')).toBe(1);
    expect(await act([letterId], { kind: 'junk', isJunk: true })).toBe(1);
    expect(places.acts.waiting(accountId).map(({ act: one }) => one.seenAt)).toEqual([[filed], [inbox(1), { folder: 'Trash', uidValidity: '0', uid: 0 }]]);
  });

  test('that failed can be put aside or asked for again; what waits cannot be put aside', async () => {
    const letterId = await keep('một', inbox(1));
    await act([letterId], { kind: 'move', to: 'Việc' });
    const actId = places.acts.waiting(accountId)[0]?.act.actId as ActId;
    await handlers['act.dismiss']({ letterId, actId });
    expect(places.acts.counts(accountId)).toEqual({ waiting: 1, conflicts: 0 });
    await append({ kind: 'act.settled', letterId, actId, outcome: { state: 'conflict', why: 'serverRefused', serverSaid: 'no' } });
    expect(places.acts.counts(accountId)).toEqual({ waiting: 0, conflicts: 1 });
    await handlers['act.again']({ letterId, actId });
    await new Promise((resolve) => setImmediate(resolve));
    expect(places.acts.counts(accountId)).toEqual({ waiting: 1, conflicts: 0 });
    expect(places.acts.waiting(accountId)[0]?.act).toMatchObject({ change: { kind: 'move', to: 'Việc' }, seenAt: [inbox(1)] });
    expect(places.acts.waiting(accountId)[0]?.act.actId).not.toBe(actId);
  });

  test('goes nowhere any more once the account is removed', async () => {
    const letterId = await keep('một', inbox(1));
    await act([letterId], { kind: 'move', to: 'Việc' });
    await append({ kind: 'account.removed', accountId });
    await expect.poll(() => places.acts.counts(accountId)).toEqual({ waiting: 0, conflicts: 0 });
    expect(await act([letterId], { kind: 'delete' })).toBe('noSuchLetter');
    expect(await handlers['quota.plan']({ accountId, olderThanDays: 30 })).toEqual({ ok: false, failure: { code: 'nothingToDo' } });
  });
});

describe('a line that breaks at every try', () => {
  test('holds up the act it breaks at for a while and then shows it, and the acts behind it are carried out', async () => {
    const [first, second] = [await keep('một', inbox(1)), await keep('hai', inbox(2))];
    let tries = 0;
    const line: MailboxLine = {
      isReachable: true, folders: () => [], placesOf: () => [], lookAgain: () => undefined, onReachable: () => () => undefined,
      withFolder: () => Promise.resolve({ ok: false, failure: { code: ++tries <= 10 ? 'lost' : 'folderMissing' } }),
    };
    await acts.close();
    acts = new MailboxActs({ journal, vault, places, line: () => line, log: { write: () => undefined }, retryMillis: [0] });
    await act([first], { kind: 'move', to: 'Việc' });
    await act([second], { kind: 'flag', flag: '\\Flagged', on: true });
    await expect.poll(() => places.acts.counts(accountId), { timeout: 20_000 }).toEqual({ waiting: 0, conflicts: 2 });
    expect(places.acts.all(accountId).map(({ outcome }) => outcome)).toMatchObject([{ why: 'unclear' }, { why: 'goneFromServer' }]);
  });
});

describe('freeing space', () => {
  test('shows what would go, and does it once for that plan only', async () => {
    const letterId = await keep('một', inbox(1));
    const lost = await keep('hai', inbox(2));
    await vault.erase(lost);
    const plan = await handlers['quota.plan']({ accountId, olderThanDays: 30 });
    expect(plan).toMatchObject({ ok: true, value: { letters: 1, letterIds: [letterId], kept: [{ why: 'notInVault', letters: 1 }] } });
    const planId = plan.ok ? plan.value.planId : '';
    expect(await handlers['quota.free']({ accountId, planId: 'other' })).toEqual({ ok: false, failure: { code: 'noPlan' } });
    // somebody acts on it before the plan is used
    await act([letterId], { kind: 'flag', flag: '\\Flagged', on: true });
    expect(await handlers['quota.free']({ accountId, planId })).toEqual({ ok: false, failure: { code: 'nothingToDo' } });
    expect(await handlers['quota.free']({ accountId, planId })).toEqual({ ok: false, failure: { code: 'noPlan' } });
  });
});
