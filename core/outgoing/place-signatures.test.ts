import { beforeAll, describe, expect, it } from 'vitest';
import { testPdfEngine } from '../extract/fixtures/test-engine';
import { tinyPdf } from '../extract/fixtures/tiny-pdf';
import type { TinyText } from '../extract/fixtures/tiny-pdf';
import { pdfPlacePages } from '../extract/pdf-place-pages';
import type { PdfEngine } from '../extract/pdf-engine';
import { extractPdf } from '../extract/extract-pdf';
import { latin1, textOfBytes } from '../pdf/fixtures/write-pdf';
import { testFonts } from '../pdf/write/fixtures/test-fonts';
import type { PdfRect } from '../pdf/write/pdf-place';
import { stampNumber } from '../pdf/write/stamp-pdf';
import type { StampText } from '../pdf/write/stamp-pdf';
import type { BlankPlace } from './place-number';
import { placeSignatures } from './place-signatures';
import type { DocumentPlaces } from './place-signatures';
import { annexLines, copyLines } from './signature-lines';
import type { IsoTime } from '../model/ids';

let engine: PdfEngine;

beforeAll(async () => {
  engine = await testPdfEngine();
});

function placesOf(bytes: Uint8Array): DocumentPlaces {
  const pages = pdfPlacePages(engine, bytes);
  if (!pages.ok) throw new Error(pages.failure);
  return placeSignatures(pages.value);
}

const places = (...pages: readonly (readonly TinyText[])[]): DocumentPlaces => placesOf(tinyPdf(pages));

/** Text in the middle of a column: every letter is half a size wide. */
const middle = (text: string, x: number, y: number, size = 13): TinyText => ({ text, x: x - (text.length * size) / 4, y, size });
const centre = ({ left, right, bottom, top }: PdfRect): readonly [number, number] => [(left + right) / 2, (bottom + top) / 2];

const numberLine: TinyText = { text: 'Số:       /SGDĐT-VP', x: 60, y: 720, size: 12 };
const dateLine: TinyText = { text: 'Hà Nội, ngày     tháng     năm 2026', x: 300, y: 720, size: 12 };
const head = [middle('SỞ GIÁO DỤC VÀ ĐÀO TẠO', 150, 770), middle('CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM', 420, 770, 11), numberLine, dateLine, { text: 'Kính gửi: Các trường.', x: 150, y: 680 }];
const recipients = [{ text: 'Nơi nhận:', x: 60, y: 300, size: 11 }, { text: '- Như trên;', x: 60, y: 286, size: 11 }];
const block = [middle('KT. GIÁM ĐỐC', 440, 300), middle('PHÓ GIÁM ĐỐC', 440, 284), middle('Họ và Tên', 440, 190)];

