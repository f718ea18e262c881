import fc from 'fast-check';
import { describe, expect, it, vi } from 'vitest';
import { convertLines, detectFontEncoding, readFontText, textOfFont, toUnicode, toUnicodePieces } from './font-encoding';
import { inFont } from './fixtures/in-font';
import { isVietnameseSyllable } from './vietnamese-syllable';

/** Published samples of both encodings beside their Unicode text. */
const known: readonly (readonly [encoding: 'tcvn3' | 'vni', source: string, text: string])[] = [
  ['tcvn3', 'Céng hßa x· héi chñ nghÜa ViÖt Nam', 'Cộng hòa xã hội chủ nghĩa Việt Nam'],
  ['tcvn3', '§éc lËp - Tù do - H¹nh phóc', 'Độc lập - Tự do - Hạnh phúc'],
  ['tcvn3', 'C¨n cø LuËt Tæ chøc chÝnh quyÒn ®Þa ph­¬ng', 'Căn cứ Luật Tổ chức chính quyền địa phương'],
  ['vni', 'Coäng hoøa xaõ hoäi chuû nghóa Vieät Nam', 'Cộng hòa xã hội chủ nghĩa Việt Nam'],
  ['vni', 'Ñoäc laäp - Töï do - Haïnh phuùc', 'Độc lập - Tự do - Hạnh phúc'],
  ['vni', 'COÄNG HOØA XAÕ HOÄI CHUÛ NGHÓA VIEÄT NAM', 'CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM'],
  ['vni', 'Caên cöù Luaät Toå chöùc chính quyeàn ñòa phöông', 'Căn cứ Luật Tổ chức chính quyền địa phương'],
];

const letters = [
  'Kính gửi: Ủy ban nhân dân các huyện, thị xã, thành phố; các sở, ban, ngành trực thuộc',
  'Căn cứ Nghị định số 30/2020/NĐ-CP ngày 05 tháng 3 năm 2020 của Chính phủ về công tác văn thư',
  'Thực hiện chỉ đạo của Bộ Giáo dục và Đào tạo về việc tổ chức kỳ thi tốt nghiệp trung học phổ thông',
  'Đề nghị các đơn vị báo cáo kết quả trước ngày 15/5/2019 để tổng hợp, trình Ủy ban nhân dân tỉnh',
  'Nơi nhận: Như trên; Lưu: văn thư, phòng khảo thí và quản lý chất lượng',
];

const foreign = [
  'Le ministère a décidé de créer une commission chargée d’élaborer le règlement intérieur de l’établissement à Genève, où les élèves français sont déjà très âgés.',
  'A situação não é fácil: as instituições não têm informações sobre a avaliação das ações já realizadas até à presente data, é só isso.',
  'Die Behörde prüft die Anträge der Bürger über größere Änderungen nächstes Jahr; für Übergänge gelten schärfere Fristen.',
  'El niño pidió información sobre la situación económica del año próximo en España y América; así está la cuestión, ¿verdad?',
  'Æresgæsten spiste rødgrød med fløde på Århus’ ældste kro, før han åbnede sin blå bærbare.',
  'Świadectwo żółtej łódki', 'หนังสือราชการภายนอก ที่ ศธ ๐๔๐๐๙/ว ๑๒๓', 'Dear colleagues, please find attached the draft agreement.',
  'É à é', 'Loïc, Noël, Haïti, Zoë, naïve, coût, goût, août', 'Mª José Núñez', 'têm où Le', 'où où Le', 'temperature 25°C, 5µm × 3 m² ± 2', '« Bonjour », dit-il. « Ça va ? »', 'résumé.doc', 'São Paulo', 'Đà Nẵng',
  'Côte d’Ivoire', 'hoà là có thì và', 'công tác', 'Có', 'thông báo',
];

