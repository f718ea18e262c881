import { beforeAll, describe, expect, it } from 'vitest';
import { extractPdf } from '../../extract/extract-pdf';
import { testPdfEngine } from '../../extract/fixtures/test-engine';
import type { PdfEngine } from '../../extract/pdf-engine';
import { renderPdfPage } from '../../extract/render-pdf-page';
import type { PdfPageImage } from '../../extract/render-pdf-page';
import { anySignature } from '../fixtures/judge-later';
import { signPdf } from '../fixtures/sign-pdf';
import { flateBody, sampleObjects, streamBody, textOfBytes, writePdf } from '../fixtures/write-pdf';
import type { TestPdf } from '../fixtures/write-pdf';
import { testFonts } from './fixtures/test-fonts';
import type { PdfWriteFailure } from './pdf-write-failure';
import { stampNumber } from './stamp-pdf';
import type { StampText } from './stamp-pdf';

let engine: PdfEngine;
const fonts = testFonts();

beforeAll(async () => {
  engine = await testPdfEngine();
});

const number: StampText = { page: 1, rect: { left: 100, bottom: 600, right: 200, top: 613 }, text: '1077', size: 13, style: 'upright', align: 'left' };

async function stamped(pdf: TestPdf, change: Partial<StampText> = {}): Promise<Uint8Array> {
  const made = await stampNumber(pdf.bytes, { texts: [{ ...number, ...change }], fonts });
  if (!made.ok) throw new Error(made.failure);
  return made.value;
}

async function refused(bytes: Uint8Array, change: Partial<StampText> = {}, given = fonts): Promise<PdfWriteFailure | null> {
  const made = await stampNumber(bytes, { texts: [{ ...number, ...change }], fonts: given });
  return made.ok ? null : made.failure;
}

function text(bytes: Uint8Array): string {
  const read = extractPdf(engine, bytes);
  if (!read.ok) throw new Error(read.failure);
  return read.value.pages[0]?.text ?? '';
}

function drawn(bytes: Uint8Array): PdfPageImage {
  const image = renderPdfPage(engine, bytes, 1, 1);
  if (!image.ok || image.value === null) throw new Error('the page cannot be drawn');
  return image.value;
}

/** Part of a stretch of the picture that is dark; origin at its upper left. */
function ink({ width, rgba }: PdfPageImage, box: { readonly x: number; readonly y: number; readonly width: number; readonly height: number }): number {
  let dark = 0;
  for (let y = box.y; y < box.y + box.height; y += 1) for (let x = box.x; x < box.x + box.width; x += 1) if ((rgba[(y * width + x) * 4] ?? 255) < 128) dark += 1;
  return dark / (box.width * box.height);
}

function page(keys: string, contents: Readonly<Record<number, ReturnType<typeof streamBody>>>): TestPdf {
  return writePdf({ ...sampleObjects(), 3: `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources << /Font << /F1 5 0 R >> >> ${keys} >>`, ...contents });
}

const words = 'BT /F1 24 Tf 72 720 Td (So 12/CV-VP) Tj ET';

