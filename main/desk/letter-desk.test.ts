import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { readNotice } from '../../core/notice/read-notice';
import { parseLetter } from '../../core/letter/parse-letter';
import type { Digest, IsoDate, LetterId } from '../../core/model/ids';
import type { ReceiptKind } from '../../core/model/receipt';
import type { IncomingLine } from '../../core/model/register';
import { replay } from '../journal/replay';
import { MemoryMailbox } from '../outbox/fixtures/memory-mailbox';
import { letterText, ReceiptDesk, testPolicy } from '../outbox/fixtures/receipt-desk';
import { ScriptedSmtp } from '../outbox/fixtures/scripted-smtp';
import { LetterPlaces } from '../outbox/letter-places';
import { ReceiptBook } from '../outbox/receipt-book';
import type { Receipts } from '../outbox/receipts';
import { systemClock } from '../../core/base/clock';
import { LetterDesk } from './letter-desk';

let smtp: ScriptedSmtp;
let books: ReceiptDesk;
let mailbox: MemoryMailbox;
let closing: (() => Promise<void>)[];

beforeEach(async () => {
  smtp = new ScriptedSmtp();
  await smtp.start();
  books = await ReceiptDesk.make(() => smtp.port);
  mailbox = new MemoryMailbox();
  closing = [];
});
afterEach(async () => {
  for (const close of closing) await close();
  await smtp.stop();
  await books.remove();
});

interface Opened {
  readonly desk: LetterDesk;
  readonly receipts: Receipts;
  readonly places: LetterPlaces;
}

/** As open-books composes it. */
async function opened(mute = false): Promise<Opened> {
  const places = new LetterPlaces();
  const book = new ReceiptBook(books.journal, systemClock, places);
  const desk = new LetterDesk();
  await replay(books.journal, (event) => {
    places.apply(event);
    book.fold(event);
    desk.fold(event);
  });
  const forgetPlaces = places.follow(books.journal);
  book.begin();
  const receipts = await books.open({ claim: mailbox, book });
  const silent = { propose: () => Promise.reject(new Error('the process died here')), supersede: () => Promise.resolve(), filesOf: () => null, isProposed: () => false };
  const forget = desk.open({ journal: books.journal, places, receipts: mute ? silent : receipts, log: { write: () => undefined } });
  closing.push(async () => {
    forget();
    await receipts.close();
    forgetPlaces();
  });
  await desk.takeUp();
  await receipts.settled();
  return { desk, receipts, places };
}

const line: Omit<IncomingLine, 'number'> = { year: 2026, date: '2026-11-21' as IsoDate, documentCode: '12/SGDĐT-VP', documentDate: null, author: 'Sở', summary: 'V/v họp', receiver: 'Phòng', note: '', because: null };
const files = [{ name: 'a.pdf', digest: 'ab'.repeat(32) as Digest }];

async function registered({ desk, receipts }: Opened, letterId: LetterId, more: { readonly number?: number } = {}) {
  const answer = await desk.register({ letterId, line, needsReason: false, files, ...more });
  await receipts.settled();
  return answer;
}

function told(index: number) {
  const bytes = new TextEncoder().encode(smtp.mails[index]?.raw ?? '');
  return readNotice(bytes, parseLetter(bytes));
}

async function states(letterId: LetterId, kind: ReceiptKind): Promise<string> {
  return books.states(letterId, kind);
}

