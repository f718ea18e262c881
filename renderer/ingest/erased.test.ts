import 'fake-indexeddb/auto';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { defaultPolicy } from '../../core/acknowledge/default-policy';
import type { ListRequest, ListRow } from '../../core/contract/list';
import type { AccountId, Digest, IsoTime, LetterId } from '../../core/model/ids';
import type { JournalEntry, JournalEvent } from '../../core/model/journal';
import type { KeptLetter } from '../../core/model/letter';
import { letter as officialText } from '../../core/recognise/fixtures/letters';
import { SealedStore } from '../store/sealed-store';
import type { AskMain } from './ask-main';
import { askList } from './fixtures/ask-list';
import { Ingest } from './ingest';

const accountId = '0123456789abcdef' as AccountId;
const at = '2026-11-20T01:00:00.000Z' as IsoTime;
const key = new Uint8Array(32).fill(9);
const letterId = '1'.padStart(32, '0') as LetterId;
const raw = Buffer.from(`From: Unit <vanthu@so.gov.vn>\r\nTo: clerk@test.test\r\nSubject: Letter\r\nContent-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: base64\r\n\r\n${Buffer.from(officialText({ heading: '', number: '1/SNV-VP', topic: 'việc họp giao ban', addressees: ['Các phòng'] })).toString('base64')}\r\n`);

let stores = 0;
let events: JournalEvent[] = [];
let ingest: Ingest;

beforeEach(() => {
  stores += 1;
  events = [];
  ingest = ingestOn(`erased-${stores}`);
  write({ kind: 'policy.loaded', policy: { ...defaultPolicy, crlDigests: [] } });
});
afterEach(() => {
  vi.restoreAllMocks();
  ingest.close();
});

function ingestOn(storeName: string): Ingest {
  const ask = (name: string, input: unknown): Promise<unknown> => {
    if (name === 'store.key') return Promise.resolve(key);
    if (name === 'journal.read') return Promise.resolve({ events: events.slice((input as { readonly after: number }).after), next: events.length, head: events.length, chain: 'one' });
    return Promise.resolve(null);
  };
  return new Ingest({ ask: ask as AskMain, busy: () => undefined, fetchLetter: () => Promise.resolve(raw), fetchEvidence: () => Promise.resolve(null), tools: () => Promise.resolve({ pdf: null }), storeName });
}

function write(...entries: readonly JournalEntry[]): void {
  for (const entry of entries) events.push({ ...entry, seq: events.length + 1, at });
}

function kept(more: Partial<KeptLetter> = {}): JournalEntry {
  return { kind: 'letter.kept', letter: { letterId, accountId, digest: '1'.padStart(64, '0') as Digest, size: raw.length, location: { folder: 'INBOX', uidValidity: '1', uid: 7 }, internalDate: at, keptAt: at, flags: [], ...more } };
}

async function settle(): Promise<void> {
  ingest.wake();
  await ingest.workUntilIdle();
}

async function rows(): Promise<readonly ListRow[]> {
  await settle();
  return (await askList<Extract<ListRequest, { readonly type: 'query' }>>({ type: 'query', query: { accountId: null, queue: 'all', folder: null, search: '' }, from: 0, to: 100 })).rows;
}

describe('a letter that is erased', () => {
  it('leaves nothing of its words behind, also where the program dies while they are destroyed', async () => {
    write(kept());
    await settle();
    write({ kind: 'letter.erased', letterId });
    const destroy = IDBObjectStore.prototype.delete;
    vi.spyOn(IDBObjectStore.prototype, 'delete').mockImplementation(function (this: IDBObjectStore, one) {
      if (this.name === 'one') throw new Error('the program died');
      return destroy.call(this, one);
    });
    await expect(settle()).rejects.toThrow();
    vi.restoreAllMocks();
    ingest.close();
    ingest = ingestOn(`erased-${stores}`);
    await settle();
    const store = await SealedStore.open(key, `erased-${stores}`);
    const left = await Promise.all([store.facts.one, store.facts.two, store.facts.ocr, store.state.rows, store.state.letters, store.state.verdicts].map((table) => table.count()));
    store.close();
    expect(left).toEqual([0, 0, 0, 0, 0, 0]);
  });

  it('and brought along from files again is the letter of the files, as if it had never been here', async () => {
    write(kept());
    await settle();
    write({ kind: 'letter.erased', letterId }, kept({ origin: 'import', internalDate: '2026-01-02T03:04:05.000Z' as IsoTime, location: { folder: 'Old', uidValidity: 'import', uid: 1 } }));
    const now = await rows();
    ingest.close();
    ingest = ingestOn(`erased-${stores}-anew`);
    expect(now).toEqual(await rows());
    expect(now).toMatchObject([{ imported: true, arrivedAt: '2026-01-02T03:04:05.000Z' }]);
  });
});
