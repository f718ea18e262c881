import 'fake-indexeddb/auto';
import { createHash, randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { systemClock } from '../../core/base/clock';
import { defaultPolicy } from '../../core/acknowledge/default-policy';
import type { ListRequest } from '../../core/contract/list';
import { learnRules } from '../../core/correct/learn-rules';
import { foldKnowledge, noKnowledge, type Knowledge } from '../../core/fold/knowledge';
import type { AccountRecord } from '../../core/model/account';
import type { ActChange } from '../../core/model/act';
import type { Correction } from '../../core/model/correction';
import type { FolderInfo } from '../../core/model/folder';
import type { AccountId, ActId, CorrectionId, DeviceId, Digest, DraftId, IsoDate, IsoTime, LetterId, OutgoingId, PartId, UnitId } from '../../core/model/ids';
import type { JournalEntry } from '../../core/model/journal';
import type { MailState, QueuedMail } from '../../core/model/outgoing';
import type { ReceiptState } from '../../core/model/receipt';
import type { Unit } from '../../core/model/unit';
import { letter as officialText } from '../../core/recognise/fixtures/letters';
import { pemBlocks } from '../../core/pki/pem';
import type { LetterVerdict } from '../../core/model/verdict';
import { createTestCa, renewCrls, signMime } from '../../scripts/test-ca.mjs';
import { openJournal, type Journal } from '../../main/journal/open-journal';
import { deriveKeys } from '../../main/vault/derive-keys';
import { openVault, type Vault } from '../../main/vault/open-vault';
import { readLetterView } from '../store/read-letter-view';
import { SealedStore } from '../store/sealed-store';
import { Taught } from '../store/taught';
import type { AskMain } from './ask-main';
import { askList } from './fixtures/ask-list';
import { rowsInStore } from './fixtures/rows-in-store';
import { Ingest } from './ingest';
import type { StoredRow } from './stored-row';

const accountId = '0123456789abcdef' as AccountId;
const at = '2026-11-20T01:00:00.000Z' as IsoTime;
const keys = deriveKeys(new Uint8Array(randomBytes(32)));
let dir = '';
let vault: Vault;
let journal: Journal;
let databases = 0;
let folder = '';
let ca: ReturnType<typeof createTestCa>;
/** what was fetched, and where: issuer's list, the root's, an older one, one that nobody asks for */
let fetched: readonly { readonly url: string; readonly bytes: Uint8Array; readonly digest: Digest }[] = [];

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'vanthu-law-'));
  ca = createTestCa(folder, { accessUrl: 'http://lists.test' });
  const [root = '', agencies = ''] = ca.crls;
  const [, later = ''] = renewCrls(ca, { from: new Date(), days: 30 });
  fetched = [['agencies', agencies], ['root', root], ['agencies', later], ['elsewhere', later]].map(([name, pem]) => {
    const bytes = pemBlocks(pem ?? '', ['X509 CRL'])[0] ?? new Uint8Array();
    return { url: `http://lists.test/crl/${name}.crl`, bytes, digest: createHash('sha256').update(bytes).digest('hex') as Digest };
  });
  signedLetters = ['education', 'revoked', 'expired'].map((signer, n) => signMime(ca, { signer, entity: `Content-Type: text/plain\r\n\r\nso ${n}\r\n`, headers: { From: 'vanthu@sogddt.mau.example', Subject: `ky ${n}` } }));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** made once: a signature is another one each time */
let signedLetters: readonly Uint8Array[] = [];

beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'vanthu-test-'));
  await openBooks();
});
afterEach(async () => {
  await journal.close();
  await rm(dir, { recursive: true, force: true });
});

async function openBooks(): Promise<void> {
  vault = await openVault({ dir: join(dir, 'vault'), keys });
  const opened = await openJournal({ dir: join(dir, 'journal'), keys, deviceId: 'fedcba9876543210' as DeviceId, vault, clock: systemClock });
  if (!opened.ok) throw new Error(opened.failure.code);
  journal = opened.value.journal;
}

