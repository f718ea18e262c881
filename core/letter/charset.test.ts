import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decodeText } from './charset';
import { inFont } from './fixtures/in-font';
import { readFontText } from './font-encoding';
import { bytesOfLatin1 } from './latin1';

const hex = (text: string): Uint8Array => Uint8Array.from(text.split(' '), (byte) => Number.parseInt(byte, 16));
const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text);

describe('text of a part', () => {
  it('is read in the Vietnamese charsets TextDecoder lacks', () => {
    // RFC 1456 and TCVN 5712:1993, "Việt"
    expect(decodeText(hex('56 69 AE 74'), 'VISCII')).toBe('Việt');
    expect(decodeText(hex('56 69 D6 74'), 'TCVN-5712')).toBe('Việt');
  });

  it('is composed: windows-1258 writes tones as marks of their own', () => {
    expect(decodeText(hex('54 69 EA EC 6E 67 20 56 69 EA F2 74'), 'windows-1258')).toBe('Tiếng Việt');
  });

  it('is UTF-8 where the bytes say so and the label says TIS-620 or iso-8859-1', () => {
    expect(decodeText(utf8('หนังสือภายนอก'), 'tis-620')).toBe('หนังสือภายนอก');
    expect(decodeText(utf8('Quyết định'), 'iso-8859-1')).toBe('Quyết định');
  });

  it('stays Thai where a short Thai word happens to be valid UTF-8', () => {
    expect(decodeText(hex('C3 A1'), 'tis-620')).toBe('รก');
  });

  it('is guessed where no label stands: Thai, Vietnamese and Western bytes', () => {
    expect(decodeText(hex('BA D4 C5 E0 A7 D4 B9 CA B4'), null)).toBe('บิลเงินสด');
    // "Căn cứ Nghị định" in TCVN
    expect(decodeText(hex('43 A8 6E 20 63 F8 20 4E 67 68 DE 20 AE DE 6E 68'), null)).toContain('Căn c');
    expect(decodeText(hex('44 69 65 20 46 72 F6 73 63 68 65'), null)).toBe('Die Frösche');
  });

  it('is what its bytes say where a Western label stands for Thai or Vietnamese', () => {
    // "ขอเชิญประชุม" in TIS-620, "Kính gửi các đơn vị trực thuộc" in windows-1258
    expect(decodeText(hex('A2 CD E0 AA D4 AD BB C3 D0 AA D8 C1'), 'iso-8859-1')).toBe('ขอเชิญประชุม');
    expect(decodeText(hex('4B EC 6E 68 20 67 FD D2 69 20 63 E1 63 20 F0 F5 6E 20 76 69 F2 20 74 72 FD F2 63 20 74 68 75 F4 F2 63'.replace('4B EC', '4B 69 EC')), 'windows-1252')).toBe('Kính gửi các đơn vị trực thuộc');
    for (const text of ['Les élèves français sont très âgés à Genève', 'A situação não é fácil até à presente data', 'Über größere Änderungen']) {
      expect(decodeText(bytesOfLatin1(text), 'iso-8859-1')).toBe(text);
    }
  });

  it('of an old Vietnamese font is read where nothing is declared, and left for its reader to convert under a label', () => {
    const text = 'Căn cứ Luật Tổ chức chính quyền địa phương';
    for (const encoding of ['tcvn3', 'vni'] as const) {
      const bytes = bytesOfLatin1(inFont(text, encoding));
      for (const label of [null, 'us-ascii', 'utf-8']) expect(decodeText(bytes, label)).toBe(text);
      for (const label of ['iso-8859-1', 'windows-1252', 'windows-1258']) expect(readFontText(decodeText(bytes, label))).toEqual({ text, encoding });
    }
  });

  it('follows a byte order mark against the label', () => {
    expect(decodeText(hex('FF FE 56 00 C7 1E'), 'utf-8')).toBe('V\u1ec7');
    expect(decodeText(hex('EF BB BF C4 91'), 'iso-8859-1')).toBe('đ');
  });

  it('keeps declared UTF-8 with a few damaged bytes as UTF-8', () => {
    expect(decodeText(Uint8Array.of(...utf8('Kính gửi: các đơn vị trực thuộc'), 0xe1), 'utf-8')).toBe('Kính gửi: các đơn vị trực thuộc\uFFFD');
  });

  it('is NFC and never an error, whatever bytes and labels', () => {
    const labels = fc.constantFrom(null, 'utf-8', 'utf-7', 'utf-16', 'windows-1258', 'viscii', 'tcvn', 'tis-620', 'iso-2022-jp', 'nonsense', '');
    fc.assert(fc.property(fc.uint8Array({ maxLength: 200 }), labels, (content, label) => {
        expect(decodeText(content, label)).toBe(decodeText(content, label).normalize('NFC'));
      }),
    );
  });

  it('comes back from UTF-8 whatever it was', () => {
    fc.assert(fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        expect(decodeText(utf8(text), 'utf-8')).toBe(text.replace(/^\uFEFF/, '').normalize('NFC'));
      }),
    );
  });

  it.each([
    'Grüße aus München, schöne Tage. Fräulein Müller öffnet die Tür für Möbel', 'Não há informação sobre a reunião. São três questões à mão: pão, mãe, avó, ação.', 'Atenção: reunião amanhã às 9h',
    '¿Cómo está? ¡Adiós! mañana, año', 'på gården är många älgar; å ö', 'això és català: l·lusió però també què', 'Það er gott að vera hér. Þú ert góður maður',
  ])('unlabelled, in another language of Western Europe, is no Vietnamese: %s', (text) => {
    const bytes = Uint8Array.from(text, (letter) => letter.charCodeAt(0));
    expect([decodeText(bytes, null), decodeText(bytes, 'us-ascii')]).toEqual([text, text]);
  });
});
