import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isGarbledText } from './is-garbled-text';

const letter = 'ỦY BAN NHÂN DÂN TỈNH\nSố: 1077/SGDĐT-KTQLCL\nKính gửi: các phòng Giáo dục và Đào tạo. Thực hiện Kế hoạch số 36/KH-UBND ngày 12/3/2019, đề nghị các đơn vị báo cáo trước ngày 15/5/2019.';
const texts = [
  letter, letter.normalize('NFD'), letter.toUpperCase(),
  'ที่ ศธ ๐๔๐๐๙/ว ๑๒๓ เรื่อง ขอเชิญประชุม เรียน ผู้ว่าราชการจังหวัดทุกจังหวัด ด้วยกระทรวงศึกษาธิการกำหนดจัดการประชุม',
  'Ruj. Kami: KPM.100-1/2/3 Jld. 4 (12). Tuan, dengan segala hormatnya perkara di atas adalah dirujuk.',
  '1\tA1B2C3\t12.500.000\t0,25%\n2\tXK-15\t1.000\t100%\n3\tTT.12/2019\t(7.500)\t−3\n4\tB.15\t8\t9\n5\tC\t10\t11',
  `Xem kế hoạch: **x (https://dang-ky.mau.example/bieu-do?nam=2022&ky=%C4%91${'a=1&'.repeat(60)}) tại đây`,
  'STT ......................................................... Ghi chú ________________________________ (1) (2) (3)',
  'https://example.gov.vn/van-ban?id=12&ten=cong-van lien-he@sogddt.mau.example 84-24-3869-4795',
  'DANH SÁCH: NV001 KT002 QLCL003 BGDĐT STNMT SKHĐT UBND HĐND TTg QPPL THPT THCS GDTX NVL QLNN CNTT',
];

/** Glyph numbers of a font whose letters begin at 29 below their ASCII codes, as they come without a ToUnicode map. */
function glyphNumbers(text: string): string {
  return [...text.normalize('NFD').replace(/\p{M}/gu, '').replace(/đ/g, 'd')].map((char) => String.fromCharCode(Math.max(1, char.charCodeAt(0) - 29))).join('');
}

describe('a text layer', () => {
  it.each(texts)('is text: %s', (text) => expect(isGarbledText(text)).toBe(false));

  it('of glyph numbers, private use or replacement characters is none', () => {
    expect(isGarbledText(glyphNumbers(letter))).toBe(true);
    // controls dropped, as a reader of the layer does
    expect(isGarbledText(glyphNumbers(letter).replace(/[\0-\x1f]/g, ''))).toBe(true);
    expect(isGarbledText([...letter].map((char, at) => (char === ' ' ? ' ' : String.fromCharCode(0xe000 + (at % 200)))).join(''))).toBe(true);
    expect(isGarbledText('\ufffd'.repeat(20))).toBe(true);
    expect(isGarbledText(letter.replace(/[aeiouyăâêôơưàáảãạấầẩẫậắằẳẵặếềểễệíìỉĩịóòỏõọốồổỗộớờởỡợúùủũụứừửữựéèẻẽẹ]/gi, 'x').repeat(3))).toBe(true);
  });

  it('with nothing in it is not garbled, only empty', () => {
    expect(isGarbledText('')).toBe(false);
    expect(isGarbledText(' \n\t')).toBe(false);
  });

  it('of real lines in any order is text', () => {
    fc.assert(fc.property(fc.shuffledSubarray(texts.flatMap((text) => text.split(/\s+/)), { minLength: 5 }), (words) => {
      expect(isGarbledText(words.join(' '))).toBe(false);
    }));
  });
});