describe('a number stamped into a page', () => {
  it.each<readonly [string, () => TestPdf]>([
    ['of one stream', () => writePdf(sampleObjects())],
    ['of a file with object streams', () => writePdf(sampleObjects(), { xref: 'stream', packed: [1, 2, 3, 5] })],
    ['of several streams', () => page('/Contents [4 0 R 6 0 R]', { 4: streamBody('', 'q 1 0 0 1 0 0 cm'), 6: flateBody('', `${words} Q`) })],
    ['whose states are left open', () => page('/Contents 4 0 R', { 4: streamBody('', `q 0.1 0 0 0.1 0 0 cm q 10 0 0 10 0 0 cm ${words}`) })],
    ['whose states are closed too often', () => page('/Contents 4 0 R', { 4: streamBody('', `Q Q ${words} 0.5 0 0 0.5 0 0 cm`) })],
    ['with an inline picture', () => page('/Contents 4 0 R', { 4: streamBody('', `${words} q 10 0 0 10 0 0 cm BI /W 1 /H 1 /CS /G /BPC 8 ID q EI Q`) })],
    ['whose resources are inherited', () => writePdf({ ...sampleObjects(), 2: '<< /Type /Pages /Kids [3 0 R] /Count 1 /MediaBox [0 0 595 842] /Resources 6 0 R >>', 3: '<< /Type /Page /Parent 2 0 R /Contents 4 0 R >>', 6: '<< /Font 7 0 R >>', 7: '<< /F1 5 0 R >>' })],
    ['whose fonts bear the names that would be taken', () => writePdf({ ...sampleObjects(), 3: '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font << /F1 5 0 R /Stampupright 5 0 R >> >> >>' })],
  ])('stands in its place and beside what was there: %s', async (_name, make) => {
    const before = make();
    const after = await stamped(before);
    expect(Buffer.compare(after.subarray(0, before.bytes.length), before.bytes)).toBe(0);
    expect(text(after)).toContain('1077');
    expect(text(after)).toContain('So 12/CV-VP');
    const image = drawn(after);
    expect(ink(image, { x: 100, y: 842 - 610, width: 26, height: 10 })).toBeGreaterThan(0.1);
    expect(ink(image, { x: 140, y: 842 - 610, width: 60, height: 10 })).toBe(0);
    // a subset of the font, not the font
    expect(after.length - before.bytes.length).toBeLessThan(12_000);
  });

  it('alone stands on an empty page', async () => {
    const empty = writePdf({ 1: '<< /Type /Catalog /Pages 2 0 R >>', 2: '<< /Type /Pages /Kids [3 0 R] /Count 1 >>', 3: '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] >>' });
    expect(text(await stamped(empty))).toBe('1077');
  });

  it.each<readonly [number, StampText['rect'], { readonly x: number; readonly y: number; readonly width: number; readonly height: number }]>([
    // places in the page's own space, and where they are seen
    [90, { left: 100, bottom: 300, right: 113, top: 400 }, { x: 300, y: 102, width: 26, height: 10 }],
    [180, { left: 100, bottom: 300, right: 200, top: 313 }, { x: 595 - 200, y: 303, width: 26, height: 10 }],
    [270, { left: 100, bottom: 300, right: 113, top: 400 }, { x: 842 - 400, y: 595 - 111, width: 26, height: 10 }],
  ])('stands upright on a page turned by %i degrees', async (turn, rect, seen) => {
    const after = await stamped(page(`/Contents 4 0 R /Rotate ${turn}`, {}), { rect });
    expect(ink(drawn(after), seen)).toBeGreaterThan(0.1);
  });

  it('may be Vietnamese and Thai, and is read as it was given', async () => {
    expect(text(await stamped(writePdf(sampleObjects()), { text: 'Số 07/QĐ-UBND ngày 05 tháng 11', rect: { ...number.rect, right: 400 } }))).toContain('Số 07/QĐ-UBND ngày 05 tháng 11');
    expect(text(await stamped(writePdf(sampleObjects()), { text: 'ที่ ศธ ๐๔๐๐๑/ว ๑๒ น้ำ', rect: { ...number.rect, right: 400 } }))).toContain('ที่ ศธ ๐๔๐๐๑/ว ๑๒');
  });

  it('is in the middle or at the right of its place where that is asked', async () => {
    const wide = { ...number.rect, right: 300 };
    expect(ink(drawn(await stamped(writePdf(sampleObjects()), { rect: wide, align: 'right' })), { x: 274, y: 842 - 610, width: 26, height: 10 })).toBeGreaterThan(0.1);
    expect(ink(drawn(await stamped(writePdf(sampleObjects()), { rect: wide, align: 'centre' })), { x: 187, y: 842 - 610, width: 26, height: 10 })).toBeGreaterThan(0.1);
  });
});

describe('nothing is stamped, and it is said why,', () => {
  it('where somebody has signed already', async () => {
    expect(await refused(signPdf(writePdf(sampleObjects()), { sign: anySignature }).bytes)).toBe('alreadySigned');
  });

  it.each<readonly [string, PdfWriteFailure, Partial<StampText>]>([
    ['where there is no such page', 'noSuchPage', { page: 2 }],
    ['where the text is wider than its place', 'noRoom', { text: '1077/SGDĐT-KTQLCL-VP', rect: { ...number.rect, right: 130 } }],
    ['where the place has no extent', 'noRoom', { rect: { ...number.rect, right: 100 } }],
    ['where a sign is in no font', 'noFont', { text: '1077 文' }],
  ])('%s', async (_name, failure, change) => {
    expect(await refused(writePdf(sampleObjects()).bytes, change)).toBe(failure);
  });

  it('where Thai is asked for without a Thai font', async () => {
    expect(await refused(writePdf(sampleObjects()).bytes, { text: 'ที่' }, { ...fonts, thai: null })).toBe('noFont');
  });

  it.each(['BT /F1 24 Tf (open) Tj', 'BT /F1 24 Tf (never closed', '/P BMC', `${'q '.repeat(100)}`])('where the drawing of the page cannot be written behind: %s', async (content) => {
    expect(await refused(page('/Contents 4 0 R', { 4: streamBody('', content) }).bytes)).toBe('pageContent');
  });

  it('where nothing was given', async () => {
    expect(await stampNumber(writePdf(sampleObjects()).bytes, { texts: [], fonts })).toEqual({ ok: false, failure: 'nothingToAdd' });
  });

  it('where the file is encrypted', async () => {
    expect(await refused(Buffer.from(textOfBytes(writePdf(sampleObjects(), { trailer: '/Encrypt << /Filter /Standard >>' }).bytes), 'latin1'))).toBe('encrypted');
  });
});
