import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { decodePart } from '../letter/decode-part';
import { latin1Of } from '../letter/latin1';
import { parseLetter } from '../letter/parse-letter';
import { safeName } from '../letter/safe-name';
import { boundaryOf, composeEntity } from './compose-entity';

const boundary = boundaryOf('0123456789abcdef'.repeat(2));

/** Vietnamese (whole and as base letter with marks), Thai, and what hostile or careless names hold. */
const piece = fc.constantFrom('Công văn số ', 'Giấy mời họp', 'Báo cáo tháng 10', 'e\u0302\u0301', 'ẫ', 'หนังสือราชการ', 'ที่ ', 'surat', ' ', '  ', '"', '\\', "'", '%', '*', '=', '=?utf-8?B?eA==?=', ';', '/', '.', '🙂', '\u202e', '\0', '\r\n', 'x'.repeat(90), '.pdf');
const name = fc.array(piece, { maxLength: 12 }).map((pieces) => pieces.join(''));
const line = fc.oneof(fc.string({ unit: 'grapheme', maxLength: 200 }), fc.constantFrom('From the office', '.', '..', '--', `--${boundary}`, '=20', ' ', '\t', 'Kính gửi: ', 'ă'.repeat(60), 'x'.repeat(2000), 'เรียน ผู้อำนวยการ', '-- '));
const body = fc.array(line, { maxLength: 8 }).map((lines) => lines.join('\n'));
const type = fc.constantFrom('application/pdf', 'text/plain', 'image/png', 'message/rfc822', 'multipart/mixed', 'application/x"y', 'Application/PDF', '', 'a/b\r\nX: y');
const file = fc.record({ name, mediaType: type, bytes: fc.uint8Array({ maxLength: 300 }) });

/** As our own reader shows a text: composed, line ends of one kind, no control characters, and whole lines. */
function shown(text: string): string {
  const clean = text.normalize('NFC').replace(/\r\n?/g, '\n').replace(/[^\P{Cc}\n\t]/gu, '');
  return clean.endsWith('\n') ? clean : `${clean}\n`;
}

describe('a letter as it is written', () => {
  test('is read back with the same text and the same files in the same order', () => {
    fc.assert(fc.property(body, fc.array(file, { maxLength: 4 }), (text, files) => {
      const raw = composeEntity({ body: text, files, boundary });
      const letter = parseLetter(raw);
      expect(letter.problems.filter(({ code }) => !code.startsWith('font'))).toEqual([]);
      expect(letter.attachments).toHaveLength(files.length);
      const parts = files.length === 0 ? [letter.root] : letter.root.children;
      const sent = parts[0];
      expect(sent === undefined ? null : new TextDecoder().decode(decodePart(raw, sent)).replaceAll('\r\n', '\n')).toBe(shown(text));
      for (const [index, { name: given, bytes }] of files.entries()) {
        const part = parts[index + 1];
        const attachment = letter.attachments[index];
        expect(attachment?.name).toBe(safeName(given, attachment?.contentType ?? ''));
        expect(part === undefined ? null : Buffer.from(decodePart(raw, part)).equals(bytes)).toBe(true);
      }
    }), { numRuns: 300 });
  });

  test('survives every relay: seven bits, short lines, CRLF, nothing at a line\'s end and no "From " at its beginning', () => {
    fc.assert(fc.property(body, fc.array(file, { maxLength: 3 }), (text, files) => {
      const raw = latin1Of(composeEntity({ body: text, files, boundary }));
      const lines = raw.split('\r\n');
      expect(raw).toMatch(/^[\t\r\n -~]*$/);
      expect(lines.filter((one) => one.length > 78 && !/^(?: |Content)/.test(one))).toEqual([]);
      expect(lines.filter((one) => /[\r\n]|[ \t]$|^From |^\./.test(one) || one.length > 998)).toEqual([]);
    }), { numRuns: 200 });
  });

  test('no name or type of a file adds a header field or a part', () => {
    fc.assert(fc.property(fc.array(file, { minLength: 1, maxLength: 3 }), (files) => {
      const raw = composeEntity({ body: 'x', files, boundary });
      const heads = latin1Of(raw).split(`--${boundary}\r\n`).slice(2).map((part) => part.slice(0, part.indexOf('\r\n\r\n')).replace(/\r\n /g, ' ').split('\r\n').map((field) => field.slice(0, field.indexOf(':'))));
      expect(heads).toEqual(files.map(() => ['Content-Type', 'Content-Transfer-Encoding', 'Content-Disposition']));
    }), { numRuns: 200 });
  });

  test('is readable in its source where it has few accents, and compact where it has many', () => {
    const head = (text: string): string => latin1Of(composeEntity({ body: text, files: [], boundary })).split('\r\n')[1] ?? '';
    expect(head('Dear colleagues, the minutes of the meeting of 21 November are in the attached file. Trân trọng')).toBe('Content-Transfer-Encoding: quoted-printable');
    expect(head('เรียน ผู้อำนวยการสำนักงานเขตพื้นที่การศึกษา')).toBe('Content-Transfer-Encoding: base64');
  });

  test('names a file so that new and old readers show it', () => {
    const raw = latin1Of(composeEntity({ body: '', files: [{ name: 'Tờ trình.pdf', mediaType: 'application/pdf', bytes: new Uint8Array() }], boundary }));
    expect(raw).toContain('Content-Type: application/pdf; name="=?UTF-8?B?VOG7nSB0csOsbmgucGRm?="\r\n');
    expect(raw).toContain("Content-Disposition: attachment; filename*=utf-8''T%E1%BB%9D%20tr%C3%ACnh.pdf\r\n");
    const plain = latin1Of(composeEntity({ body: '', files: [{ name: 'to trinh "1".pdf', mediaType: 'application/pdf', bytes: new Uint8Array() }], boundary }));
    expect(plain).toContain('Content-Disposition: attachment; filename="to trinh _1_.pdf"\r\n');
  });
});
