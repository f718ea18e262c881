import { addressParser } from 'postal-mime';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { limits } from '../base/limits';
import { bytesOfLatin1 } from './latin1';
import { parseAddresses } from './parse-addresses';
import { parseDate } from './parse-date';
import { parseHeaderBlock } from './parse-header-block';
import { parseStructured } from './parse-params';

const header = (text: string): ReturnType<typeof parseHeaderBlock> => parseHeaderBlock(new TextEncoder().encode(text.replace(/\n/g, '\r\n')));

describe('a header block', () => {
  it('gives subject, addresses, date and ids of an official letter', () => {
    const read = header(
      'From: =?UTF-8?B?VsSDbiB0aMawIFPhu58=?= <vanthu@so.example.vn>\nTo: a@x.vn,\n "B, C" <b@x.vn>\nCc: =?utf-8?Q?Ph=C3=B2ng?=: d@x.vn, e@x.vn;\n' +
        'Subject: =?utf-8?Q?V/v_h=C6=B0=E1?= =?utf-8?Q?=BB=9Bng_d=E1=BA=ABn?=\nDate: Sat, 21 Nov 2026 09:05:07 +0700\nMessage-ID: <1@so.example.vn>\nReferences: <a@x>\n <b@x>\n\nbody: not a header\n',
    );
    expect(read.from).toEqual([{ name: 'Văn thư Sở', address: 'vanthu@so.example.vn' }]);
    expect(read.to).toEqual([{ name: '', address: 'a@x.vn' }, { name: 'B, C', address: 'b@x.vn' }]);
    expect(read.cc.map((mailbox) => mailbox.address)).toEqual(['d@x.vn', 'e@x.vn']);
    expect(read.subject).toBe('V/v hướng dẫn');
    expect(read.date).toBe('2026-11-21T02:05:07.000Z');
    expect(read.messageId).toBe('<1@so.example.vn>');
    expect(read.references).toEqual(['<a@x>', '<b@x>']);
    expect(read.fields.map((field) => field.name)).not.toContain('body');
  });

  it('reads raw 8-bit subjects as UTF-8, and as the charset the letter declares', () => {
    expect(header('Subject: Quyết định số 12\n\n').subject).toBe('Quyết định số 12');
    const raw = bytesOfLatin1('Content-Type: text/plain; charset=windows-1258\r\nSubject: Ti\u00ea\u00ecng Vi\u00ea\u00f2t\r\n\r\n');
    expect(parseHeaderBlock(raw).subject).toBe('Tiếng Việt');
  });

  it('keeps every From field', () => {
    expect(header('From: a@x.vn\nFrom: b@x.vn\n\n').from.map((mailbox) => mailbox.address)).toEqual(['a@x.vn', 'b@x.vn']);
  });

  it('never exceeds its limits', () => {
    const many = header(`${'X-A: b\n'.repeat(limits.headerFields + 500)}\n`);
    expect(many.fields.length).toBeLessThanOrEqual(limits.headerFields);
    expect(() => parseHeaderBlock(new Uint8Array(limits.headerBlockBytes * 2).fill(0x41))).not.toThrow();
  });
});

describe('an address list', () => {
  it.each([
    ['me (via a@x.vn) <first@x.vn> <second@x.vn>', 'second@x.vn'],
    ['<real@x.vn>shown@bank.vn', 'real@x.vn'],
    ['"shown@bank.vn" <real@x.vn>', 'real@x.vn'],
    ['": <shown@bank.vn> "<real@x.vn>', 'real@x.vn'],
    ['=?utf-8?Q?=3Cshown=40bank.vn=3E=2C?= <real@x.vn>', 'real@x.vn'],
    ['(c3)a(c4)@(c5)b(c6).(c7)d(c8)', 'a@b.d'],
  ])('shows the address mail would come from, not the one that poses: %s', (value, address) => {
    expect(parseAddresses(value).map((mailbox) => mailbox.address)).toEqual([address]);
  });

  it('takes no address out of an encoded word', () => {
    expect(parseAddresses('=?utf-8?B?c2hvd25AYmFuay52bg==?=')).toEqual([{ name: 'shown@bank.vn', address: '' }]);
  });

  it('has no member where recipients are undisclosed', () => {
    expect(parseAddresses('undisclosed-recipients:;')).toEqual([]);
  });

  it('is read like postal-mime reads it where the list is regular', () => {
    const atom = fc.stringMatching(/^[a-z][a-z0-9]{0,8}$/);
    const mailbox = fc.tuple(fc.array(atom, { maxLength: 3 }), atom, atom).map(([names, local, domain]) => (names.length === 0 ? `${local}@${domain}.vn` : `${names.join(' ')} <${local}@${domain}.vn>`));
    fc.assert(
      fc.property(fc.array(mailbox, { maxLength: 6 }), (list) => {
        const value = list.join(', ');
        expect(parseAddresses(value)).toEqual(addressParser(value, { flatten: true }).map(({ name, address }) => ({ name, address })));
      }),
    );
  });

  it('is read without an error whatever it is', () => {
    fc.assert(fc.property(fc.string({ unit: fc.constantFrom(...'<>(),;:"\\@. a[]=?'), maxLength: 60 }), (value) => {
        expect(Array.isArray(parseAddresses(value))).toBe(true);
      }),
    );
  });
});

describe('parameters', () => {
  it('join RFC 2231 sections in order and prefer them to a plain value', () => {
    expect(parseStructured("attachment; filename=plain.pdf; filename*1=.pdf; filename*0*=utf-8''quy%E1%BA%BFt").params['filename']).toBe('quyết.pdf');
    expect(parseStructured("attachment; filename*0*=utf-8''quy%E1%BA; filename*1*=%BFt.pdf").params['filename']).toBe('quyết.pdf');
  });

  it('decode encoded words in file names and keep parentheses glued to them', () => {
    expect(parseStructured('application/pdf; name="=?utf-8?Q?c=C3=B4ng_v=C4=83n.pdf?="').params['name']).toBe('công văn.pdf');
    expect(parseStructured('attachment; filename=cong-van(1).pdf').params['filename']).toBe('cong-van(1).pdf');
  });
});

describe('a date', () => {
  it.each([
    ['Sat, 21 Nov 2026 09:05:07 +0700 (ICT)', '2026-11-21T02:05:07.000Z'],
    ['21 Nov 26 09:05 EST', '2026-11-21T14:05:00.000Z'],
    ['31 Dec 2008 23:59:60 +0000', '2009-01-01T00:00:00.000Z'],
    ['31 Feb 2026 10:00:00 +0000', null],
    ['Whenever', null],
  ])('%s', (value, instant) => {
    expect(parseDate(value)).toBe(instant);
  });
});
