import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import en from '../../assets/locales/parts/receipt-mail.en.json';
import vi from '../../assets/locales/parts/receipt-mail.vi.json';
import { parseLetter } from '../letter/parse-letter';
import { decodePart } from '../letter/decode-part';
import type { LetterPart } from '../model/letter';
import type { Digest, IsoDate, IsoTime } from '../model/ids';
import type { Notice } from '../model/notice';
import { readNotice } from '../notice/read-notice';
import { composeMdn } from './compose-mdn';
import { composeNotice, type NoticeKind } from './compose-notice';
import type { ReceiptMail, ReceiptSetting } from './receipt-mail';
import type { ReceiptDetails } from './receipt-texts';
import { headerOf, ownServers, plainLetter, questionOf, withField, type RawField } from './fixtures/question';
import { decideReceipt } from './decide-receipt';
import { receiptFacts } from './receipt-facts';
import { readAddressList } from './read-address-list';

const random = '0123456789abcdef0123456789abcdef';

function settingFor(fields: readonly RawField[]): ReceiptSetting {
  return {
    facts: receiptFacts(headerOf(fields), ownServers),
    from: { name: 'UBND xã "Thạch Sanh"', address: 'ubnd@xa.caobang.gov.vn' },
    to: 'vanthu@sgddt.longan.gov.vn',
    at: '2026-11-21T02:05:07.000Z' as IsoTime,
    now: '2026-11-21T02:05:09.000Z' as IsoTime,
    random,
    texts: [vi.receiptMail, en.receiptMail],
  };
}

function mdnFor(fields: readonly RawField[], sentBy: 'rule' | 'person' = 'rule'): ReceiptMail {
  return composeMdn({ ...settingFor(fields), sentBy, fields: headerOf(fields).fields, product: 'VanThu 0.1.0' });
}

function read(mail: ReceiptMail) {
  const bytes = new TextEncoder().encode(mail.raw);
  const letter = parseLetter(bytes);
  const field = (name: string): string | undefined => letter.header.fields.find((each) => each.name === name)?.value;
  const bodyOf = (part: LetterPart): string => new TextDecoder().decode(decodePart(bytes, part));
  return { letter, field, bodyOf };
}

/** RFC 5322, 2.1.1 and 2.3: CRLF only, no line above 998 octets, ASCII. */
function expectOnTheWire(mail: ReceiptMail): void {
  expect(mail.raw).toMatch(/^[\r\n -~]*$/);
  expect(mail.raw.replace(/\r\n/g, '')).not.toMatch(/[\r\n]/);
  expect(Math.max(...mail.raw.split('\r\n').map((line) => line.length))).toBeLessThanOrEqual(998);
}

describe('arrival notice', () => {
  const mail = composeNotice({ ...settingFor(plainLetter), kind: 'arrival', files: [] });
  const { letter, field } = read(mail);

  test('is an automatic reply of RFC 3834 in the thread of the letter', () => {
    expectOnTheWire(mail);
    expect(field('Auto-Submitted')).toBe('auto-replied');
    expect(field('In-Reply-To')).toBe('<a1@sgddt.longan.gov.vn>');
    expect(letter.header.references).toEqual(['<a1@sgddt.longan.gov.vn>']);
    expect(letter.header.messageId).toBe(`<${random}@xa.caobang.gov.vn>`);
    expect(mail.messageId).toBe(`<${random}@xa.caobang.gov.vn>`);
    expect(letter.header.from).toEqual([{ name: 'UBND xã "Thạch Sanh"', address: 'ubnd@xa.caobang.gov.vn' }]);
    expect(letter.header.date).toBe('2026-11-21T02:05:09.000Z');
    expect(field('Date')).toBe('Sat, 21 Nov 2026 09:05:09 +0700');
    expect(letter.problems).toEqual([]);
  });

  test('says in Vietnamese and English that the letter arrived, where, when and which', () => {
    expect(letter.header.subject).toBe('Tự động: Thư đã đến hộp thư: 1077/SGDĐT-KTQLCL');
    const text = letter.text?.text ?? '';
    for (const piece of ['đã đến hộp thư ubnd@xa.caobang.gov.vn', 'Your letter has arrived in the mailbox', '1077/SGDĐT-KTQLCL',
      '<a1@sgddt.longan.gov.vn>', '21/11/2026 09:05:07 (+07:00)']) expect(text).toContain(piece);
  });

  test('would never be answered itself', () => {
    const back = letter.header.fields.map(({ name, value }): RawField => [name, value]);
    const question = questionOf('arrival', [...back, ['Return-Path', '<>']]);
    expect(decideReceipt(question).decision).toBe('withhold');
    expect(question.facts.isAutomatic).toBe(true);
  });
});

