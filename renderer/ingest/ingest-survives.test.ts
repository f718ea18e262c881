import 'fake-indexeddb/auto';
import { randomBytes } from 'node:crypto';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Dexie from 'dexie';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { systemClock } from '../../core/base/clock';
import { listChannelName, type ListAnswer, type ListRow } from '../../core/contract/list';
import { defaultPolicy } from '../../core/acknowledge/default-policy';
import type { AccountRecord } from '../../core/model/account';
import type { AccountId, DeviceId, IsoTime, LetterId, PartId } from '../../core/model/ids';
import type { JournalEntry } from '../../core/model/journal';
import type { StageOneFacts } from '../../core/model/facts';
import type { LetterVerdict } from '../../core/model/verdict';
import { paragraph, run, tinyDocx } from '../../core/extract/fixtures/tiny-docx';
import { openJournal, type Journal } from '../../main/journal/open-journal';
import { deriveKeys } from '../../main/vault/derive-keys';
import { openVault, type Vault } from '../../main/vault/open-vault';
import { SealedStore } from '../store/sealed-store';
import type { AskMain } from './ask-main';
import { Ingest } from './ingest';
import { rowsInStore } from './fixtures/rows-in-store';

const accountId = '0123456789abcdef' as AccountId;
const keys = deriveKeys(new Uint8Array(randomBytes(32)));
let dir = '';
let storeName = '';
let vault: Vault;
let journal: Journal;
let killer: LetterId | null = null;
let killsWhen: 'listing' | 'opening' = 'listing';
let proposals: LetterId[] = [];
let isClosing = false;
const alive: Ingest[] = [];

/** What a worker's process dies of; nobody in it can catch that. */
class Killed extends Error {}

beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'vanthu-test-'));
  storeName = `survives-${randomBytes(4).toString('hex')}`;
  vault = await openVault({ dir: join(dir, 'vault'), keys, packLetterBytes: 0 });
  const opened = await openJournal({ dir: join(dir, 'journal'), keys, deviceId: 'fedcba9876543210' as DeviceId, vault, clock: systemClock });
  if (!opened.ok) throw new Error(opened.failure.code);
  journal = opened.value.journal;
  const account = {
    accountId, settings: { address: 'clerk@test.test', aliases: [], imap: { host: 'mail.test' }, smtp: { host: 'mail.test' } }, receipts: { arrivalNotice: 'automatic', displayedMdn: 'automatic' },
    connectedAt: '2020-01-01T00:00:00.000Z', firstSeen: { uidValidity: '1', uidNext: 1 },
  } as unknown as AccountRecord;
  await journal.append({ kind: 'account.connected', account }, { kind: 'policy.loaded', policy: { ...defaultPolicy, crlDigests: [], officialDomains: ['test.test'] } });
  killer = null;
  proposals = [];
  isClosing = false;
});
afterEach(async () => {
  for (const ingest of alive.splice(0)) ingest.close();
  await journal.close();
  await rm(dir, { recursive: true, force: true });
});

function plain(n: number): string {
  return `Return-Path: <unit@test.test>\r\nFrom: Unit <unit@test.test>\r\nTo: clerk@test.test\r\nSubject: Letter ${n}\r\nContent-Type: text/plain\r\n\r\nbody ${n}\r\n`;
}

const signed = 'From: Unit <unit@test.test>\r\nSubject: Signed\r\nContent-Type: application/pkcs7-mime; name=smime.p7m\r\nContent-Transfer-Encoding: base64\r\n\r\nMAA=\r\n';

function keptEntry(letterId: LetterId, digest: string, size: number, uid: number): JournalEntry {
  const at = `2026-11-20T01:00:${String(uid).padStart(2, '0')}.000Z` as IsoTime;
  return { kind: 'letter.kept', letter: { letterId, accountId, digest: digest as never, size, location: { folder: 'INBOX', uidValidity: '1', uid }, internalDate: at, keptAt: at, flags: [] } };
}

async function keep(raws: readonly string[]): Promise<readonly LetterId[]> {
  const put = await vault.putBatch(accountId, raws.map((raw) => Buffer.from(raw)));
  if (!put.ok) throw new Error(put.failure.code);
  await journal.append(...put.value.map(({ letterId, digest, size }, n) => keptEntry(letterId, digest, size, n + 1)));
  return put.value.map(({ letterId }) => letterId);
}

