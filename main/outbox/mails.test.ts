import { randomBytes } from 'node:crypto';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { defaultOutgoing, defaultPolicy } from '../../core/acknowledge/default-policy';
import { systemClock } from '../../core/base/clock';
import type { Digest, DraftId, IsoDate, IsoTime, LetterId, RegisterId } from '../../core/model/ids';
import type { JournalEntry } from '../../core/model/journal';
import type { RegisterBook, RegisterLine } from '../../core/model/register';
import { receiptDraftId } from '../../core/outgoing/receipt-sending';
import type { JournalPort } from '../journal/journal-port';
import { dyingMailJournal, MailDesk, mailAccountId, sendingTo, type MailDeath } from './fixtures/mail-desk';
import { ScriptedSmtp } from './fixtures/scripted-smtp';
import { MailBook } from './mail-book';
import type { Mails } from './mails';
import { planSending } from './queue-mail';

const smtp = new ScriptedSmtp();
const desks: MailDesk[] = [];
const services: Mails[] = [];

beforeAll(() => smtp.start());
afterEach(async () => {
  for (const mails of services.splice(0)) await mails.close();
  for (const desk of desks.splice(0)) await desk.remove();
  smtp.mails.splice(0);
  smtp.script = [];
  smtp.always = null;
});
afterAll(() => smtp.stop());

async function desk(): Promise<MailDesk> {
  const made = await MailDesk.make(() => smtp.port);
  desks.push(made);
  return made;
}

async function opened(of: MailDesk, parts: Parameters<MailDesk['open']>[0] = {}): Promise<Mails> {
  const mails = await of.open(parts);
  services.push(mails);
  return mails;
}

describe('a sending', () => {
  it('reaches each addressee as a message of its own, once, byte for byte', async () => {
    const at = await desk();
    const mails = await opened(at);
    const sending = sendingTo(['a@unit.test', 'b@unit.test', 'c@unit.test']);
    const ids = await at.queue(mails, sending);
    await mails.settled();
    expect(smtp.mails.map(({ from, to }) => ({ from, to }))).toEqual([
      { from: 'clerk@test.test', to: ['a@unit.test'] }, { from: 'clerk@test.test', to: ['b@unit.test'] }, { from: 'clerk@test.test', to: ['c@unit.test'] },
    ]);
    const [entity] = sending.entities;
    expect(smtp.mails.map(({ raw }) => raw)).toEqual(sending.messages.map(({ header }) => header + Buffer.from(entity ?? []).toString('utf8')));
    for (const id of ids) expect(await at.states(id)).toBe('waiting handing sent');
    expect(await at.last(ids[0] as never)).toMatchObject({ by: 'server', refused: [], serverSaid: expect.stringMatching(/^250 /) });
  });

  it('is kept as letters of this desk, and nothing of it stays in the outbox', async () => {
    const at = await desk();
    const mails = await opened(at);
    const sending = sendingTo(['a@unit.test']);
    await at.queue(mails, sending);
    await mails.settled();
    const kept = (await at.events()).flatMap((event) => (event.kind === 'letter.kept' ? [event.letter] : []));
    expect(kept).toHaveLength(1);
    expect(kept[0]).toMatchObject({ origin: 'sent', flags: ['\\Seen'] });
    const raw = await at.vault.readRange(kept[0]?.letterId as LetterId, 0, 1_000_000);
    expect(raw.ok && Buffer.from(raw.value).toString('utf8')).toBe(smtp.mails[0]?.raw);
    expect(await readdir(join(at.folder, 'outbox'))).toEqual([]);
  });

  it('keeps the bytes that messages share once', async () => {
    const at = await desk();
    const mails = await opened(at, { undoSeconds: 100 });
    await at.queue(mails, sendingTo(Array.from({ length: 30 }, (_, index) => `u${index}@unit.test`)));
    expect(await readdir(join(at.folder, 'outbox'))).toHaveLength(31);
  });

  it('of which a torn disk kept only a part is not sent', async () => {
    const at = await desk();
    const mails = await opened(at, { undoSeconds: 100 });
    await at.queue(mails, sendingTo(['a@unit.test', 'b@unit.test']));
    const first = (await at.events()).find((event) => event.kind === 'mail.queued');
    if (first?.kind !== 'mail.queued') throw new Error('nothing queued');
    const torn = await desk();
    await torn.append({ kind: 'mail.queued', mail: { ...first.mail, sendAfter: '2026-01-01T00:00:00.000Z' as IsoTime } });
    const next = await opened(torn);
    await next.settled();
    expect(await torn.states(first.mail.outgoingId)).toBe('waiting takenBack');
    expect(smtp.mails).toEqual([]);
  });
});