describe('the place of a signature', () => {
  it('is between title and name, in their middle, and does not touch them', () => {
    const { person } = places([...head, ...recipients, ...block]);
    expect(person?.page).toBe(1);
    const [x, y] = centre(person?.rect ?? { left: 0, right: 0, bottom: 0, top: 0 });
    expect(x).toBeCloseTo(440, 0);
    expect(y).toBeGreaterThan(190);
    expect(y).toBeLessThan(284);
    expect(person?.rect.top).toBeLessThan(284);
    expect(person?.rect.bottom).toBeGreaterThan(190 + 13 * 0.7);
  });

  it('has the seal at its left in real size, a third of it under the seal', () => {
    const { person, agency } = places([...head, ...recipients, ...block]);
    if (person === null || agency === null) throw new Error('not found');
    expect(agency.rect.right - agency.rect.left).toBeCloseTo((36 * 72) / 25.4, 1);
    expect(agency.rect.top - agency.rect.bottom).toBeCloseTo((36 * 72) / 25.4, 1);
    expect((agency.rect.right - person.rect.left) / (person.rect.right - person.rect.left)).toBeCloseTo(1 / 3, 2);
    expect(centre(agency.rect)[1]).toBeCloseTo(centre(person.rect)[1], 1);
  });

  it.each<readonly [string, readonly TinyText[]]>([
    ['TM. with three lines', [middle('TM. ỦY BAN NHÂN DÂN', 440, 330), middle('KT. CHỦ TỊCH', 440, 314), middle('PHÓ CHỦ TỊCH', 440, 298), middle('Họ và Tên', 440, 200)]],
    ['TL.', [middle('TL. GIÁM ĐỐC', 440, 314), middle('CHÁNH VĂN PHÒNG', 440, 298), middle('Họ và Tên', 440, 200)]],
    ['TUQ.', [middle('TUQ. CHỦ TỊCH', 440, 314), middle('GIÁM ĐỐC SỞ', 440, 298), middle('Họ và Tên', 440, 200)]],
    ['Q.', [middle('Q. CỤC TRƯỞNG', 440, 298), middle('TS. Họ và Tên', 440, 200)]],
    ['a post alone', [middle('HIỆU TRƯỞNG', 440, 298), middle('Họ và Tên', 440, 200)]],
    ['a post that is in no list', [middle('KẾ TOÁN TRƯỞNG', 440, 314), middle('TRẠM Y TẾ PHƯỜNG', 440, 298), middle('BS. Họ Và Tên', 440, 200)]],
    ['a word in brackets on how to sign', [middle('GIÁM ĐỐC', 440, 312), middle('(Ký, ghi rõ họ tên)', 440, 298, 11), middle('Họ và Tên', 440, 200)]],
    ['a Thai letter', [middle('ขอแสดงความนับถือ', 440, 298), middle('(ชื่อ สกุล)', 440, 200)]],
  ])('is found below %s', (_name, texts) => {
    const { person } = places([...head, ...recipients, ...texts]);
    expect(centre(person?.rect ?? { left: 0, right: 0, bottom: 0, top: 0 })[0]).toBeCloseTo(440, -1);
    expect(person?.rect.top).toBeLessThan(298);
    expect(person?.rect.bottom).toBeGreaterThan(208);
  });

  it('is on the last page that has one, not where a post is spoken of', () => {
    expect(places([...head, middle('CHỦ TỊCH ỦY BAN NHÂN DÂN TỈNH', 297, 600), { text: 'Căn cứ Luật', x: 60, y: 500 }], [...recipients, ...block]).person?.page).toBe(2);
    expect(places([...head, ...recipients, ...block], [middle('PHỤ LỤC', 297, 780), { text: 'Giám đốc các trường', x: 60, y: 700 }]).person?.page).toBe(1);
  });

  it('is below the title where no name is printed', () => {
    const { person } = places([...head, ...recipients, middle('GIÁM ĐỐC', 440, 300)]);
    expect(centre(person?.rect ?? { left: 0, right: 0, bottom: 0, top: 0 })[0]).toBeCloseTo(440, -1);
    expect(person?.rect.top).toBeLessThan(300);
  });

  it('is not guessed: no block, no space, no text', () => {
    expect(places([...head, { text: 'Trân trọng.', x: 60, y: 500 }]).person).toBeNull();
    expect(places([...head, middle('GIÁM ĐỐC', 440, 300), middle('Họ và Tên', 440, 274)]).person).toBeNull();
    expect(places([...head, middle('DANH SÁCH KÈM THEO', 440, 300), { text: 'Các trường trực thuộc gửi về Sở', x: 350, y: 200 }]).person).toBeNull();
    expect(placesOf(tinyPdf([[]], { pictures: [0] }))).toMatchObject({ person: null, agency: null, number: null, date: null });
  });
});

describe('the blank for the number', () => {
  it.each<readonly [string, TinyText]>([
    ['spaces', numberLine],
    ['dots', { text: 'Số: ......./SGDĐT-VP', x: 60, y: 720, size: 12 }],
    ['dots without a space before them', { text: 'Số:......./SGDĐT-VP', x: 60, y: 720, size: 12 }],
    ['points of one character', { text: 'Số: …………/QĐ-UBND', x: 60, y: 720, size: 12 }],
    ['a line', { text: 'Số: _______/KH-UBND', x: 60, y: 720, size: 12 }],
    ['spaces before year and symbol', { text: 'Số:       /2026/QĐ-UBND', x: 60, y: 720, size: 12 }],
    ['no colon', { text: 'Số       /BC-SNV', x: 60, y: 720, size: 12 }],
  ])('made of %s is between the word and the stroke', (_name, line) => {
    const { number } = places([line]);
    const stroke = 60 + line.text.indexOf('/') * 6;
    expect(number?.rect.right).toBeCloseTo(stroke, 0);
    expect(number?.rect.left).toBeGreaterThan(60 + 'Số'.length * 6);
    expect(number?.rect.bottom).toBeCloseTo(720, 0);
    expect(number?.size).toBe(12);
  });

  it.each(['Số: 12/SGDĐT-VP', 'Số điện thoại: 024', 'Số lượng:      /lớp', 'Số: /VP'])('is not where a number or something else stands: %s', (text) => {
    expect(places([{ text, x: 60, y: 720, size: 12 }]).number).toBeNull();
  });
});

