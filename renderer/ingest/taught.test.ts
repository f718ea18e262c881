import 'fake-indexeddb/auto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { defaultPolicy } from '../../core/acknowledge/default-policy';
import type { ListQuery, ListRequest, ListRow } from '../../core/contract/list';
import type { Correction } from '../../core/model/correction';
import type { AccountId, CorrectionId, Digest, IsoTime, LetterId } from '../../core/model/ids';
import type { JournalEntry, JournalEvent } from '../../core/model/journal';
import { letter as officialText, type LetterParts } from '../../core/recognise/fixtures/letters';
import { SealedStore } from '../store/sealed-store';
import type { AskMain } from './ask-main';
import { askList } from './fixtures/ask-list';
import { Ingest } from './ingest';

const accountId = '0123456789abcdef' as AccountId;
const at = '2026-11-20T01:00:00.000Z' as IsoTime;
const key = new Uint8Array(32).fill(9);
const idOf = (n: number): LetterId => n.toString(16).padStart(32, '0') as LetterId;
type Asked<Type extends ListRequest['type']> = Extract<ListRequest, { readonly type: Type; readonly id: string }>;

let runs = 0;
let events: JournalEvent[] = [];
let raws = new Map<LetterId, Buffer>();
let ingest: Ingest;

beforeEach(() => {
  runs += 1;
  events = [];
  raws = new Map();
  const ask = (name: string, input: unknown): Promise<unknown> => {
    if (name === 'store.key') return Promise.resolve(key);
    if (name === 'journal.read') return Promise.resolve({ events: events.slice((input as { readonly after: number }).after), next: events.length, head: events.length, chain: 'one' });
    return Promise.resolve(null);
  };
  ingest = new Ingest({
    ask: ask as AskMain, busy: () => undefined, fetchLetter: (id) => Promise.resolve(raws.get(id) ?? null), fetchEvidence: () => Promise.resolve(null), tools: () => Promise.resolve({ pdf: null }), storeName: `taught-${runs}`,
  });
  write({ kind: 'policy.loaded', policy: { ...defaultPolicy, crlDigests: [], officialDomains: ['so.gov.vn'] } });
});
afterEach(() => ingest.close());

function write(...entries: readonly JournalEntry[]): void {
  for (const entry of entries) events.push({ ...entry, seq: events.length + 1, at });
}

function keep(n: number, parts: Partial<LetterParts>, from = 'vanthu@so.gov.vn'): void {
  const text = officialText({ heading: '', number: `${n}/SNV-VP`, topic: 'việc họp giao ban', addressees: ['Các phòng'], ...parts });
  raws.set(idOf(n), Buffer.from(`From: Unit <${from}>\r\nTo: clerk@test.test\r\nSubject: Letter\r\nContent-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: base64\r\n\r\n${Buffer.from(text).toString('base64')}\r\n`));
  write({ kind: 'letter.kept', letter: { letterId: idOf(n), accountId, digest: n.toString(16).padStart(64, '0') as Digest, size: 1000, location: { folder: 'INBOX', uidValidity: '1', uid: n }, internalDate: at, keptAt: at, flags: [] } });
}

function correct(n: number, change: Pick<Correction, 'field' | 'was' | 'value'>): CorrectionId {
  const correctionId = events.length.toString(16).padStart(16, '0') as CorrectionId;
  write({ kind: 'field.corrected', letterId: idOf(n), correction: { ...change, correctionId, document: { digest: null, number: `${n}/SNV-VP`, type: 'Công văn' }, sender: 'vanthu@so.gov.vn', unitKey: 'name:so noi vu' } });
  return correctionId;
}

async function rows(query: Partial<ListQuery> = {}): Promise<readonly ListRow[]> {
  ingest.wake();
  await ingest.workUntilIdle();
  return (await askList<Asked<'query'>>({ type: 'query', query: { accountId: null, queue: 'all', folder: null, search: '', ...query }, from: 0, to: 100 })).rows;
}

async function row(n: number): Promise<ListRow> {
  const found = (await rows()).find(({ letterId }) => letterId === idOf(n));
  if (!found) throw new Error('no row');
  return found;
}

const toLongAn = { field: 'agency', was: 'SỞ NỘI VỤ', value: 'Sở Nội vụ Long An' } as const;

