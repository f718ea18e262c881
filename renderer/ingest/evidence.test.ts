import 'fake-indexeddb/auto';
import { execFileSync } from 'node:child_process';
import { createHash, createPrivateKey, randomBytes, X509Certificate } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { systemClock } from '../../core/base/clock';
import { defaultPolicy } from '../../core/acknowledge/default-policy';
import { listChannelName, type ListAnswer, type ListRow, type VerdictChange } from '../../core/contract/list';
import type { AccountRecord } from '../../core/model/account';
import type { EvidenceWant } from '../../core/model/evidence';
import type { AccountId, DeviceId, Digest, IsoTime, LetterId, PartId } from '../../core/model/ids';
import type { LetterVerdict } from '../../core/model/verdict';
import { pemBlocks } from '../../core/pki/pem';
import type { KeyDesk } from '../../core/pki/key-desk';
import { readCertificate } from '../../core/pki/read-certificate';
import type { verifyFile } from '../../core/verify/verify-file';
import { openJournal, type Journal } from '../../main/journal/open-journal';
import { deriveKeys } from '../../main/vault/derive-keys';
import { openVault, type Vault } from '../../main/vault/open-vault';
import { localKeyDesk } from '../../scripts/desk/local-keys';
import { createTestCa, renewCrls, signMime } from '../../scripts/test-ca.mjs';
import type { TestCa } from '../../scripts/test-ca.mjs';
import { readLetterView } from '../store/read-letter-view';
import { SealedStore } from '../store/sealed-store';
import { Taught } from '../store/taught';
import type { AskMain } from './ask-main';
import { rowsInStore } from './fixtures/rows-in-store';
import { Ingest } from './ingest';

const accountId = '0123456789abcdef' as AccountId;
const base = 'http://lists.test';
const keys = deriveKeys(new Uint8Array(randomBytes(32)));
let folder = '';
let ca: TestCa;
let desk: KeyDesk | null = null;
let storeName = '';
let vault: Vault;
let journal: Journal;
let ingest: Ingest | null = null;
let wants: { readonly letterId: LetterId | null; readonly wants: readonly EvidenceWant[] }[] = [];
let stored = new Map<Digest, Uint8Array>();
let uid = 0;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'vanthu-evidence-'));
  ca = createTestCa(folder, { accessUrl: base });
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

beforeEach(async () => {
  const dir = mkdtempSync(join(folder, 'books-'));
  storeName = `evidence-${randomBytes(4).toString('hex')}`;
  vault = await openVault({ dir: join(dir, 'vault'), keys });
  const opened = await openJournal({ dir: join(dir, 'journal'), keys, deviceId: 'fedcba9876543210' as DeviceId, vault, clock: systemClock });
  if (!opened.ok) throw new Error(opened.failure.code);
  journal = opened.value.journal;
  const account = { accountId, settings: { address: 'clerk@so.mau.example', aliases: [], imap: { host: 'mail.test' }, smtp: { host: 'mail.test' } }, receipts: { arrivalNotice: 'never', displayedMdn: 'never' }, connectedAt: '2020-01-01T00:00:00.000Z', firstSeen: null } as unknown as AccountRecord;
  await journal.append({ kind: 'account.connected', account }, { kind: 'policy.loaded', policy: { ...defaultPolicy, arrivalProvesTime: true, trustAnchors: [{ pem: ca.rootPem, source: 'test' }], crlDigests: [] } },
    { kind: 'folders.seen', accountId, folders: ['INBOX', 'Junk'].map((path) => ({ path, name: path, delimiter: '/', use: path === 'Junk' ? 'junk' : 'inbox', useFrom: 'server', namespace: 'personal', selectable: true, subscribed: true, rights: null })) });
  wants = [];
  stored = new Map();
  desk = null;
});
afterEach(async () => {
  ingest?.close();
  ingest = null;
  await journal.close();
});

