import { randomBytes } from 'node:crypto';
import { mkdtemp, readdir, readFile, rm, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { systemClock } from '../core/base/clock';
import { foldLetter, type LetterState } from '../core/fold/letter-state';
import type { AccountId, DeviceId, IsoTime, LetterId, PartId } from '../core/model/ids';
import type { JournalEntry, JournalEvent } from '../core/model/journal';
import { composeNetwork } from './compose-network';
import { openJournal } from './journal/open-journal';
import { Log } from './log/log';
import { openBooks, type Books } from './open-books';
import { PolicyFile } from './policy/policy-file';
import { deriveKeys } from './vault/derive-keys';
import { openVault } from './vault/open-vault';

const accountId = 'fedcba9876543210' as AccountId;
const deviceId = '0123456789abcdef' as DeviceId;
const profileKey = randomBytes(32);
const keys = deriveKeys(profileKey);
let dir = '';
let open: Books | null = null;

beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'vanthu-books-'));
});
afterEach(async () => {
  await open?.close();
  open = null;
  await rm(dir, { recursive: true, force: true });
});

async function start(): Promise<Books> {
  await open?.close();
  const policy = new PolicyFile(join(dir, 'no-policy.json'));
  await policy.load();
  const log = new Log(join(dir, 'log'));
  const opened = await openBooks({ profileKey, deviceId, dir, policy, network: composeNetwork(() => policy.current), clock: systemClock, log, version: '0.0.0' });
  if (!opened.ok) throw new Error(opened.failure.code);
  open = opened.value;
  return open;
}

/** What an earlier run left: letters in the vault, of which the journal knows those it is told of. */
async function earlier(texts: readonly string[], tell: (ids: readonly LetterId[]) => readonly JournalEntry[]): Promise<readonly LetterId[]> {
  const vault = await openVault({ dir: join(dir, 'vault'), keys, packLetterBytes: 0 });
  const journal = await openJournal({ dir: join(dir, 'journal'), keys, deviceId, vault, clock: systemClock });
  if (!journal.ok) throw new Error(journal.failure.code);
  const put = await vault.putBatch(accountId, texts.map((text) => Buffer.from(text)));
  if (!put.ok) throw new Error(put.failure.code);
  const ids = put.value.map(({ letterId }) => letterId);
  await journal.value.journal.append(...tell(ids));
  await journal.value.journal.close();
  return ids;
}

function kept(letterId: LetterId): JournalEntry {
  const now = new Date().toISOString() as IsoTime;
  const location = { folder: 'INBOX', uidValidity: '1', uid: 1 };
  return { kind: 'letter.kept', letter: { letterId, accountId, digest: '0'.repeat(64) as never, size: 3, location, internalDate: now, keptAt: now, flags: [] } };
}

async function eventsOf(books: Books, kind: JournalEvent['kind']): Promise<number> {
  return (await books.journal.read(0, 100_000)).filter((event) => event.kind === kind).length;
}

function fileOf(id: LetterId): string {
  return join(dir, 'vault', id.slice(0, 2), `${id}.vtl`);
}

async function ageByDays(id: LetterId, days: number): Promise<void> {
  const then = new Date(Date.now() - days * 86_400_000);
  await utimes(fileOf(id), then, then);
}

