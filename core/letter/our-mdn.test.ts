import PostalMime from 'postal-mime';
import { expect, test } from 'vitest';
import en from '../../assets/locales/parts/receipt-mail.en.json';
import vi from '../../assets/locales/parts/receipt-mail.vi.json';
import { composeMdn } from '../acknowledge/compose-mdn';
import { receiptFacts } from '../acknowledge/receipt-facts';
import type { IsoTime } from '../model/ids';
import { parseHeaderBlock } from './parse-header-block';

const asked = parseHeaderBlock(new TextEncoder().encode([
  'Return-Path: <vanthu@so.test>', 'From: Van thu So <vanthu@so.test>', 'To: vt@phong.test', 'Subject: =?UTF-8?B?TOG7i2No?=', 'Message-ID: <a1@so.test>', 'Original-Recipient: rfc822;vt@phong.test', 'Disposition-Notification-To: vanthu@so.test', '', '',
].join('\r\n')));

const { raw } = composeMdn({
  facts: receiptFacts(asked, []), from: { name: 'Văn thư', address: 'vt@phong.test' }, to: 'vanthu@so.test', at: '2026-11-21T02:05:07.000Z' as IsoTime, now: '2026-11-21T02:05:09.000Z' as IsoTime,
  random: '0123456789abcdef0123456789abcdef', texts: [vi.receiptMail, en.receiptMail], sentBy: 'person', fields: asked.fields, product: 'VanThu 0.1.0',
});

/** RFC 8098, 3.1: the one field that has to be there, and the forms of those that may; as KMail's and Thunderbird's readers ask for them. */
const grammar: Readonly<Record<string, RegExp>> = {
  'reporting-ua': /^[^;\s]+; ?\S.*$/, 'original-recipient': /^rfc822; ?\S+@\S+$/, 'final-recipient': /^rfc822; ?\S+@\S+$/, 'original-message-id': /^<[^<>\s]+@[^<>\s]+>$/,
  'disposition': /^(?:manual-action|automatic-action)\/MDN-sent-(?:manually|automatically); ?(?:displayed|deleted|dispatched|processed)(?:\/[\w,]+)?$/,
};

test('another reader of mail finds the three parts of our MDN and every field of it in its form', async () => {
  const mail = await PostalMime.parse(raw, { attachmentEncoding: 'utf8', forceRfc822Attachments: true });
  expect(mail.headers.find(({ key }) => key === 'content-type')?.value).toMatch(/^multipart\/report; ?report-type="?disposition-notification"?; ?boundary=/);
  expect(mail.text).toContain('đã được mở');
  expect(mail.attachments.map(({ mimeType }) => mimeType)).toEqual(['message/disposition-notification', 'text/rfc822-headers']);
  const content = mail.attachments[0]?.content;
  const lines = (typeof content === 'string' ? content : new TextDecoder().decode(content)).replace(/\r?\n[ \t]+/g, ' ').split(/\r?\n/).filter((line) => line !== '');
  const fields = lines.map((line) => [line.slice(0, line.indexOf(':')).toLowerCase(), line.slice(line.indexOf(':') + 1).trim()] as const);
  expect(fields.map(([name]) => name)).toEqual(['reporting-ua', 'original-recipient', 'final-recipient', 'original-message-id', 'disposition']);
  for (const [name, value] of fields) expect(value, name).toMatch(grammar[name] ?? /^$/);
  const returned = mail.attachments[1]?.content;
  expect(typeof returned === 'string' ? returned : new TextDecoder().decode(returned)).toMatch(/^Message-ID: <a1@so\.test>$/im);
});