/** As many letters as these, of numbers 6 to 8, are signed. Letters 0 to 2 carry the documents that 3 to 5 carry again; the first is stamped as a secret. */
function letter(n: number): Uint8Array {
  const signed = signedLetters[n - 6];
  if (signed !== undefined) return signed;
  const text = officialText({ heading: '', number: `${(n % 3) + 1}/SNV-VP`, topic: 'việc họp giao ban', addressees: [`Phòng ${n}`], ...(n === 0 && { stamp: 'MẬT' }) });
  const attachment = n % 3 === 0 ? `--b\r\nContent-Type: text/plain; name="a.txt"\r\nContent-Disposition: attachment; filename="a.txt"\r\n\r\nSố: ${n}/TB-UBND\r\n` : '';
  return new TextEncoder().encode(
    `From: Van thu <${senderOf(n)}>\r\nTo: clerk@test.test\r\nReturn-Path: <${senderOf(n)}>\r\nSubject: =?UTF-8?B?${Buffer.from('V/v họp giao ban').toString('base64')}?=\r\n` +
    `MIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n${text}\r\n${attachment}--b--\r\n`);
}

const senderOf = (n: number): string => `vanthu${n % 2}@so.gov.vn`;

/** Ingest on a database of its own name; proposals are noted, attempts go to the journal as main does it. */
function ingestOn(storeName: string, counts: (seq: number, kind: string, of: LetterId | null) => boolean = () => true): Ingest {
  const ask = async (name: string, input: unknown): Promise<unknown> => {
    const given = input as { readonly after: number; readonly limit: number; readonly letterId: LetterId; readonly parts: readonly PartId[] };
    switch (name) {
      case 'store.key':
        return keys.store;
      case 'journal.read': {
        const { head } = journal;
        const limit = Math.min(given.limit, 7);
        const read = await journal.read(given.after, limit);
        const events = read.filter((event) => counts(event.seq, event.kind, event.kind === 'letter.kept' ? event.letter.letterId : null));
        return { events, next: read.length < limit ? Math.max(head, read.at(-1)?.seq ?? 0) : read.at(-1)!.seq, head, chain: 'one' };
      }
      case 'ingest.attempt':
        await journal.append(...given.parts.map((part) => ({ kind: 'ingest.attempted' as const, letterId: given.letterId, part })));
        return null;
      case 'ingest.finish':
        await journal.append({ kind: 'ingest.finished', letterId: given.letterId });
        return null;
      default:
        return null;
    }
  };
  return new Ingest({
    ask: ask as AskMain,
    busy: () => undefined,
    fetchLetter: async (id) => {
      const size = await vault.size(id);
      const bytes = size.ok ? await vault.readRange(id, 0, size.value) : size;
      return bytes.ok ? bytes.value : null;
    },
    tools: async () => ({ pdf: null }),
    fetchEvidence: (digest) => Promise.resolve(fetched.find((one) => one.digest === digest)?.bytes ?? null),
    storeName,
  });
}

async function settle(ingest: Ingest): Promise<void> {
  // its own attempts advance the journal: until nothing is behind
  for (let head = -1; head !== journal.head; ) {
    head = journal.head;
    ingest.wake();
    await ingest.workUntilIdle();
  }
}

/** Every decrypted value of the derived state, without the cursor. */
async function everything(storeName: string): Promise<unknown> {
  const store = await SealedStore.open(keys.store, storeName);
  const [letters, rows, verdicts, evidence, knowledge, one, two, ocr] = await Promise.all([
    store.readAll(store.state.letters), store.readAll<StoredRow>(store.state.rows), store.readAll(store.state.verdicts), store.readMeta('evidence'), new Taught(store).read(),
    store.readAll(store.facts.one), store.readAll(store.facts.two), store.readAll(store.facts.ocr),
  ]);
  const views = await Promise.all(rows.map(({ id }) => readLetterView(store, new Taught(store), id)));
  store.close();
  return { letters, rows, verdicts, evidence, knowledge, one, two, ocr, views };
}