describe('a text in a Vietnamese font encoding', () => {
  it.each(known)('of %s: "%s" is known and read', (encoding, source, text) => {
    expect(detectFontEncoding(source)).toBe(encoding);
    expect(readFontText(source)).toEqual({ text, encoding });
  });

  it.each(['tcvn3', 'vni'] as const)('comes back from %s whatever letters it has', (encoding) => {
    for (const text of letters) {
      // a font of small letters has no toned capitals
      const typed = encoding === 'tcvn3' ? text.replaceAll('Ủ', 'Đ') : text;
      expect(readFontText(inFont(typed, encoding))).toEqual({ text: typed, encoding });
    }
  });

  it('typed in a font of capitals has capitals, also where a word alone could be either', () => {
    expect(readFontText('CéNG HßA X· HéI CHñ NGHÜA VIÖT NAM').text).toBe('CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM');
    expect(readFontText('ñY BAN NH¢N D¢N X· HßA B×NH').text).toBe('ỦY BAN NHÂN DÂN XÃ HÒA BÌNH');
    expect(readFontText('Sè: 15/Q§-UBND ngµy 3 th¸ng 2').text).toBe('Số: 15/QĐ-UBND ngày 3 tháng 2');
    expect(textOfFont('céng hßa', '.VnTimeH')).toEqual({ text: 'CỘNG HÒA', encoding: 'tcvn3' });
    expect(textOfFont('C«ng v¨n', '.VnTime')).toEqual({ text: 'Công văn', encoding: 'tcvn3' });
    expect(textOfFont('Coâng vaên', 'ABCDEF+VNI-Times')).toEqual({ text: 'Công văn', encoding: 'vni' });
    expect(textOfFont('Công văn', '.VnTime')).toEqual({ text: 'Công văn', encoding: null });
    expect(textOfFont('Công văn', 'Times New Roman')).toEqual({ text: 'Công văn', encoding: null });
  });

  it('is converted as a whole where nothing of it is Unicode, and names have their capitals', () => {
    const pure = `${known[2]?.[1] ?? ''}\nVÒ\n§¾k L¾k\nPh¹m §øc Ên\nTrÇn Çn`;
    expect(readFontText(pure).text).toBe(`${known[2]?.[2] ?? ''}\nVề\nĐắk Lắk\nPhạm Đức Ấn\nTrần Ần`);
  });

  it('is known in a subject and in the name of a file', () => {
    expect(readFontText('V/v h­íng dÉn thi.doc').text).toBe('V/v hướng dẫn thi.doc');
    expect(readFontText('C«ng v¨n 15.doc').text).toBe('Công văn 15.doc');
    expect(readFontText('Baùo caùo thaùng 5.doc').text).toBe('Báo cáo tháng 5.doc');
  });

  it('is converted line by line: what was typed in Unicode beside it stays', () => {
    const mixed = `${letters[0] ?? ''}\n${known[2]?.[1] ?? ''}\n${known[1]?.[1] ?? ''}\nhòa và có`;
    expect(readFontText(mixed).text.split('\n')).toEqual([letters[0], known[2]?.[2], known[1]?.[2], 'hòa và có']);
  });

  it('kept in the private use area, as Word does for symbol fonts, is read', () => {
    const symbols = [...'C¨n cø LuËt Tæ chøc'].map((letter) => (letter >= '\u00a1' ? String.fromCharCode(letter.charCodeAt(0) + 0xf000) : letter)).join('');
    expect(readFontText(symbols).text).toBe('Căn cứ Luật Tổ chức');
  });

  it('gives pieces that cover the source and make the text', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary' }), fc.constantFrom('tcvn3' as const, 'vni' as const), (source, encoding) => {
      const pieces = toUnicodePieces(source, encoding);
      expect(pieces.reduce((sum, piece) => sum + piece.length, 0)).toBe(source.length);
      expect(pieces.map((piece) => piece.text).join('').normalize('NFC')).toBe(toUnicode(source, encoding));
    }));
  });
});

describe('every other text', () => {
  it.each(foreign)('stays as it is: %s', (text) => {
    expect(readFontText(text)).toEqual({ text, encoding: null });
  });

  it('in correct Vietnamese stays as it is, whatever words and lines are put together', () => {
    const words = fc.constantFrom(...letters.flatMap((line) => line.split(' ')), 'hoà', 'là', 'có', 'thì', 'và', 'công', 'tác', 'bà', 'thông', 'báo', '\n');
    fc.assert(fc.property(fc.array(words, { minLength: 1, maxLength: 40 }), (chosen) => {
      const text = chosen.join(' ');
      expect(readFontText(text)).toEqual({ text, encoding: null });
    }));
  });

  it('in another language stays as it is, whatever words are put together', () => {
    const words = fc.constantFrom(...foreign.slice(0, 5).flatMap((line) => line.split(' ')));
    fc.assert(fc.property(fc.array(words, { minLength: 1, maxLength: 30 }), (chosen) => {
      const text = chosen.join(' ');
      expect(readFontText(text)).toEqual({ text, encoding: null });
    }));
  });

  it('converted once is not converted again', () => {
    for (const [, source] of known) {
      const { text } = readFontText(source);
      expect(readFontText(text)).toEqual({ text, encoding: null });
    }
  });

  it('never makes it fail, nor grow', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (text) => {
      for (const encoding of ['tcvn3', 'vni'] as const) expect(convertLines(text, encoding).length).toBeLessThanOrEqual(text.length);
    }));
  });

  it('on one endless line of capitals takes no longer for being on one line', () => {
    const words = inFont('CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM ', 'tcvn3');
    const line = words.repeat(1500);
    const copied = vi.spyOn(String.prototype, 'slice');
    const read = toUnicode(line, 'tcvn3');
    const characters = copied.mock.results.reduce((sum, { value }) => sum + String(value).length, 0);
    copied.mockRestore();
    expect(read).toBe(toUnicode(words, 'tcvn3').repeat(1500));
    expect(characters).toBeLessThan(line.length * 10);
  });
});

describe('a Vietnamese syllable', () => {
  it('is told from other words', () => {
    expect(letters.flatMap((line) => line.match(/\p{L}+/gu) ?? []).filter((word) => !/^(?:NĐ|CP)$/.test(word) && !isVietnameseSyllable(word))).toEqual([]);
    expect(['école', 'được', 'giếng', 'gì', 'quốc', 'nghiêng', 'ngế', 'cee', 'các', 'cac', 'tròt', 'strong', ''].filter(isVietnameseSyllable)).toEqual(['được', 'giếng', 'gì', 'quốc', 'nghiêng', 'các']);
  });
});
