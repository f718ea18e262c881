import 'fake-indexeddb/auto';
import { execFileSync } from 'node:child_process';
import { createHash, randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { systemClock } from '../../core/base/clock';
import { defaultPolicy } from '../../core/acknowledge/default-policy';
import type { ListRequest } from '../../core/contract/list';
import { decodePart } from '../../core/letter/decode-part';
import { parseLetter } from '../../core/letter/parse-letter';
import type { AccountRecord } from '../../core/model/account';
import type { Addressee } from '../../core/model/draft';
import type { AccountId, DeviceId, Digest, IsoTime } from '../../core/model/ids';
import { encryptMessages } from '../../core/outgoing/encrypt-messages';
import { readCertificate } from '../../core/pki/read-certificate';
import { readersByAddress, type KnownReaders } from '../../core/verify/find-readers';
import { trustIn } from '../../core/verify/fixtures/trust-in';
import { openJournal, type Journal } from '../../main/journal/open-journal';
import { deriveKeys } from '../../main/vault/derive-keys';
import { openVault, type Vault } from '../../main/vault/open-vault';
import { createTestCa, renewCrls, signMime, tamper } from '../../scripts/test-ca.mjs';
import type { TestCa } from '../../scripts/test-ca.mjs';
import type { AskMain } from './ask-main';
import { askList } from './fixtures/ask-list';
import { Ingest } from './ingest';

const accountId = '0123456789abcdef' as AccountId;
const keys = deriveKeys(new Uint8Array(randomBytes(32)));
const [education, health, interior] = ['vanthu@sogddt.mau.example', 'vanthu@soyte.mau.example', 'vanthu@sonoivu.mau.example'];
let folder = '';
let ca: TestCa;
let vault: Vault;
let journal: Journal;
let ingest: Ingest;
let uid = 0;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'vanthu-readers-'));
  ca = createTestCa(folder, {
    units: [
      { id: 'education', name: 'Sở Giáo dục và Đào tạo (mẫu)', address: education ?? '', encrypts: true }, { id: 'health', name: 'Sở Y tế (mẫu)', address: health ?? '', key: 'rsa', encrypts: true },
      { id: 'interior', name: 'Sở Nội vụ (mẫu)', address: interior ?? '', encrypts: true }, { id: 'own', name: 'Ủy ban nhân dân tỉnh (mẫu)', address: 'vanthu@tinh.mau.example', encrypts: true },
    ],
  });
  const lists = new Map(renewCrls(ca, { from: new Date() }).map((pem) => [createHash('sha256').update(pem).digest('hex') as Digest, new TextEncoder().encode(pem)]));
  vault = await openVault({ dir: join(folder, 'vault'), keys });
  const opened = await openJournal({ dir: join(folder, 'journal'), keys, deviceId: 'fedcba9876543210' as DeviceId, vault, clock: systemClock });
  if (!opened.ok) throw new Error(opened.failure.code);
  journal = opened.value.journal;
  const account = { accountId, settings: { address: 'vanthu@tinh.mau.example', aliases: [], imap: { host: 'mail.test' }, smtp: { host: 'mail.test' } }, receipts: { arrivalNotice: 'never', displayedMdn: 'never' }, connectedAt: '2020-01-01T00:00:00.000Z', firstSeen: null } as unknown as AccountRecord;
  await journal.append(
    { kind: 'account.connected', account },
    { kind: 'policy.loaded', policy: { ...defaultPolicy, arrivalProvesTime: true, trustAnchors: [{ pem: ca.rootPem, source: 'test' }], intermediates: [ca.intermediatePem], crlDigests: [...lists.keys()] } },
    { kind: 'folders.seen', accountId, folders: ['INBOX', 'Junk'].map((path) => ({ path, name: path, delimiter: '/', use: path === 'Junk' ? 'junk' : 'inbox', useFrom: 'server', namespace: 'personal', selectable: true, subscribed: true, rights: null })) },
  );
  const answers: Readonly<Record<string, (given: { readonly after: number; readonly limit: number }) => Promise<unknown>>> = {
    'store.key': () => Promise.resolve(keys.store),
    'journal.read': async ({ after, limit }) => ({ events: await journal.read(after, limit), next: journal.head, head: journal.head, chain: 'one' }),
  };
  ingest = new Ingest({
    ask: ((name: string, input: never) => answers[name]?.(input) ?? Promise.resolve(null)) as AskMain,
    busy: () => undefined,
    fetchLetter: async (id) => {
      const size = await vault.size(id);
      const bytes = size.ok ? await vault.readRange(id, 0, size.value) : size;
      return bytes.ok ? bytes.value : null;
    },
    tools: () => Promise.resolve({ pdf: null }),
    fetchEvidence: (digest) => Promise.resolve(lists.get(digest) ?? null),
    storeName: `readers-${randomBytes(4).toString('hex')}`,
  });
});

