import 'fake-indexeddb/auto';
import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { systemClock } from '../../core/base/clock';
import { defaultPolicy } from '../../core/acknowledge/default-policy';
import type { ActChange } from '../../core/model/act';
import type { FolderInfo } from '../../core/model/folder';
import type { AccountId, ActId, DeviceId, IsoTime, LetterId, PartId } from '../../core/model/ids';
import type { JournalEntry } from '../../core/model/journal';
import type { ReceiptState } from '../../core/model/receipt';
import { openJournal, type Journal } from '../../main/journal/open-journal';
import { deriveKeys } from '../../main/vault/derive-keys';
import { openVault, type Vault } from '../../main/vault/open-vault';
import { SealedStore } from '../store/sealed-store';
import type { AskMain } from './ask-main';
import { Ingest } from './ingest';

const accountId = '0123456789abcdef' as AccountId;
const at = '2026-11-20T01:00:00.000Z' as IsoTime;
const keys = deriveKeys(new Uint8Array(randomBytes(32)));
let dir = '';
let vault: Vault;
let journal: Journal;
let databases = 0;

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

function letter(n: number): Uint8Array {
  const attachment = n % 3 === 0 ? `--b\r\nContent-Type: text/plain; name="a.txt"\r\nContent-Disposition: attachment; filename="a.txt"\r\n\r\nSố: ${n}/TB-UBND\r\n` : '';
  return new TextEncoder().encode(
    `From: Van thu <vanthu${n % 4}@so.gov.vn>\r\nTo: clerk@test.test\r\nReturn-Path: <vanthu${n % 4}@so.gov.vn>\r\nSubject: =?UTF-8?B?${Buffer.from(`${n}/UBND-VX V/v họp giao ban`).toString('base64')}?=\r\n` +
    `MIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\nContent-Type: text/plain; charset=utf-8\r\n\r\nKính gửi: Phòng ${n}\r\n${attachment}--b--\r\n`);
}

/** Ingest on a database of its own name; proposals are noted, attempts go to the journal as main does it. */
function ingestOn(storeName: string): Ingest {
  const ask = async (name: string, input: unknown): Promise<unknown> => {
    const given = input as { readonly after: number; readonly limit: number; readonly letterId: LetterId; readonly parts: readonly PartId[] };
    switch (name) {
      case 'store.key':
        return keys.store;
      case 'journal.read': {
        const { head } = journal;
        const limit = Math.min(given.limit, 7);
        const events = await journal.read(given.after, limit);
        return { events, next: events.length < limit ? Math.max(head, events.at(-1)?.seq ?? 0) : events.at(-1)!.seq, head, chain: 'one' };
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
    fetchEvidence: () => Promise.resolve(null),
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
  const [letters, rows, verdicts, evidence, one, two] = await Promise.all([
    store.readAll(store.state.letters), store.readAll(store.state.rows), store.readAll(store.state.verdicts), store.readMeta('evidence'),
    store.readAll(store.facts.one), store.readAll(store.facts.two),
  ]);
  store.close();
  return { letters, rows, verdicts, evidence, one, two };
}

type Step = { readonly do: 'keep' | 'read' | 'move' | 'place' | 'unflag' | 'act' | 'settle' | 'folders' | 'import' | 'flag' | 'gone' | 'receipt' | 'displayed' | 'erase' | 'policy' | 'work' | 'restart'; readonly n: number };

const steps: fc.Arbitrary<readonly Step[]> = fc.array(fc.record({
  do: fc.constantFrom<Step['do'][]>('keep', 'keep', 'keep', 'flag', 'unflag', 'move', 'place', 'gone', 'act', 'act', 'settle', 'folders', 'import', 'receipt', 'displayed', 'erase', 'policy', 'work', 'restart'), n: fc.nat(5),
}), { minLength: 1, maxLength: 30 });

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

async function entriesOf(step: Step): Promise<readonly JournalEntry[]> {
  const kept = await vault.putBatch(accountId, [letter(step.n)]);
  if (!kept.ok || !kept.value[0]) throw new Error('vault');
  const { letterId, digest, size } = kept.value[0];
  const location = { folder: 'INBOX', uidValidity: '1', uid: step.n + 1 };
  const inJunk = { folder: 'Junk', uidValidity: '7', uid: step.n + 1 };
  switch (step.do) {
    case 'keep':
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
      return [{ kind: 'policy.loaded', policy: { ...defaultPolicy, crlDigests: [], revocationMaxAgeHours: step.n, freeDomains: step.n % 2 ? ['so.gov.vn'] : [] } }];
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
      ingest.close();
      const rebuilt = ingestOn(`rebuilt-${databases}`);
      await settle(rebuilt);
      rebuilt.close();
      expect(await everything(`rebuilt-${databases}`)).toEqual(await everything(lived));
    }), { numRuns: 40, endOnFailure: false });
  }, 120_000);
});