function start(verify?: typeof verifyFile): Ingest {
  ingest?.close();
  const ask = async (name: string, input: unknown): Promise<unknown> => {
    const given = input as { readonly after: number; readonly limit: number; readonly letterId: LetterId; readonly parts: readonly PartId[]; readonly wants: readonly EvidenceWant[]; readonly fingerprint: string; readonly scheme: never; readonly encryptedKey: Uint8Array; readonly point: Uint8Array };
    switch (name) {
      case 'store.key':
        return keys.store;
      case 'journal.read': {
        const events = await journal.read(given.after, given.limit);
        return { events, next: journal.head, head: journal.head, chain: 'one' };
      }
      case 'ingest.attempt':
        await journal.append(...given.parts.map((part) => ({ kind: 'ingest.attempted' as const, letterId: given.letterId, part })));
        return null;
      case 'ingest.finish':
        await journal.append({ kind: 'ingest.finished', letterId: given.letterId });
        return null;
      case 'evidence.want':
        wants.push({ letterId: given.letterId, wants: given.wants });
        return null;
      case 'key.unwrap':
        return desk?.unwrap(given.fingerprint, given.scheme, given.encryptedKey) ?? null;
      case 'key.agree':
        return desk?.agree(given.fingerprint, given.point) ?? null;
      default:
        return null;
    }
  };
  ingest = new Ingest({
    ask: ask as AskMain,
    busy: () => undefined,
    fetchLetter: async (id) => {
      const size = await vault.size(id);
      const bytes = size.ok ? await vault.readRange(id, 0, size.value) : size;
      return bytes.ok ? bytes.value : null;
    },
    tools: async () => ({ pdf: null }),
    fetchEvidence: (digest) => Promise.resolve(stored.get(digest) ?? null),
    ...(verify === undefined ? {} : { verifyFile: verify }),
    storeName,
  });
  return ingest;
}

async function settle(one: Ingest = ingest ?? start()): Promise<void> {
  for (let head = -1; head !== journal.head; ) {
    head = journal.head;
    one.wake();
    await one.workUntilIdle();
  }
}

async function keep(raw: Uint8Array, place = 'INBOX', arrived = new Date(Date.now() - 60_000)): Promise<LetterId> {
  const put = await vault.putBatch(accountId, [raw]);
  const kept = put.ok ? put.value[0] : undefined;
  if (!kept) throw new Error('not kept');
  uid += 1;
  const at = arrived.toISOString() as IsoTime;
  await journal.append({ kind: 'letter.kept', letter: { ...kept, accountId, location: { folder: place, uidValidity: '1', uid }, internalDate: at, keptAt: at, flags: place === 'Junk' ? ['$Junk'] : [] } });
  return kept.letterId;
}

function signed(signer: string, from: string, subject = 'Cong van'): Uint8Array {
  return signMime(ca, { signer, entity: 'Content-Type: text/plain; charset=utf-8\r\n\r\nKính gửi các đơn vị.\r\n', headers: { From: from, To: 'clerk@so.mau.example', Subject: subject } });
}

