import { strToU8, unzipSync, zipSync } from 'fflate';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { limits } from '../base/limits';
import { inFont } from '../letter/fixtures/in-font';
import { extractAttachment } from './extract-attachment';
import type { AttachmentText } from './extract-attachment';
import { extractXlsx } from './extract-xlsx';
import { paragraph, run, tinyDocx } from './fixtures/tiny-docx';
import { tinyCfb, tinyDoc } from './fixtures/tiny-doc';
import { tinyXlsx } from './fixtures/tiny-xlsx';
import { numberKind, numberText } from './number-format';
import { openCfb } from './open-cfb';

const line = 'Căn cứ Nghị định số 30/2020/NĐ-CP ngày 05 tháng 3 năm 2020 của Chính phủ về công tác văn thư';
const read = (bytes: Uint8Array, name = 'tep'): Promise<AttachmentText> => extractAttachment(bytes, { name, contentType: 'application/octet-stream' }, { pdf: null });
const textOf = async (bytes: Uint8Array): Promise<string | undefined> => (await read(bytes)).pages[0]?.text;
const codesOf = async (bytes: Uint8Array, name?: string): Promise<readonly string[]> => (await read(bytes, name)).problems.map((problem) => problem.code);

describe('a Word 97 document', () => {
  it('is read by its pieces, wide and narrow, in the order of the text', async () => {
    expect(await textOf(tinyDoc([{ text: 'UBND T' }, { text: 'ỈNH\rSố: 15/Q' }, { text: 'uyet', narrow: true }, { text: ' định\r' }]))).toBe('UBND TỈNH\nSố: 15/Quyet định');
    expect(await textOf(tinyDoc([{ text: line }], { fastSaved: true, boxes: 'Khung chữ\r' }))).toBe(`${line}\nKhung chữ`);
  });

  it('has tables as tabs, and neither instructions of fields nor drawings', async () => {
    expect(await textOf(tinyDoc([{ text: 'Stt\x07Tên\x07\x071\x07Trường\x07\x07Xem \x13HYPERLINK "a"\x14đây\x15.\x08\x0bHết\x13 PAGE \x15\r' }]))).toBe('Stt\tTên\n1\tTrường\nXem đây.\nHết');
  });

  it('in old Vietnamese fonts is converted and said to be', async () => {
    expect(await read(tinyDoc([{ text: inFont(line, 'tcvn3'), narrow: true }]))).toMatchObject({ pages: [{ page: null, text: line }], problems: [{ code: 'convertedTcvn3' }] });
    expect(await read(tinyDoc([{ text: inFont(line, 'vni') }]))).toMatchObject({ pages: [{ page: null, text: line }], problems: [{ code: 'convertedVni' }] });
  });

  it('is read by the fonts of its letters, else of its styles: capitals by their font, what is hidden not at all', async () => {
    const fonts = ['Times New Roman', '.VnTime', '.VnTimeH', 'VNI-Times'];
    const old = (text: string, font: number): { readonly text: string; readonly font: number; readonly narrow: boolean } => ({ text: inFont(text, font === 3 ? 'vni' : 'tcvn3'), font, narrow: true });
    const pieces = [old('cộng hòa', 2), { text: ' – hòa và có\r', font: 0 }, old('Số\r', 1), { text: 'bí mật', hidden: true }, old('Kế hoạch\r', 3), { text: inFont('Sở', 'tcvn3'), narrow: true }];
    expect(await read(tinyDoc(pieces, { fonts, styleFont: 1 }))).toMatchObject({ pages: [{ text: 'CỘNG HÒA – hòa và có\nSố\nKế hoạch\nSở' }], problems: [{ code: 'convertedTcvn3' }, { code: 'convertedVni' }] });
    expect(await textOf(tinyDoc(pieces.slice(-1), { fonts }))).toBe(inFont('Sở', 'tcvn3'));
  });

  it('has rows that end where their paragraphs say so, empty cells or not', async () => {
    const rows = [{ text: 'Stt\x07' }, { text: '\x07' }, { text: 'Tên\x07' }, { text: '\x07', rowEnd: true }, { text: '1\x07' }, { text: '\x07' }, { text: 'Trường\x07' }, { text: '\x07', rowEnd: true }, { text: 'Hết\r' }];
    expect(await textOf(tinyDoc(rows))).toBe('Stt\t\tTên\n1\t\tTrường\nHết');
  });

  it('whose pieces tell the same stretch again and again is read no longer than it is', async () => {
    const whole = tinyDoc([{ text: 'x'.repeat(3000) }, ...Array.from({ length: 40 }, () => ({ text: 'y' }))]);
    const starts = [0, ...Array.from({ length: 41 }, (_, index) => 3000 + index)];
    const table = Buffer.from(Uint32Array.from(starts).buffer);
    const at = Buffer.from(whole).indexOf(table);
    expect(at).toBeGreaterThan(0);
    whole.set(new Uint8Array(Uint32Array.from(starts, (_, index) => (index % 2) * 3000).buffer), at);
    // all of them at the place of the first
    for (let index = 1; index < 41; index++) whole.copyWithin(at + table.length + index * 8, at + table.length, at + table.length + 8);
    expect((await textOf(whole))?.length).toBeLessThan(whole.length);
  });

  it('with a password, or of a kind that is not read, is named', async () => {
    expect(await codesOf(tinyDoc([{ text: 'x' }], { encrypted: true }))).toEqual(['officeEncrypted']);
    expect(await codesOf(tinyCfb({ EncryptedPackage: new Uint8Array(5000), EncryptionInfo: new Uint8Array(10) }))).toEqual(['officeEncrypted']);
    expect(await codesOf(tinyCfb({ EncryptedPackage: new Uint8Array(5000) }), 'a.docx')).toEqual(['zipEncrypted']);
    expect(await codesOf(tinyCfb({ Workbook: new Uint8Array(10) }))).toEqual(['legacyOffice']);
    expect(await codesOf(tinyCfb({ WordDocument: new Uint8Array(10) }))).toEqual(['officeBroken']);
  });

  it('changed anywhere is never an error and never without end', async () => {
    const whole = tinyDoc([{ text: line, font: 1 }, { text: 'abc\x07', narrow: true, rowEnd: true }, { text: 'ẩn', hidden: true }], { fonts: ['Arial', '.VnTime'], styleFont: 0 });
    await fc.assert(
      fc.asyncProperty(fc.array(fc.tuple(fc.nat(whole.length - 1), fc.nat(255)), { maxLength: 20 }), fc.nat(whole.length), async (changes, cut) => {
        const damaged = whole.slice(0, cut % 7 === 0 ? cut : whole.length);
        for (const [at, byte] of changes) if (at < damaged.length) damaged[at] = byte;
        expect((await read(damaged)).pages.length).toBeLessThanOrEqual(1);
      }),
      { numRuns: 200 },
    );
  });

  it('whose chain of sectors runs in a circle ends', () => {
    const whole = tinyCfb({ WordDocument: new Uint8Array(20_000).fill(7) });
    const sectors = Math.ceil(whole.length / 512) - 1;
    for (let at = 0; at + 4 <= whole.length; at += 4) {
      // every entry of the allocation table points at the first sector
      const value = new DataView(whole.buffer).getUint32(at, true);
      if (at >= 512 && value > 0 && value <= sectors && value === (at % 512) / 4 + 1) new DataView(whole.buffer).setUint32(at, 0, true);
    }
    const file = openCfb(whole);
    expect(file.ok && (file.value.read('WordDocument')?.length ?? 0) <= whole.length).toBe(true);
  });
});