describe('MDN', () => {
  test('is a report of RFC 8098 with its three parts', () => {
    const mail = mdnFor(withField(plainLetter, 'Original-Recipient', 'rfc822;alias@xa.caobang.gov.vn'));
    expectOnTheWire(mail);
    const { letter, bodyOf } = read(mail);
    expect(letter.root.contentType).toBe('multipart/report');
    expect(letter.root.params['report-type']).toBe('disposition-notification');
    expect(letter.root.children.map((part) => part.contentType)).toEqual(
      ['text/plain', 'message/disposition-notification', 'text/rfc822-headers']);
    const [text, notification, header] = letter.root.children.map(bodyOf);
    expect(text).toContain('đã được mở');
    expect(notification?.trimEnd().split('\r\n')).toEqual([
      'Reporting-UA: xa.caobang.gov.vn; VanThu 0.1.0',
      'Original-Recipient: rfc822;alias@xa.caobang.gov.vn',
      'Final-Recipient: rfc822;ubnd@xa.caobang.gov.vn',
      'Original-Message-ID: <a1@sgddt.longan.gov.vn>',
      'Disposition: manual-action/MDN-sent-automatically; displayed',
    ]);
    expect(header).toContain('Message-ID: <a1@sgddt.longan.gov.vn>');
    expect(header).toContain('Subject: 1077/SGDĐT-KTQLCL');
    expect(header).not.toContain('Received');
  });

  test('says so when a person sent it', () => {
    expect(mdnFor(plainLetter, 'person').raw).toContain('\r\nDisposition: manual-action/MDN-sent-manually; displayed\r\n');
  });

  test('leaves out what the letter did not have', () => {
    const mail = mdnFor(withField(plainLetter, 'Message-ID', 'broken'));
    expect(mail.raw).not.toContain('Original-Message-ID');
    expect(mail.raw).not.toContain('In-Reply-To');
  });
});

