import { zipSync } from 'fflate';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { pagesChannelName, type PagesAnswer, type PagesQuestion, type PagesRequest } from '../../../core/contract/pages';
import { extractPdf } from '../../../core/extract/extract-pdf';
import { testPdfEngine } from '../../../core/extract/fixtures/test-engine';
import { tinyPdf } from '../../../core/extract/fixtures/tiny-pdf';
import type { PdfEngine } from '../../../core/extract/pdf-engine';
import { openContent } from '../../../core/facts/open-content';
import { parseLetter } from '../../../core/letter/parse-letter';
import type { LetterId, PartId } from '../../../core/model/ids';
import { PageDesk } from './page-desk';

const letterId = '0123456789abcdef0123456789abcdef' as LetterId;
const pdf = tinyPdf([
  [{ text: 'Số: 1077/SGDĐT-KTQLCL', x: 60, y: 760 }, { text: 'V/v sử dụng thư điện tử', x: 60, y: 740 }],
  [{ text: 'KT. GIÁM ĐỐC', x: 350, y: 300 }],
]);

function letterWith(bytes: Uint8Array): Uint8Array {
  const lines = Buffer.from(bytes).toString('base64').replace(/.{76}/g, '$&\r\n');
  return new TextEncoder().encode(
    'From: a@so.gov.vn\r\nSubject: x\r\nMIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\nContent-Type: text/plain\r\n\r\nxin gui\r\n' +
    `--b\r\nContent-Type: application/pdf; name="a.pdf"\r\nContent-Transfer-Encoding: base64\r\nContent-Disposition: attachment; filename="a.pdf"\r\n\r\n${lines}\r\n--b--\r\n`);
}

let engine: PdfEngine;
let window: BroadcastChannel;
let answers: PagesAnswer[];
let reads: ({ readonly from: number; readonly to: number } | null)[];
let busy: (string | null)[];
let dropped: number;
let desk: PageDesk;
let letter: Uint8Array;

beforeEach(async () => {
  engine = await testPdfEngine();
  [answers, reads, busy, dropped, letter] = [[], [], [], 0, letterWith(pdf)];
  window = new BroadcastChannel(pagesChannelName);
  window.onmessage = (event) => void answers.push((event as MessageEvent<PagesAnswer>).data);
  desk = new PageDesk({
    read: (_id, range) => {
      reads.push(range);
      return Promise.resolve(range === null ? letter : letter.slice(range.from, range.to));
    },
    engine: () => Promise.resolve(engine),
    dropEngine: () => (dropped += 1),
    busy: (of) => busy.push(of),
    rouse: () => undefined,
  });
});
afterEach(() => {
  desk.close();
  window.close();
});

async function until(isTrue: () => boolean): Promise<void> {
  while (!isTrue()) await new Promise((resolve) => setTimeout(resolve, 5));
}

/** What the desk answers to this question, in whatever order it answers others. */
async function ask(question: PagesQuestion): Promise<PagesAnswer> {
  window.postMessage(question satisfies PagesRequest);
  const answerOf = () => answers.find((one) => one.type !== 'awake' && one.type !== 'begun' && one.id === question.id);
  await until(() => {
    void desk.serve();
    return answerOf() !== undefined;
  });
  return answerOf()!;
}

const of = { letterId, part: '2' as PartId };