describe('registering a letter', () => {
  test('gives the running number of the year and says so to the sender, once, with the files that arrived', async () => {
    const letterId = await books.keep(letterText(1), 1);
    const open = await opened();
    const [first, second] = await Promise.all([registered(open, letterId), registered(open, letterId)]);
    expect(first).toMatchObject({ ok: true, value: { number: 1 } });
    expect(second).toEqual({ ok: false, failure: { code: 'alreadyRegistered' } });
    await opened();
    expect(smtp.mails.map(({ from, to }) => [from, ...to])).toEqual([['', 'unit1@test.test']]);
    expect(told(0)).toMatchObject({ kind: 'vanthu', about: ['<letter-1@test.test>'], codes: ['12/SGDĐT-VP'], files, told: [{ step: 'registered', number: '1', date: '2026-11-21', address: 'clerk@test.test' }] });
    expect(await states(letterId, 'registered')).toBe('proposed claiming claimed handed sent');
    expect(mailbox.keywords.get(1)).toEqual(['$VanThuRegistered']);
  });

  test('goes on behind paper, never before a number that was given, and begins anew with the year', async () => {
    const ids = await Promise.all([1, 2, 3, 4].map((uid) => books.keep(letterText(uid), uid)));
    const [a, b, c, d] = ids as [LetterId, LetterId, LetterId, LetterId];
    const open = await opened();
    expect(await registered(open, a, { number: 214 })).toMatchObject({ ok: true, value: { number: 214 } });
    expect(await registered(open, b, { number: 214 })).toEqual({ ok: false, failure: { code: 'refused' } });
    expect(await registered(open, b)).toMatchObject({ ok: true, value: { number: 215 } });
    expect(await open.desk.register({ letterId: c, line: { ...line, year: 2027, date: '2027-01-04' as IsoDate }, needsReason: false })).toMatchObject({ ok: true, value: { number: 1 } });
    expect(await open.desk.register({ letterId: d, line: { ...line, year: 2027 }, needsReason: false })).toEqual({ ok: false, failure: { code: 'refused' } });
    await open.receipts.settled();
  });

  test('never gives the number of an erased letter again', async () => {
    const [a, b] = [await books.keep(letterText(1), 1), await books.keep(letterText(2), 2)];
    await registered(await opened(), a);
    await books.vault.erase(a);
    await books.append({ kind: 'letter.erased', letterId: a });
    expect(await registered(await opened(), b)).toMatchObject({ ok: true, value: { number: 2 } });
  });

  test('takes a typed reason where the verdict was not enough', async () => {
    const letterId = await books.keep(letterText(1), 1);
    const { desk, receipts } = await opened();
    expect(await desk.register({ letterId, line, needsReason: true })).toEqual({ ok: false, failure: { code: 'reasonMissing' } });
    expect(await desk.register({ letterId, line: { ...line, because: 'Đã đối chiếu bản giấy' }, needsReason: true })).toMatchObject({ ok: true });
    await receipts.settled();
  });

  test('is said at the next start where the program died before it was', async () => {
    const letterId = await books.keep(letterText(1), 1);
    expect(await registered(await opened(true), letterId)).toMatchObject({ ok: true });
    expect(smtp.mails).toEqual([]);
    await opened();
    await opened();
    expect(smtp.mails).toHaveLength(1);
  });

  test('is said beside the arrival notice, and instead of one that still waits for a person', async () => {
    const [sent, asked] = [await books.keep(letterText(1), 1), await books.keep(letterText(2), 2)];
    const open = await opened();
    await open.receipts.propose({ letterId: sent, kind: 'arrival', official: true, files });
    await open.receipts.settled();
    books.policy = { ...testPolicy, receipts: { ...testPolicy.receipts, arrivalNotice: 'ask' } };
    await open.receipts.propose({ letterId: asked, kind: 'arrival', official: true });
    await open.receipts.settled();
    for (const letterId of [sent, asked]) await registered(open, letterId);
    expect(smtp.mails.map((_mail, index) => told(index)?.told[0]?.code)).toEqual(['01', '03', '03']);
    expect(told(0)?.files).toEqual(files);
    expect(await books.last(asked)).toMatchObject({ state: 'withheld', why: 'oneAlready' });
  });

  test('keeps an arrival notice from being sent afterwards', async () => {
    const letterId = await books.keep(letterText(1), 1);
    const open = await opened();
    await registered(open, letterId);
    await open.receipts.propose({ letterId, kind: 'arrival', official: true });
    await open.receipts.settled();
    expect(smtp.mails).toHaveLength(1);
    expect(await books.last(letterId)).toMatchObject({ state: 'withheld', why: 'oneAlready' });
  });

  test('is said to nobody outside official domains, to no list and to no program', async () => {
    const open = await opened();
    const letters = [letterText(1).replaceAll('unit1@test.test', 'a@elsewhere.test'), letterText(2, 'List-Id: <a.test.test>\r\n'), letterText(3, 'Auto-Submitted: auto-replied\r\n')];
    for (const [index, text] of letters.entries()) await registered(open, await books.keep(text, index + 1));
    expect(smtp.mails).toEqual([]);
  });

  test('is asked about where another desk of the same mailbox refused it in the meantime', async () => {
    const letterId = await books.keep(letterText(1), 1);
    mailbox.keywords.set(1, ['$VanThuRefused']);
    await registered(await opened(), letterId);
    expect(await books.last(letterId, 'registered')).toMatchObject({ state: 'asked', why: 'alreadyAnswered' });
    expect(smtp.mails).toEqual([]);
  });
});

describe('refusing and going on', () => {
  test('says the coded reason and the words, once', async () => {
    const letterId = await books.keep(letterText(1), 1);
    const { desk, receipts } = await opened();
    expect(await desk.refuse({ letterId, reason: 'annexMissing', words: 'Thiếu phụ lục 2' })).toEqual({ ok: true, value: null });
    expect(await desk.refuse({ letterId, reason: 'other', words: 'x' })).toEqual({ ok: false, failure: { code: 'alreadyRegistered' } });
    await receipts.settled();
    expect(smtp.mails).toHaveLength(1);
    expect(told(0)?.told).toMatchObject([{ step: 'refused', code: '02', reason: 'annexMissing', words: 'Thiếu phụ lục 2' }]);
  });

  test('a letter that was refused may still be registered, and that is said as well', async () => {
    const letterId = await books.keep(letterText(1), 1);
    const open = await opened();
    await open.desk.refuse({ letterId, reason: 'unreadable', words: '' });
    await open.receipts.settled();
    expect(await registered(open, letterId)).toMatchObject({ ok: true });
    expect(smtp.mails.map((_mail, index) => told(index)?.told[0]?.code)).toEqual(['02', '03']);
  });

  test('steps on the way are said by themselves where the sender asked for them, and asked about elsewhere', async () => {
    const [asks, plain] = [await books.keep(letterText(1, 'X-VanThu-Progress: yes\r\n'), 1), await books.keep(letterText(2), 2)];
    const open = await opened();
    expect(await open.desk.progress({ letterId: asks, code: '04', words: 'Phòng Tổ chức' })).toEqual({ ok: false, failure: { code: 'notRegistered' } });
    for (const letterId of [asks, plain]) {
      await registered(open, letterId);
      for (const code of ['04', '06'] as const) await open.desk.progress({ letterId, code, words: 'Phòng Tổ chức' });
    }
    await open.receipts.settled();
    expect(smtp.mails.map((_mail, index) => [told(index)?.told[0]?.code, told(index)?.told[0]?.number])).toEqual([['03', '1'], ['04', '1'], ['06', '1'], ['03', '2']]);
    expect(await books.last(plain, 'assigned')).toMatchObject({ state: 'asked', why: 'notRequested' });
  });
});