describe('what a person taught', () => {
  it('shows in the letter at once, is found by its new words, and is gone when taken back', async () => {
    keep(1, {});
    expect(await row(1)).toMatchObject({ unit: 'SỞ NỘI VỤ', corrected: false });
    const correctionId = correct(1, toLongAn);
    expect(await row(1)).toMatchObject({ unit: 'Sở Nội vụ Long An', corrected: true });
    expect(await rows({ search: 'noi vu long an' })).toHaveLength(1);
    write({ kind: 'correction.undone', letterId: idOf(1), correctionId });
    expect(await row(1)).toMatchObject({ unit: 'SỞ NỘI VỤ', corrected: false });
  });

  it('twice becomes a rule that shows in every letter of the sender, until a person stops it or a letter it came of is erased', async () => {
    for (const n of [1, 2, 3]) keep(n, {});
    keep(4, {}, 'other@so.gov.vn');
    correct(1, toLongAn);
    expect((await row(3)).unit).toBe('SỞ NỘI VỤ');
    correct(2, toLongAn);
    expect(await row(3)).toMatchObject({ unit: 'Sở Nội vụ Long An', corrected: true });
    expect((await row(4)).unit).toBe('SỞ NỘI VỤ');
    const { rules: [rule] } = await askList<Asked<'rules'>>({ type: 'rules' });
    write({ kind: 'rule.stopped', ruleId: rule!.ruleId, stopped: true });
    expect((await row(3)).unit).toBe('SỞ NỘI VỤ');
    write({ kind: 'rule.stopped', ruleId: rule!.ruleId, stopped: false });
    expect((await row(3)).unit).toBe('Sở Nội vụ Long An');
    write({ kind: 'letter.erased', letterId: idOf(2) });
    expect((await row(3)).unit).toBe('SỞ NỘI VỤ');
    expect((await askList<Asked<'rules'>>({ type: 'rules' })).rules).toEqual([]);
  });

  it('of a number ties letters anew: a corrected number is the number', async () => {
    keep(1, {});
    keep(2, {});
    expect((await row(1)).arrivals).toBe(1);
    correct(2, { field: 'number', was: '2/SNV-VP', value: '1/SNV-VP' });
    expect([(await row(1)).arrivals, (await row(2)).arrivals]).toEqual([2, 2]);
    expect(await rows({ queue: 'duplicates' })).toHaveLength(2);
  });

  it('takes a stamp back, and nothing else makes a secret an ordinary letter', async () => {
    keep(1, { stamp: 'MẬT' });
    expect(await row(1)).toMatchObject({ secret: true, secrecy: 'MẬT', ocr: 'none' });
    expect(await rows({ queue: 'official' })).toEqual([]);
    expect(await rows({ search: 'giao ban' })).toEqual([]);
    correct(1, { field: 'secrecy', was: 'MẬT', value: null });
    expect(await row(1)).toMatchObject({ secret: false, secrecy: null });
    expect(await rows({ queue: 'official', search: 'giao ban' })).toHaveLength(1);
  });
});

describe('an erased letter', () => {
  it('leaves nothing in the store, and no other letter hangs together with it', async () => {
    keep(1, {});
    keep(2, { number: '1/SNV-VP' });
    correct(2, toLongAn);
    correct(2, { field: 'agency', was: 'Sở Nội vụ Long An', value: 'SỞ NỘI VỤ' });
    expect((await row(1)).arrivals).toBe(2);
    raws.delete(idOf(2));
    write({ kind: 'letter.erased', letterId: idOf(2) });
    expect((await row(1)).arrivals).toBe(1);
    expect((await askList<Asked<'related'>>({ type: 'related', letterId: idOf(1) })).related.arrivals).toEqual([]);
    const store = await SealedStore.open(key, `taught-${runs}`);
    const { state, facts } = store;
    const left = await Promise.all([state.letters, state.rows, state.verdicts, facts.one, facts.two, facts.ocr].map((table) => table.get(idOf(2))));
    expect(left).toEqual(left.map(() => undefined));
    expect(await store.readMeta('corrections')).toEqual({ corrections: [], stoppedRules: [] });
    store.close();
  });
});

describe('units', () => {
  it('are those that letters came from, newest first, and those the directory knows, found by every name', async () => {
    keep(1, {});
    write({ kind: 'units.saved', units: [{ unitId: 'a'.repeat(16) as never, name: 'Sở Tư pháp', aliases: ['Department of Justice'], symbols: ['STP'], codes: [], parentId: null, domains: [], addresses: [], phones: [], people: [], groups: [], validFrom: null, validTo: null, successors: [], source: 'person' }] });
    await rows();
    const units = async (search: string): Promise<unknown> => (await askList<Asked<'units'>>({ type: 'units', search })).units.map(({ name, letters, unread }) => [name, letters, unread]);
    expect(await units('')).toEqual([['SỞ NỘI VỤ', 1, 1], ['Sở Tư pháp', 0, 0]]);
    expect(await units('justice')).toEqual([['Sở Tư pháp', 0, 0]]);
  });
});

it('a table that is none is answered as such', async () => {
  await rows();
  expect((await askList<Asked<'table'>>({ type: 'table', name: 'units.csv', bytes: new TextEncoder().encode('Mã,Tên\r\n1,Sở Nội vụ\r\n') })).table).toEqual({ ok: true, rows: [['Mã', 'Tên'], ['1', 'Sở Nội vụ']] });
  expect((await askList<Asked<'table'>>({ type: 'table', name: 'units.xlsx', bytes: new Uint8Array([0x50, 0x4b, 3, 4, 0, 0]) })).table.ok).toBe(false);
});
