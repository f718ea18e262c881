import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { limits } from '../base/limits';
import { inFont } from '../letter/fixtures/in-font';
import { bytesOfLatin1 } from '../letter/latin1';
import { rtfToText } from './rtf-to-text';

const rtf = (body: string, head = '\\ansi\\ansicpg1252\\deff0'): Uint8Array =>
  bytesOfLatin1(`{\\rtf1${head}{\\fonttbl{\\f0\\froman\\fcharset0 Times New Roman;}{\\f1\\fnil\\fcharset0 .VnTime;}{\\f2\\fnil .VnTimeH{\\*\\falt Arial};}{\\f3 VNI-Times;}{\\f4\\fcharset163 Arial (Vietnamese);}{\\f5\\fcharset222 Angsana New;}}${body}}`);

/** Text as \u words with one fallback character each, as Word writes it. */
const unicode = (text: string): string => [...text].map((letter) => (letter < '\u0080' ? letter : `\\u${((letter.charCodeAt(0) + 0x8000) & 0xffff) - 0x8000}?`)).join('');
const hex = (text: string): string => [...text].map((letter) => (letter < '\u0080' ? letter : `\\'${letter.charCodeAt(0).toString(16)}`)).join('');
const line = 'Căn cứ Nghị định số 30/2020/NĐ-CP ngày 05 tháng 3 năm 2020';

describe('the text of RTF', () => {
  it('is lines, with the cells of a row divided by tabs', () => {
    expect(rtfToText(rtf('\\trowd Stt\\cell T\\u234?n\\cell\\row 1\\cell Tr\\u432?\\u7901?ng\\cell\\row\\pard Sau b\\u7843?ng\\par\\par Cu\\u7889?i')).text).toBe('Stt\tTên\n1\tTrường\nSau bảng\n\nCuối');
  });

  it('is read in Unicode, whatever older readers are given instead', () => {
    expect(rtfToText(rtf(unicode(line))).text).toBe(line);
    expect(rtfToText(rtf(`\\uc2 \\u7879??\\uc0\\u7879 \\uc1\\u7879\\'65x`)).text).toBe('ệệệx');
    expect(rtfToText(rtf('\\u-10179?\\u-8704?')).text).toBe('😀');
  });

  it('is read by the charset of its font, else of the document', () => {
    expect(rtfToText(rtf(`{\\f4 Ti\\'ea\\'ecng Vi\\'ea\\'f2t} {\\f5 \\'cb\\'b9\\'d1\\'a7\\'ca\\'d7\\'cd} caf\\'e9`)).text).toBe('Tiếng Việt หนังสือ café');
    expect(rtfToText(rtf(`Ti\\'ea\\'ecng Vi\\'ea\\'f2t`, '\\ansi\\ansicpg1258')).text).toBe('Tiếng Việt');
  });

  it('set in old Vietnamese fonts is converted by the name of the font, capitals too, and said to be', () => {
    expect(rtfToText(rtf(`{\\f2 ${hex(inFont('cộng hòa', 'tcvn3'))}}\\par{\\f1 ${hex(inFont(line, 'tcvn3'))}}\\par{\\f3 ${hex(inFont(line, 'vni'))}}\\par ${unicode(line)}`))).toEqual({
      text: `CỘNG HÒA\n${line}\n${line}\n${line}`,
      problems: [{ code: 'convertedTcvn3' }, { code: 'convertedVni' }],
    });
    expect(rtfToText(rtf(`{\\f1 ${unicode(inFont(line, 'tcvn3'))}}`)).text).toBe(line);
    // the font is not named: judged by the words
    expect(rtfToText(rtf(`{\\f0 ${hex(inFont(line, 'tcvn3'))}}`))).toEqual({ text: line, problems: [{ code: 'convertedTcvn3' }] });
  });

  it('leaves out what is not shown', () => {
    expect(rtfToText(rtf('{\\*\\generator Word}{\\info{\\title bí mật}}{\\pict 0102}a{\\v b}{\\header c}{\\field{\\*\\fldinst HYPERLINK "x"}{\\fldrslt d}}{\\*\\unknown e}\\bin3 {{{f{\\stylesheet g;}')).text).toBe('adf');
    expect(rtfToText(rtf('{\\shp{\\*\\shpinst\\shpleft0{\\sp{\\sn a}{\\sv b}}{\\shptxt trong khung\\par}}}')).text).toBe('trong khung');
  });

  it('of hostile bytes is bounded, and never an error', () => {
    const word = fc.constantFrom('{', '}', '\\f1 ', '\\u', '\\u999999999', "\\'", "\\'zz", '\\bin9999999', '\\*', '\\fonttbl', '\\uc99', '\\', ';', '\\cell', 'a', '\\par', '\\v0', '\\ansicpg1', '\\constructor ', '\u00ff', '\\plain');
    fc.assert(fc.property(fc.array(word, { maxLength: 200 }), (words) => {
      expect(typeof rtfToText(bytesOfLatin1(`{\\rtf1 ${words.join('')}`)).text).toBe('string');
    }));
    fc.assert(fc.property(fc.uint8Array({ maxLength: 500 }), (bytes) => {
      expect(typeof rtfToText(bytes).text).toBe('string');
    }));
    expect(rtfToText(rtf('\\constructor a\\toString b')).text).toBe('ab');
    const deep = rtfToText(bytesOfLatin1(`{\\rtf1 ${'{'.repeat(200_000)}x${'}'.repeat(200_000)}y`));
    expect(deep.text).toBe('xy');
    const long = rtfToText(bytesOfLatin1(`{\\rtf1 ${'công văn '.repeat(limits.recogniseChars)}`));
    expect([long.text.length, long.problems.at(-1)?.code]).toEqual([limits.recogniseChars, 'textTruncated']);
  });
});