describe('a spreadsheet', () => {
  it('is lines of its visible sheets, cells divided by tabs, dates as written here', async () => {
    const book = tinyXlsx([
      { name: 'Danh sách', rows: [['Stt', 'Đơn vị', 'Ngày'], [{ number: 1 }, 'Trường <A> & B', { number: 43_600, style: 1 }], [], [null, 'x', { number: 0.125, style: 3 }, { number: 43_600.5, style: 2 }]] },
      { name: 'Ẩn', hidden: true, rows: [['bí mật']] },
      { name: 'Hai', rows: [[{ xml: '<c r="REF" t="inlineStr"><is><t>trong ô</t></is></c>' }, { xml: '<c r="REF" t="b"><v>1</v></c>' }, { xml: '<c r="REF" t="e"><v>#N/A</v></c>' }, { xml: '<c r="REF" t="str"><f>A1</f><v>tính</v></c>' }]] },
    ]);
    expect(await textOf(book)).toBe('Stt\tĐơn vị\tNgày\n1\tTrường <A> & B\t15/05/2019\n\tx\t12.5%\t15/05/2019 12:00\n\ntrong ô\tTRUE\t\ttính');
    expect(await codesOf(book)).toEqual([]);
  });

  it('in an old Vietnamese font is converted by the font of its cells', async () => {
    const cell = { xml: `<c r="REF" s="4" t="inlineStr"><is><t>${inFont('Công', 'tcvn3')}</t></is></c>` };
    expect(await read(tinyXlsx([{ name: 'a', rows: [[cell, 'Công']] }]))).toMatchObject({ pages: [{ text: 'Công\tCông' }], problems: [{ code: 'convertedTcvn3' }] });
  });

  it('with cells far out, or more rows than are read, is cut and says so', async () => {
    expect(await codesOf(tinyXlsx([{ name: 'a', rows: [['a', { xml: '<c r="XFD1" t="inlineStr"><is><t>xa</t></is></c>' }]] }]))).toEqual(['sheetTruncated']);
    const rows = Array.from({ length: limits.tableRows + 2 }, () => [{ number: 1 }]);
    expect(await codesOf(tinyXlsx([{ name: 'a', rows }]))).toEqual(['sheetTruncated']);
  });

  it('has numbers as they are shown', () => {
    expect(numberText('0.30000000000000004', 'number', false)).toBe('0.3');
    expect(numberText('9.12345678E8', 'number', false)).toBe('912345678');
    expect(numberText('-1', 'date', false)).toBe('-1');
    expect(numberText('42138', 'date', true)).toBe('15/05/2019');
    expect([numberKind(0, '#,##0.00'), numberKind(0, '"ngày" 0'), numberKind(0, '[$-42A]dd mmmm yyyy'), numberKind(0, '[h]:mm'), numberKind(0, 'mmm-yy'), numberKind(0, 'General')]).toEqual(['number', 'number', 'date', 'time', 'date', 'number']);
  });

  it('with one endless text that every cell shows is cut, and says so', async () => {
    const long = 'a '.repeat(200_000);
    const cell = { xml: '<c r="REF" t="s"><v>0</v></c>' };
    const rows = [[long], Array.from({ length: 1000 }, () => cell)];
    const book = extractXlsx(tinyXlsx([{ name: 'a', rows }]));
    if (!book.ok) throw new Error(book.failure);
    const cells = book.value.sheets.flatMap((sheet) => sheet.rows.flat());
    expect(book.value.cut).toBe(true);
    expect(Math.max(...cells.map((text) => text.length))).toBeLessThanOrEqual(limits.tableCellChars);
    expect(cells.reduce((sum, text) => sum + text.length, 0)).toBeLessThanOrEqual(limits.tableChars);
  });

  it('whose only row has cells without end is read as far as a table goes', () => {
    const files = unzipSync(tinyXlsx([{ name: 'a', rows: [['x']] }, { name: 'b', rows: [['y', 'z', 'w']] }]));
    files['xl/worksheets/sheet1.xml'] = strToU8(`<worksheet><sheetData><row>${'<c><v>1</v></c>'.repeat(limits.tableCells + 1)}</row></sheetData></worksheet>`);
    const book = extractXlsx(zipSync(files));
    // hardly anything is left for the sheet after it
    expect(book.ok && [book.value.sheets.map(({ rows }) => rows.flat().length), book.value.cut]).toEqual([[limits.tableColumns, 1], true]);
  });

  it('whose tabs all name one sheet has that sheet once', () => {
    const files = unzipSync(tinyXlsx([{ name: 'a', rows: [['x']] }]));
    files['xl/workbook.xml'] = strToU8(`<workbook xmlns:r="r"><sheets>${Array.from({ length: 50 }, (_, at) => `<sheet name="s${at}" sheetId="${at + 1}" r:id="rId1"/>`).join('')}</sheets></workbook>`);
    const book = extractXlsx(zipSync(files));
    expect(book.ok && book.value.sheets.map(({ name }) => name)).toEqual(['s0']);
  });
});