describe('what the office did', () => {
  const file = { name: 'Công văn.pdf', digest: 'ab'.repeat(32) as Digest };
  const noticeFor = (kind: NoticeKind, details: ReceiptDetails): Notice | null => {
    const mail = composeNotice({ ...settingFor(plainLetter), kind, files: [file], details });
    expectOnTheWire(mail);
    const bytes = new TextEncoder().encode(mail.raw);
    return readNotice(bytes, parseLetter(bytes));
  };

  test('is read at the other desk as it was meant here: status, number, date, digests, time', () => {
    expect(noticeFor('registered', { number: 215, date: '2026-11-21' as IsoDate, code: '1077/SGDĐT-KTQLCL' })).toEqual({
      kind: 'vanthu', about: ['<a1@sgddt.longan.gov.vn>'], envelopeId: null, subject: null, codes: ['1077/SGDĐT-KTQLCL'], files: [file],
      told: [{ address: 'ubnd@xa.caobang.gov.vn', step: 'registered', at: '2026-11-21T02:05:07.000Z', code: '03', status: null, number: '215', date: '2026-11-21', reason: null, words: '' }],
    });
    expect(noticeFor('refused', { reason: 'annexMissing', words: 'Thiếu phụ lục 2' })?.told).toMatchObject([{ step: 'refused', code: '02', reason: 'annexMissing', words: 'Thiếu phụ lục 2' }]);
    for (const [kind, step, code] of [['assigned', 'assigned', '04'], ['inProgress', 'inProgress', '05'], ['completed', 'completed', '06']] as const) expect(noticeFor(kind, { words: 'x' })?.told).toMatchObject([{ step, code }]);
  });

  test('stands in words for people too, in both languages', () => {
    const { letter } = read(composeNotice({ ...settingFor(plainLetter), kind: 'registered', files: [], details: { number: 215, date: '2026-11-21' as IsoDate, code: null } }));
    for (const piece of ['Số đến: 215', 'Ngày đến: 21/11/2026', 'Incoming number: 215', 'không thay cho trạng thái']) expect(letter.text?.text).toContain(piece);
    expect(letter.header.subject).toBe('Đã vào sổ, số đến 215: 1077/SGDĐT-KTQLCL');
  });

  test('has a sentence in which nothing is left to fill', () => {
    for (const kind of ['arrival', 'registered', 'refused', 'assigned', 'inProgress', 'completed'] as const) {
      const { letter } = read(composeNotice({ ...settingFor(plainLetter), kind, files: [], details: { number: 1, date: '2026-11-21' as IsoDate, reason: 'other' } }));
      expect(`${letter.header.subject}${letter.text?.text ?? ''}`).not.toMatch(/\{|\}|undefined/);
    }
  });
});

describe('the words', () => {
  test('arrived, opened and registered never share a text', () => {
    const vietnamese = ['đã đến', 'đã mở', 'đã vào sổ', 'đã từ chối'];
    const said = (text: string) => vietnamese.filter((word) => text.toLowerCase().includes(word) || (word === 'đã mở' && text.includes('đã được mở')));
    expect([said(vi.receiptMail.arrivalBody), said(vi.receiptMail.arrivalSubject)]).toEqual([['đã đến'], ['đã đến']]);
    expect([said(vi.receiptMail.registeredBody), said(vi.receiptMail.registeredSubject)]).toEqual([['đã vào sổ'], ['đã vào sổ']]);
    expect([said(vi.receiptMail.displayedBody), said(vi.receiptMail.displayedSubject)]).toEqual([['đã mở'], ['đã mở']]);
  });

  test('both languages have the same keys and the same places to fill', () => {
    const places = (texts: object): unknown =>
      Object.fromEntries(Object.entries(texts).map(([key, text]: [string, unknown]) => [key, typeof text === 'string' ? [...(text.match(/\{\w+\}/g) ?? [])].sort() : places(text as object)]));
    expect(places(en.receiptMail)).toEqual(places(vi.receiptMail));
  });
});

describe('whatever the letter says', () => {
  const foreign = fc.oneof(fc.string({ unit: 'binary' }), fc.constantFrom('a\r\nBcc: x@y.vn', '=?UTF-8?B?eA==?=', '.\r\n.\r\n', 'x'.repeat(3000), '\u202Eevil'));

  test('its subject is given back in one field and can add none', () => {
    fc.assert(fc.property(foreign, (subject) => {
      for (const compose of [composeNotice({ ...settingFor(withField(plainLetter, 'Subject', subject)), kind: 'arrival', files: [] }), mdnFor(withField(plainLetter, 'Subject', subject))]) {
        expectOnTheWire(compose);
        const { letter } = read(compose);
        const names = letter.header.fields.map((field) => field.name);
        expect(names.slice(0, 10)).toEqual(['From', 'To', 'Subject', 'Date', 'Message-ID', 'In-Reply-To', 'References', 'Auto-Submitted', 'X-Auto-Response-Suppress', 'MIME-Version']);
        expect(names.filter((name) => !['Content-Type', 'Content-Transfer-Encoding'].includes(name))).toHaveLength(10);
        expect(readAddressList(letter.header.fields[1]?.value ?? '')?.map((each) => each.text)).toEqual(['vanthu@sgddt.longan.gov.vn']);
      }
    }), { numRuns: 300 });
  });
});