describe('the page desk', () => {
  it('says how many pages there are and how large they are', async () => {
    expect(await ask({ type: 'outline', id: '1', ...of })).toEqual({
      type: 'outlined', id: '1', answer: { ok: true, value: { pageCount: 2, pages: [{ width: 595, height: 842 }, { width: 595, height: 842 }] } },
    });
  });

  it('draws a page at the scale that was asked for', async () => {
    const drawn = await ask({ type: 'picture', id: '1', page: 2, scale: 0.5, ...of });
    if (drawn.type !== 'drawn' || !drawn.answer.ok) throw new Error('not drawn');
    const { width, height, rgba } = drawn.answer.value;
    expect([width, height]).toEqual([297, 421]);
    expect(rgba).toHaveLength(297 * 421 * 4);
    expect(rgba.slice(0, 4)).toEqual(new Uint8ClampedArray([255, 255, 255, 255]));
    // once while the letter is opened, once while the page is drawn
    expect(busy).toEqual([letterId, null, letterId, null]);
  });

  it('tells where words with Vietnamese marks stand, as fractions of the page', async () => {
    const text = extractPdf(engine, pdf);
    const words = text.ok ? text.value.pages[0]!.text : '';
    const start = words.indexOf('1077/SGDĐT-KTQLCL');
    const placed = await ask({ type: 'places', id: '1', page: 1, ranges: [{ start, end: start + '1077/SGDĐT-KTQLCL'.length }], ...of });
    if (placed.type !== 'placed' || !placed.answer.ok) throw new Error('not placed');
    const [place] = placed.answer.value;
    // every character is 6 points wide; four stand before the number, which begins at 60; its baseline is 760 of 842 up
    expect(place!.left).toBeCloseTo((60 + 4 * 6) / 595, 2);
    expect(place!.width).toBeCloseTo((17 * 6) / 595, 2);
    expect(place!.top).toBeLessThan(1 - 760 / 842);
    expect(place!.top + place!.height).toBeGreaterThanOrEqual(1 - 761 / 842);
    expect(placed.answer.value).toHaveLength(1);
  });

  it('shows pages of a file inside an archive, hands that file out, and nothing that is not in it', async () => {
    letter = letterWith(zipSync({ 'cv/12.pdf': pdf }));
    const member = { ...of, member: 'cv/12.pdf' };
    const outlined = await ask({ type: 'outline', id: '1', ...member });
    expect(outlined.type === 'outlined' && outlined.answer.ok && outlined.answer.value.pageCount).toBe(2);
    const filed = await ask({ type: 'file', id: '2', ...member });
    expect(filed.type === 'filed' && filed.answer.ok && Buffer.from(filed.answer.value).equals(Buffer.from(pdf))).toBe(true);
    expect(await ask({ type: 'file', id: '3', ...of, member: '../12.pdf' })).toEqual({ type: 'filed', id: '3', answer: { ok: false, failure: 'noSuchPart' } });
    expect(busy.at(-1)).toBeNull();
  });

  it('hands out a file of a letter that our key opens, and no more once the key is gone', async () => {
    const closed = letter;
    let hasKey = true;
    desk.close();
    desk = new PageDesk({
      read: (_id, range) => Promise.resolve(range === null ? closed : closed.slice(range.from, range.to)),
      open: async (raw) => ({ ...(await openContent(raw)), ...(hasKey ? {} : { parsed: parseLetter(new TextEncoder().encode('Subject: x\r\n\r\nx')) }), wrapped: true }),
      engine: () => Promise.resolve(engine), dropEngine: () => undefined, busy: (one) => busy.push(one), rouse: () => undefined,
    });
    const filed = await ask({ type: 'file', id: '1', ...of });
    expect(filed.type === 'filed' && filed.answer.ok && Buffer.from(filed.answer.value).equals(Buffer.from(pdf))).toBe(true);
    // what is wrapped is hostile input before it is opened: the window watches
    expect(busy).toEqual([letterId, null]);
    hasKey = false;
    desk.forget();
    expect(await ask({ type: 'file', id: '2', ...of })).toEqual({ type: 'filed', id: '2', answer: { ok: false, failure: 'noSuchPart' } });
  });

  it('shows the beginning of a file that was signed as a file of its own, whatever was put behind it', async () => {
    letter = letterWith(new Uint8Array(Buffer.concat([Buffer.from(pdf), Buffer.from(tinyPdf([[{ text: 'x', x: 10, y: 10 }]]))])));
    const signed = { ...of, upTo: pdf.byteLength };
    const outlined = await ask({ type: 'outline', id: '1', ...signed });
    expect(outlined.type === 'outlined' && outlined.answer.ok && outlined.answer.value.pageCount).toBe(2);
    const filed = await ask({ type: 'file', id: '2', ...signed });
    expect(filed.type === 'filed' && filed.answer.ok && Buffer.from(filed.answer.value).equals(Buffer.from(pdf))).toBe(true);
    const whole = await ask({ type: 'outline', id: '3', ...of });
    expect(whole.type === 'outlined' && whole.answer.ok && whole.answer.value.pageCount).toBe(1);
  });

  it('reads a letter whole once, and from then on only the range of a part', async () => {
    letter = letterWith(tinyPdf([[{ text: 'x', x: 10, y: 10 }]]));
    const other = '1123456789abcdef0123456789abcdef' as LetterId;
    await ask({ type: 'outline', id: '1', ...of });
    await ask({ type: 'outline', id: '2', ...of });
    expect(reads).toEqual([null]);
    const start = Buffer.from(letter).indexOf('JVBER');
    await ask({ type: 'outline', id: '3', letterId: other, part: '1' as PartId });
    const last = await ask({ type: 'outline', id: '4', letterId: other, part: '2' as PartId });
    expect(last).toMatchObject({ answer: { ok: true, value: { pageCount: 1 } } });
    expect(reads).toHaveLength(3);
    expect(reads[2]!.from).toBe(start);
  });

  it('names what cannot be shown and goes on', async () => {
    expect(await ask({ type: 'outline', id: '1', letterId, part: '1' as PartId })).toMatchObject({ type: 'outlined', answer: { ok: false, failure: 'pdfBroken' } });
    expect(await ask({ type: 'outline', id: '2', letterId, part: '7' as PartId })).toMatchObject({ answer: { ok: false, failure: 'noSuchPart' } });
    expect(await ask({ type: 'picture', id: '3', page: 9, scale: 1, ...of })).toMatchObject({ type: 'drawn', answer: { ok: false, failure: 'pageBroken' } });
    expect(await ask({ type: 'places', id: '4', page: 9, ranges: [{ start: 0, end: 1 }], ...of })).toMatchObject({ type: 'placed', answer: { ok: false, failure: 'pageBroken' } });
    expect(await ask({ type: 'picture', id: '5', page: 1, scale: 0.1, ...of })).toMatchObject({ answer: { ok: true } });
  });

  it('survives a page that breaks the engine, and asks for another engine', async () => {
    const whole = engine;
    engine = { module: { pdfium: { wasmExports: { malloc: () => { throw new WebAssembly.RuntimeError('memory access out of bounds'); } } } } } as unknown as PdfEngine;
    expect(await ask({ type: 'picture', id: '1', page: 1, scale: 1, ...of })).toMatchObject({ answer: { ok: false, failure: 'engineFailed' } });
    expect(dropped).toBe(1);
    engine = whole;
    expect(await ask({ type: 'picture', id: '2', page: 1, scale: 0.1, ...of })).toMatchObject({ answer: { ok: true } });
  });

  it('says before each page that it begins, so that a page that ends the worker is known', async () => {
    await ask({ type: 'picture', id: '1', page: 1, scale: 0.1, ...of });
    expect(answers.map((answer) => answer.type)).toEqual(['awake', 'begun', 'drawn']);
  });

  it('does not draw what is no longer wanted', async () => {
    window.postMessage({ type: 'picture', id: '1', page: 1, scale: 1, ...of } satisfies PagesRequest);
    window.postMessage({ type: 'cancel', id: '1' } satisfies PagesRequest);
    await ask({ type: 'outline', id: '2', ...of });
    expect(answers.some((answer) => 'id' in answer && answer.id === '1')).toBe(false);
  });
});
