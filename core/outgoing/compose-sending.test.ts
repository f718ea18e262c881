import * as v from 'valibot';
import { describe, expect, test } from 'vitest';
import { sending } from '../contract/outgoing-schemas';
import { parseLetter } from '../letter/parse-letter';
import type { Addressee, Draft } from '../model/draft';
import type { AccountId, Digest, DraftId, FileId, IsoDate, IsoTime, LetterId, RegisterId } from '../model/ids';
import { composeSending, planMessages } from './compose-sending';
import type { Sending, SendingOrder } from './compose-sending';

const now = '2026-11-21T02:05:07.000Z' as IsoTime;
const to = (id: number): Addressee => ({ unitId: null, name: `Phòng Giáo dục huyện ${id}`, address: `pgd${id}@mau.example`, group: null });

const draft: Draft = {
  draftId: 'd'.repeat(16) as DraftId, accountId: 'a'.repeat(16) as AccountId, to: [to(1), to(2)], cc: [to(3)], bcc: [to(4)], separately: false, subject: '12/SGDĐT-VP V/v họp', body: 'Kính gửi', template: null,
  files: [{ fileId: 'f'.repeat(16) as FileId, name: 'cv.pdf', mediaType: 'application/pdf', size: 3, digest: 'e'.repeat(64) as Digest, role: 'document', signedBy: [], stamped: true }],
  document: {
    typeCode: 'CV', registerId: 'b'.repeat(16) as RegisterId, number: { place: { registerId: 'b'.repeat(16) as RegisterId, year: 2026, number: 12 }, code: '12/SGDĐT-VP', date: '2026-11-21' as IsoDate },
    summary: 'họp', signer: { name: '', title: 'Giám đốc' }, urgency: 'HỎA TỐC', secrecy: null, placesOfReceipt: [], copies: 1, note: '',
  },
  answers: null, wants: { mdn: true, dsn: true, answerBy: '2026-11-30' as IsoDate }, signWith: null, encrypt: false, sendAt: null,
};
const entity = new TextEncoder().encode('Content-Type: text/plain\r\n\r\nx\r\n');
const order: SendingOrder = { from: { name: 'Sở Giáo dục và Đào tạo', address: 'vanthu@sogddt.mau.example' }, now, random: '7'.repeat(64), entities: [entity], overruled: [] };

function made(change: Partial<Draft> = {}, more: Partial<SendingOrder> = {}): Sending {
  const result = composeSending({ ...draft, ...change }, { ...order, ...more });
  if (!result.ok) throw new Error(result.failure.code);
  return result.value;
}

function headerOf(message: Sending['messages'][number] | undefined): ReturnType<typeof parseLetter>['header'] {
  return parseLetter(new TextEncoder().encode(`${message?.header}\r\n`)).header;
}

