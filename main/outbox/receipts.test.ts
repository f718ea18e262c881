import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { LetterId } from '../../core/model/ids';
import { asksForMdn, dyingJournal, letterText, ReceiptDesk, testPolicy, accountId, type Death } from './fixtures/receipt-desk';
import { MemoryMailbox } from './fixtures/memory-mailbox';
import { ScriptedSmtp } from './fixtures/scripted-smtp';
import type { Receipts } from './receipts';

let smtp: ScriptedSmtp;
let desk: ReceiptDesk;
let mailbox: MemoryMailbox;
let open: Receipts[];

beforeEach(async () => {
  smtp = new ScriptedSmtp();
  await smtp.start();
  desk = await ReceiptDesk.make(() => smtp.port);
  mailbox = new MemoryMailbox();
  open = [];
});
afterEach(async () => {
  for (const receipts of open) await receipts.close();
  await smtp.stop();
  await desk.remove();
});

async function started(parts: Parameters<ReceiptDesk['open']>[0] = { claim: mailbox }): Promise<Receipts> {
  const receipts = await desk.open(parts);
  open.push(receipts);
  return receipts;
}

async function arrived(receipts: Receipts, letterId: LetterId): Promise<void> {
  await receipts.propose({ letterId, kind: 'arrival', official: true });
  await receipts.settled();
}

async function read(receipts: Receipts, letterId: LetterId): Promise<void> {
  await desk.append({ kind: 'letter.displayed', letterId, digest: '0'.repeat(64) as never });
  await receipts.propose({ letterId, kind: 'displayed', official: null });
  await receipts.settled();
}