const slide = (body: string, show = ''): Uint8Array => strToU8(`<p:sld xmlns:p="p" xmlns:a="a"${show}>${body}</p:sld>`);
const words = (text: string, font = ''): string => `<a:p><a:r><a:rPr>${font === '' ? '' : `<a:latin typeface="${font}"/>`}</a:rPr><a:t>${text}</a:t></a:r></a:p>`;

describe('a presentation', () => {
  it('is its slides in order, tables as tabs, hidden slides left out', async () => {
    const file = zipSync({
      'ppt/presentation.xml': strToU8('<p:presentation/>'),
      'ppt/slides/slide10.xml': slide(words('Cuối')),
      'ppt/slides/slide2.xml': slide(`<a:tbl><a:tr><a:tc>${words('a')}</a:tc><a:tc>${words('b')}</a:tc></a:tr><a:tr><a:tc>${words('c')}</a:tc></a:tr></a:tbl>${words('sau')}`),
      'ppt/slides/slide1.xml': slide(words('Đầu') + words(inFont('Công văn', 'tcvn3'), '.VnTime')),
      'ppt/slides/slide3.xml': slide(words('ẩn'), ' show="0"'),
    });
    expect(await read(file)).toMatchObject({ pages: [{ text: 'Đầu\nCông văn\n\na\tb\nc\nsau\n\nCuối' }], problems: [{ code: 'convertedTcvn3' }] });
  });
});

