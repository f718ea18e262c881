import 'fake-indexeddb/auto';
import { randomBytes } from 'node:crypto';
import Dexie from 'dexie';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { GrayPicture } from '../../../core/extract/ocr/gray-picture';
import type { PdfEngine } from '../../../core/extract/pdf-engine';
import { testPdfEngine } from '../../../core/extract/fixtures/test-engine';
import { openContent } from '../../../core/facts/open-content';
import { stageOne } from '../../../core/facts/stage-one';
import { stageTwo } from '../../../core/facts/stage-two';
import type { OcrFacts, StageTwoFacts } from '../../../core/model/facts';
import type { IsoTime, LetterId } from '../../../core/model/ids';
import { readyScan, scanFile, scanLetter } from '../../../scripts/desk/scan-letter';
import { testReading } from '../../ocr/fixtures/test-reader';
import type { PictureReading, ReadAsk } from '../../ocr/ocr-messages';
import { SealedStore } from '../../store/sealed-store';
import type { AskMain } from '../ask-main';
import { OcrDesk } from './ocr-desk';
import type { OcrRow } from './ocr-queue';

const first = '0123456789abcdef0123456789abcdef' as LetterId;
const second = '1123456789abcdef0123456789abcdef' as LetterId;
const inbox: OcrRow = { secret: false, junk: false, trashed: false, outgoing: false, damaged: false };
const at = (minute: number): IsoTime => `2026-11-20T01:${String(minute).padStart(2, '0')}:00.000Z` as IsoTime;

let pdf: PdfEngine;
let reading: PictureReading & { readonly asked: readonly ReadAsk[] };
let storeName: string;
let store: SealedStore;
let desk: OcrDesk;
let journal: string[];
let told: { readonly id: LetterId; readonly what: string }[];
let letters: Map<LetterId, Uint8Array>;

beforeAll(async () => {
  [pdf, reading] = await Promise.all([testPdfEngine(), testReading()]);
});
beforeEach(async () => {
  storeName = `ocr-${randomBytes(4).toString('hex')}`;
  store = await SealedStore.open(new Uint8Array(32).fill(7), storeName);
  [journal, told, letters] = [[], [], new Map()];
  desk = deskWith(reading);
});
afterEach(() => {
  desk.close();
  store.close();
});
afterAll(async () => {
  for (const name of await Dexie.getDatabaseNames()) await Dexie.delete(name);
});

function deskWith(reader: PictureReading, fetchLetter = (id: LetterId): Promise<Uint8Array | null> => Promise.resolve(letters.get(id) ?? null)): OcrDesk {
  const ask = ((name: string, input: { readonly letterId: string; readonly parts?: readonly string[] }) => {
    journal.push(`${name} ${(input.parts ?? []).join()}`.trim());
    return Promise.resolve(null);
  }) as unknown as AskMain;
  return new OcrDesk({
    ask, reader, fetchLetter, tools: () => Promise.resolve({ pdf }), rouse: () => undefined, tell: () => undefined,
    changed: (id, what) => told.push({ id, what }),
  });
}

/** the first lines of a page: quicker to read */
function head(language: 'vie' | 'tha'): GrayPicture {
  const { width, height, gray } = readyScan(language);
  const rows = Math.round(height * 0.3);
  return { width, height: rows, gray: gray.slice(0, width * rows) };
}

const scans = { page: () => readyScan('vie'), vie: () => head('vie'), tha: () => head('tha') };

/** A letter with these pages in one PDF, its first two stages in the store. */
async function keep(id: LetterId, pages: readonly (keyof typeof scans)[]): Promise<StageTwoFacts> {
  const raw = scanLetter({
    from: 'Don vi <donvi@songthuong.example>', to: 'vanthu@nhan.example', subject: 'Gửi công văn', text: 'Xem tệp đính kèm.', messageId: `${id}@songthuong.example`,
    scans: [scanFile('cong-van', 'pdf', pages.map((page) => scans[page]()))],
  });
  letters.set(id, raw);
  const two = await stageTwo({ content: await openContent(raw), tools: { pdf }, skip: new Set() });
  await store.facts.one.put(await store.seal('one', id, await stageOne(raw)));
  await store.facts.two.put(await store.seal('two', id, two));
  return two;
}

async function untilIdle(): Promise<void> {
  do await desk.rest();
  while (await desk.step(store));
}

const factsOf = (id: LetterId): Promise<OcrFacts | null> => store.read<OcrFacts>(store.facts.ocr, id);
const twoOf = (id: LetterId): Promise<StageTwoFacts | null> => store.read<StageTwoFacts>(store.facts.two, id);