describe('what is not taken in', () => {
  const time = '2026-11-22T01:00:00.000Z' as IsoTime;
  const journalNobodyWrites = { append: () => Promise.reject(new Error('nothing is written')) } as unknown as JournalPort;
  let policy = defaultPolicy;
  afterEach(() => { policy = defaultPolicy; });
  const planned = (given: ReturnType<typeof sendingTo>, ...before: readonly JournalEntry[]): ReturnType<typeof planSending> => {
    const book = new MailBook(journalNobodyWrites, systemClock);
    for (const entry of [{ kind: 'draft.created', draftId: given.draftId, accountId: given.accountId } as const, ...before]) book.fold({ ...entry, seq: 1, at: time });
    return planSending(given, { settings: { address: 'clerk@test.test', aliases: ['vanthu@test.test'] }, book, maxBytes: 100_000, sendAfter: time, policy });
  };
  const queueing = (...given: Parameters<typeof planned>): string => {
    const plan = planned(...given);
    return plan.ok ? 'queued' : plan.failure.code;
  };
  const place = { registerId: '0'.repeat(16) as RegisterId, year: 2026, number: 1 };
  const digest = 'd'.repeat(64) as Digest;

  it.each([
    ['another sender', { from: 'head@test.test' }, 'notOurs'],
    ['an alias of ours', { from: 'vanthu@test.test' }, 'queued'],
    ['a second From', { moreHeader: 'From: clerk@test.test\r\n' }, 'badHeader'],
    ['another Sender', { moreHeader: 'Sender: head@test.test\r\n' }, 'notOurs'],
    ['receipts to somebody else', { moreHeader: 'Disposition-Notification-To: head@test.test\r\n' }, 'notOurs'],
    ['a blind recipient in the header', { moreHeader: 'Bcc: head@test.test\r\n' }, 'badHeader'],
    ['a header that ends early', { moreHeader: '\r\nBody of another\r\n' }, 'badHeader'],
    ['a bare line feed', { moreHeader: 'X-A: b\nX-C: d\r\n' }, 'badHeader'],
    ['a bare carriage return', { moreHeader: 'X-A: b\rX-C: d\r\n' }, 'badHeader'],
    ['a line that is no field', { moreHeader: 'Not a field\r\n' }, 'badHeader'],
    ['letters that are not ASCII', { moreHeader: 'X-A: Kính gửi\r\n' }, 'badHeader'],
    ['a bare line feed before a dot in the body', { body: 'x\n.\r\nMAIL FROM:<a@b.test>\r\n' }, 'badHeader'],
    ['a line longer than the wire takes', { body: `${'x'.repeat(999)}\r\n` }, 'badHeader'],
    ['a line as long as the wire takes', { body: `${'x'.repeat(998)}\r\n` }, 'queued'],
    ['more than the server takes', { body: 'Kinh gui.\r\n'.repeat(10_000) }, 'tooLarge'],
    ['a number that was not issued', { place }, 'notIssued'],
  ])('%s', (_what, more, expected) => {
    expect(queueing(sendingTo(['a@unit.test'], more))).toBe(expected);
  });

  it('a message without the files that were issued, or of a number voided since', () => {
    const given = sendingTo(['a@unit.test'], { place, files: [{ name: 'cong-van.pdf', digest }] });
    const issued = { kind: 'document.issued', line: { place, draftId: given.draftId, files: [{ name: 'cong-van.pdf', digest, signers: [] }] } as unknown as RegisterLine } as const;
    expect(queueing(given, issued)).toBe('queued');
    expect(queueing({ ...given, files: [] }, issued)).toBe('filesChanged');
    expect(queueing({ ...given, draftId: 'f'.repeat(16) as DraftId }, issued)).toBe('notIssued');
    expect(queueing(given, issued, { kind: 'number.voided', place, reason: 'in error' })).toBe('notIssued');
  });

  it('a document that was issued to go on paper', () => {
    const given = sendingTo(['a@unit.test'], { place, files: [{ name: 'cong-van.pdf', digest }] });
    const line = { place, draftId: given.draftId, route: 'paper', files: [{ name: 'cong-van.pdf', digest, signers: [] }] } as unknown as RegisterLine;
    expect(queueing(given, { kind: 'document.issued', line })).toBe('paperOnly');
  });

  it('a document out of the register of secrets, where the office sends none by mail', () => {
    const given = sendingTo(['a@unit.test'], { place });
    const opened = { kind: 'register.opened', book: { registerId: place.registerId, isSecret: true } as RegisterBook } as const;
    const issued = { kind: 'document.issued', line: { place, draftId: given.draftId, route: 'mail', files: [] } as unknown as RegisterLine } as const;
    expect(queueing(given, opened, issued)).toBe('paperOnly');
    policy = { ...defaultPolicy, outgoing: { ...defaultOutgoing, secret: 'warn' } };
    expect(queueing(given, opened, issued)).toBe('queued');
  });

  it('a document with a number that is called an ordinary letter, until the number is void', () => {
    const given = sendingTo(['a@unit.test']);
    const reserved = { kind: 'number.reserved', place, draftId: given.draftId, date: '2026-11-22' as IsoDate, code: '01/UBND' } as const;
    const line = { place, draftId: given.draftId, files: [] } as unknown as RegisterLine;
    expect(queueing(given, reserved)).toBe('notIssued');
    expect(queueing(given, reserved, { kind: 'document.issued', line })).toBe('notIssued');
    expect(queueing(given, reserved, { kind: 'number.voided', place, reason: 'in error' })).toBe('queued');
  });

  it('a document to an address, or from an account, that a rule of the office blocks', () => {
    const to = (address: string): string => {
      const given = sendingTo(['ubnd@longan.gov.vn', address], { place });
      return queueing(given, { kind: 'document.issued', line: { place, draftId: given.draftId, files: [] } as unknown as RegisterLine });
    };
    expect(to('truong@gmail.com')).toBe('barred');
    expect(to('a@congty.com.vn')).toBe('queued');
    policy = { ...defaultPolicy, outgoing: { ...defaultOutgoing, toOtherDomains: 'block', toFreeWebmail: 'warn' } };
    expect(to('truong@gmail.com')).toBe('queued');
    expect(to('a@evilgov.vn')).toBe('barred');
    policy = { ...defaultPolicy, outgoing: { ...defaultOutgoing, fromOtherAccounts: 'block' } };
    expect(to('vanthu@longan.gov.vn')).toBe('barred');
    expect(queueing(sendingTo(['truong@gmail.com']))).toBe('queued');
  });

  it('a number of another name than the register gave it', () => {
    const given = sendingTo(['a@unit.test'], { place, code: '99/QD-UBND' });
    const plan = planned(given, { kind: 'document.issued', line: { place, code: '01/UBND', draftId: given.draftId, files: [] } as unknown as RegisterLine });
    expect(plan.ok && plan.value.mails.map(({ code }) => code)).toEqual(['01/UBND']);
  });

  it('a Message-ID that the header does not bear, or that was used', () => {
    const given = sendingTo(['a@unit.test', 'b@unit.test']);
    expect(queueing({ ...given, messages: given.messages.map((one) => ({ ...one, messageId: '<other@test.test>' })) })).toBe('badHeader');
    const [first] = given.messages;
    expect(queueing({ ...given, messages: first ? [first, first] : [] })).toBe('badHeader');
  });

  it('a second signed receipt for a letter, which needs no draft, and one under the id of something else', async () => {
    const at = await desk();
    const mails = await opened(at, { undoSeconds: 100 });
    const letterId = '00ff'.repeat(8) as LetterId;
    const given = { ...sendingTo(['a@unit.test']), draftId: receiptDraftId(letterId), signedReceiptFor: letterId };
    expect(await mails.queue({ ...given, draftId: 'f'.repeat(16) as DraftId })).toEqual({ ok: false, failure: { code: 'noSuchDraft' } });
    const first = await mails.queue(given);
    expect(mails.list(true).map(({ mail }) => mail.signedReceiptFor)).toEqual([letterId]);
    const again = sendingTo(['a@unit.test']);
    expect(await mails.queue({ ...again, draftId: given.draftId, signedReceiptFor: letterId })).toEqual({ ok: false, failure: { code: 'alreadyQueued' } });
    if (first.ok) await mails.takeBack(first.value);
    expect((await mails.queue({ ...again, draftId: given.draftId, signedReceiptFor: letterId })).ok).toBe(true);
  });

  it('a draft nobody knows, and one that is queued already', async () => {
    const at = await desk();
    const mails = await opened(at, { undoSeconds: 100 });
    const given = sendingTo(['a@unit.test']);
    expect(await mails.queue(given)).toEqual({ ok: false, failure: { code: 'noSuchDraft' } });
    await at.append({ kind: 'draft.created', draftId: given.draftId, accountId: mailAccountId });
    const both = await Promise.all([mails.queue(given), mails.queue(given)]);
    expect(both.map((one) => (one.ok ? 'queued' : one.failure.code)).sort()).toEqual(['alreadyQueued', 'queued']);
    expect(await mails.queue(given)).toEqual({ ok: false, failure: { code: 'alreadyQueued' } });
  });

  it('addressees who are no addresses; the same one twice gets one message', () => {
    const [message] = sendingTo(['a@unit.test']).messages;
    if (!message) throw new Error('no message');
    const to = (address: string) => ({ unitId: null, name: '', address, field: 'cc' as const });
    const given = sendingTo(['a@unit.test']);
    expect(queueing({ ...given, messages: [{ ...message, addressees: [to('a@unit.test>\r\nRCPT TO:<b@unit.test')] }] })).toBe('noRecipients');
    const plan = planned({ ...given, messages: [{ ...message, addressees: [to('a@unit.test'), ...message.addressees, to('A@Unit.test')] }] });
    expect(plan.ok && plan.value.mails[0]?.addressees.map(({ address, field }) => [address, field])).toEqual([['a@unit.test', 'to']]);
  });
});

