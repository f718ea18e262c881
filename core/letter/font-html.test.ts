import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { inFont } from './fixtures/in-font';
import { readFontHtml } from './font-html';

const line = 'Căn cứ Nghị định số 30/2020/NĐ-CP ngày 05 tháng 3 năm 2020 của Chính phủ';
const references = (text: string): string => text.replace(/[\u00a1-\u00ff]/g, (letter) => `&#${letter.charCodeAt(0)};`);

describe('HTML in a Vietnamese font encoding', () => {
  it('is read in Unicode, its tags as they were but for the fonts', () => {
    const old = inFont(line, 'tcvn3');
    const html = (text: string, font: string): string => `<p style="font-family:${font}">${text}</p><!-- « --><font face="${font}"><b>S</b>è &lt;1&gt;&nbsp;xã</font>`;
    const converted = readFontHtml(`<style>p{font-family:".VnTime"}</style><p style="font-family:.VnTimeH">${old}</p><p>1 &lt; 2</p>`);
    expect(converted).toEqual({ html: `<style>p{font-family:"Times New Roman"}</style><p style="font-family:Times New Roman">${line}</p><p>1 &lt; 2</p>`, encoding: 'tcvn3' });
    expect(readFontHtml(html(line, 'Arial')).encoding).toBe(null);
  });

  it('is read where letters are written as references, and where tags cut words', () => {
    expect(readFontHtml(`<div>${references(inFont(line, 'vni'))}</div>`)).toEqual({ html: `<div>${line}</div>`, encoding: 'vni' });
    const cut = `<p>${inFont(line, 'tcvn3')}</p><p><b>S</b>è<span> 5</span> cña <i>Së</i></p>`;
    expect(readFontHtml(cut).html).toBe(`<p>${line}</p><p><b>S</b>ố<span> 5</span> của <i>Sở</i></p>`);
    expect(readFontHtml(`<p>C&laquo;ng v&uml;n s&egrave; n&micro;y cña c&iacute; qu&shy;¬ng</p>`).html).toBe('<p>Công văn số này của cớ quương</p>');
  });

  it('in every other encoding is the same string', () => {
    for (const text of [`<p>${line}</p>`, '<p>L&rsquo;&eacute;cole des &eacute;l&egrave;ves est tr&egrave;s &eacute;loign&eacute;e</p>', `<p>${references('São não é à ação já está')}</p>`, '<p>&copy; 2026 &nbsp; &raquo; &laquo;</p>']) {
      expect(readFontHtml(text)).toEqual({ html: text, encoding: null });
    }
  });

  it('however broken never fails', () => {
    const piece = fc.constantFrom('<', '>', '<style>', '</style>', '<!--', '-->', '<p>', '<b', 'C«ng v¨n ', 'cøu ', '&#171;', '&shy', '&', '</', '<script>');
    fc.assert(fc.property(fc.array(piece, { maxLength: 60 }), (pieces) => {
      expect(typeof readFontHtml(pieces.join('')).html).toBe('string');
    }));
  });
});
