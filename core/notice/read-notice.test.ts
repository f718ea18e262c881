import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseLetter } from '../letter/parse-letter';
import type { Notice } from '../model/notice';
import { readNotice } from './read-notice';

const ours = '<c0ffee@so.test>';

function read(...lines: readonly string[]): Notice | null {
  const raw = new TextEncoder().encode(lines.join('\r\n'));
  return readNotice(raw, parseLetter(raw));
}

const head = (from: string, subject: string, ...more: readonly string[]): readonly string[] =>
  [`From: ${from}`, 'To: vanthu@so.test', `Subject: ${subject}`, 'Date: Sat, 21 Nov 2026 09:05:07 +0700', ...more];
const report = (type: string, ...parts: readonly (readonly string[])[]): readonly string[] =>
  [`Content-Type: multipart/report; report-type=${type}; boundary=b`, '', ...parts.flatMap((part) => ['--b', ...part]), '--b--', ''];

describe('an MDN', () => {
  const mdn = (disposition: string, ...more: readonly string[]): Notice | null => read(...head('vt@phong.test', 'Read'), ...report('disposition-notification',
    ['Content-Type: text/plain', '', 'was displayed'],
    ['Content-Type: message/disposition-notification', '', 'Reporting-UA: mail.phong.test; Mail 1', ...more, 'Final-Recipient: rfc822; vt2@phong.test', `Original-Message-ID: ${ours}`, `Disposition: ${disposition}`, '']));

  it('says that a letter was opened, by whom and when', () => {
    expect(mdn('manual-action/MDN-sent-manually; displayed')).toMatchObject({ kind: 'mdn', about: [ours], told: [{ step: 'opened', address: 'vt2@phong.test', at: '2026-11-21T02:05:07.000Z' }] });
  });

  it('names the address we wrote to where that is another one than it was opened at', () => {
    expect(mdn('manual-action/MDN-sent-manually; displayed', 'Original-Recipient: rfc822;vt@phong.test')?.told[0]?.address).toBe('vt@phong.test');
  });

  it('says that a letter was thrown away unread', () => {
    expect(mdn('automatic-action/MDN-sent-automatically; deleted')?.told[0]?.step).toBe('deletedUnread');
  });

  it('of a kind we do not know says no more than that a program there has the letter', () => {
    expect(mdn('automatic-action/MDN-sent-automatically; denied')?.told[0]?.step).toBe('arrived');
    expect(mdn('automatic-action/MDN-sent-automatically; processed/error')?.told[0]?.step).toBe('arrived');
  });

  it('is read from its text where its boundary was lost on the way', () => {
    expect(read(...head('vt@phong.test', 'Read', 'Content-Type: multipart/report; report-type=disposition-notification;', 'boundary="x"'), '', '--x', '', 'was displayed', '', '--x', 'content-type: message/disposition-notification', '',
      'Final-Recipient: rfc822;vt@phong.test', `Original-Message-ID: ${ours}`, 'Disposition: manual-action/MDN-sent-manually; displayed', '', '--x--')).toMatchObject({ kind: 'mdn', about: [ours], told: [{ step: 'opened' }] });
  });

  it('that somebody forwards as a message in a letter is none of theirs', () => {
    expect(read(...head('vt@phong.test', 'Fwd: Read', 'Content-Type: multipart/mixed; boundary=o'), '', '--o', '', 'xem', '--o', 'Content-Type: message/rfc822', '', ...head('x@y.test', 'Read'),
      ...report('disposition-notification', ['Content-Type: message/disposition-notification', '', `Original-Message-ID: ${ours}`, 'Disposition: manual-action/MDN-sent-manually; displayed', '']), '--o--')).toBeNull();
  });

  it('of Outlook that lost its structure is known by its subject and its sentence together', () => {
    const broken = (subject: string, sentence: string): Notice | null => read(...head('vt@phong.test', subject, `In-Reply-To: ${ours}`), '', 'Your message', '', '   To: vt', '   Subject: Lịch họp', '', sentence);
    expect(broken('Read: Lịch họp', 'was read on Saturday, November 21, 2026 9:05:07 AM.')).toMatchObject({ kind: 'mdn', about: [ours], subject: 'Lịch họp', told: [{ step: 'opened' }] });
    expect(broken('Not read: Lịch họp', 'was deleted without being read on Saturday.')?.told[0]?.step).toBe('deletedUnread');
    expect(broken('Read: this book', 'It is a good one.')).toBeNull();
  });
});