async function keepEvidence(what: 'crl' | 'certificate', url: string, pem: string): Promise<Digest> {
  const [bytes] = pemBlocks(pem, ['X509 CRL', 'CERTIFICATE']);
  if (bytes === undefined) throw new Error('no PEM');
  const digest = createHash('sha256').update(bytes).digest('hex') as Digest;
  stored.set(digest, bytes);
  await journal.append({ kind: 'evidence.kept', evidence: { what, digest, size: bytes.length, url, about: null } });
  return digest;
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
const verdictOf = (id: LetterId): Promise<LetterVerdict | null> => inStore((store) => store.read<LetterVerdict>(store.state.verdicts, id));
const answer = async (id: LetterId): Promise<string> => {
  const verdict = await verdictOf(id);
  return `${verdict?.verdict ?? 'none'} ${verdict?.reason ?? ''}`;
};

/** The next word to the windows on changed answers. */
async function told(work: () => Promise<void>): Promise<readonly VerdictChange[]> {
  const channel = new BroadcastChannel(listChannelName);
  const next = new Promise<readonly VerdictChange[]>((resolve) => {
    channel.addEventListener('message', ({ data }: MessageEvent<ListAnswer>) => {
      if (data.type === 'verdicts') resolve(data.changed);
    });
  });
  await work();
  const changed = await next;
  channel.close();
  return changed;
}

const education = '"So GDDT" <vanthu@sogddt.mau.example>';
const stranger = '"Don vi" <vanthu@donvila.mau.example>';

describe('fetched evidence', () => {
  it('decides the letters that asked for it, and no other is looked at again', async () => {
    const one = await keep(signed('education', education));
    const other = await keep(signed('stranger', stranger));
    await settle();
    expect([await answer(one), await answer(other)]).toEqual(['indeterminate revocationUnknown', 'indeterminate noAnchor']);
    expect(wants.flatMap((want) => want.wants.flatMap(({ urls }) => urls))).toContain(`${base}/crl/agencies.crl`);
    const before = await verdictOf(other);
    await journal.append({ kind: 'letter.displayed', letterId: one, digest: 'd'.repeat(64) as Digest });
    await settle();
    const changed = await told(async () => {
      for (const [index, issuer] of ['root', 'agencies'].entries()) await keepEvidence('crl', `${base}/crl/${issuer}.crl`, renewCrls(ca, { from: new Date() })[index] ?? '');
      await settle();
    });
    expect(await answer(one)).toBe('passed valid');
    expect(changed).toEqual([{ letterId: one, was: 'indeterminate', is: 'passed', reason: 'valid' }]);
    expect(await verdictOf(other)).toEqual(before);
    expect((await verdictOf(one))?.pin?.evidenceSeq).toBeGreaterThan(before?.pin?.evidenceSeq ?? 0);
  });

  it('is told of where the letter was there in an earlier run or was opened, not where nobody could know the first answer', async () => {
    const earlier = await keep(signed('education', education, 'Cu'));
    await settle();
    const ingest = start();
    await settle(ingest);
    const opened = await keep(signed('education', education, 'Doc'));
    await keep(signed('education', education, 'Moi'));
    await settle(ingest);
    await journal.append({ kind: 'letter.displayed', letterId: opened, digest: 'd'.repeat(64) as Digest });
    await settle(ingest);
    const changed = await told(async () => {
      for (const [index, issuer] of ['root', 'agencies'].entries()) await keepEvidence('crl', `${base}/crl/${issuer}.crl`, renewCrls(ca, { from: new Date() })[index] ?? '');
      await settle(ingest);
    });
    expect(changed.map(({ letterId }) => letterId).sort()).toEqual([earlier, opened].sort());
  });

  it('that nobody asked for changes nothing', async () => {
    const one = await keep(signed('education', education));
    await settle();
    const before = await verdictOf(one);
    await keepEvidence('crl', `${base}/crl/elsewhere.crl`, ca.crls[1] ?? '');
    await settle();
    expect(await verdictOf(one)).toEqual(before);
    expect(before?.pin).toMatchObject({ evidenceSeq: 2, letterId: one });
  });

  it('is not asked for while a letter is junk', async () => {
    const junk = await keep(signed('education', education), 'Junk');
    await settle();
    expect((await row(junk))?.junk).toBe(true);
    expect(wants).toEqual([]);
  });

  it('that is still wanted is told to main with each letter, also where others got from it what they needed', async () => {
    const lists = async (): Promise<void> => {
      for (const [index, issuer] of ['root', 'agencies'].entries()) await keepEvidence('crl', `${base}/crl/${issuer}.crl`, renewCrls(ca, { from: new Date() })[index] ?? '');
    };
    const one = await keep(signed('education', education, 'Mot'));
    await lists();
    await settle();
    expect(await answer(one)).toBe('passed valid');
    // arrived after the list was made; what came once for another letter is too old for these
    const late = await Promise.all(['Hai', 'Ba'].map((subject) => keep(signed('education', education, subject), 'INBOX', new Date(Date.now() + 60_000))));
    wants = [];
    await settle();
    const of = (id: LetterId) => wants.filter(({ letterId }) => letterId === id).flatMap((want) => want.wants.flatMap(({ urls }) => urls));
    for (const id of late) expect([await answer(id), of(id).filter((url) => url.endsWith('agencies.crl'))]).toEqual(['indeterminate revocationStale', [`${base}/crl/agencies.crl`]]);
  });

  it('is asked for again in the next run, for main remembers nothing of it', async () => {
    await keep(signed('education', education));
    await settle();
    const first = wants.map((one) => one.wants);
    wants = [];
    await settle(start());
    expect(wants.map((one) => one.wants)).toEqual(first);
  });

  it('of the same bytes at another address serves those who ask there', async () => {
    const one = await keep(signed('education', education));
    await settle();
    const [root = '', agencies = ''] = renewCrls(ca, { from: new Date() });
    for (const name of ['elsewhere', 'agencies', 'elsewhere']) await keepEvidence('crl', `${base}/crl/${name}.crl`, agencies);
    await keepEvidence('crl', `${base}/crl/root.crl`, root);
    await settle();
    expect(await answer(one)).toBe('passed valid');
  });

  it('is asked for where a letter was taken out of junk', async () => {
    const id = await keep(signed('education', education), 'Junk');
    await settle();
    await journal.append({ kind: 'letter.located', letterId: id, location: { folder: 'INBOX', uidValidity: '1', uid: 900 }, flags: [] }, { kind: 'letters.gone', accountId, gone: [{ letterId: id, location: { folder: 'Junk', uidValidity: '1', uid } }] });
    await settle();
    expect((await row(id))?.junk).toBe(false);
    expect(wants.length).toBeGreaterThan(0);
  });
});

describe('trust', () => {
  it('counts for the organisations it was given to', async () => {
    await journal.append({ kind: 'policy.loaded', policy: { ...defaultPolicy, trustAnchors: [{ pem: ca.rootPem, source: 'test', domains: ['khac.example'] }], crlDigests: [] } });
    const one = await keep(signed('education', education));
    await settle();
    expect(await answer(one)).toBe('indeterminate noAnchor');
    const { fingerprint256 } = new X509Certificate(ca.rootPem);
    const fingerprint = fingerprint256.replaceAll(':', '').toLowerCase();
    await journal.append({ kind: 'anchor.added', pem: ca.rootPem, fingerprint, source: 'test', addedBy: 'clerk', domains: ['.mau.example'] });
    await settle();
    expect(await answer(one)).toBe('indeterminate revocationUnknown');
    await journal.append({ kind: 'anchor.removed', fingerprint });
    await settle();
    expect(await answer(one)).toBe('indeterminate noAnchor');
  });
});

describe('a letter encrypted for one of our keys', () => {
  it('is read once the key is there, and closed anew when it is gone', async () => {
    const signer = ca.signers['office'];
    if (signer === undefined) throw new Error('no signer');
    const inner = signMime(ca, { signer: 'education', entity: 'Content-Type: text/plain; charset=utf-8\r\n\r\nNội dung kín.\r\n', headers: {} });
    const plain = join(folder, 'plain.eml');
    writeFileSync(plain, inner);
    const cms = execFileSync('openssl', ['cms', '-encrypt', '-binary', '-outform', 'DER', '-aes-256-gcm', '-in', plain, signer.certFile]);
    const raw = Buffer.from(`From: ${education}\r\nTo: clerk@so.mau.example\r\nSubject: Kin\r\nContent-Type: application/pkcs7-mime; smime-type=authEnveloped-data; name=smime.p7m\r\nContent-Transfer-Encoding: base64\r\n\r\n${cms.toString('base64')}\r\n`);
    const id = await keep(raw);
    await settle();
    const view = () => inStore((store) => readLetterView(store, new Taught(store), id));
    expect([(await view())?.stageOne?.text ?? null, await answer(id)]).toEqual([null, 'indeterminate encrypted']);
    const certificate = await readCertificate(signer.certPem);
    if (!certificate.ok) throw new Error(certificate.failure);
    desk = localKeyDesk([{ certificate: certificate.value, pkcs8: createPrivateKey(readFileSync(signer.keyFile)).export({ format: 'der', type: 'pkcs8' }) }]);
    const fingerprint = new X509Certificate(signer.certPem).fingerprint256.replaceAll(':', '').toLowerCase();
    await journal.append({ kind: 'key.imported', key: { fingerprint, pem: signer.certPem, holder: 'mau', addedBy: 'clerk' } });
    await settle();
    expect([(await view())?.stageOne?.text?.text.trim(), await answer(id)]).toEqual(['Nội dung kín.', 'indeterminate revocationUnknown']);
    await journal.append({ kind: 'key.removed', fingerprint });
    await settle();
    expect([(await view())?.stageOne?.text ?? null, await answer(id)]).toEqual([null, 'indeterminate encrypted']);
  });
});

describe('a letter whose encryption keeps its reader busy for ever', () => {
  it('is noted, attempted twice and then left alone, listed all the same, and nothing is claimed of it', async () => {
    const signer = ca.signers['office'];
    if (signer === undefined) throw new Error('no signer');
    const cms = execFileSync('openssl', ['cms', '-encrypt', '-binary', '-outform', 'DER', '-aes-256-gcm', signer.certFile], { input: 'Content-Type: text/plain\r\n\r\nkin\r\n' });
    const id = await keep(Buffer.from(`From: ${education}\r\nSubject: Kin\r\nContent-Type: application/pkcs7-mime; smime-type=authEnveloped-data; name=smime.p7m\r\nContent-Transfer-Encoding: base64\r\n\r\n${cms.toString('base64')}\r\n`));
    const certificate = await readCertificate(signer.certPem);
    if (!certificate.ok) throw new Error(certificate.failure);
    const own = localKeyDesk([{ certificate: certificate.value, pkcs8: createPrivateKey(readFileSync(signer.keyFile)).export({ format: 'der', type: 'pkcs8' }) }]);
    const fingerprint = new X509Certificate(signer.certPem).fingerprint256.replaceAll(':', '').toLowerCase();
    await journal.append({ kind: 'key.imported', key: { fingerprint, pem: signer.certPem, holder: 'mau', addedBy: 'clerk' } });
    // listing opens it once; whatever opens it again does not come back
    let asked = 0;
    desk = { ...own, unwrap: (...given) => ((asked += 1) === 1 ? own.unwrap(...given) : new Promise(() => undefined)) };
    for (let run = 0; run < 3; run += 1) {
      const before = asked;
      const one = start();
      one.wake();
      void one.workUntilIdle();
      while (asked < (run === 0 ? 2 : before + 1)) await new Promise((resolve) => setImmediate(resolve));
      one.close();
    }
    await settle(start());
    expect(asked).toBe(4);
    expect([await answer(id), (await row(id))?.subject]).toEqual(['indeterminate unsupported', 'Kin']);
  });
});

describe('a signed file', () => {
  const pdf = Buffer.from('%PDF-1.4\n/ByteRange [0 1 2 3]\n%%EOF\n');
  const letter = Buffer.from(`From: ${education}\r\nSubject: Tep\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\nContent-Type: text/plain\r\n\r\nKem theo\r\n--b\r\nContent-Type: application/pdf; name=a.pdf\r\nContent-Disposition: attachment; filename=a.pdf\r\nContent-Transfer-Encoding: base64\r\n\r\n${pdf.toString('base64')}\r\n--b--\r\n`);

  it('whose verification never ends is not opened a third time, and nothing is claimed of it', async () => {
    const id = await keep(letter);
    let opened = 0;
    const never: typeof verifyFile = () => {
      opened += 1;
      return new Promise(() => undefined);
    };
    for (let run = 0; run < 2; run += 1) {
      const before = opened;
      const one = start(never);
      one.wake();
      void one.workUntilIdle();
      // the window ends such a worker; the next one finds what it left
      while (opened === before) await new Promise((resolve) => setImmediate(resolve));
      one.close();
    }
    await settle(start(never));
    expect([opened, await answer(id)]).toEqual([2, 'indeterminate unsupported']);
    expect((await row(id))?.subject).toBe('Tep');
  });

  it('is attempted in the journal before its signatures are looked at for the first time', async () => {
    const id = await keep(letter);
    let before: readonly string[] = [];
    await settle(start(async () => {
      before = (await journal.read(0, 1000)).flatMap((event) => (event.kind === 'ingest.attempted' && event.letterId === id ? [event.part] : []));
      return [];
    }));
    expect(before).toContain('0');
  });

  it('that takes all memory is named as unchecked, and the letters behind it are read', async () => {
    const id = await keep(letter);
    const other = await keep(signed('education', education));
    await settle(start(() => {
      throw new RangeError('Array buffer allocation failed');
    }));
    expect([await answer(id), await answer(other)]).toEqual(['indeterminate unsupported', 'indeterminate revocationUnknown']);
  });

  it('that ends its verifier leaves the answer on the others', async () => {
    const id = await keep(letter);
    await settle(start(() => Promise.reject(new Error('defect'))));
    expect(await answer(id)).toBe('indeterminate unsupported');
  });
});