describe('undo', () => {
  it('takes back what was not handed over, and the draft can be queued again', async () => {
    const at = await desk();
    const mails = await opened(at, { undoSeconds: 100 });
    const given = sendingTo(['a@unit.test', 'b@unit.test']);
    const ids = await at.queue(mails, given);
    expect(mails.isQueued(given.draftId)).toBe(true);
    expect(await mails.takeBack([...ids, ...ids])).toEqual({ takenBack: 2, tooLate: 0 });
    expect(mails.isQueued(given.draftId)).toBe(false);
    expect(await mails.takeBack(ids)).toEqual({ takenBack: 0, tooLate: 2 });
    const again = await mails.queue(given);
    expect(again.ok).toBe(true);
    if (again.ok) await mails.sendNow(again.value);
    await mails.settled();
    expect(smtp.mails).toHaveLength(2);
  });

  it('comes too late once a message is being handed over, whichever is asked first in one turn', async () => {
    const at = await desk();
    const mails = await opened(at, { undoSeconds: 100 });
    const ids = await at.queue(mails, sendingTo(['a@unit.test']));
    const [, taken] = await Promise.all([mails.sendNow(ids), mails.takeBack(ids)]);
    await mails.settled();
    expect(taken.takenBack + smtp.mails.length).toBe(1);
  });

  it('a message that is sent later waits over a restart, and goes out when its time has come', async () => {
    const at = await desk();
    let now = new Date('2026-11-21T01:00:00.000Z');
    const clock = { now: () => now };
    const first = await opened(at, { clock });
    const ids = await at.queue(first, sendingTo(['a@unit.test'], { sendAt: '2026-11-22T01:00:00.000Z' as IsoTime }));
    await first.close();
    const second = await opened(at, { clock });
    second.resume(mailAccountId);
    await second.settled();
    expect(smtp.mails).toHaveLength(0);
    expect(second.waiting(mailAccountId)).toBe(1);
    // the computer slept past the time
    now = new Date('2026-11-23T09:00:00.000Z');
    second.resume(mailAccountId);
    await second.settled();
    expect(smtp.mails).toHaveLength(1);
    expect(await at.states(ids[0] as never)).toBe('waiting handing sent');
  });
});