describe('a delivery report', () => {
  const dsn = (...groups: readonly (readonly string[])[]): Notice | null => read(...head('MAILER-DAEMON@mail.so.test', 'Undelivered'), ...report('delivery-status',
    ['Content-Type: text/plain', '', 'sorry'],
    ['Content-Type: message/delivery-status', '', 'Reporting-MTA: dns; mail.so.test', 'Original-Envelope-Id: 0123456789abcdef', '', ...groups.flatMap((group) => [...group, ''])],
    ['Content-Type: text/rfc822-headers', '', `Message-ID: ${ours}`, 'Subject: =?UTF-8?B?TOG7i2No?=', '']));

  it('says of each recipient what became of it', () => {
    const notice = dsn(
      ['Final-Recipient: rfc822; a@x.test', 'Action: failed', 'Status: 5.1.1', 'Diagnostic-Code: smtp; 550 5.1.1 no such user', 'Last-Attempt-Date: Sat, 21 Nov 2026 10:00:00 +0700'],
      ['Original-Recipient: rfc822;b@x.test', 'Final-Recipient: rfc822; c@y.test', 'Action: relayed (to a system that sends no reports)', 'Status: 2.0.0'],
      ['Final-Recipient: rfc822; d@x.test', 'Action: delayed', 'Status: 4.4.1'],
      ['Final-Recipient: rfc822; e@x.test', 'Action: delivered', 'Status: 2.0.0'],
    );
    expect(notice).toMatchObject({ kind: 'dsn', about: [ours], envelopeId: '0123456789abcdef', subject: 'Lịch' });
    expect(notice?.told.map(({ address, step, status }) => [address, step, status])).toEqual([['a@x.test', 'failed', '5.1.1'], ['b@x.test', 'relayed', '2.0.0'], ['d@x.test', 'delayed', '4.4.1'], ['e@x.test', 'delivered', '2.0.0']]);
    expect(notice?.told[0]).toMatchObject({ words: '550 5.1.1 no such user', at: '2026-11-21T03:00:00.000Z' });
  });

  it('about an X.400 name says what failed and names no address', () => {
    expect(dsn(['Final-Recipient: X400; C=VN;A=;P=SO;S=VANTHU', 'Action: failed', 'Status: 5.1.1'])?.told).toMatchObject([{ step: 'failed', address: null }]);
  });

  it('that tells nothing of any recipient says by its words that the letter came back, and of nobody by name', () => {
    expect(dsn(['X-Nothing: here'])).toMatchObject({ envelopeId: null, told: [{ step: 'failed', address: null }] });
  });
});

