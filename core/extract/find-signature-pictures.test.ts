import { strToU8, zipSync } from 'fflate';
import { beforeAll, describe, expect, it } from 'vitest';
import { extractAttachment } from './extract-attachment';
import { penPicture, photograph, pngOf, sealPicture } from './fixtures/drawn-picture';
import { testPdfEngine } from './fixtures/test-engine';
import { tinyPdf } from './fixtures/tiny-pdf';
import type { DrawnPicture, TinyPdfOptions, TinyText } from './fixtures/tiny-pdf';
import type { PdfEngine } from './pdf-engine';

let pdf: PdfEngine;
beforeAll(async () => {
  pdf = await testPdfEngine();
});

const block: readonly TinyText[] = [
  { text: 'Số: 12/SNV-VP', x: 70, y: 780 }, { text: 'Kính gửi: Các phòng chuyên môn', x: 100, y: 700 }, { text: 'Nơi nhận:', x: 70, y: 480 },
  { text: 'KT. GIÁM ĐỐC', x: 350, y: 480 }, { text: 'PHÓ GIÁM ĐỐC', x: 350, y: 462 }, { text: 'Họ Tên Người Ký', x: 350, y: 360 },
];
const place = { page: 0, x: 350, y: 380, width: 90, height: 70 };

async function seen(pages: readonly (readonly TinyText[])[], options: TinyPdfOptions): Promise<readonly string[]> {
  const { pictures = [] } = await extractAttachment(tinyPdf(pages, options), { name: 'cong-van.pdf', contentType: 'application/pdf' }, { pdf });
  return pictures.map(({ page, what }) => `${what} ${page}`);
}

const at = (picture: Pick<DrawnPicture, 'side' | 'rgb'>, where: Partial<Omit<DrawnPicture, 'side' | 'rgb'>> = {}): DrawnPicture => ({ ...place, ...where, ...picture });

describe('a picture where a signature stands, in a PDF without signature', () => {
  it('is called a picture of a seal where it is red, of handwriting where it is the stroke of a pen', async () => {
    expect(await seen([block], { drawn: [at(sealPicture)] })).toEqual(['seal 1']);
    expect(await seen([block], { drawn: [at(penPicture)] })).toEqual(['handwriting 1']);
    expect(await seen([block], { drawn: [at(sealPicture, { x: 310 }), at(penPicture)] })).toEqual(['seal 1', 'handwriting 1']);
  });

  it('is found by the foot of a page that names no post', async () => {
    const plain = [{ text: 'Some other letter', x: 70, y: 700 }];
    expect(await seen([plain], { drawn: [at(penPicture, { y: 150 })] })).toEqual(['handwriting 1']);
    expect(await seen([plain], { drawn: [at(penPicture, { y: 600 })] })).toEqual([]);
  });

  it('is not claimed of photographs, of logos in the letterhead, of marks in a line', async () => {
    expect(await seen([block], { drawn: [at(photograph)] })).toEqual([]);
    expect(await seen([block], { drawn: [at(sealPicture, { y: 760 })] })).toEqual([]);
    expect(await seen([block], { drawn: [at(sealPicture, { width: 10, height: 10 })] })).toEqual([]);
  });

  it('is not looked for where the file is signed', async () => {
    expect(await seen([block], { drawn: [at(sealPicture)], signed: true })).toEqual([]);
  });

  it('is named by its page, and a scan by the last page that is one', async () => {
    expect(await seen([[{ text: 'Trang đầu', x: 70, y: 700 }], block], { drawn: [at(sealPicture, { page: 1 })] })).toEqual(['seal 2']);
    expect(await seen([[], []], { pictures: [0, 1] })).toEqual(['scan 2']);
  });

  it('is a seal where one can be made out on a scanned page', async () => {
    expect(await seen([[]], { drawn: [{ page: 0, x: 0, y: 0, width: 595, height: 842, side: 1, rgb: Uint8Array.of(250, 250, 250) }, at(sealPicture, { width: 110, height: 110 })] })).toEqual(['seal 1']);
  });
});

function docx(body: string, picture: Uint8Array, more: Readonly<Record<string, Uint8Array>> = {}): Uint8Array {
  const relationship = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
  return zipSync({
    '[Content_Types].xml': strToU8('<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="png" ContentType="image/png"/><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>'),
    '_rels/.rels': strToU8(`<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type="${relationship}/officeDocument" Target="word/document.xml"/></Relationships>`),
    'word/_rels/document.xml.rels': strToU8(`<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId7" Type="${relationship}/image" Target="media/image1.png"/></Relationships>`),
    'word/media/image1.png': picture,
    'word/document.xml': strToU8(`<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" xmlns:r="${relationship}"><w:body>${body}</w:body></w:document>`),
    ...more,
  });
}

const paragraph = (inside: string): string => `<w:p><w:r>${inside}</w:r></w:p>`;
const words = (text: string): string => paragraph(`<w:t>${text}</w:t>`);
const drawing = paragraph('<w:drawing><wp:inline><wp:extent cx="1270000" cy="1270000"/><a:graphic><a:graphicData><a:blip r:embed="rId7"/></a:graphicData></a:graphic></wp:inline></w:drawing>');

describe('a picture where a signature stands, in a Word file without signature', () => {
  const label = { name: 'cong-van.docx', contentType: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document' };
  const body = [words('Kính gửi: Các phòng'), words('KT. GIÁM ĐỐC'), words('PHÓ GIÁM ĐỐC'), drawing, words('Họ Tên Người Ký')].join('');

  it('is told by its colour', async () => {
    expect((await extractAttachment(docx(body, pngOf(sealPicture)), label, { pdf })).pictures).toEqual([{ page: 1, what: 'seal' }]);
    expect((await extractAttachment(docx(body, pngOf(penPicture)), label, { pdf })).pictures).toEqual([{ page: 1, what: 'handwriting' }]);
    expect((await extractAttachment(docx(body, pngOf(photograph)), label, { pdf })).pictures).toBeUndefined();
  });

  it('is not looked for where the file is signed, nor far from the block', async () => {
    expect((await extractAttachment(docx(body, pngOf(sealPicture), { '_xmlsignatures/sig1.xml': strToU8('<Signature/>') }), label, { pdf })).pictures).toBeUndefined();
    const far = [drawing, ...Array.from({ length: 20 }, () => words('Nội dung')), words('KT. GIÁM ĐỐC'), words('Họ Tên Người Ký')].join('');
    expect((await extractAttachment(docx(far, pngOf(sealPicture)), label, { pdf })).pictures).toBeUndefined();
  });

  it('that is damaged costs the file nothing but its name', async () => {
    expect((await extractAttachment(docx(body, pngOf(sealPicture).subarray(0, 60)), label, { pdf })).pictures).toBeUndefined();
  });
});