describe('a receipt', () => {
  test('goes out once, from the null sender, whatever is proposed or started again', async () => {
    const letterId = await desk.keep(letterText(1), 1);
    const receipts = await started();
    await Promise.all([arrived(receipts, letterId), arrived(receipts, letterId), arrived(receipts, letterId)]);
    await arrived(receipts, letterId);
    receipts.resume(accountId);
    const again = await started();
    await arrived(again, letterId);
    await again.answer({ letterId, kind: 'arrival', answer: 'sendAgain' });
    await again.settled();
    expect(smtp.mails.map(({ from, to }) => ({ from, to }))).toEqual([{ from: '', to: ['unit1@test.test'] }]);
    expect(smtp.mails[0]?.raw).toContain('Auto-Submitted: auto-replied\r\n');
    expect(smtp.mails[0]?.raw).toContain('In-Reply-To: <letter-1@test.test>\r\n');
    expect(await desk.states(letterId)).toBe('proposed claiming claimed handed sent');
    expect(await desk.last(letterId)).toMatchObject({ to: 'unit1@test.test', answer: expect.stringContaining('4711') });
    expect(mailbox.keywords.get(1)).toEqual(['$VanThuArrival']);
  });

  test('is withheld with its reason where the law says so, and never reaches the server', async () => {
    const receipts = await started();
    const list = await desk.keep(letterText(1, 'List-Id: <a.test.test>\r\n'), 1);
    const other = await desk.keep(letterText(2).replaceAll('unit1@test.test', 'a@elsewhere.test'), 2);
    const endless = await desk.keep(`${letterText(3).split('\r\n\r\n')[0]}\r\nX-Long: ${'x'.repeat(300_000)}\r\n\r\nbody`, 3);
    for (const letterId of [list, other, endless]) await arrived(receipts, letterId);
    expect(await desk.last(list)).toMatchObject({ state: 'withheld', why: 'list' });
    expect(await desk.last(other)).toMatchObject({ state: 'withheld', why: 'notOfficialDomain' });
    expect(await desk.last(endless)).toMatchObject({ state: 'withheld', why: 'noSender' });
    expect(smtp.mails).toEqual([]);
  });

  test('is not sent beside an answer of another kind that another desk claimed in the same moment', async () => {
    mailbox.foreignAnswer = '$MDNSent';
    const letterId = await desk.keep(letterText(1), 1);
    await arrived(await started(), letterId);
    expect(smtp.mails).toEqual([]);
    expect(await desk.last(letterId)).toMatchObject({ state: 'withheld', why: 'alreadyAnswered' });
    expect(mailbox.keywords.get(1)).toEqual(['$MDNSent']);
  });

  test('goes out beside it where a person ordered it, or policy allows both', async () => {
    mailbox.foreignAnswer = '$MDNSent';
    desk.policy = { ...testPolicy, receipts: { ...testPolicy.receipts, automaticPerLetter: 2 } };
    const letterId = await desk.keep(letterText(1), 1);
    await arrived(await started(), letterId);
    expect(smtp.mails).toHaveLength(1);
    expect(mailbox.keywords.get(1)).toContain('$VanThuArrival');
  });

  test.each(['refuseNullAtMail', 'refuseNullAtRcpt'] as const)('goes out from our own address where the server shows %s', async (turn) => {
    smtp.always = turn;
    const letterId = await desk.keep(letterText(1), 1);
    await arrived(await started(), letterId);
    expect(smtp.mails.map(({ from }) => from)).toEqual(['clerk@test.test']);
    expect(await desk.states(letterId)).toBe('proposed claiming claimed handed sent');
  });

  test.each(['refuseRcpt', 'refuseMessage'] as const)('is withheld with the server\'s words after %s', async (turn) => {
    smtp.always = turn;
    const letterId = await desk.keep(letterText(1), 1);
    await arrived(await started(), letterId);
    expect(await desk.last(letterId)).toMatchObject({ state: 'withheld', why: 'serverRefused', answer: expect.stringMatching(/^55\d /) });
    expect(smtp.mails).toEqual([]);
  });

  test.each(['laterAtMail', 'laterAtMessage'] as const)('comes back after %s', async (turn) => {
    smtp.script = [turn];
    const letterId = await desk.keep(letterText(1), 1);
    const receipts = await started({ claim: mailbox, retryMillis: [0] });
    await arrived(receipts, letterId);
    await expect.poll(() => smtp.mails.length).toBe(1);
    await receipts.settled();
    expect(await desk.states(letterId)).toBe('proposed claiming claimed handed claimed handed sent');
  });

  test('is given up when the server says "later" without end', async () => {
    smtp.always = 'laterAtMail';
    const letterId = await desk.keep(letterText(1), 1);
    const receipts = await started({ claim: mailbox, retryMillis: [0] });
    await arrived(receipts, letterId);
    await expect.poll(() => desk.last(letterId), { timeout: 10_000 }).toMatchObject({ state: 'withheld', why: 'serverRefused', answer: '450 come back later' });
  });

  test('is still ours when the line breaks before the message was on its way', async () => {
    smtp.script = ['hangUpAtRcpt'];
    const letterId = await desk.keep(letterText(1), 1);
    const receipts = await started();
    await arrived(receipts, letterId);
    expect(await desk.states(letterId)).toBe('proposed claiming claimed handed claimed');
    receipts.resume(accountId);
    await receipts.settled();
    expect((await desk.last(letterId))?.state).toBe('sent');
    expect(smtp.mails).toHaveLength(1);
  });

  test('is unknown when the line breaks after the message, and only a person sends it again', async () => {
    smtp.script = ['hangUpAfterMessage'];
    const letterId = await desk.keep(letterText(1), 1);
    const receipts = await started();
    await arrived(receipts, letterId);
    expect(await desk.last(letterId)).toMatchObject({ state: 'unknown', cause: 'handedWithoutAnswer' });
    receipts.resume(accountId);
    await arrived(await started(), letterId);
    expect(smtp.mails).toHaveLength(1);
    const click = { letterId, kind: 'arrival', answer: 'sendAgain' } as const;
    await Promise.all([receipts.answer(click), receipts.answer(click)]);
    await receipts.settled();
    await receipts.answer(click);
    await receipts.settled();
    expect(smtp.mails).toHaveLength(2);
    expect((await desk.last(letterId))?.state).toBe('sent');
  });
});

describe('a process that dies', () => {
  const outcomes: readonly (Death & { readonly end: 'sent' | 'unknown'; readonly mails: number })[] = [
    { at: 'proposed', when: 'before', end: 'sent', mails: 1 },
    { at: 'proposed', when: 'after', end: 'sent', mails: 1 },
    { at: 'claiming', when: 'before', end: 'sent', mails: 1 },
    { at: 'claiming', when: 'after', end: 'sent', mails: 1 },
    { at: 'claimed', when: 'before', end: 'unknown', mails: 0 },
    { at: 'claimed', when: 'after', end: 'sent', mails: 1 },
    { at: 'handed', when: 'before', end: 'sent', mails: 1 },
    { at: 'handed', when: 'after', end: 'unknown', mails: 0 },
    { at: 'sent', when: 'before', end: 'unknown', mails: 1 },
    { at: 'sent', when: 'after', end: 'sent', mails: 1 },
  ];

  test.each(outcomes)('$when "$at" is on disk leaves $end with $mails message(s)', async ({ at, when, end, mails }) => {
    const letterId = await desk.keep(letterText(1), 1);
    const dying = dyingJournal(desk.journal, { at, when });
    const dead = await desk.open({ claim: mailbox, journal: dying.journal });
    void dead.propose({ letterId, kind: 'arrival', official: true });
    await dying.died;
    const receipts = await started();
    await receipts.settled();
    await arrived(receipts, letterId);
    receipts.resume(accountId);
    await receipts.settled();
    expect((await desk.last(letterId))?.state).toBe(end);
    expect(smtp.mails).toHaveLength(mails);
  });
});