/** All that an ingest at rest answers: what it shows is made in memory, and nowhere else. */
async function shown(): Promise<unknown> {
  const { rows, counts } = await askList<Asked<'query'>>({ type: 'query', query: { accountId: null, queue: 'all', folder: null, search: '' }, from: 0, to: 1000 });
  const listed = await askList<Asked<'letters'>>({ type: 'letters', letterIds: await Promise.all([0, 1, 2, 3, 4, 5, 6, 7, 8].map(idOf)) });
  const related = await Promise.all(listed.rows.map(({ letterId }) => askList<Asked<'related'>>({ type: 'related', letterId })));
  const { units } = await askList<Asked<'units'>>({ type: 'units', search: '' });
  const { rules } = await askList<Asked<'rules'>>({ type: 'rules' });
  const { sendings } = await askList<Asked<'ledger'>>({ type: 'ledger', batch: null, attention: false, from: 0, to: 100 });
  const talks = await Promise.all(rows.map(({ letterId }) => askList<Asked<'conversation'>>({ type: 'conversation', letterId })));
  return { rows, counts, listed: listed.rows, related: related.map((answer) => answer.related), units, rules, sendings, talks: talks.map(({ letters }) => letters) };
}

type Asked<Type extends ListRequest['type']> = Extract<ListRequest, { readonly type: Type; readonly id: string }>;

/** The row of a letter says what its reading pane says. */
async function agree(storeName: string): Promise<void> {
  const store = await SealedStore.open(keys.store, storeName);
  for (const [id, row] of await rowsInStore(store)) {
    const view = await readLetterView(store, new Taught(store), id);
    const document = view?.documents?.[0]?.document;
    if (!row.junk) expect([row.unit, row.unitKey, row.number, row.type, row.secret]).toEqual([view?.sender.unit, view?.sender.unitKey, document?.number ?? null, document?.type ?? null, view?.secret]);
  }
  store.close();
}

/** The journal up to the entry that a verdict is pinned to, and its letter, give the same verdict again. */
async function pinned(storeName: string): Promise<void> {
  const store = await SealedStore.open(keys.store, storeName);
  const verdicts = await store.readAll<LetterVerdict>(store.state.verdicts);
  store.close();
  for (const { id, value } of verdicts) {
    if (value?.pin == null) continue;
    const { evidenceSeq, at: pinnedAt } = value.pin;
    databases += 1;
    const name = `pinned-${databases}`;
    const again = ingestOn(name, (seq, kind, of) => seq <= evidenceSeq || (kind === 'letter.kept' && of === id));
    for (let round = 0; round < 2; round += 1) {
      again.wake();
      await again.workUntilIdle();
    }
    again.close();
    const other = await SealedStore.open(keys.store, name);
    const made = await other.read<LetterVerdict>(other.state.verdicts, id);
    other.close();
    expect(made).toEqual(value);
    expect(Date.parse(pinnedAt)).toBeGreaterThanOrEqual(Date.parse(at));
  }
}

type Step = { readonly do: 'keep' | 'read' | 'move' | 'place' | 'unflag' | 'act' | 'settle' | 'folders' | 'import' | 'flag' | 'gone' | 'receipt' | 'displayed' | 'erase' | 'policy' | 'account' | 'sign' | 'fetch' | 'anchor' | 'distrust' | 'key' | 'accept' | 'correct' | 'undo' | 'stop' | 'unit' | 'units' | 'send' | 'move mail' | 'put aside' | 'home' | 'desk' | 'work' | 'restart'; readonly n: number };

