import 'fake-indexeddb/auto';
import { afterEach, beforeAll, beforeEach, expect, it } from 'vitest';
import { testPdfEngine } from '../../core/extract/fixtures/test-engine';
import type { PdfEngine } from '../../core/extract/pdf-engine';
import type { ListRow } from '../../core/contract/list';
import type { AccountId, Digest, IsoTime, LetterId } from '../../core/model/ids';
import type { JournalEntry, JournalEvent } from '../../core/model/journal';
import { readyScan, scanFile, scanLetter } from '../../scripts/desk/scan-letter';
import { testReading } from '../ocr/fixtures/test-reader';
import type { PictureReading } from '../ocr/ocr-messages';
import { SealedStore } from '../store/sealed-store';
import type { AskMain } from './ask-main';
import { askList } from './fixtures/ask-list';
import { Ingest } from './ingest';

const letterId = 'e'.repeat(32) as LetterId;
const accountId = '0123456789abcdef' as AccountId;
const at = '2026-11-20T01:00:00.000Z' as IsoTime;
const key = new Uint8Array(32).fill(5);

let pdf: PdfEngine;
let pictures: PictureReading;
let raw: Uint8Array;
let events: JournalEvent[] = [];
let ingest: Ingest;

beforeAll(async () => {
  [pdf, pictures] = await Promise.all([testPdfEngine(), testReading()]);
  const { width, height, gray } = readyScan('vie');
  const rows = Math.round(height * 0.3);
  const head = { width, height: rows, gray: gray.slice(0, width * rows) };
  raw = scanLetter({ from: 'Don vi <donvi@songthuong.example>', to: 'vanthu@nhan.example', subject: 'Gửi công văn', text: 'Xem tệp đính kèm.', messageId: 'scan@songthuong.example', scans: [scanFile('cong-van', 'pdf', [head])] });
});
beforeEach(() => {
  const ask = (name: string, input: unknown): Promise<unknown> => {
    if (name === 'store.key') return Promise.resolve(key);
    if (name === 'journal.read') return Promise.resolve({ events: events.slice((input as { readonly after: number }).after), next: events.length, head: events.length, chain: 'one' });
    return Promise.resolve(null);
  };
  events = [];
  ingest = new Ingest({ ask: ask as AskMain, busy: () => undefined, fetchLetter: () => Promise.resolve(raw), fetchEvidence: () => Promise.resolve(null), tools: () => Promise.resolve({ pdf }), pictures, storeName: 'scans' });
});
afterEach(() => ingest.close());

function write(...entries: readonly JournalEntry[]): void {
  for (const entry of entries) events.push({ ...entry, seq: events.length + 1, at });
}

async function row(): Promise<ListRow | undefined> {
  ingest.wake();
  await ingest.workUntilIdle();
  return (await askList<{ readonly type: 'letters'; readonly id: string; readonly letterIds: readonly LetterId[] }>({ type: 'letters', letterIds: [letterId] })).rows[0];
}

it('a scan is read when nothing else is to be done, and then the letter is the document it shows; erased, nothing of it is left', async () => {
  write({ kind: 'letter.kept', letter: { letterId, accountId, digest: 'd'.repeat(64) as Digest, size: raw.length, location: { folder: 'INBOX', uidValidity: '1', uid: 5 }, internalDate: at, keptAt: at, flags: [] } });
  let now = await row();
  while (now?.ocr !== 'read') {
    await new Promise((resolve) => setTimeout(resolve, 20));
    now = await row();
  }
  expect(now).toMatchObject({ official: true, ocr: 'read', number: '1077/SGDĐT-KTQLCL' });
  write({ kind: 'letter.erased', letterId });
  expect(await row()).toBeUndefined();
  const store = await SealedStore.open(key, 'scans');
  expect(await Promise.all([store.facts.one, store.facts.two, store.facts.ocr].map((table) => table.count()))).toEqual([0, 0, 0]);
  store.close();
});
