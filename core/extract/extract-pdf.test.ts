import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { limits } from '../base/limits';
import { inFont } from '../letter/fixtures/in-font';
import { extractPdf } from './extract-pdf';
import { testPdfEngine } from './fixtures/test-engine';
import { tinyPdf } from './fixtures/tiny-pdf';
import type { TinyText } from './fixtures/tiny-pdf';
import { heap, pdfSignatureCount } from './pdf-engine';
import type { PdfEngine } from './pdf-engine';
import { pdfTextBoxes, renderPdfPage } from './render-pdf-page';

let engine: PdfEngine;
beforeAll(async () => {
  engine = await testPdfEngine();
});

const letterhead: readonly TinyText[] = [
  { text: 'SỞ GIÁO DỤC VÀ ĐÀO TẠO', x: 60, y: 780 },
  { text: 'CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM', x: 270, y: 780 },
  { text: 'Số: 1077/SGDĐT-KTQLCL', x: 70, y: 750 },
  { text: 'Hà Nội, ngày 21 tháng 11 năm 2026', x: 290, y: 750 },
  { text: 'V/v hướng dẫn tổ chức', x: 70, y: 735 },
  { text: 'kỳ thi năm 2026', x: 80, y: 720 },
  { text: 'Kính gửi: Các trường trung học phổ thông trên địa bàn thành phố', x: 100, y: 670 },
];

function textOf(pages: readonly (readonly TinyText[])[]): readonly string[] {
  const result = extractPdf(engine, tinyPdf(pages));
  if (!result.ok) throw new Error(result.failure);
  return result.value.pages.map((page) => page.text);
}

