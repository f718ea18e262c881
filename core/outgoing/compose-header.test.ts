import { domainToASCII } from 'node:url';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parseHeaderBlock } from '../letter/parse-header-block';
import type { IsoTime } from '../model/ids';
import type { LetterHeader } from '../model/letter';
import { composeHeader } from './compose-header';
import type { HeaderOrder } from './compose-header';

const now = '2026-11-21T02:05:07.000Z' as IsoTime;
const order: HeaderOrder = {
  from: { name: 'Sở Giáo dục và Đào tạo', address: 'vanthu@sogddt.mau.example' }, to: [{ name: 'Phòng Giáo dục huyện A', address: 'pgd.a@mau.example' }], cc: [], subject: 'V/v báo cáo số liệu', now,
  messageId: '<0123.1@sogddt.mau.example>', inReplyTo: null, references: [], wantsMdn: false, urgent: false,
};

function read(text: string): LetterHeader {
  return parseHeaderBlock(new TextEncoder().encode(`${text}\r\n`));
}

function fieldNames(text: string): readonly string[] {
  return read(text).fields.map(({ name }) => name);
}

const piece = fc.constantFrom('Sở ', 'Giáo dục', ' và Đào tạo', 'กระทรวงศึกษาธิการ', '"', '\\', ',', '<a@b.example>', '(x)', ';', ':', '\r\n', '\r\nBcc: x@y.example', '\0', '=?utf-8?Q?=0D=0A?=', '🙂', '\u202e', 'x'.repeat(100), '@', 'e\u0301');
const words = fc.array(piece, { maxLength: 15 }).map((pieces) => pieces.join(''));
const address = fc.constantFrom('vanthu@sonoivu.mau.example', 'a.b+c@d.example', 'văn.thư@bộ.example', 'x@thử-nghiệm.example');
const mailbox = fc.record({ name: words, address });

/** Local parts as they are, domains as they travel (RFC 5890). */
function onWire(text: string): string {
  const at = text.lastIndexOf('@') + 1;
  return text.slice(0, at) + domainToASCII(text.slice(at));
}

/** As a person sees it: controls and directions are no part of a name. */
function seen(text: string): string {
  return text.normalize('NFC').replace(/[\p{Cc}\p{Cf}\u2028\u2029]/gu, ' ').replace(/\s+/g, ' ').trim();
}

describe('the header of a letter', () => {
  test('has the fields that were asked for, with the day as it is in Vietnam', () => {
    const text = composeHeader({ ...order, inReplyTo: '<q@b.example>', references: ['<p@b.example>', '<q@b.example>'], wantsMdn: true, urgent: true, cc: [{ name: '', address: 'x@y.example' }] });
    expect(fieldNames(text)).toEqual(['From', 'To', 'Cc', 'Subject', 'Date', 'Message-ID', 'In-Reply-To', 'References', 'Disposition-Notification-To', 'Importance', 'X-Priority', 'MIME-Version']);
    expect(text).toContain('Date: Sat, 21 Nov 2026 09:05:07 +0700\r\n');
    expect(text).toContain('Cc: <x@y.example>\r\n');
    expect(read(text)).toMatchObject({ subject: 'V/v báo cáo số liệu', inReplyTo: ['<q@b.example>'], references: ['<p@b.example>', '<q@b.example>'], date: now });
    expect(text).not.toMatch(/Disposition-Notification-Options|Bcc/i);
  });

  test('is read back with the same names, addresses and subject, whatever they are, and nothing else stands in it', () => {
    fc.assert(fc.property(mailbox, fc.array(mailbox, { minLength: 1, maxLength: 5 }), fc.array(mailbox, { maxLength: 3 }), words, (from, to, cc, subject) => {
      const text = composeHeader({ ...order, from, to, cc, subject });
      const header = read(text);
      const names = (list: readonly { readonly name: string }[]): readonly string[] => list.map(({ name }) => seen(name));
      expect(fieldNames(text)).toEqual(['From', 'To', ...(cc.length === 0 ? [] : ['Cc']), 'Subject', 'Date', 'Message-ID', 'MIME-Version']);
      expect([header.from, header.to, header.cc].map(names)).toEqual([[from], to, cc].map(names));
      expect(seen(header.subject)).toBe(seen(subject));
      expect([...header.from, ...header.to, ...header.cc].map((one) => one.address)).toEqual([from, ...to, ...cc].map((one) => onWire(one.address)));
    }), { numRuns: 300 });
  });

  test('keeps its lines within what every relay takes', () => {
    fc.assert(fc.property(fc.array(mailbox, { minLength: 1, maxLength: 200 }), words, (to, subject) => {
      for (const one of composeHeader({ ...order, to, subject }).split('\r\n')) expect(new TextEncoder().encode(one).length).toBeLessThanOrEqual(200);
    }), { numRuns: 30 });
  });

  test('takes nothing for an address or a Message-ID that is none', () => {
    for (const bad of ['a@b.example, c@d.example', 'a@b.example>\r\nBcc: <c@d.example', 'nobody', '']) {
      expect(() => composeHeader({ ...order, to: [{ name: '', address: bad }] })).toThrow('not an address');
    }
    expect(() => composeHeader({ ...order, messageId: '<a@b>\r\nX: y' })).toThrow('not a Message-ID');
    expect(fieldNames(composeHeader({ ...order, inReplyTo: '<a@b>\r\nX: y', references: ['x', '<c@d>'] }))).not.toContain('X');
  });

  test('keeps the first and the newest of a long thread', () => {
    const references = Array.from({ length: 60 }, (_, index) => `<${index}@mau.example>`);
    const kept = read(composeHeader({ ...order, references })).references;
    expect(kept).toEqual([references[0], ...references.slice(-19)]);
  });

  test('names nobody where all copies are blind', () => {
    const header = read(composeHeader({ ...order, to: [] }));
    expect(header.to).toEqual([]);
    expect(composeHeader({ ...order, to: [] })).toContain('To: undisclosed-recipients:;\r\n');
  });
});