const steps: fc.Arbitrary<readonly Step[]> = fc.array(fc.record({
  do: fc.constantFrom<Step['do'][]>('keep', 'keep', 'keep', 'flag', 'unflag', 'move', 'place', 'gone', 'act', 'act', 'settle', 'folders', 'import', 'receipt', 'displayed', 'erase', 'policy', 'account',
    'correct', 'correct', 'correct', 'correct', 'undo', 'sign', 'sign', 'fetch', 'fetch', 'fetch', 'anchor', 'distrust', 'key', 'accept', 'stop', 'unit', 'units', 'send', 'send', 'move mail', 'put aside', 'home', 'home', 'desk', 'desk', 'work', 'restart'), n: fc.nat(5),
}), { minLength: 1, maxLength: 40 });

/** What may happen, each kind at least once and with work between, whatever the dice give. */
const everyStep: readonly Step[] = ([
  ['account', 0], ['folders', 1], ['policy', 0], ['keep', 0], ['keep', 1], ['keep', 3], ['sign', 0], ['sign', 1], ['import', 2], ['work', 0], ['fetch', 0], ['fetch', 1], ['anchor', 1], ['work', 0], ['accept', 0],
  ['key', 0], ['unit', 0], ['correct', 1], ['correct', 1], ['stop', 0], ['flag', 1], ['unflag', 0], ['move', 1], ['work', 0], ['place', 1], ['act', 2], ['settle', 2], ['read', 0], ['receipt', 3], ['displayed', 1],
  ['gone', 3], ['undo', 1], ['restart', 0], ['fetch', 2], ['distrust', 0], ['key', 1], ['units', 0], ['send', 0], ['send', 1], ['move mail', 0], ['home', 0], ['home', 1], ['put aside', 1], ['desk', 1], ['desk', 2], ['restart', 0], ['home', 2], ['move mail', 2], ['erase', 0], ['work', 0],
] as const).map(([what, n]) => ({ do: what, n }));

const states: readonly ReceiptState[] = [
  { state: 'proposed', at }, { state: 'withheld', at, why: 'list', answer: null }, { state: 'unknown', at, cause: 'handedWithoutAnswer' },
  { state: 'sent', at, messageId: '<m@x>', to: 'a@so.gov.vn', answer: '250' },
];

const changes: readonly ActChange[] = [
  { kind: 'junk', isJunk: true }, { kind: 'delete' }, { kind: 'flag', flag: '\\Seen', on: false }, { kind: 'move', to: 'Junk' }, { kind: 'junk', isJunk: false },
];

function folders(junk: string): readonly FolderInfo[] {
  const uses: Readonly<Record<string, FolderInfo['use']>> = { INBOX: 'inbox', Trash: 'trash', [junk]: 'junk' };
  return ['INBOX', 'Junk', 'Spam', 'Trash'].map((path) => ({ path, name: path, delimiter: '/', use: uses[path] ?? null, useFrom: 'server', namespace: 'personal', selectable: true, subscribed: true, rights: null }));
}

const corrected: readonly Pick<Correction, 'field' | 'was' | 'value'>[] = [
  { field: 'agency', was: 'SỞ NỘI VỤ', value: 'Sở Nội vụ tỉnh Long An' }, { field: 'number', was: '2/SNV-VP', value: '2/SNV-VP1' }, { field: 'secrecy', was: 'MẬT', value: null },
];

function unit(n: number): Unit {
  return {
    unitId: `${n}`.repeat(16) as UnitId, name: n % 2 ? 'Sở Nội vụ' : 'Sở Nội vụ tỉnh Long An', aliases: ['Department of Home Affairs'], symbols: ['SNV'], codes: [], parentId: null,
    domains: n % 3 ? [] : ['so.gov.vn'], addresses: [senderOf(n)], phones: [], people: [], groups: [], validFrom: null, validTo: null, successors: [], source: 'person',
  };
}

async function knowledge(): Promise<Knowledge> {
  return (await journal.read(0, 5000)).reduce(foldKnowledge, noKnowledge);
}

async function idOf(n: number): Promise<LetterId> {
  const kept = await vault.putBatch(accountId, [letter(n)]);
  if (!kept.ok || !kept.value[0]) throw new Error('vault');
  return kept.value[0].letterId;
}

