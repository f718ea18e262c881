import { beforeAll, describe, expect, it } from 'vitest';
import { limits } from '../../core/base/limits';
import { boxesOf } from '../../core/extract/ocr/boxes-of';
import { grayOfRgba, type GrayPicture } from '../../core/extract/ocr/gray-picture';
import type { OcrLanguage } from '../../core/extract/ocr/ocr-language';
import type { PageRead } from '../../core/extract/ocr/read-page';
import { testPdfEngine } from '../../core/extract/fixtures/test-engine';
import type { PdfEngine } from '../../core/extract/pdf-engine';
import type { PartId } from '../../core/model/ids';
import { recognise } from '../../core/recognise/recognise';
import { faxTiff, grayPng, inkOf, scannedPdf } from '../../scripts/desk/scan-files';
import { readyScan } from '../../scripts/desk/scan-letter';
import { answerAsk } from './answer-ask';
import { testReader } from './fixtures/test-reader';
import type { ReadAnswer } from './ocr-messages';
import type { TesseractReader } from './tesseract-reader';

let reader: TesseractReader;
let pdf: PdfEngine;
let vietnamese: GrayPicture;
let thai: GrayPicture;

beforeAll(async () => {
  [reader, pdf] = await Promise.all([testReader(), testPdfEngine()]);
  [vietnamese, thai] = [readyScan('vie'), readyScan('tha')];
});

const ask = (file: Uint8Array, languages: readonly OcrLanguage[], page = 1): Promise<ReadAnswer> => answerAsk({ reader, pdf }, file, { page, languages });

async function read(file: Uint8Array, languages: readonly OcrLanguage[], page = 1): Promise<PageRead> {
  const answer = await ask(file, languages, page);
  if (!answer.ok) throw new Error(answer.failure);
  return answer.value;
}

const documentOf = ({ page }: PageRead) => recognise([{ source: { kind: 'attachment', part: '2' as PartId, page: page.page, ocr: true }, text: page.text }]).documents[0];

/** The head of a letter: less to read. */
function upper(picture: GrayPicture, share: number): GrayPicture {
  const height = Math.round(picture.height * share);
  return { width: picture.width, height, gray: picture.gray.slice(0, picture.width * height) };
}

describe('a scan', () => {
  it('of a Vietnamese letter gives its fields, each with its place on the page', async () => {
    const found = await read(scannedPdf([inkOf(vietnamese)], 150), ['vie', 'tha']);
    expect(found.language).toBe('vie');
    expect(found.page.confidence).toBeGreaterThan(0.85);
    expect(documentOf(found)).toMatchObject({ number: '1077/SGDĐT-KTQLCL', date: '2026-05-15', agency: 'SỞ GIÁO DỤC VÀ ĐÀO TẠO', parentAgency: 'UBND TỈNH SÔNG THƯƠNG' });
    const { text } = found.page;
    // the two columns of the head come one after the other, as PDFs give them
    expect(text.indexOf('V/v hướng dẫn')).toBeLessThan(text.indexOf('CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM'));
    const start = text.indexOf('ngày 15 tháng 5 năm 2026');
    const [place, ...more] = boxesOf(found.page, start, start + 'ngày 15 tháng 5 năm 2026'.length);
    expect(more).toEqual([]);
    // the date stands in the right half of the head
    expect(place?.left).toBeGreaterThan(0.5);
    expect((place?.left ?? 1) + (place?.width ?? 1)).toBeLessThan(0.95);
    expect(place?.height).toBeLessThan(0.05);
  });

  it('of a Thai letter is noticed to be none in Vietnamese, and read', async () => {
    const found = await read(faxTiff([inkOf(vietnamese), inkOf(upper(thai, 0.6))]), ['vie', 'tha'], 2);
    expect(found.language).toBe('tha');
    expect(documentOf(found)).toMatchObject({ type: 'หนังสือภายนอก', number: 'ศธ 04009/ว 1235', date: '2026-05-15', summary: 'ขอเชิญประชุมคณะกรรมการบริหารสถานศึกษา' });
  });

  it('that lies on its head is turned, and its places count on the sheet as it lies', async () => {
    const head = upper(vietnamese, 0.4);
    const found = await read(grayPng({ ...head, gray: head.gray.slice().reverse() }), ['vie']);
    expect(found.page.text).toContain('SỞ GIÁO DỤC VÀ ĐÀO TẠO');
    const start = found.page.text.indexOf('SỞ GIÁO DỤC');
    const places = boxesOf(found.page, start, start + 'SỞ GIÁO DỤC'.length);
    // in the left column of the sheet, so in the right one as it lies
    expect(places).toHaveLength(1);
    expect(places[0]?.left).toBeGreaterThan(0.6);
  });

  it('of a white sheet gives a page without text', async () => {
    const white = grayOfRgba(800, 600, new Uint8Array(800 * 600 * 4).fill(255));
    expect((await read(grayPng(white), ['vie', 'tha'])).page).toMatchObject({ text: '', words: [] });
  });

  it('that does not open, or is larger than any sheet, is named', async () => {
    expect(await ask(faxTiff([inkOf(thai)]).slice(0, 4000), ['vie'])).toEqual({ ok: false, failure: 'pictureBroken' });
    expect(await ask(grayPng(thai).slice(0, 200), ['vie'])).toEqual({ ok: false, failure: 'pictureBroken' });
    expect(await ask(Buffer.from('%PDF-1.4 nothing'), ['vie'])).toEqual({ ok: false, failure: 'pdfBroken' });
    const bomb = new Uint8Array(grayPng(thai));
    new DataView(bomb.buffer).setUint32(16, limits.ocrPixels);
    expect(await ask(bomb, ['vie'])).toEqual({ ok: false, failure: 'pictureTooLarge' });
  });
});