describe('the text layer of a PDF', () => {
  it('gives a letterhead column by column, left first, in the order it is read', () => {
    expect(textOf([letterhead])[0]?.split('\n')).toEqual([
      'SỞ GIÁO DỤC VÀ ĐÀO TẠO',
      'Số: 1077/SGDĐT-KTQLCL',
      'V/v hướng dẫn tổ chức',
      'kỳ thi năm 2026',
      'CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM',
      'Hà Nội, ngày 21 tháng 11 năm 2026',
      'Kính gửi: Các trường trung học phổ thông trên địa bàn thành phố',
    ]);
  });

  it('does not depend on the order in which the file draws it', () => {
    fc.assert(
      fc.property(fc.shuffledSubarray([...letterhead], { minLength: letterhead.length }), (shuffled) => {
        expect(textOf([shuffled])).toEqual(textOf([letterhead]));
      }),
      { numRuns: 20 },
    );
  });

  it('keeps a line together where the other column stands half a line off', () => {
    const words = ['Hà', 'Nội,', 'ngày', '21', 'tháng', '11', 'năm', '2026'];
    const line = words.map((text, index) => ({ text, x: 220 + 40 * index, y: 744, size: 13 }));
    expect(textOf([[{ text: '———', x: 100, y: 749, size: 13 }, ...line]])[0]?.replace('\t', ' ')).toBe('——— Hà Nội, ngày 21 tháng 11 năm 2026');
  });

  it('keeps the cells of a table row on one line', () => {
    const table = [
      { text: '1', x: 60, y: 500 }, { text: 'Trường số một', x: 120, y: 500 }, { text: '12', x: 400, y: 500 },
      { text: '2', x: 60, y: 480 }, { text: 'Trường số hai', x: 120, y: 480 }, { text: '15', x: 400, y: 480 },
    ];
    expect(textOf([table])[0]).toBe('1\tTrường số một\t12\n2\tTrường số hai\t15');
  });

  it('is composed where the file writes letters and tones apart', () => {
    expect(textOf([[{ text: 'Quye\u0302\u0301t \u0111i\u0323nh', x: 60, y: 700 }]])[0]).toBe('Quyết định');
  });

  it('names its pages from 1 and says that a scan has no text', () => {
    expect(textOf([[{ text: 'một', x: 60, y: 700 }], [{ text: 'hai', x: 60, y: 700 }]])).toEqual(['một', 'hai']);
    const scan = extractPdf(engine, tinyPdf([[]]));
    expect(scan.ok && scan.value.problems.map((problem) => problem.code)).toEqual(['pdfNoText']);
  });

  it('written in old Vietnamese fonts is read as a person sees it, and said to be converted', () => {
    const lines = (encoding: 'tcvn3' | 'vni'): readonly TinyText[] => letterhead.slice(4).map((entry) => ({ ...entry, text: inFont(entry.text, encoding) }));
    for (const encoding of ['tcvn3', 'vni'] as const) {
      const result = extractPdf(engine, tinyPdf([lines(encoding), letterhead]));
      if (!result.ok) throw new Error(result.failure);
      expect(result.value.pages[0]?.text).toBe(letterhead.slice(4).map((entry) => entry.text).join('\n'));
      expect(result.value.pages[1]?.text).toBe(textOf([letterhead])[0]);
      expect(result.value.problems).toEqual([{ code: encoding === 'vni' ? 'convertedVni' : 'convertedTcvn3' }]);
    }
  });

  it('that is glyph numbers is no text: the page is left to whoever reads pictures', () => {
    const glyphs = letterhead.map((entry) => ({ ...entry, text: [...entry.text].map((letter) => String.fromCharCode(0xe000 + (letter.charCodeAt(0) % 997))).join('') }));
    const result = extractPdf(engine, tinyPdf([letterhead, glyphs]));
    expect(result.ok && [result.value.pages[1]?.text, result.value.scans, result.value.problems]).toEqual(['', [2], [{ code: 'pdfTextGarbled', detail: '2' }]]);
  });

  it('in Thai glyph variants is Thai', () => {
    expect(textOf([[{ text: '\u0e1b\uf703\u0e19\uf70a\u0e32 \u0e1b\u0e35\uf713', x: 60, y: 700 }]])[0]).toBe('\u0e1b\u0e36\u0e19\u0e48\u0e32 \u0e1b\u0e35\u0e48');
  });

  it('that names Thai letters as Latin ones is Thai; Western languages and old Vietnamese fonts are not', () => {
    const thai = 'ที่ ศธ 04009/ว 123 เรื่อง ขอเชิญประชุม เรียน ผู้ว่าราชการจังหวัด';
    const latin = [...thai].map((letter) => (letter < '\u0e00' ? letter : String.fromCharCode(letter.charCodeAt(0) - 0xe00 + 0xa0))).join('');
    expect(textOf([[{ text: latin, x: 60, y: 700 }]])).toEqual(textOf([[{ text: thai, x: 60, y: 700 }]]));
    for (const text of ['L’élève âgé a été très déçu à Genève où il était né', 'A situação não é fácil: informações, ações, são já até à', 'Æblegrød på Ærø, blåbærgrød', 'résumé «été» naïve façade ÉÈÊ']) {
      expect(textOf([[{ text, x: 60, y: 700 }]])).toEqual([text]);
    }
  });

  it('stops at the page limit and says so', () => {
    const result = extractPdf(engine, tinyPdf(Array.from({ length: limits.pdfPages + 1 }, () => [{ text: 'x', x: 60, y: 700 }])));
    expect(result.ok && [result.value.pages.length, result.value.pageCount, result.value.problems[0]?.code]).toEqual([limits.pdfPages, limits.pdfPages + 1, 'pdfPageLimit']);
  });
});