describe('a bounce in words', () => {
  it('of qmail is read: address, words, the id in the returned header', () => {
    const notice = read(...head('MAILER-DAEMON@mx.phong.test', 'failure notice', 'Return-Path: <>'), '', 'Hi. This is the qmail-send program at mx.phong.test.', "I'm afraid I wasn't able to deliver your message to the following addresses.", '', '<vt@phong.test>:',
      '192.0.2.1 does not like recipient.', 'Remote host said: 550 5.1.1 User unknown', '', '--- Below this line is a copy of the message.', '', 'Return-Path: <vanthu@so.test>', `Message-ID: ${ours}`, 'Subject: V/v abc', 'To: <khac@phong.test>');
    expect(notice).toMatchObject({ kind: 'dsn', about: [ours], subject: 'V/v abc', told: [{ step: 'failed', address: 'vt@phong.test', status: '5.1.1' }] });
    expect(notice?.told).toHaveLength(1);
  });

  it('of Exchange is read', () => {
    expect(read(...head('postmaster@phong.test', 'Undeliverable: V/v abc', 'Return-Path: <>'), '', 'Delivery has failed to these recipients or groups:', '', 'Văn thư (vt@phong.test)', "The recipient's mailbox is full.", '',
      'Diagnostic information for administrators:', 'vt@phong.test', "Remote Server returned '554 5.2.2 mailbox full'", '', 'Original message headers:', '', `Message-ID: ${ours}`)).toMatchObject({ kind: 'dsn', about: [ours], told: [{ step: 'failed', address: 'vt@phong.test', status: '5.2.2' }] });
  });

  it('of Exim names its recipients in a field', () => {
    expect(read(...head('Mailer-Daemon@mail.phong.test', 'Mail delivery failed: returning message to sender', 'X-Failed-Recipients: vt@phong.test, ct@phong.test'), '', 'A message that you sent could not be delivered.', '', '  vt@phong.test', '    Unrouteable address', '', '------ This is a copy of your message, including all the headers. ------', `Message-ID: ${ours}`)?.told.map(({ address }) => address)).toEqual(['vt@phong.test', 'ct@phong.test']);
  });

  it('that will be tried again is a delay', () => {
    expect(read(...head('MAILER-DAEMON@mail.so.test', 'Warning: message delayed 4 hours'), '', '<vt@phong.test>: connect timed out; will keep trying')?.told).toMatchObject([{ step: 'delayed', address: 'vt@phong.test' }]);
  });

  it('is none where a person writes about undelivered mail', () => {
    expect(read(...head('vt@phong.test', 'Undeliverable mail last week'), '', '<x@y.test>: did you get it?')).toBeNull();
  });
});

describe('a receipt of certified mail', () => {
  it.each([['accettazione', 'accepted'], ['avvenuta-consegna', 'delivered'], ['errore-consegna', 'failed'], ['preavviso-errore-consegna', 'delayed'], ['non-accettazione', 'failed']])('%s means %s', (kind, step) => {
    expect(read(...head('posta-certificata@pec.test', 'CONSEGNA: V/v abc', `X-Ricevuta: ${kind}`, `X-Riferimento-Message-ID: ${ours}`), '', 'Il messaggio inviato da "vanthu@so.test" ed indirizzato a "vt@phong.test" ...'))
      .toMatchObject({ kind: 'pec', about: [ours], told: [{ step, address: 'vt@phong.test' }] });
  });

  it('of a kind that nobody knows is none', () => {
    expect(read(...head('posta-certificata@pec.test', 'x', 'X-Ricevuta: altro'), '', 'x')).toBeNull();
  });
});

describe('a receipt with data', () => {
  const data = { version: 1, status: '03', about: { messageId: ours, codes: ['12/SGDĐT-VP'] }, files: [{ name: '../a.pdf', sha256: 'ab'.repeat(32) }], at: '2026-11-21T09:05:07+07:00', office: { name: 'Phòng', address: 'vt@phong.test', code: null }, registered: { number: '215', date: '2026-11-21' } };
  const own = (json: string): Notice | null => read(...head('vt@phong.test', 'Đã tiếp nhận', 'Content-Type: multipart/mixed; boundary=b'), '', '--b', 'Content-Type: text/plain; charset=utf-8', '', 'Kính gửi', '--b', 'Content-Type: application/vnd.vanthu.receipt+json', '', json, '--b--');

  it('says its status with number, date and digests', () => {
    expect(own(JSON.stringify(data))).toEqual({
      kind: 'vanthu', about: [ours], envelopeId: null, subject: null, codes: ['12/SGDĐT-VP'], files: [{ name: 'a.pdf', digest: 'ab'.repeat(32) }],
      told: [{ step: 'registered', address: 'vt@phong.test', at: '2026-11-21T02:05:07.000Z', code: '03', status: null, number: '215', date: '2026-11-21', reason: null, words: '' }],
    });
  });

  it('of a later version is read as far as it is known, and what is no such data is a letter like any other', () => {
    expect(own(JSON.stringify({ ...data, version: 2, more: { a: 1 }, reason: 'aNewOne' }))?.told[0]).toMatchObject({ step: 'registered', reason: null });
    expect(own(JSON.stringify({ ...data, status: '07' }))).toBeNull();
    expect(own('{')).toBeNull();
  });
});

