import fc from 'fast-check';
import { zipSync } from 'fflate';
import { beforeAll, describe, expect, it } from 'vitest';
import { extractAttachment } from './extract-attachment';
import type { AttachmentText } from './extract-attachment';
import { testPdfEngine } from './fixtures/test-engine';
import { paragraph, run, tinyDocx } from './fixtures/tiny-docx';
import { tinyPdf } from './fixtures/tiny-pdf';
import type { PdfEngine } from './pdf-engine';

let pdf: PdfEngine;
beforeAll(async () => {
  pdf = await testPdfEngine();
});

const read = (bytes: Uint8Array, name: string, contentType = 'application/octet-stream'): Promise<AttachmentText> => extractAttachment(bytes, { name, contentType }, { pdf });
const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text);

describe('an attachment', () => {
  it('is read by what it is, whatever it is called', async () => {
    expect(await read(tinyPdf([[{ text: 'Quyết định', x: 60, y: 700 }]], { signed: true }), 'khong-ro.bin')).toEqual({
      pages: [{ page: 1, text: 'Quyết định' }],
      scans: [],
      signaturePresent: 'pdf',
      problems: [],
    });
    expect(await read(tinyDocx(paragraph(run('Tờ trình')), { signed: true }), 'a.pdf')).toEqual({ pages: [{ page: null, text: 'Tờ trình' }], scans: [], signaturePresent: 'ooxml', problems: [] });
    expect((await read(utf8('<html><body><p>Giấy mời</p></body></html>'), 'a.txt')).pages).toEqual([{ page: null, text: 'Giấy mời' }]);
  });

  it('of plain text is read in the charset it turns out to have', async () => {
    const windows1258 = Uint8Array.from([...'K\u00ednh g\u01b0\u0309i c\u00e1c \u0111\u01a1n vi\u0323 tr\u01b0\u0323c thu\u00f4\u0323c'].map((letter) => ({ '\u01b0': 0xfd, '\u0309': 0xd2, '\u0111': 0xf0, '\u01a1': 0xf5, '\u0323': 0xf2 })[letter] ?? letter.charCodeAt(0)));
    expect((await read(windows1258, 'thong-bao.txt', 'text/plain')).pages).toEqual([{ page: null, text: 'Kính gửi các đơn vị trực thuộc' }]);
  });

  it('that is a forwarded letter names the archives in it, which stay closed', async () => {
    const zip = Buffer.from(zipSync({ 'a.txt': utf8('x') })).toString('base64');
    const letter = `Subject: a\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\n\r\nKinh gui\r\n--b\r\nContent-Type: application/zip; name=ho-so.zip\r\nContent-Transfer-Encoding: base64\r\n\r\n${zip}\r\n--b--\r\n`;
    const whole = await read(utf8(letter), 'thu.eml');
    expect([whole.pages, whole.problems]).toEqual([[{ page: 1, text: 'Kinh gui' }], [{ code: 'archiveUnknown', detail: 'ho-so.zip' }]]);
  });

  it('that is a forwarded letter gives the files in it first, then its words, however deep it lies', async () => {
    const docx = Buffer.from(tinyDocx(paragraph(run('Tờ trình')))).toString('base64');
    const inner = `Subject: a\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\n\r\nGui kem\r\n--b\r\nContent-Type: application/octet-stream; name=a.docx\r\nContent-Transfer-Encoding: base64\r\n\r\n${docx}\r\n--b--\r\n`;
    const pages = [{ page: 1, text: 'Tờ trình' }, { page: 2, text: 'Gui kem' }];
    expect((await read(utf8(inner), 'thu', 'message/rfc822')).pages).toEqual(pages);
    expect((await read(utf8(inner), 'thu.eml')).pages).toEqual(pages);
    let nested = inner;
    for (let depth = 0; depth < 60; depth += 1) nested = `Content-Type: message/rfc822\r\n\r\n${nested}`;
    expect((await read(utf8(`Content-Type: message/rfc822\r\n\r\n${inner}`), 'thu', 'message/rfc822')).pages).toEqual(pages);
    expect((await read(utf8(nested), 'thu', 'message/rfc822')).problems).toEqual([]);
  });

  it('that is a picture, or a page that is one, is named for whoever reads pictures', async () => {
    const stamped = tinyPdf([[{ text: 'Ký bởi: Văn phòng', x: 60, y: 800 }], [], [{ text: 'Trang có chữ', x: 60, y: 700 }]], { pictures: [0, 1] });
    expect((await read(stamped, 'a.pdf')).scans).toEqual([1, 2]);
    expect((await read(tinyPdf([[], [{ text: 'Tờ trình', x: 60, y: 700 }]]), 'a.pdf')).scans).toEqual([]);
    expect((await read(tinyPdf([[{ text: 'Nội dung của trang này '.repeat(20), x: 0, y: 700, size: 1 }]], { pictures: [0] }), 'a.pdf')).scans).toEqual([]);
    const bitmap = (width: number, height: number): Uint8Array => {
      const header = Buffer.alloc(54);
      header.write('BM', 'latin1');
      header.writeUInt32LE(40, 14);
      header.writeInt32LE(width, 18);
      header.writeInt32LE(height, 22);
      return new Uint8Array(header);
    };
    expect((await read(bitmap(827, 1169), 'trang.bmp')).scans).toEqual([1]);
    expect((await read(bitmap(120, 40), 'logo.bmp')).scans).toEqual([]);
  });

  it('that cannot be read is a named problem', async () => {
    const code = async (bytes: Uint8Array, name: string): Promise<string | undefined> => (await read(bytes, name)).problems[0]?.code;
    expect(await code(tinyPdf([[]], { encrypted: true }), 'a.pdf')).toBe('pdfEncrypted');
    expect(await code(utf8('%PDF-1.4'), 'a.pdf')).toBe('pdfBroken');
    expect(await code(new Uint8Array(0), 'a.pdf')).toBe('attachmentEmpty');
    expect(await code(Uint8Array.of(0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1), 'a.docx')).toBe('zipEncrypted');
    expect((await extractAttachment(tinyPdf([[]]), { name: 'a.pdf', contentType: '' }, { pdf: null })).problems[0]?.code).toBe('pdfEngineMissing');
  });

  it('of any bytes is answered', async () => {
    const start = fc.constantFrom('', '%PDF-1.7\n', 'PK\x03\x04', '<html>', '\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1');
    await fc.assert(
      fc.asyncProperty(start, fc.uint8Array({ maxLength: 300 }), async (magic, rest) => {
        expect(Array.isArray((await read(Uint8Array.of(...[...magic].map((letter) => letter.charCodeAt(0)), ...rest), 'a.txt')).pages)).toBe(true);
      }),
      { numRuns: 200 },
    );
  });
});