function start(): Ingest {
  let busy: LetterId | null = null;
  let attempted = false;
  const ask = async (name: string, input: unknown): Promise<unknown> => {
    const given = input as { readonly after: number; readonly limit: number; readonly letterId: LetterId; readonly parts: readonly PartId[] };
    switch (name) {
      case 'store.key':
        return keys.store;
      case 'journal.read': {
        const events = await journal.read(given.after, given.limit);
        return { events, next: journal.head, head: journal.head, chain: 'one' };
      }
      case 'receipt.propose':
        if (isClosing) throw new Error('closed');
        proposals.push(given.letterId);
        return null;
      case 'ingest.attempt':
        attempted = true;
        await journal.append(...given.parts.map((part) => ({ kind: 'ingest.attempted' as const, letterId: given.letterId, part })));
        return null;
      default:
        await journal.append({ kind: 'ingest.finished', letterId: given.letterId });
        return null;
    }
  };
  const ingest = new Ingest({
    ask: ask as AskMain,
    busy: (letter) => {
      busy = letter as LetterId | null;
      if (busy !== null && busy === killer && (killsWhen === 'listing' || attempted)) throw new Killed();
    },
    fetchLetter: async (id) => {
      const bytes = await vault.readRange(id, 0, 1_000_000);
      return bytes.ok ? bytes.value : null;
    },
    tools: async () => ({ pdf: null }),
    fetchEvidence: () => Promise.resolve(null),
    storeName,
  });
  alive.push(ingest);
  return ingest;
}

/** Worker after worker until one comes to rest; answers how many died. */
async function workThrough(): Promise<number> {
  for (let died = 0; died < 10; died++) {
    const ingest = start();
    try {
      for (let head = -1; head !== journal.head; ) {
        head = journal.head;
        ingest.wake();
        await ingest.workUntilIdle();
      }
      return died;
    } catch (error) {
      if (!(error instanceof Killed)) throw error;
      ingest.close();
    }
  }
  return 10;
}

async function inStore<Value>(look: (store: SealedStore) => Promise<Value>): Promise<Value> {
  const store = await SealedStore.open(keys.store, storeName);
  try {
    return await look(store);
  } finally {
    store.close();
  }
}

const row = (id: LetterId): Promise<ListRow | undefined> => inStore(async (store) => (await rowsInStore(store)).get(id));