afterAll(async () => {
  ingest.close();
  await journal.close();
  rmSync(folder, { recursive: true, force: true });
});

async function keep(raw: Uint8Array, place = 'INBOX'): Promise<void> {
  const put = await vault.putBatch(accountId, [raw]);
  const kept = put.ok ? put.value[0] : undefined;
  if (!kept) throw new Error('not kept');
  uid += 1;
  // the lists were made after it
  const at = new Date(Date.now() - 60_000).toISOString() as IsoTime;
  await journal.append({ kind: 'letter.kept', letter: { ...kept, accountId, location: { folder: place, uidValidity: '1', uid }, internalDate: at, keptAt: at, flags: place === 'Junk' ? ['$Junk'] : [] } });
}

function signed(signer: string, from: string | undefined): Uint8Array {
  return signMime(ca, { signer, entity: 'Content-Type: text/plain; charset=utf-8\r\n\r\nBao cao thang.\r\n', headers: { From: from ?? '', To: 'vanthu@tinh.mau.example', Subject: `Bao cao ${uid}` } });
}

async function readers(addresses: readonly string[]): Promise<KnownReaders> {
  for (let head = -1; head !== journal.head; ) {
    head = journal.head;
    ingest.wake();
    await ingest.workUntilIdle();
  }
  return (await askList<Extract<ListRequest, { readonly type: 'readers' }>>({ type: 'readers', addresses })).readers;
}

const addressee = (address: string): Addressee => ({ unitId: null, group: null, name: '', address });

it('who sent a valid signed letter can be written to so that nobody else reads it, and openssl opens it for each of them', async () => {
  await keep(signed('education', education));
  await keep(signed('health', health));
  await keep(tamper(signed('interior', interior), 'Bao cao thang', 'Bao cao tuan.'));
  const to = [education ?? '', 'VanThu@SoYTe.mau.example'];
  const known = await readers([...to, interior ?? '', 'ai@khac.mau.example']);
  expect(Object.entries(known).map(([address, reader]) => [address, reader === null])).toEqual([[to[0], false], [to[1], false], [interior, true], ['ai@khac.mau.example', true]]);

  const own = await readCertificate(ca.signers['own']?.certPem ?? '');
  if (!own.ok) throw new Error(own.failure);
  const order = { readers: readersByAddress(known), own: [own.value], trust: trustIn(ca) };
  const draft = { to: to.map(addressee), cc: [], bcc: [], separately: false, encrypt: true };
  const entity = new TextEncoder().encode('Content-Type: text/plain\r\n\r\nMat khau hop.\r\n');
  expect(await encryptMessages({ ...draft, cc: [addressee(interior ?? '')] }, entity, order)).toEqual({ ok: false, failure: [{ address: interior, why: 'noCertificate' }] });
  const made = await encryptMessages(draft, entity, order);
  if (!made.ok) throw new Error('not encrypted');
  expect(made.value.entities).toHaveLength(1);
  const letter = made.value.entities[0] ?? new Uint8Array();
  const file = join(folder, 'letter.p7m');
  writeFileSync(file, decodePart(letter, parseLetter(letter).root));
  const open = (unit: string): Buffer => execFileSync('openssl', ['cms', '-decrypt', '-binary', '-inform', 'DER', '-in', file, '-inkey', ca.signers[unit]?.keyFile ?? '', '-recip', ca.signers[unit]?.certFile ?? ''], { stdio: ['ignore', 'pipe', 'pipe'] });
  for (const unit of ['education', 'health', 'own']) expect(open(unit).equals(entity)).toBe(true);
  expect(() => open('interior')).toThrow();
});

it('a letter in junk, or one whose signer is not its sender, brings no certificate', async () => {
  await keep(signed('interior', interior), 'Junk');
  await keep(signed('education', interior));
  expect(await readers([interior ?? ''])).toEqual({ [interior ?? '']: null });
  await keep(signed('interior', `"So Noi vu" <${interior}>`));
  expect((await readers([interior ?? '']))[interior ?? '']).not.toBeNull();
});