describe('the blanks for the date', () => {
  it('are those of day and month where the year is printed', () => {
    const { date } = places([dateLine]);
    const from = (word: string): number => 300 + dateLine.text.indexOf(word) * 6;
    expect(date?.day?.rect.left).toBeGreaterThanOrEqual(from('ngày') + 24);
    expect(date?.day?.rect.right).toBeLessThanOrEqual(from('tháng'));
    expect(date?.month?.rect.left).toBeGreaterThanOrEqual(from('tháng') + 30);
    expect(date?.month?.rect.right).toBeLessThanOrEqual(from('năm'));
    expect(date?.year).toBeNull();
  });

  it('may be dots, and the rest of a year', () => {
    const { date } = places([{ text: 'Hà Nội, ngày .... tháng .... năm 20....', x: 300, y: 720, size: 12 }]);
    expect([date?.day?.page, date?.month?.page, date?.year?.printed]).toEqual([1, 1, '20']);
  });

  it('may be the day alone', () => {
    const { date } = places([{ text: 'Hà Nội, ngày     tháng 11 năm 2026', x: 300, y: 720, size: 12 }]);
    expect([date?.day === null, date?.month, date?.year]).toEqual([false, null, null]);
  });

  it.each(['Hà Nội, ngày 05 tháng 11 năm 2026', 'ngày họp tháng này'])('are none where a date is printed, or none is meant: %s', (text) => {
    expect(places([{ text, x: 300, y: 720, size: 12 }]).date).toBeNull();
  });
});

describe('the place of an annex or a copy', () => {
  it('is at the upper right of the first page', () => {
    const { annex } = places([middle('PHỤ LỤC', 297, 760)]);
    expect(annex?.rect.right).toBeGreaterThan(595 - 60);
    expect(annex?.rect.top).toBeGreaterThan(842 - 30);
  });

  it('is left to a person where something stands there', () => {
    expect(places([{ text: 'Mẫu số 01', x: 480, y: 812, size: 12 }]).annex).toBeNull();
  });

  it('is at the upper right as the page is seen, however it is turned', () => {
    for (const [turn, corner] of [[90, [0, 842]], [180, [0, 0]], [270, [595, 0]]] as const) {
      const turned = latin1(textOfBytes(tinyPdf([[]])).replace('/Type /Page ', `/Type /Page /Rotate ${turn} `));
      const [x, y] = centre(placesOf(turned).annex?.rect ?? { left: 300, right: 300, bottom: 400, top: 400 });
      // a hand's breadth from the corner, which is on another side of the page's own space
      expect(Math.abs(x - corner[0])).toBeLessThan(180);
      expect(Math.abs(y - corner[1])).toBeLessThan(180);
    }
  });
});

/** Texts in the blanks that were found: the number at the right, where its symbol begins. */
function written({ number, date }: DocumentPlaces, texts: { readonly number: string; readonly day: string; readonly month: string; readonly year: string }): readonly StampText[] {
  const blanks: readonly (readonly [BlankPlace | null | undefined, string, Pick<StampText, 'style' | 'align'>])[] = [
    [number, texts.number, { style: 'upright', align: 'right' }], [date?.day, texts.day, { style: 'italic', align: 'centre' }],
    [date?.month, texts.month, { style: 'italic', align: 'centre' }], [date?.year, texts.year.slice(date?.year?.printed.length ?? 0), { style: 'italic', align: 'left' }],
  ];
  return blanks.flatMap(([place, text, rest]) => (place === null || place === undefined ? [] : [{ page: place.page, rect: place.rect, size: place.size, text, ...rest }]));
}

describe('what is written there', () => {
  it('fills the blanks the way a clerk does, and is read again', async () => {
    const bytes = tinyPdf([[...head]]);
    const stamped = await stampNumber(bytes, { texts: written(placesOf(bytes), { number: '07', day: '05', month: '02', year: '2026' }), fonts: testFonts() });
    if (!stamped.ok) throw new Error(stamped.failure);
    const read = extractPdf(engine, stamped.value);
    const text = read.ok ? (read.value.pages[0]?.text ?? '') : '';
    expect(text).toContain('Số: 07 /SGDĐT-VP');
    expect(text).toContain('ngày 05 tháng 02 năm 2026');
  });

  it('is read on dots as on nothing', async () => {
    const bytes = tinyPdf([[{ text: 'Số: ......./SGDĐT-VP', x: 60, y: 720, size: 12 }, { text: 'Hà Nội, ngày ..... tháng ..... năm 20....', x: 300, y: 690, size: 12 }]]);
    const stamped = await stampNumber(bytes, { texts: written(placesOf(bytes), { number: '1077', day: '05', month: '11', year: '2026' }), fonts: testFonts() });
    if (!stamped.ok) throw new Error(stamped.failure);
    const read = extractPdf(engine, stamped.value);
    expect(read.ok && read.value.pages[0]?.text).toBe('Số: 1077/SGDĐT-VP\nHà Nội, ngày 05 tháng 11 năm 2026');
  });

  it('has the time of Vietnam, whatever the zone of the machine', () => {
    expect(annexLines('07/QĐ-UBND', '2026-11-20T17:00:00Z' as IsoTime)).toEqual(['07/QĐ-UBND', '2026-11-21T00:00:00+07:00']);
    expect(copyLines('SAO Y', 'Văn phòng', '2026-12-31T23:05:07.900Z' as IsoTime)).toEqual(['SAO Y', 'Văn phòng', '2027-01-01T06:05:07+07:00']);
  });
});