describe('the scans of a letter', () => {
  it('are read to its facts, and the letter says what they say', async () => {
    expect((await keep(first, ['page', 'tha'])).recognition.isOfficial).toBe(false);
    desk.offer(first, at(1), inbox);
    expect(desk.stateOf(first)).toBe('waiting');
    await untilIdle();
    const ocr = await factsOf(first);
    expect(ocr).toMatchObject({ done: true, parts: [{ part: '2', member: null, problems: [], pages: [{ page: 1 }, { page: 2 }] }] });
    const two = await twoOf(first);
    const [document] = two?.recognition.documents ?? [];
    expect(document).toMatchObject({ number: '1077/SGDĐT-KTQLCL', date: '2026-05-15', origin: { part: '2', member: null } });
    // every field points into the page it was read from
    const evidence = document?.evidence.find(({ field }) => field === 'number');
    expect(evidence?.source).toEqual({ kind: 'attachment', part: '2', page: 1, ocr: true });
    expect(two?.sources.find(({ source }) => source.kind === 'attachment' && source.page === 1)?.text.slice(evidence?.start, evidence?.end)).toContain('1077/SGDĐT-KTQLCL');
    // the same as if the letter had been opened again
    const content = await openContent(letters.get(first) ?? new Uint8Array());
    expect(two).toEqual(await stageTwo({ content, tools: { pdf }, skip: new Set(), ocr }));
    expect(journal).toEqual(['ingest.attempt 2/ocr', 'ingest.finish']);
    expect(desk.stateOf(first)).toBe('none');
    expect(told.filter(({ what }) => what === 'facts').length).toBeGreaterThan(0);
  });

  it('are read one page at a time, those a person asks for first', async () => {
    await keep(first, ['vie', 'vie']);
    await keep(second, ['tha']);
    desk.offer(first, at(1), inbox);
    desk.offer(second, at(2), inbox);
    desk.want(first, true);
    await desk.step(store);
    expect(desk.stateOf(first)).toBe('reading');
    expect(desk.progress()).toEqual({ type: 'ocr', reading: { letterId: first, page: 1, pages: 2 }, waiting: 1 });
    expect(await desk.step(store)).toBe(false);
    await untilIdle();
    expect((await factsOf(second))?.done).toBe(true);
  });

  it('that a person stops are left, and go on where they were', async () => {
    await keep(first, ['vie', 'tha']);
    desk.offer(first, at(1), inbox);
    await desk.step(store);
    await desk.rest();
    await desk.step(store);
    expect((await factsOf(first))?.parts[0]?.pages.map(({ page }) => page)).toEqual([1]);
    await desk.step(store);
    desk.want(first, false);
    expect(desk.stateOf(first)).toBe('stopped');
    await untilIdle();
    expect((await factsOf(first))?.done).toBe(false);
    // remembered over a restart
    desk.close();
    desk = deskWith(reading);
    await desk.recall(store);
    desk.offer(first, at(1), inbox);
    expect(desk.stateOf(first)).toBe('stopped');
    const before = reading.asked.length;
    desk.want(first, true);
    await untilIdle();
    expect((await factsOf(first))?.done).toBe(true);
    expect(reading.asked.slice(before).map(({ page }) => page)).toEqual([2]);
    // what a person stopped is no attempt that died
    expect(journal.filter((entry) => entry.startsWith('ingest.attempt')).length).toBe(journal.filter((entry) => entry === 'ingest.finish').length);
  });

  it('of a letter with a stamp of secrecy are never read, those in the trash only when asked for', async () => {
    await keep(first, ['tha']);
    await keep(second, ['tha']);
    desk.offer(first, at(1), { ...inbox, secret: true });
    desk.offer(second, at(2), { ...inbox, trashed: true });
    await untilIdle();
    desk.want(first, true);
    await untilIdle();
    expect([await factsOf(first), await factsOf(second)]).toEqual([null, null]);
    desk.want(second, true);
    await untilIdle();
    expect((await factsOf(second))?.done).toBe(true);
  });
});

/** Answers at once with what a page is said to bear. */
function saying(texts: readonly (string | null)[]): PictureReading & { readonly asked: readonly ReadAsk[] } {
  const asked: ReadAsk[] = [];
  return {
    asked, holdsFile: false, drop: () => undefined,
    read(ask) {
      asked.push(ask);
      const text = texts[ask.page - 1] ?? null;
      if (text === null) return Promise.resolve({ ok: false, failure: 'ocrGaveUp' });
      return Promise.resolve({ ok: true, value: { language: 'vie', page: { page: ask.page, text, width: 10, height: 10, words: [], confidence: 0.9 } } });
    },
  };
}

const stamped = 'UBND TỈNH SÔNG THƯƠNG\nSỞ NỘI VỤ\nSố: 12/SNV-VP\nMẬT\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\nSông Thương, ngày 15 tháng 5 năm 2026\nKính gửi: Sở Tài chính\n';