describe('what a server answers', () => {
  it('"later" waits and is tried again; the words are kept', async () => {
    const at = await desk();
    const mails = await opened(at);
    smtp.script = ['laterAtMail'];
    const [id] = await at.queue(mails, sendingTo(['a@unit.test']));
    await mails.settled();
    expect(await at.last(id as never)).toMatchObject({ state: 'waiting', serverSaid: expect.stringContaining('come back later'), notBefore: expect.any(String) });
    await mails.sendNow([id as never]);
    await mails.settled();
    expect(smtp.mails).toHaveLength(1);
  });

  it('a recipient who is refused for good is named; nothing is sent to nobody', async () => {
    const at = await desk();
    const mails = await opened(at);
    smtp.script = ['refuseRcpt'];
    const [id] = await at.queue(mails, sendingTo(['a@unit.test']));
    await mails.settled();
    expect(await at.last(id as never)).toMatchObject({ state: 'failed', code: 'recipientsRefused', refused: [{ address: 'a@unit.test', serverSaid: expect.stringContaining('no such mailbox') }] });
    expect(await mails.takeBack([id as never])).toEqual({ takenBack: 1, tooLate: 0 });
  });

  it('content that is refused fails, and a person may send it again', async () => {
    const at = await desk();
    const mails = await opened(at);
    smtp.script = ['refuseMessage'];
    const [id] = await at.queue(mails, sendingTo(['a@unit.test']));
    await mails.settled();
    expect(await at.last(id as never)).toMatchObject({ state: 'failed', code: 'contentRefused' });
    await mails.settle(id as never, 'arrived');
    expect(await at.last(id as never)).toMatchObject({ state: 'failed' });
    await mails.settle(id as never, 'sendAgain');
    await mails.settled();
    expect(await at.last(id as never)).toMatchObject({ state: 'sent' });
  });

  it('a line that breaks before the end of the message carried nothing: it is sent again by itself', async () => {
    const at = await desk();
    const mails = await opened(at);
    smtp.script = ['hangUpAtRcpt'];
    const [id] = await at.queue(mails, sendingTo(['a@unit.test']));
    await mails.settled();
    expect(await at.states(id as never)).toBe('waiting handing waiting handing sent');
    expect(smtp.mails).toHaveLength(1);
  });

  it('a line that breaks after a person said "now" does not bring back the time that was planned', async () => {
    const at = await desk();
    const mails = await opened(at, { undoSeconds: 100 });
    smtp.script = ['hangUpAtRcpt'];
    const ids = await at.queue(mails, sendingTo(['a@unit.test']));
    await mails.sendNow(ids);
    await mails.settled();
    expect(await at.states(ids[0] as never)).toBe('waiting waiting handing waiting handing sent');
  });

  it('a recipient who is refused beside one who is taken is named with the server\'s words', async () => {
    const at = await desk();
    const mails = await opened(at);
    const given = sendingTo(['a@unit.test']);
    const to = (address: string) => ({ unitId: null, name: '', address, field: 'to' as const });
    const [id] = await at.queue(mails, { ...given, messages: given.messages.map((one) => ({ ...one, addressees: [to('a@unit.test'), to('nobody@unit.test')] })) });
    await mails.settled();
    expect(smtp.mails.map((mail) => mail.to)).toEqual([['a@unit.test']]);
    expect(await at.last(id as never)).toMatchObject({ state: 'sent', refused: [{ address: 'nobody@unit.test', status: '5.1.1', serverSaid: '550 5.1.1 unknown here' }] });
  });

  it('a line that breaks after the end leaves it unknown, and only a person settles it', async () => {
    const at = await desk();
    const mails = await opened(at);
    smtp.script = ['hangUpAfterMessage'];
    const [id] = await at.queue(mails, sendingTo(['a@unit.test']));
    await mails.settled();
    mails.resume(mailAccountId);
    await mails.settled();
    expect(await at.states(id as never)).toBe('waiting handing unknown');
    expect(await mails.takeBack([id as never])).toEqual({ takenBack: 0, tooLate: 1 });
    await mails.settle(id as never, 'arrived');
    await mails.settled();
    expect(await at.last(id as never)).toMatchObject({ state: 'sent', by: 'person' });
    expect(smtp.mails).toHaveLength(1);
  });

  it('without a line it waits, and goes out once when the line is back', async () => {
    const at = await desk();
    let isThere = false;
    const mails = await opened(at, { openSession: () => (isThere ? at.session() : Promise.resolve(null)) });
    const [id] = await at.queue(mails, sendingTo(['a@unit.test']));
    await mails.settled();
    expect(await at.states(id as never)).toBe('waiting');
    isThere = true;
    mails.resume(mailAccountId);
    await mails.settled();
    expect(await at.states(id as never)).toBe('waiting handing sent');
  });

  it('an account that is removed sends nothing any more', async () => {
    const at = await desk();
    const mails = await opened(at, { undoSeconds: 100 });
    const [id] = await at.queue(mails, sendingTo(['a@unit.test']));
    await at.append({ kind: 'account.removed', accountId: mailAccountId });
    await mails.settled();
    expect(await at.last(id as never)).toMatchObject({ state: 'failed', code: 'accountGone' });
  });
});

