import fc from 'fast-check';
import { readSheet } from 'read-excel-file/node';
import { describe, expect, it } from 'vitest';
import { limits } from '../base/limits';
import { inFont } from '../letter/fixtures/in-font';
import { bytesOfLatin1 } from '../letter/latin1';
import { tinyCfb } from './fixtures/tiny-doc';
import { tinyXlsx } from './fixtures/tiny-xlsx';
import { readTable } from './read-table';

const rows = [
  ['Mã định danh', 'Tên đơn vị', 'Tên miền'],
  ['H01.02', 'Sở Giáo dục và Đào tạo, thành phố', 'sogddt.mau.example'],
  ['H01.03', 'Ủy ban nhân dân quận "Một"', 'quan1.mau.example'],
];
const csv = (delimiter: string): string => rows.map((row) => row.map((cell) => (/[",;\t]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell)).join(delimiter)).join('\r\n');
const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text);

function utf16(text: string, little: boolean, mark: boolean): Uint8Array {
  const codes = Array.from({ length: text.length }, (_, at) => text.charCodeAt(at));
  return Uint8Array.from((mark ? [0xfeff, ...codes] : codes).flatMap((code) => (little ? [code & 0xff, code >>> 8] : [code >>> 8, code & 0xff])));
}

describe('a table a person chose', () => {
  it('is read from CSV, whatever divides it', async () => {
    for (const delimiter of [',', ';', '\t']) expect(await readTable('don-vi.csv', utf8(csv(delimiter)))).toEqual({ ok: true, rows });
  });

  it('is read in the charsets spreadsheets write here', async () => {
    const text = csv(',');
    for (const bytes of [utf8(`\ufeff${text}`), utf16(text, true, true), utf16(text, false, true), utf16(text, true, false), utf16(text, false, false)]) expect(await readTable('a.csv', bytes)).toEqual({ ok: true, rows });
    // no capital of these fonts carries a tone
    const typed = rows.map((row) => row.map((cell) => cell.replace('Ủy ban', 'Văn phòng')));
    const old = typed.map((row) => row.map((cell) => inFont(cell, 'tcvn3')).map((cell) => (/[",]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell)).join(',')).join('\n');
    expect(await readTable('a.csv', bytesOfLatin1(old))).toEqual({ ok: true, rows: typed });
  });

  it('is read from the first sheet of an XLSX that holds anything', async () => {
    expect(await readTable('a.xlsx', tinyXlsx([{ name: 'trống', rows: [] }, { name: 'b', rows }, { name: 'c', rows: [['khác']] }]))).toEqual({ ok: true, rows });
  });

  it('has the cells that another reader of XLSX finds', async () => {
    const cells = [['Mã', 'Số', 'Ngày'], ['H01', { number: 12.5 }, { number: 43_600, style: 1 }], ['H02', { number: 7 }, null]];
    const file = tinyXlsx([{ name: 'a', rows: cells }]);
    const theirs = await readSheet(Buffer.from(file), { dateFormat: 'dd/mm/yyyy' });
    const shown = (value: unknown): string => (value instanceof Date ? value.toISOString().slice(0, 10).split('-').reverse().join('/') : typeof value === 'number' ? String(value) : typeof value === 'string' ? value : '');
    const ours = await readTable('a.xlsx', file);
    expect(ours.ok && ours.rows.map((row) => [...row, '', ''].slice(0, 3))).toEqual(theirs.map((row) => row.map(shown)));
  });

  it('that cannot be read is named', async () => {
    expect(await readTable('a.csv', new Uint8Array())).toEqual({ ok: false, code: 'notATable' });
    expect(await readTable('a.pdf', utf8('%PDF-1.7'))).toEqual({ ok: false, code: 'notATable' });
    expect(await readTable('a.xlsx', tinyCfb({ EncryptedPackage: new Uint8Array(5000) }))).toEqual({ ok: false, code: 'encrypted' });
    expect(await readTable('a.xls', tinyCfb({ Workbook: new Uint8Array(5000) }))).toEqual({ ok: false, code: 'notATable' });
    expect(await readTable('a.xlsx', tinyXlsx([{ name: 'b', rows }]).slice(0, 900))).toEqual({ ok: false, code: 'damaged' });
    expect(await readTable('a.csv', utf8('a,b\n'.repeat(limits.tableRows + 1)))).toEqual({ ok: false, code: 'tooLarge' });
  });

  it('of hostile bytes is an answer, never an error', async () => {
    await fc.assert(fc.asyncProperty(fc.uint8Array({ maxLength: 400 }), async (bytes) => {
      expect(typeof (await readTable('x', bytes)).ok).toBe('boolean');
    }));
  });
});
