import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { htmlToText } from './html-to-text';

describe('the text of an HTML body', () => {
  it('has blocks and table cells as lines', () => {
    expect(htmlToText('<table><tr><td>SỞ GIÁO DỤC<br>Số: 12</td><td><b>CỘNG HÒA</b></td></tr></table><div>Kính gửi:\n  Các&nbsp;trường</div>')).toBe('SỞ GIÁO DỤC\nSố: 12\nCỘNG HÒA\nKính gửi: Các trường');
  });

  it('has an empty line after a paragraph and keeps preformatted lines', () => {
    expect(htmlToText('<p>một</p><p>hai</p><pre>ba\n  bốn</pre>')).toBe('một\n\nhai\n\nba\n  bốn');
  });

  it.each([
    '<script>giả</script>', '<style>giả{}</style>', '<title>giả</title>', '<div style="display:none">giả</div>', '<span style="DISPLAY : /* */ none">giả</span>', '<p hidden>giả</p>',
    '<span style="font-size:0px">giả</span>', '<span style="visibility:hidden">giả</span>', '<!-- giả -->', '<template>giả</template>', '<svg><text>giả</text></svg>', '<span style="opacity:0.0">giả</span>',
  ])('leaves out what no reader sees: %s', (hidden) => {
    expect(htmlToText(`<p>thật ${hidden}</p>`)).toBe('thật');
  });

  it('keeps small but visible text', () => {
    expect(htmlToText('<span style="font-size:0.9em">thật</span><span style="opacity:0.5"> hiện</span>')).toBe('thật hiện');
  });

  it('decodes entities and composes letters', () => {
    expect(htmlToText('Qu&#x1EBF; V&#244; Vie&#x323;&#x302;t &lt;b&gt;')).toBe('Quế Vô Việt <b>');
  });

  it('is not sought in a body made to hold the parser', () => {
    const costly = '<span>'.repeat(60_000) + '</i>'.repeat(60_000);
    expect(htmlToText(`thật${costly}`)).toBe('');
  });

  it('is found in a long ordinary letter', () => {
    const rows = '<tr><td>một</td><td>hai</td></tr>'.repeat(20_000);
    expect(htmlToText(`<html><body><table>${rows}</table></body></html>`).split('\n').length).toBe(40_000);
  });

  it('comes from any input without an error, also from very deep nesting', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom('<', '>', 'div', 'table', '/', '"', '=', ' style', 'a', '&', '#', ';', '\n'), maxLength: 80 }), (html) => {
        expect(typeof htmlToText(html)).toBe('string');
      }),
    );
    expect(htmlToText(`${'<div>'.repeat(20_000)}x`)).toBe('');
  });
});