describe('a PDF', () => {
  it('that carries a signature is known to, without a word on whether it holds', () => {
    expect(pdfSignatureCount(engine, tinyPdf([letterhead], { signed: true }))).toEqual({ ok: true, value: 1 });
    expect(pdfSignatureCount(engine, tinyPdf([letterhead]))).toEqual({ ok: true, value: 0 });
  });

  it('that is encrypted or broken is a named failure', () => {
    expect(extractPdf(engine, tinyPdf([letterhead], { encrypted: true }))).toEqual({ ok: false, failure: 'pdfEncrypted' });
    expect(extractPdf(engine, new TextEncoder().encode('%PDF-1.7 and no more'))).toEqual({ ok: false, failure: 'pdfBroken' });
  });

  it('cut or changed anywhere never throws', () => {
    const whole = tinyPdf([letterhead], { signed: true });
    fc.assert(
      fc.property(fc.nat(whole.length - 1), fc.nat(255), fc.boolean(), (at, byte, cut) => {
        const damaged = cut ? whole.slice(0, at) : Uint8Array.from(whole);
        if (!cut) damaged[at] = byte;
        expect(typeof extractPdf(engine, damaged).ok).toBe('boolean');
      }),
      { numRuns: 150 },
    );
  });

  it('leaves no memory behind', () => {
    const bytes = tinyPdf([letterhead, letterhead], { signed: true });
    for (let round = 0; round < 20; round++) extractPdf(engine, bytes);
    const before = heap(engine).length;
    for (let round = 0; round < 300; round++) extractPdf(engine, bytes);
    expect(heap(engine).length).toBe(before);
  });
});

describe('a page as a picture', () => {
  it('has the size asked for, on white', () => {
    const image = renderPdfPage(engine, tinyPdf([[]]), 1, 0.5);
    expect(image.ok && image.value && [image.value.width, image.value.height, image.value.rgba.length, image.value.rgba.every((value) => value === 255)]).toEqual([297, 421, 297 * 421 * 4, true]);
  });

  it('never exceeds the pixel limit, and a page that is not there is null', () => {
    const huge = renderPdfPage(engine, tinyPdf([[]]), 1, 1000);
    expect(huge.ok && huge.value !== null && huge.value.width * huge.value.height <= limits.pdfRenderPixels).toBe(true);
    expect(renderPdfPage(engine, tinyPdf([[]]), 7, 1)).toEqual({ ok: true, value: null });
  });

  it('shows where a piece of the text stands', () => {
    const pdf = tinyPdf([letterhead]);
    const text = textOf([letterhead])[0] ?? '';
    const start = text.indexOf('1077');
    const boxes = pdfTextBoxes(engine, pdf, 1, 2, { start, end: start + 4 });
    if (!boxes.ok) throw new Error(boxes.failure);
    const [box] = boxes.value;
    // the line starts at x = 70 with 'Số: ', four characters of half 12 points; twice the size in pixels
    expect(boxes.value.length).toBe(1);
    expect(box?.x).toBeCloseTo((70 + 4 * 6) * 2, -1);
    expect(box?.width).toBeCloseTo(4 * 6 * 2, -1);
    expect((box?.y ?? 0) <= (842 - 750) * 2 && (box?.y ?? 0) + (box?.height ?? 0) >= (842 - 752) * 2).toBe(true);
  });

  it('shows a place in a text whose letters were two characters each', () => {
    const pdf = tinyPdf([[{ text: inFont('Kính gửi các trường trung học phổ thông trên địa bàn', 'vni'), x: 60, y: 700 }]]);
    const result = extractPdf(engine, pdf);
    const text = (result.ok && result.value.pages[0]?.text) || '';
    const start = text.indexOf('trường');
    const boxes = pdfTextBoxes(engine, pdf, 1, 1, { start, end: start + 6 });
    // "Kính göûi caùc ": 15 characters of 6 points before it, "tröôøng" is 7
    expect(boxes.ok && boxes.value.map((box) => [Math.round(box.x), Math.round(box.width)])).toEqual([[60 + 15 * 6, 7 * 6]]);
  });

  it('leaves the blank between two cells of a line unmarked', () => {
    const pages = [[{ text: '12', x: 60, y: 286 }, { text: 'PHÓ GIÁM ĐỐC', x: 350, y: 286 }]];
    const [text = ''] = textOf(pages);
    const boxes = pdfTextBoxes(engine, tinyPdf(pages), 1, 1, { start: 0, end: text.length });
    expect(text).toBe('12\tPHÓ GIÁM ĐỐC');
    expect(boxes.ok && boxes.value.map((box) => box.x)).toEqual([60, 350]);
    expect(boxes.ok && boxes.value.every((box) => box.width < 100)).toBe(true);
  });
});