describe('a page', () => {
  it('that bears a stamp of secrecy ends the reading of the letter', async () => {
    await keep(first, ['vie', 'vie', 'vie']);
    const reader = saying(['Phụ lục', stamped, 'Nội dung']);
    desk = deskWith(reader);
    desk.offer(first, at(1), inbox);
    await untilIdle();
    expect(reader.asked.map(({ page }) => page)).toEqual([1, 2]);
    const ocr = await factsOf(first);
    expect(ocr?.done).toBe(true);
    expect(JSON.stringify(ocr)).not.toContain('Nội dung');
    expect((await twoOf(first))?.recognition.documents.some(({ secrecy }) => secrecy === 'MẬT')).toBe(true);
  });

  it('that ends its reader twice is named, and the pages after it are read', async () => {
    await keep(first, ['vie', 'vie']);
    const reader = saying([null, 'Trang hai']);
    desk = deskWith(reader);
    desk.offer(first, at(1), inbox);
    await untilIdle();
    expect(reader.asked.map(({ page }) => page)).toEqual([1, 1, 2]);
    expect(await factsOf(first)).toMatchObject({ done: true, parts: [{ pages: [{ page: 2, text: 'Trang hai' }], problems: [{ code: 'ocrGaveUp', part: '2', detail: '1' }] }] });
  });

  it('has its attempt in the journal before its letter is opened', async () => {
    await keep(first, ['vie']);
    desk = deskWith(saying(['Trang một']), (id) => {
      journal.push('opened');
      return Promise.resolve(letters.get(id) ?? null);
    });
    desk.offer(first, at(1), inbox);
    await untilIdle();
    expect(journal).toEqual(['ingest.attempt 2/ocr', 'opened', 'ingest.finish']);
  });

  it('of a letter that does not open any more is named, and leaves no attempt behind', async () => {
    await keep(first, ['vie']);
    desk = deskWith(saying(['Trang một']), () => Promise.resolve(null));
    desk.offer(first, at(1), inbox);
    await untilIdle();
    expect((await factsOf(first))?.parts[0]?.problems).toEqual([{ code: 'couldNotBeOpened', part: '2', detail: '1' }]);
    expect(journal).toEqual(['ingest.attempt 2/ocr', 'ingest.finish']);
  });

  it('that ended the whole worker twice is given up without another try', async () => {
    await keep(first, ['vie', 'vie']);
    await store.state.letters.put(await store.seal('letters', first, { attempts: { '2/ocr': 2 } }));
    const reader = saying(['Trang một', 'Trang hai']);
    desk = deskWith(reader);
    desk.offer(first, at(1), inbox);
    await desk.step(store);
    expect(reader.asked).toEqual([]);
    expect((await factsOf(first))?.parts[0]?.problems).toEqual([{ code: 'ocrGaveUp', part: '2', detail: '1' }]);
    // the journal forgets the attempts, and so does its fold
    expect(journal).toEqual(['ingest.finish']);
    await store.state.letters.put(await store.seal('letters', first, { attempts: {} }));
    await untilIdle();
    expect(reader.asked.map(({ page }) => page)).toEqual([2]);
  });

  it('that cannot be read here, for want of the engine, waits for nothing', async () => {
    await keep(first, ['vie']);
    desk = deskWith({ holdsFile: false, drop: () => undefined, read: () => Promise.resolve({ ok: false, failure: 'ocrMissing' }) });
    desk.offer(first, at(1), inbox);
    await untilIdle();
    expect([desk.stateOf(first), desk.progress()]).toEqual(['stopped', { type: 'ocr', reading: null, waiting: 0 }]);
    // nothing is said of the page: another run may have the engine
    expect(await factsOf(first)).toBeNull();
    expect(journal).toEqual(['ingest.attempt 2/ocr', 'ingest.finish']);
  });

  it('that is the second of its file to end the whole worker takes the rest of the file with it', async () => {
    await keep(first, ['vie', 'vie', 'vie', 'vie']);
    await store.state.letters.put(await store.seal('letters', first, { attempts: { '2/ocr': 2 } }));
    const reader = saying(['Trang một', 'Trang hai', 'Trang ba', 'Trang bốn']);
    desk = deskWith(reader);
    desk.offer(first, at(1), inbox);
    await desk.step(store);
    expect((await factsOf(first))?.parts[0]?.problems.map(({ detail }) => detail)).toEqual(['1']);
    // the next page ended it twice as well
    await desk.step(store);
    expect(reader.asked).toEqual([]);
    expect(await factsOf(first)).toMatchObject({ done: true, parts: [{ problems: ['1', '2', '3', '4'].map((detail) => ({ code: 'ocrGaveUp', detail })) }] });
  });

  it('of a file that does not open any more is opened once, not once for each of its pages', async () => {
    await keep(first, ['vie', 'vie', 'vie']);
    let opened = 0;
    desk = deskWith(saying([]), () => {
      opened += 1;
      return Promise.resolve(null);
    });
    desk.offer(first, at(1), inbox);
    await untilIdle();
    expect([opened, (await factsOf(first))?.parts[0]?.problems.length]).toEqual([1, 3]);
  });
});