describe('a sending', () => {
  test('is what the queue takes', () => {
    const value = made();
    expect(v.parse(sending, value)).toEqual(value);
    expect(value).toMatchObject({ code: '12/SGDĐT-VP', place: { number: 12 }, files: [{ name: 'cv.pdf' }], mdn: true, dsn: true, answerBy: '2026-11-30T16:59:59.999Z' });
    expect(value.messages[0]?.header).toContain('Importance: high\r\n');
  });

  test('of one message goes to all and names no blind copy', () => {
    const { messages } = made();
    expect(messages).toHaveLength(1);
    expect(messages[0]?.addressees.map(({ address, field }) => [address, field])).toEqual([['pgd1@mau.example', 'to'], ['pgd2@mau.example', 'to'], ['pgd3@mau.example', 'cc'], ['pgd4@mau.example', 'bcc']]);
    expect(messages[0]?.header).not.toMatch(/pgd4|bcc/i);
  });

  test('in single messages names each addressee to himself alone, over one entity', () => {
    const { messages, entities } = made({ separately: true });
    expect(entities).toHaveLength(1);
    expect(messages.map((message) => headerOf(message).to.map(({ address }) => address))).toEqual([['pgd1@mau.example'], ['pgd2@mau.example'], ['pgd3@mau.example'], []]);
    expect(messages.map(({ addressees }) => addressees.length)).toEqual([1, 1, 1, 1]);
    expect(new Set(messages.map(({ messageId }) => messageId)).size).toBe(4);
    expect(messages.map((message) => headerOf(message).messageId)).toEqual(messages.map(({ messageId }) => messageId));
  });

  test('gives nobody who got one of its messages the names of the others', () => {
    const names = made({ separately: true }).messages.map(({ messageId }) => messageId.split('@')[0]?.slice(1) ?? '');
    const pieces = names.map((name) => new Set(Array.from({ length: name.length - 7 }, (_, at) => name.slice(at, at + 8))));
    for (const [one, own] of pieces.entries()) for (const other of pieces.slice(one + 1)) expect([...own].filter((piece) => other.has(piece))).toEqual([]);
    expect(names.some((name) => name.includes(order.random.slice(0, 8)))).toBe(false);
  });

  test('that is encrypted shows no reader of blind copies to the others', () => {
    const planned = planMessages({ ...draft, encrypt: true });
    expect(planned.map(({ addressees }) => addressees.map(({ address }) => address))).toEqual([['pgd1@mau.example', 'pgd2@mau.example', 'pgd3@mau.example'], ['pgd4@mau.example']]);
    const sealed = new TextEncoder().encode('Content-Type: application/pkcs7-mime; smime-type=authEnveloped-data;\r\n name="smime.p7m"\r\n\r\nAAAA\r\n');
    const { messages } = made({ encrypt: true }, { entities: planned.map(() => sealed) });
    expect(messages.map((message) => message.entity)).toEqual([0, 1]);
  });

  test('answers the letter it replies to, and only belongs to the thread of one it forwards', () => {
    const answers = { letterId: '1'.repeat(32) as LetterId, how: 'reply' as const, messageId: '<q@b.example>', references: ['<p@b.example>'] };
    expect(headerOf(made({ answers }).messages[0])).toMatchObject({ inReplyTo: ['<q@b.example>'], references: ['<p@b.example>', '<q@b.example>'] });
    const forwarded = made({ answers: { ...answers, how: 'forward' } });
    expect(headerOf(forwarded.messages[0])).toMatchObject({ inReplyTo: [], references: ['<p@b.example>', '<q@b.example>'] });
    expect(forwarded.answers).toEqual({ letterId: answers.letterId, how: 'forward' });
  });

  test('bears the time it goes out where that is later', () => {
    const sendAt = '2026-11-22T01:00:00.000Z' as IsoTime;
    expect(headerOf(made({ sendAt }).messages[0]).date).toBe(sendAt);
    expect(headerOf(made({ sendAt: '2026-11-20T01:00:00.000Z' as IsoTime }).messages[0]).date).toBe(now);
  });

  test('is answered by the day it names, else within the hours of the office from when it leaves', () => {
    const silent = { wants: { ...draft.wants, answerBy: null } };
    expect(made(silent).answerBy).toBeNull();
    expect(made(silent, { answerWithinHours: 24 }).answerBy).toBe('2026-11-22T02:05:07.000Z');
    expect(made({ ...silent, sendAt: '2026-11-25T01:00:00.000Z' as IsoTime }, { answerWithinHours: 24 }).answerBy).toBe('2026-11-26T01:00:00.000Z');
    expect(made({}, { answerWithinHours: 24 }).answerBy).toBe('2026-11-30T16:59:59.999Z');
  });

  test('asks for reports on progress only where its draft does', () => {
    expect(made().messages[0]?.header).not.toContain('X-VanThu-Progress');
    expect(made({ wants: { ...draft.wants, progress: true } }).messages[0]?.header).toContain('\r\nX-VanThu-Progress: yes\r\n');
  });

  test('never leaves in clear, or unsigned, where its draft says otherwise', () => {
    expect(composeSending({ ...draft, encrypt: true }, order)).toEqual({ ok: false, failure: { code: 'notEncrypted' } });
    expect(composeSending({ ...draft, signWith: 'file:00' }, order)).toEqual({ ok: false, failure: { code: 'notSigned' } });
    const signed = new TextEncoder().encode('Content-Type: multipart/signed; protocol="application/pkcs7-signature"; boundary="x"\r\n\r\n--x\r\n\r\n--x--\r\n');
    expect(composeSending({ ...draft, signWith: 'file:00' }, { ...order, entities: [signed] }).ok).toBe(true);
    expect(composeSending({ ...draft, encrypt: true, signWith: 'file:00' }, { ...order, entities: [signed, signed] })).toEqual({ ok: false, failure: { code: 'notEncrypted' } });
  });

  test('to nobody, or to what is no address, is not made', () => {
    expect(composeSending({ ...draft, to: [], cc: [], bcc: [] }, order)).toEqual({ ok: false, failure: { code: 'noRecipients' } });
    expect(composeSending({ ...draft, to: [{ ...to(1), address: 'a@b.example, c@d.example' }] }, order)).toEqual({ ok: false, failure: { code: 'badAddress', address: 'a@b.example, c@d.example' } });
  });
});