describe('the claim', () => {
  test('lost to another desk, withholds', async () => {
    mailbox.foreignClaim = true;
    const letterId = await desk.keep(letterText(1), 1);
    await arrived(await started(), letterId);
    expect(await desk.last(letterId)).toMatchObject({ state: 'withheld', why: 'alreadyAnswered' });
  });

  test.each([['before', 'sent', 1], ['after', 'unknown', 0]] as const)('broken %s the server did it, ends %s', async (when, end, mails) => {
    mailbox.breakAtClaim = when;
    const letterId = await desk.keep(letterText(1), 1);
    const receipts = await started();
    await arrived(receipts, letterId);
    expect((await desk.last(letterId))?.state).toBe('claiming');
    receipts.resume(accountId);
    await receipts.settled();
    expect((await desk.last(letterId))?.state).toBe(end);
    expect(smtp.mails).toHaveLength(mails);
  });

  test.each([['send', 'sent'], ['ask', 'asked'], ['never', 'withheld']] as const)('impossible, policy %s: %s', async (withoutClaim, end) => {
    mailbox.canClaim = false;
    desk.policy = { ...testPolicy, receipts: { ...testPolicy.receipts, withoutClaim } };
    const letterId = await desk.keep(letterText(1), 1);
    const receipts = await started();
    await arrived(receipts, letterId);
    expect((await desk.last(letterId))?.state).toBe(end);
    if (end === 'asked') {
      await receipts.answer({ letterId, kind: 'arrival', answer: 'send' });
      await receipts.settled();
      expect((await desk.last(letterId))?.state).toBe('sent');
    }
    expect(smtp.mails).toHaveLength(end === 'withheld' ? 0 : 1);
  });

  test('sees what another client answered since the last sync', async () => {
    mailbox.keywords.set(1, ['$VanThuArrival']);
    const letterId = await desk.keep(letterText(1), 1);
    await arrived(await started(), letterId);
    expect(await desk.states(letterId)).toBe('proposed withheld');
  });
});

describe('a person', () => {
  test('is asked once, and a double click sends one message', async () => {
    desk.policy = { ...testPolicy, receipts: { ...testPolicy.receipts, arrivalNotice: 'ask' } };
    const letterId = await desk.keep(letterText(1), 1);
    const receipts = await started();
    await arrived(receipts, letterId);
    expect(await desk.last(letterId)).toMatchObject({ state: 'asked', why: 'policyAsk' });
    const click = { letterId, kind: 'arrival', answer: 'send' } as const;
    await Promise.all([receipts.answer(click), receipts.answer(click)]);
    await receipts.answer({ ...click, answer: 'decline' });
    await receipts.settled();
    expect(await desk.states(letterId)).toBe('proposed asked proposed claiming claimed handed sent');
    expect(smtp.mails).toHaveLength(1);
  });

  test('keeps the word given offline over a restart', async () => {
    desk.policy = { ...testPolicy, receipts: { ...testPolicy.receipts, arrivalNotice: 'ask' } };
    const letterId = await desk.keep(letterText(1), 1);
    const receipts = await started();
    await arrived(receipts, letterId);
    mailbox.isOffline = true;
    await receipts.answer({ letterId, kind: 'arrival', answer: 'send' });
    await receipts.settled();
    expect(receipts.waiting(accountId)).toBe(1);
    await receipts.close();
    mailbox.isOffline = false;
    const next = await started();
    await next.settled();
    expect((await desk.last(letterId))?.state).toBe('sent');
    expect(smtp.mails).toHaveLength(1);
  });

  test('who declines has declined for good', async () => {
    desk.policy = { ...testPolicy, receipts: { ...testPolicy.receipts, arrivalNotice: 'ask' } };
    const letterId = await desk.keep(letterText(1), 1);
    const receipts = await started();
    await arrived(receipts, letterId);
    await receipts.answer({ letterId, kind: 'arrival', answer: 'decline' });
    await receipts.answer({ letterId, kind: 'arrival', answer: 'send' });
    await receipts.settled();
    expect(await desk.last(letterId)).toMatchObject({ state: 'withheld', why: 'personDeclined' });
    expect(smtp.mails).toEqual([]);
  });
});