describe('ingest', () => {
  it('goes past a letter that ends the worker while it is read, and shows all others', async () => {
    const ids = await keep([plain(1), plain(2), plain(3), plain(4)]);
    killer = ids[1] ?? null;
    killsWhen = 'listing';
    expect(await workThrough()).toBeLessThanOrEqual(3);
    const subjects = await Promise.all(ids.map(async (id) => (await row(id))?.subject));
    expect(subjects).toEqual(['Letter 1', '', 'Letter 3', 'Letter 4']);
    const facts = await inStore((store) => store.read<StageOneFacts>(store.facts.one, ids[1] as LetterId));
    expect(facts?.problems).toEqual([{ code: 'couldNotBeOpened', part: '0' }]);
    expect((await row(ids[1] as LetterId))?.verdict).toBe('indeterminate');
  });

  it('goes past a signature that ends the worker, and claims neither that it holds nor that it is broken', async () => {
    const ids = await keep([plain(1), signed]);
    killer = ids[1] ?? null;
    killsWhen = 'opening';
    // twice over its part, twice over its signature
    expect(await workThrough()).toBeLessThanOrEqual(4);
    const verdict = await inStore((store) => store.read<LetterVerdict>(store.state.verdicts, ids[1] as LetterId));
    expect(verdict?.verdict).toBe('indeterminate');
    expect((await row(ids[1] as LetterId))).toMatchObject({ subject: 'Signed', verdict: 'indeterminate' });
    expect((await row(ids[0] as LetterId))?.subject).toBe('Letter 1');
  });

  it('reads a letter that was damaged and has come back as if it had just come', async () => {
    const raw = plain(1);
    const put = await vault.putBatch(accountId, [Buffer.from(raw)]);
    const file = put.ok ? put.value[0] : undefined;
    if (!file) throw new Error('not kept');
    const entry = keptEntry(file.letterId, file.digest, file.size, 1);
    await journal.append(entry);
    const path = join(dir, 'vault', file.letterId.slice(0, 2), `${file.letterId}.vtl`);
    const bytes = await readFile(path);
    const broken = Buffer.from(bytes);
    broken.writeUInt8(broken.readUInt8(broken.length - 1) ^ 1, broken.length - 1);
    await writeFile(path, broken);
    await workThrough();
    expect((await row(file.letterId))).toMatchObject({ damaged: true, listed: true, subject: '' });
    await journal.append({ kind: 'letter.damaged', letterId: file.letterId });
    await workThrough();
    await writeFile(path, bytes);
    await journal.append(entry);
    await workThrough();
    expect((await row(file.letterId))).toMatchObject({ damaged: false, subject: 'Letter 1' });
    expect(proposals).toEqual([file.letterId]);
  });

  it('proposes a receipt again when main could not take it because it was closing', async () => {
    const [letter] = await keep([plain(1)]);
    isClosing = true;
    await expect(start().workUntilIdle()).rejects.toThrow('closed');
    isClosing = false;
    await workThrough();
    expect(proposals).toEqual([letter]);
    await workThrough();
    expect(proposals).toEqual([letter]);
  });

  it('makes a store anew that a newer version has left behind', async () => {
    const newer = new Dexie(`${storeName}-state`);
    newer.version(99).stores({ letters: 'id' });
    await newer.open();
    newer.close();
    const [letter] = await keep([plain(1)]);
    await workThrough();
    expect((await row(letter as LetterId))?.subject).toBe('Letter 1');
  });

  it('still knows the unit named in an attachment when the policy changes', async () => {
    const lines = ['UBND TỈNH LONG AN', 'SỞ NỘI VỤ', 'CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM', 'Độc lập - Tự do - Hạnh phúc', 'Số: 12/SNV-VP', 'V/v rà soát hồ sơ', 'Long An, ngày 05 tháng 02 năm 2026', 'Kính gửi: Sở Giáo dục và Đào tạo.', 'Sở Nội vụ đề nghị rà soát./.'];
    const docx = Buffer.from(tinyDocx(lines.map((line) => paragraph(run(line))).join(''))).toString('base64');
    const [letter] = await keep([
      `From: Unit <unit@test.test>\r\nTo: clerk@test.test\r\nSubject: Letter\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\nContent-Type: text/plain\r\n\r\nsee the file\r\n--b\r\n` +
        `Content-Type: application/octet-stream; name=a.docx\r\nContent-Disposition: attachment; filename=a.docx\r\nContent-Transfer-Encoding: base64\r\n\r\n${docx}\r\n--b--\r\n`,
    ]);
    await workThrough();
    expect((await row(letter as LetterId))).toMatchObject({ unit: 'SỞ NỘI VỤ', unitKnown: true });
    await journal.append({ kind: 'policy.loaded', policy: { ...defaultPolicy, crlDigests: [], officialDomains: ['test.test'], revocationMaxAgeHours: 5 } });
    await workThrough();
    expect((await row(letter as LetterId))).toMatchObject({ unit: 'SỞ NỘI VỤ', unitKnown: true });
  });

  it('does not write the policy and its revocation lists again for each letter', async () => {
    await keep([plain(1)]);
    await workThrough();
    const sealed = (): Promise<Uint8Array | undefined> => inStore(async (store) => (await store.state.meta.get('evidence'))?.sealed);
    const before = await sealed();
    await keep([plain(2)]);
    await workThrough();
    expect(await sealed()).toEqual(before);
  });

  it('answers no question with half a table', async () => {
    const channel = new BroadcastChannel(listChannelName);
    const answers: ListAnswer[] = [];
    channel.addEventListener('message', (event: MessageEvent<ListAnswer>) => answers.push(event.data));
    await keep([plain(1), plain(2), plain(3)]);
    await workThrough();
    for (const ingest of alive.splice(0)) ingest.close();
    answers.length = 0;
    const ingest = start();
    channel.postMessage({ type: 'query', id: 'early', query: { accountId: null, queue: 'all', folder: null, search: '' }, from: 0, to: 10 });
    await new Promise((resolve) => setTimeout(resolve, 20));
    expect(answers.filter(({ type }) => type === 'rows')).toEqual([]);
    await ingest.workUntilIdle();
    await new Promise((resolve) => setTimeout(resolve, 20));
    channel.close();
    expect(answers.filter(({ type }) => type === 'rows')).toMatchObject([{ id: 'early', total: 3 }]);
  });
});