function mailOf(n: number): QueuedMail {
  return {
    outgoingId: `${n}`.repeat(16) as OutgoingId, accountId, draftId: `${n % 2}`.repeat(16) as DraftId, batch: `${n % 2}`.repeat(16) as DraftId, place: null, code: `${n}/SNV-VP`, subject: `${n}/SNV-VP: họp`, messageId: `<out-${n}@test.test>`, from: 'clerk@test.test',
    addressees: [{ unitId: null, name: `Phòng ${n}`, address: senderOf(n), field: 'to' }], digest: '0'.repeat(64) as Digest, size: 1, files: [], mdn: true, dsn: true, answerBy: at, sendAfter: at, answers: null,
  };
}

const mailStates: readonly MailState[] = [{ state: 'handing', at }, { state: 'sent', at, serverSaid: '250', refused: [], by: 'server' }, { state: 'unknown', at, cause: 'handedWithoutAnswer' }];

/** A reply in words, a certified receipt and a plain answer, each about a message that may have gone out. */
function homeLetter(n: number): Uint8Array {
  const about = `In-Reply-To: <out-${n % 3}@test.test>\r\n`;
  const head = n % 3 === 1 ? `X-Ricevuta: errore-consegna\r\nX-Riferimento-Message-ID: <out-${n % 3}@test.test>\r\n` : about;
  return new TextEncoder().encode(`From: <${senderOf(n)}>\r\nTo: clerk@test.test\r\nSubject: Re: ${n}\r\nMessage-ID: <home-${n}@so.gov.vn>\r\n${head}Content-Type: text/plain; charset=utf-8\r\n\r\n${n % 3 === 0 ? 'Phòng đã nhận được công văn.' : 'Xin gửi lại bản khác, cảm ơn.'}\r\n`);
}

async function keptFile(raw: Uint8Array): Promise<readonly [{ readonly letterId: LetterId; readonly digest: Digest; readonly size: number }]> {
  const kept = await vault.putBatch(accountId, [raw]);
  if (!kept.ok || !kept.value[0]) throw new Error('vault');
  const { letterId, digest, size } = kept.value[0];
  return [{ letterId, digest, size }];
}