const odf = (content: string, manifest = '<manifest/>'): Uint8Array =>
  zipSync({ mimetype: [strToU8('application/vnd.oasis.opendocument.text'), { level: 0 }], 'content.xml': strToU8(content), 'META-INF/manifest.xml': strToU8(manifest) });

describe('an OpenDocument file', () => {
  it('is paragraphs and rows, without comments and what was deleted', async () => {
    const content = `<o><text:tracked-changes><text:p>xóa</text:p></text:tracked-changes><text:h>Tờ trình</text:h><text:p>Số:<text:s text:c="2"/>15<text:tab/>x<text:line-break/>y<office:annotation><text:p>ghi chú</text:p></office:annotation></text:p>
      <table:table><table:table-row><table:table-cell><text:p>a</text:p></table:table-cell><table:table-cell><text:p>b</text:p></table:table-cell></table:table-row></table:table><text:p>${inFont(line, 'tcvn3')}</text:p></o>`;
    expect(await read(odf(content))).toMatchObject({ pages: [{ text: `Tờ trình\nSố:  15\tx\ny\na\tb\n${line}` }], problems: [{ code: 'convertedTcvn3' }] });
  });

  it('with a password is named', async () => {
    expect(await codesOf(odf('x', '<manifest:manifest><manifest:encryption-data/></manifest:manifest>'))).toEqual(['officeEncrypted']);
  });
});

describe('a DOCX', () => {
  it('is converted by the fonts of its runs, also where a letter alone would not tell', async () => {
    const old = (text: string, font: string): string => run(inFont(text, font.startsWith('VNI') ? 'vni' : 'tcvn3'), `<w:rFonts w:ascii="${font}" w:hAnsi="${font}"/>`);
    const body = paragraph(old('ủy ban', '.VnTimeH'), run(' – '), run('có', '<w:rFonts w:ascii="Arial"/>')) + paragraph(old('Số', '.VnTime'), run(': 15')) + paragraph(old('Kế hoạch', 'VNI-Times'));
    expect(await read(tinyDocx(body))).toMatchObject({ pages: [{ text: 'ỦY BAN – có\nSố: 15\nKế hoạch' }], problems: [{ code: 'convertedTcvn3' }, { code: 'convertedVni' }] });
  });

  it('without names of fonts is judged by its words', async () => {
    expect(await read(tinyDocx(paragraph(run(inFont(line, 'vni'))) + paragraph(run('Công văn có dấu'))))).toMatchObject({ pages: [{ text: `${line}\nCông văn có dấu` }], problems: [{ code: 'convertedVni' }] });
  });
});

describe('Office files of hostile bytes', () => {
  const files = [tinyXlsx([{ name: 'a', rows: [['a', { number: 1, style: 1 }]] }]), odf('<text:p>a</text:p>'), zipSync({ 'ppt/presentation.xml': strToU8(''), 'ppt/slides/slide1.xml': slide(words('a')) })];

  it('never make it fail', async () => {
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...files), fc.nat(), fc.nat(255), async (file, at, byte) => {
        const damaged = Uint8Array.from(file);
        damaged[at % damaged.length] = byte;
        expect((await read(damaged)).pages.length).toBeLessThanOrEqual(1);
      }),
      { numRuns: 200 },
    );
  });

  it('with any XML inside never make it fail', async () => {
    const piece = fc.constantFrom('<', '>', '<c r="A1"', ' t="s">', '<v>', '99999999', '</v>', '</c>', '<row>', '</row>', '&#xffffff;', '&lt;', '<![CDATA[', ']]>', '<!--', '-->', '<t>', '</t>', '<si>', '</si>', '<a:p>', '<a:tr>', '<text:s c="1e9"/>', '"', 'chữ', '<text:p>', '</text:p>', '<table:table-row>', '</sheetData>');
    await fc.assert(
      fc.asyncProperty(fc.array(piece, { maxLength: 60 }), async (pieces) => {
        const xml = strToU8(pieces.join(''));
        const book = zipSync({ 'xl/workbook.xml': strToU8('<sheet name="a" r:id="1"/>'), 'xl/_rels/workbook.xml.rels': strToU8('<Relationship Id="1" Target="worksheets/sheet1.xml"/>'), 'xl/worksheets/sheet1.xml': xml, 'xl/sharedStrings.xml': xml, 'xl/styles.xml': xml });
        const show = zipSync({ 'ppt/presentation.xml': xml, 'ppt/slides/slide1.xml': xml });
        for (const file of [book, show, odf(pieces.join(''))]) expect((await read(file)).pages.length).toBeLessThanOrEqual(1);
      }),
      { numRuns: 150 },
    );
  });
});