describe('the opened notice', () => {
  test('needs the act of reading and a sender who asked', async () => {
    const receipts = await started();
    const asked = await desk.keep(letterText(1, asksForMdn), 1);
    const silent = await desk.keep(letterText(2), 2);
    await receipts.propose({ letterId: asked, kind: 'displayed', official: null });
    await receipts.settled();
    expect(await desk.states(asked, 'displayed')).toBe('');
    await read(receipts, asked);
    await read(receipts, silent);
    expect((await desk.last(asked, 'displayed'))?.state).toBe('sent');
    expect(await desk.states(silent, 'displayed')).toBe('');
    expect(smtp.mails).toHaveLength(1);
    expect(smtp.mails[0]?.raw).toContain('Disposition: manual-action/MDN-sent-automatically; displayed\r\n');
    expect(mailbox.keywords.get(1)).toEqual(['$MDNSent']);
  });

  test('is withheld after an arrival notice unless a person sends it', async () => {
    const receipts = await started();
    const letterId = await desk.keep(letterText(1, asksForMdn), 1);
    await arrived(receipts, letterId);
    await read(receipts, letterId);
    expect(await desk.last(letterId, 'displayed')).toMatchObject({ state: 'withheld', why: 'oneAlready' });
    await receipts.answer({ letterId, kind: 'displayed', answer: 'send' });
    await receipts.settled();
    expect((await desk.last(letterId, 'displayed'))?.state).toBe('sent');
    expect(smtp.mails).toHaveLength(2);
    expect(smtp.mails[1]?.raw).toContain('Disposition: manual-action/MDN-sent-manually; displayed\r\n');
  });

  test('and the arrival notice proposed at the same moment make one message', async () => {
    const receipts = await started();
    const letterId = await desk.keep(letterText(1, asksForMdn), 1);
    await desk.append({ kind: 'letter.displayed', letterId, digest: '0'.repeat(64) as never });
    await Promise.all([
      receipts.propose({ letterId, kind: 'arrival', official: true }),
      receipts.propose({ letterId, kind: 'displayed', official: null }),
    ]);
    await receipts.settled();
    expect(smtp.mails).toHaveLength(1);
  });
});

describe('without a line', () => {
  test('receipts wait and go out when it is back', async () => {
    mailbox.isOffline = true;
    const receipts = await started();
    const letters = await Promise.all([1, 2, 3].map((number) => desk.keep(letterText(number), number)));
    for (const letterId of letters) await arrived(receipts, letterId);
    expect(receipts.waiting(accountId)).toBe(3);
    expect(smtp.mails).toEqual([]);
    mailbox.isOffline = false;
    receipts.resume(accountId);
    await receipts.settled();
    expect(smtp.mails).toHaveLength(3);
    expect(receipts.waiting(accountId)).toBe(0);
  });

  test('a closed gate keeps what is claimed, and knocks once for all', async () => {
    let knocks = 0;
    let isOpen = false;
    const receipts = await started({ claim: mailbox, openSession: () => { knocks += 1; return isOpen ? desk.session() : Promise.resolve(null); } });
    const letters = await Promise.all([1, 2, 3].map((number) => desk.keep(letterText(number), number)));
    await Promise.all(letters.map((letterId) => arrived(receipts, letterId)));
    expect(knocks).toBe(1);
    for (const letterId of letters) expect((await desk.last(letterId))?.state).toBe('claimed');
    isOpen = true;
    receipts.resume(accountId);
    await receipts.settled();
    expect(smtp.mails).toHaveLength(3);
  });

  test('a letter that vanished meanwhile is not answered', async () => {
    mailbox.isOffline = true;
    const receipts = await started();
    const letterId = await desk.keep(letterText(1), 1);
    await arrived(receipts, letterId);
    await desk.append({ kind: 'letters.gone', accountId, gone: [{ letterId, location: { folder: 'INBOX', uidValidity: '7', uid: 1 } }] });
    await receipts.settled();
    expect(await desk.last(letterId)).toMatchObject({ state: 'withheld', why: 'gone' });
  });
});

describe('the caps', () => {
  test('thirty an hour to one sender, then a person is asked, also over a restart', async () => {
    const receipts = await started();
    const letters = await Promise.all(Array.from({ length: 33 }, (_, index) => desk.keep(letterText(index + 1), index + 1)));
    await Promise.all(letters.slice(0, 32).map((letterId) => receipts.propose({ letterId, kind: 'arrival', official: true })));
    await receipts.settled();
    expect(smtp.mails).toHaveLength(30);
    const again = await started();
    const last = letters[32];
    if (last) await arrived(again, last);
    const states = await Promise.all(letters.map(async (letterId) => desk.last(letterId)));
    expect(states.filter((state) => state?.state === 'asked' && state.why === 'senderCap')).toHaveLength(3);
    expect(smtp.mails).toHaveLength(30);
  });
});