async function entriesOf(step: Step): Promise<readonly JournalEntry[]> {
  const isSigned = step.do === 'sign' || step.do === 'accept';
  const kept = await vault.putBatch(accountId, [letter(isSigned ? 6 + (step.n % 3) : step.n)]);
  if (!kept.ok || !kept.value[0]) throw new Error('vault');
  const { letterId, digest, size } = kept.value[0];
  const location = { folder: 'INBOX', uidValidity: '1', uid: step.n + 1 };
  const inJunk = { folder: 'Junk', uidValidity: '7', uid: step.n + 1 };
  switch (step.do) {
    case 'keep':
    case 'sign':
      return [{ kind: 'letter.kept', letter: { letterId, accountId, digest, size, location, internalDate: at, keptAt: at, flags: [] } }];
    case 'flag':
      return [{ kind: 'letters.flagged', accountId, changes: [{ letterId, flags: step.n % 2 ? ['\\Seen'] : [] }] }];
    case 'unflag':
      return [{ kind: 'letters.flagged', accountId, changes: [{ letterId, flags: ['\\Flagged'], location }, { letterId, flags: [], location: inJunk }] }];
    case 'move':
      return [{ kind: 'letter.located', letterId, location: inJunk, flags: step.n % 2 ? ['$Junk'] : [] }, { kind: 'letters.gone', accountId, gone: [{ letterId, location }] }];
    case 'place':
      return [{ kind: 'letter.located', letterId, location }];
    case 'act':
      return [{ kind: 'act.asked', letterId, act: { actId: `${step.n}`.repeat(16) as ActId, accountId, letterId, change: changes[step.n % changes.length]!, seenAt: [location] } }];
    case 'settle':
      return step.n % 3 === 0
        ? [{ kind: 'act.settled', letterId, actId: `${step.n}`.repeat(16) as ActId, outcome: { state: 'conflict', why: 'folderMissing', serverSaid: null } }]
        : [{ kind: step.n % 3 === 1 ? 'act.dismissed' : 'act.settled', letterId, actId: `${step.n}`.repeat(16) as ActId, outcome: { state: 'done' } }];
    case 'folders':
      return [{ kind: 'folders.seen', accountId, folders: folders(step.n % 2 ? 'Junk' : 'Spam') }];
    case 'import':
      return [{ kind: 'letter.kept', letter: { letterId, accountId, digest, size, location: { folder: 'a.mbox', uidValidity: 'import', uid: step.n }, internalDate: at, keptAt: at, flags: [], origin: 'import' } }];
    case 'gone':
      return [{ kind: 'letters.gone', accountId, gone: [{ letterId, location }] }];
    case 'receipt':
      return [{ kind: 'receipt.moved', letterId, receiptKind: 'arrival', state: states[step.n % states.length]! }];
    case 'displayed':
      return [{ kind: 'letter.displayed', letterId, digest }];
    case 'erase':
      await vault.erase(letterId);
      return [{ kind: 'letter.erased', letterId }];
    case 'policy':
      return [{ kind: 'policy.loaded', policy: { ...defaultPolicy, crlDigests: [], revocationMaxAgeHours: step.n, arrivalProvesTime: step.n % 2 === 0, freeDomains: step.n % 2 ? ['so.gov.vn'] : [] } }];
    case 'account': {
      const settings = { address: 'clerk@test.test', aliases: step.n % 2 ? [senderOf(1)] : [], imap: { host: `mail${step.n % 2}.test` }, smtp: { host: 'mail.test' } };
      return [{ kind: 'account.connected', account: { accountId, settings, connectedAt: at, firstSeen: null, receipts: { arrivalNotice: 'never', displayedMdn: 'never' } } as unknown as AccountRecord }];
    }
    case 'correct': {
      const correctionId = (await journal.read(0, 5000)).length.toString(16).padStart(16, '0') as CorrectionId;
      const change = corrected[(step.n + journal.head) % corrected.length]!;
      return [{ kind: 'field.corrected', letterId, correction: { ...change, correctionId, document: { digest: null, number: `${(step.n % 3) + 1}/SNV-VP`, type: 'Công văn' }, sender: senderOf(step.n), unitKey: 'name:so noi vu' } }];
    }
    case 'undo': {
      const last = (await knowledge()).corrections.findLast((one) => one.letterId === letterId);
      return last === undefined ? [] : [{ kind: 'correction.undone', letterId, correctionId: last.correctionId }];
    }
    case 'stop': {
      const rules = learnRules(await knowledge());
      const rule = rules[step.n % Math.max(rules.length, 1)];
      return rule === undefined ? [] : [{ kind: 'rule.stopped', ruleId: rule.ruleId, stopped: !rule.stopped }];
    }
    case 'fetch': {
      const one = fetched[step.n % fetched.length]!;
      return [{ kind: 'evidence.kept', evidence: { what: 'crl', digest: one.digest, size: one.bytes.byteLength, url: one.url, about: null } }];
    }
    case 'anchor':
      return [{ kind: 'anchor.added', pem: ca.rootPem, fingerprint: 'aa', source: 'test', ...(step.n % 3 === 0 ? { domains: ['elsewhere.example'] } : {}) }];
    case 'distrust':
      return [{ kind: 'anchor.removed', fingerprint: 'aa' }];
    case 'key':
      return step.n % 2 ? [{ kind: 'key.removed', fingerprint: ca.rootPem.length.toString(16) }] : [{ kind: 'key.imported', key: { fingerprint: ca.rootPem.length.toString(16), pem: ca.rootPem, holder: 'x', addedBy: 'y' } }];
    case 'accept':
      return [{ kind: 'verdict.accepted', letterId, acceptance: { verdict: 'indeterminate', reason: 'noAnchor', because: 'đã đối chiếu bản giấy', digest } }];
    case 'unit':
      return [{ kind: 'units.saved', units: [unit(step.n)] }];
    case 'units':
      return [{ kind: 'units.removed', unitIds: [unit(step.n).unitId] }];
    case 'send':
      return [{ kind: 'mail.queued', mail: mailOf(step.n) }];
    case 'move mail':
      return [{ kind: 'mail.moved', outgoingId: mailOf(step.n).outgoingId, state: mailStates[step.n % mailStates.length]! }];
    case 'put aside':
      return [{ kind: 'alarm.settled', outgoingId: mailOf(step.n).outgoingId, address: senderOf(step.n), words: 'đã gọi điện' }];
    case 'home': {
      const [file] = await keptFile(homeLetter(step.n));
      return [{ kind: 'letter.kept', letter: { ...file, accountId, location: { folder: 'INBOX', uidValidity: '1', uid: 50 + step.n }, internalDate: at, keptAt: at, flags: [] } }];
    }
    case 'desk': {
      const line = { number: step.n + 1, year: 2026, date: '2026-11-20' as IsoDate, documentCode: null, documentDate: null, author: 'Sở', summary: 'họp', receiver: '', note: '', because: null };
      if (step.n % 3 === 0) return [{ kind: 'letter.refused', letterId, reason: 'unreadable', words: 'không mở được' }];
      return step.n % 3 === 1 ? [{ kind: 'letter.registered', letterId, line }] : [{ kind: 'letter.progressed', letterId, code: '04', words: 'Phòng A' }];
    }
    case 'work':
    case 'restart':
    case 'read':
      return [];
  }
}