describe('the books', () => {
  test('tell once that a letter is damaged, however often it is met and over restarts, and again only after it was whole', async () => {
    const [letter, stranger] = await earlier(['one', 'two'], ([one]) => [kept(one as LetterId)]);
    if (!letter || !stranger) throw new Error('nothing kept');
    let books = await start();
    await Promise.all([books.damaged(letter), books.damaged(letter), books.damaged(letter), books.damaged(stranger)]);
    await books.damaged(letter);
    books = await start();
    await books.damaged(letter);
    expect(await eventsOf(books, 'letter.damaged')).toBe(1);
    await books.journal.append(kept(letter));
    await new Promise((resolve) => setImmediate(resolve));
    await books.damaged(letter);
    expect(await eventsOf(books, 'letter.damaged')).toBe(2);
  });

  test('sweep what the journal never told of after seven days, and nothing else', async () => {
    const [told, old, young] = await earlier(['told', 'old', 'young'], ([one]) => [kept(one as LetterId)]);
    if (!told || !old || !young) throw new Error('nothing kept');
    await ageByDays(told, 30);
    await ageByDays(old, 8);
    await ageByDays(young, 6);
    const books = await start();
    expect(await Promise.all([told, old, young].map((id) => books.vault.has(id)))).toEqual([true, false, true]);
  });

  test('never sweep once a part of the journal was lost: what looks like an orphan may be the only copy', async () => {
    const [letter] = await earlier(['only copy'], ([one]) => [kept(one as LetterId)]);
    if (!letter) throw new Error('nothing kept');
    await ageByDays(letter, 30);
    const [segment] = await readdir(join(dir, 'journal'));
    const path = join(dir, 'journal', segment ?? '');
    const bytes = await readFile(path);
    bytes.fill(1, 150, 200);
    await writeFile(path, bytes);
    const cut = await start();
    expect(cut.notes).toContain('segmentQuarantined');
    expect(cut.chain).not.toBe(deviceId);
    const { chain } = cut;
    const again = await start();
    expect([again.notes, again.chain]).toEqual([[], chain]);
    expect(await open?.vault.has(letter)).toBe(true);
  });

  test('know the authorities that a person added and took back, at once and after a restart', async () => {
    const added = (digit: string): JournalEntry => ({ kind: 'anchor.added', pem: 'pem', fingerprint: digit.repeat(64), source: `seen in letter ${digit}` });
    let books = await start();
    await books.journal.append(added('a'), added('b'), { kind: 'anchor.removed', fingerprint: 'a'.repeat(64) });
    await new Promise((resolve) => setImmediate(resolve));
    const told = books.importedAnchors();
    expect(told).toMatchObject([{ fingerprint: 'b'.repeat(64), source: 'seen in letter b' }]);
    books = await start();
    expect(books.importedAnchors()).toEqual(told);
  });

  test('do not blame a letter for being open when the program is left', async () => {
    const [letter] = await earlier(['one'], ([one]) => [kept(one as LetterId)]);
    if (!letter) throw new Error('nothing kept');
    for (let run = 0; run < 3; run++) await (await start()).attempted(letter, ['2' as PartId]);
    const events = await (await start()).journal.read(0, 1000);
    const attempts = events.reduce<LetterState | null>((state, event) => foldLetter(state, letter, event), null)?.attempts;
    expect(attempts).toEqual({});
  });

  test('refuse a proposal once they are being closed, so that it is made again', async () => {
    const [letter] = await earlier(['one'], ([one]) => [kept(one as LetterId)]);
    const books = await start();
    await books.close();
    open = null;
    await expect(books.receipts.propose({ letterId: letter as LetterId, kind: 'arrival', official: true })).rejects.toThrow('closed');
  });

  test('finish an erasure that a crash interrupted', async () => {
    const [letter] = await earlier(['secret'], ([one]) => [kept(one as LetterId), { kind: 'letter.erased', letterId: one as LetterId }]);
    if (!letter) throw new Error('nothing kept');
    const books = await start();
    expect(await books.vault.has(letter)).toBe(false);
  });
});

describe('what must outlive a damaged journal or policy', () => {
  const server = { host: '127.0.0.1', port: 1, encryption: 'none' as const };
  const settings = { address: 'vanthu@so.example', displayName: 'Văn thư', aliases: [], user: 'vanthu', imap: server, smtp: server, acceptedCertificates: {} };

  test('a mailbox stays connected under its own id although the segment that told of it is lost', async () => {
    const books = await start();
    const connected = await books.connect({ settings, password: 'x', keepPassword: true, receipts: { arrivalNotice: 'never', displayedMdn: 'ask' } });
    if (!connected.ok) throw new Error(connected.failure.code);
    await books.close();
    open = null;
    const segment = join(dir, 'journal', '000001.vtj');
    const bytes = await readFile(segment);
    bytes.fill(0xff, 200, 260);
    await writeFile(segment, bytes);
    const again = await start();
    expect(again.notes).toContain('segmentQuarantined');
    expect(again.accounts.records()).toMatchObject([{ accountId: connected.value, settings: { address: 'vanthu@so.example' }, receipts: { displayedMdn: 'ask' } }]);
  });

  test('a policy file that breaks leaves the last good policy in force over a restart, its revocation lists included', async () => {
    const file = join(dir, 'no-policy.json');
    await writeFile(file, JSON.stringify({ officialDomains: ['longan.edu.vn'], crls: ['a list'] }));
    await start();
    await writeFile(file, '{ broken');
    await open?.close();
    open = null;
    const policy = new PolicyFile(file);
    await policy.load();
    const log = new Log(join(dir, 'log'));
    const opened = await openBooks({ profileKey, deviceId, dir, policy, network: composeNetwork(() => policy.current), clock: systemClock, log, version: '0.0.0' });
    if (!opened.ok) throw new Error(opened.failure.code);
    open = opened.value;
    expect(policy.notes).toEqual(['notJson']);
    expect(policy.current).toMatchObject({ officialDomains: ['longan.edu.vn'], crls: ['a list'] });
  });
});