describe('words of a person', () => {
  const reply = (text: string, ...more: readonly string[]): Notice | null => read(...head('vt@phong.test', 'Re: V/v abc', `In-Reply-To: ${ours}`, 'Content-Type: text/plain; charset=utf-8', ...more), '', ...text.split('\n'));

  it.each([
    'Phòng đã nhận được công văn ạ.', 'Xác nhận đã nhận', 'Em đã nhận được ạ!\n\nVào 21/11/2026, Sở <vanthu@so.test> đã viết:\n> chưa nhận được thì báo', 'Đã nhận.', 'ได้รับหนังสือเรียบร้อยแล้ว', 'Surat telah diterima, terima kasih.', 'We have received your letter.',
  ])('"%s" says that it was received', (text) => {
    expect(reply(text)).toMatchObject({ kind: 'words', about: [ours], told: [{ step: 'acknowledged' }] });
  });

  it.each(['Đơn vị chưa nhận được văn bản.', 'Đề nghị gửi lại, chúng tôi không nhận được tệp.', 'Anh đã nhận được chưa?', 'ยังไม่ได้รับหนังสือ', 'Cảm ơn.', '> đã nhận được công văn'])('"%s" does not', (text) => {
    expect(reply(text)).toBeNull();
  });

  it('name the number a letter was registered with', () => {
    expect(reply('Đơn vị đã vào sổ công văn đến số 215 ngày 21/11/2026.')?.told[0]).toMatchObject({ step: 'registered', number: '215' });
    expect(reply('ลงรับเลขที่ ๒๑๕')?.told[0]).toMatchObject({ step: 'registered', number: '215' });
  });

  it('name the document where they answer no letter of ours', () => {
    const fresh = (text: string): Notice | null => read(...head('vt@phong.test', 'Xac nhan', 'Content-Type: text/plain; charset=utf-8'), '', text);
    expect(fresh('Phòng đã nhận được công văn số 1077/SGDĐT-KTQLCL.')).toMatchObject({ kind: 'words', about: [], codes: ['1077/SGDĐT-KTQLCL'], told: [{ step: 'acknowledged' }] });
    expect(fresh('Phòng đã nhận được hàng.')).toBeNull();
  });

  it('of a program say no more than that it came', () => {
    expect(reply('Chúng tôi đã nhận được thư của Quý vị.', 'Auto-Submitted: auto-replied')?.told[0]?.step).toBe('arrived');
  });

  it('at length are an answer and no receipt', () => {
    expect(reply(`Đã nhận được công văn. ${'Về nội dung, đơn vị báo cáo như sau. '.repeat(40)}`)).toBeNull();
  });
});

it('nothing that comes makes the reader throw, and what it keeps is bounded', () => {
  const piece = fc.constantFrom('X-Ricevuta: errore-consegna\r\n', 'Content-Type: multipart/report; boundary=b\r\n', '--b\r\n', '\r\n', 'Content-Type: message/delivery-status\r\n', 'Action: failed\r\n', 'Final-Recipient: rfc822; a@b.test\r\n', 'Content-Type: application/vnd.vanthu.receipt+json\r\n',
    '{"version":1}', 'Content-Transfer-Encoding: base64\r\n', 'Message-ID: <x@y>\r\n', 'From: mailer-daemon@x.test\r\nSubject: failure notice\r\n', '<a@b.test>:\r\n', 'đã nhận được', `${'<'.repeat(500)}`, '\n\n\n', ' '.repeat(300));
  fc.assert(fc.property(fc.array(fc.oneof(piece, fc.string({ maxLength: 40 })), { maxLength: 60 }), (pieces) => {
    const notice = read(pieces.join(''));
    if (notice === null) return;
    expect(notice.about.length).toBeLessThanOrEqual(20);
    for (const line of notice.told) expect([...line.words].length).toBeLessThanOrEqual(601);
  }), { numRuns: 300 });
});