describe('the rebuild law', () => {
  it('gives the same values from the journal alone as from any history of work, restarts and erasures', async () => {
    await fc.assert(fc.asyncProperty(steps, async (history) => {
      await journal.close();
      await rm(dir, { recursive: true, force: true });
      await openBooks();
      databases += 1;
      const lived = `lived-${databases}`;
      let ingest = ingestOn(lived);
      for (const step of history) {
        const entries = await entriesOf(step);
        if (entries.length > 0) await journal.append(...entries);
        if (step.do === 'work') await settle(ingest);
        if (step.do === 'restart') {
          ingest.close();
          await journal.close();
          await openBooks();
          ingest = ingestOn(lived);
        }
      }
      await settle(ingest);
      const before = await shown();
      ingest.close();
      const rebuilt = ingestOn(`rebuilt-${databases}`);
      await settle(rebuilt);
      const after = await shown();
      rebuilt.close();
      expect(after).toEqual(before);
      expect(await everything(`rebuilt-${databases}`)).toEqual(await everything(lived));
      await agree(lived);
    }), { numRuns: 24, endOnFailure: false, examples: [[everyStep]] });
  }, 120_000);

  it('gives every verdict again from its letter and the journal up to the entry it is pinned to', async () => {
    const history = fc.array(fc.record({ do: fc.constantFrom<Step['do'][]>('fetch', 'fetch', 'fetch', 'anchor', 'distrust', 'policy', 'work'), n: fc.nat(5) }), { minLength: 3, maxLength: 12 });
    await fc.assert(fc.asyncProperty(fc.nat(2), history, async (n, some) => {
      await journal.close();
      await rm(dir, { recursive: true, force: true });
      await openBooks();
      databases += 1;
      const lived = `lived-${databases}`;
      const ingest = ingestOn(lived);
      for (const step of [{ do: 'account', n }, { do: 'sign', n }, { do: 'policy', n }, { do: 'anchor', n: 1 }, ...some] satisfies readonly Step[]) {
        const entries = await entriesOf(step);
        if (entries.length > 0) await journal.append(...entries);
        if (step.do === 'work') await settle(ingest);
      }
      await settle(ingest);
      ingest.close();
      await pinned(lived);
    }), { numRuns: 10, endOnFailure: false });
  }, 120_000);
});