describe('a process that dies', () => {
  const deaths: readonly MailDeath[] = (['queued', 'handing', 'sent', 'kept'] as const).flatMap((at) => [{ at, when: 'before' as const }, { at, when: 'after' as const }]);

  it.each(deaths)('$when $at is on disk: exactly one message, or a state that asks a person', async (death) => {
    const at = await desk();
    const given = sendingTo(['a@unit.test'], { draftId: randomBytes(8).toString('hex') as DraftId });
    await at.append({ kind: 'draft.created', draftId: given.draftId, accountId: mailAccountId });
    const dying = dyingMailJournal(at.journal, death);
    const dead = await at.open({}, dying.journal);
    void dead.queue(given);
    await dying.died;
    const next = await opened(at);
    await next.settled();
    const queued = (await at.events()).flatMap((event) => (event.kind === 'mail.queued' ? [event.mail.outgoingId] : []));
    const end = queued[0] === undefined ? 'nothing' : (await at.last(queued[0]))?.state;
    const ends: Readonly<Record<string, readonly [string, number]>> = {
      'before queued': ['nothing', 0], 'after queued': ['sent', 1], 'before handing': ['sent', 1], 'after handing': ['unknown', 0],
      'before sent': ['unknown', 1], 'after sent': ['sent', 1], 'before kept': ['sent', 1], 'after kept': ['sent', 1],
    };
    expect([end, smtp.mails.length]).toEqual(ends[`${death.when} ${death.at}`]);
    const kept = (await at.events()).filter(({ kind }) => kind === 'letter.kept');
    expect(kept).toHaveLength(end === 'sent' ? 1 : 0);
  });
});
