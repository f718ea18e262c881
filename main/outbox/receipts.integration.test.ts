import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import en from '../../assets/locales/parts/receipt-mail.en.json';
import vi from '../../assets/locales/parts/receipt-mail.vi.json';
import { defaultPolicy } from '../../core/acknowledge/default-policy';
import { foldReceipts, receiptKey } from '../../core/acknowledge/fold-receipts';
import { systemClock } from '../../core/base/clock';
import { parseLetter } from '../../core/letter/parse-letter';
import type { Digest, LetterId } from '../../core/model/ids';
import type { Policy } from '../../core/model/policy';
import type { ReceiptKind, ReceiptState } from '../../core/model/receipt';
import { TestDesk } from '../../scripts/desk/test-desk';
import { startMailServer, type MailServer } from '../../scripts/servers/mail-server';
import type { JournalPort } from '../journal/journal-port';
import { isClaimMark } from '../sync/claim-mark';
import { dyingJournal, type Death } from './fixtures/receipt-desk';
import { openReceiptSession } from './open-receipt-session';
import { Receipts } from './receipts';

let server: MailServer;
let strict: MailServer;
const desks: TestDesk[] = [];
const services: Receipts[] = [];

beforeAll(async () => {
  [server, strict] = await Promise.all([
    startMailServer({ users: ['clerk', 'clerk2', 'clerk3', 'clerk4', 'unit1', 'unit2', 'unit3', 'unit4', 'unit5'] }),
    startMailServer({ users: ['clerk', 'unit1'], rejectNullSender: true }),
  ]);
});
afterEach(async () => {
  for (const receipts of services.splice(0)) await receipts.close();
  for (const desk of desks.splice(0)) await desk.remove();
});
afterAll(async () => {
  await server.stop();
  await strict.stop();
});

async function connected(at: MailServer, user: string): Promise<TestDesk> {
  const desk = new TestDesk(at, { user });
  desks.push(desk);
  await desk.open();
  desk.sync.start();
  await desk.untilChecked();
  return desk;
}

async function receiptsOf(desk: TestDesk, at: MailServer, journal: JournalPort = desk.journal): Promise<Receipts> {
  const policy: Policy = {
    ...defaultPolicy, tlsAnchors: [at.caPem], officialDomains: ['test.test'],
    receipts: { ...defaultPolicy.receipts, arrivalNotice: 'automatic', displayedMdn: 'automatic' },
  };
  const { settings } = desk.record;
  return Receipts.open({
    journal,
    vault: desk.vault,
    claim: {
      readKeywords: (_accountId, location) => desk.sync.readKeywords(location),
      claimKeyword: (_accountId, location, keyword, rivals) => desk.sync.claimKeyword(location, keyword, rivals),
    },
    openSession: () => openReceiptSession(desk.gate, settings, policy),
    policy: () => policy,
    stationery: { texts: [vi.receiptMail, en.receiptMail], product: 'VanThu 0.1.0' },
    clock: systemClock,
    log: { write: () => undefined },
  });
}

async function started(desk: TestDesk, at: MailServer): Promise<Receipts> {
  const receipts = await receiptsOf(desk, at);
  services.push(receipts);
  return receipts;
}

function letter(name: string, from: string, to: string): Buffer {
  return Buffer.from([
    `From: Don vi <${from}@test.test>`, `To: ${to}@test.test`, `Subject: Cong van ${name}`, `Message-ID: <${name}@test.test>`,
    `Disposition-Notification-To: <${from}@test.test>`, 'Date: Sat, 21 Nov 2026 09:00:00 +0700', 'Content-Type: text/plain', '', 'Kinh gui.', '',
  ].join('\r\n'));
}

/** Delivers and waits until the desk has kept it. */
async function delivered(at: MailServer, desk: TestDesk, name: string, from: string, to: string): Promise<LetterId> {
  const known = (await desk.kept()).length;
  await at.deliver(to, letter(name, from, to), { from: `${from}@test.test` });
  await desk.until('the letter kept', async () => (await desk.kept()).length > known);
  const last = (await desk.kept()).at(-1);
  if (!last) throw new Error('nothing kept');
  return last.letterId;
}

async function last(desk: TestDesk, letterId: LetterId, kind: ReceiptKind = 'arrival'): Promise<ReceiptState | undefined> {
  return foldReceipts(new Map(), await desk.events()).get(receiptKey(letterId, kind))?.history.at(-1);
}

/** Postfix queues first: what was taken is in the mailbox a moment later, and no message more follows it. */
async function arrivedAt(at: MailServer, user: string, count: number): Promise<readonly string[]> {
  await expect.poll(() => at.receivedCount(user), { timeout: 20_000 }).toBeGreaterThanOrEqual(count);
  await at.deliver(user, Buffer.from('Subject: last\r\n\r\nx\r\n'));
  const raws = (await at.messages(user)).map(({ raw }) => Buffer.from(raw).toString('utf8'));
  return raws.filter((raw) => !/^Subject: last\r$/m.test(raw));
}

describe('with Dovecot and Postfix', () => {
  it('an arrival notice and an opened notice each reach the sender once', async () => {
    const desk = await connected(server, 'clerk');
    const receipts = await started(desk, server);
    const first = await delivered(server, desk, 'a1', 'unit1', 'clerk');
    const second = await delivered(server, desk, 'a2', 'unit1', 'clerk');
    await desk.journal.append({ kind: 'letter.displayed', letterId: second, digest: '0'.repeat(64) as Digest });
    await expect.poll(async () => {
      await receipts.propose({ letterId: second, kind: 'displayed', official: null });
      await receipts.settled();
      return (await last(desk, second, 'displayed'))?.state;
    }).toBe('sent');
    await Promise.all([receipts.propose({ letterId: first, kind: 'arrival', official: true }), receipts.propose({ letterId: first, kind: 'arrival', official: true })]);
    await receipts.settled();
    expect(await last(desk, first)).toMatchObject({ state: 'sent', to: 'unit1@test.test', answer: expect.stringMatching(/^250 /) });

    const again = await started(desk, server);
    for (const letterId of [first, second]) await again.propose({ letterId, kind: 'arrival', official: true });
    await again.settled();

    const mails = await arrivedAt(server, 'unit1', 2);
    expect(mails).toHaveLength(2);
    const read = mails.map((raw) => parseLetter(Buffer.from(raw)));
    expect(read.map(({ root }) => root.contentType).sort()).toEqual(['multipart/mixed', 'multipart/report']);
    expect(mails.every((raw) => raw.startsWith('Return-Path: <>\r\n'))).toBe(true);
    const notice = read.find(({ root }) => root.contentType === 'multipart/mixed');
    expect(notice?.header.subject).toBe('Tự động: Thư đã đến hộp thư: Cong van a1');
    expect(notice?.header.inReplyTo).toEqual(['<a1@test.test>']);
    const flags = (await server.messages('clerk')).map((message) => message.flags.filter((flag) => flag.startsWith('$') && !isClaimMark(flag)));
    expect(flags).toEqual([['$VanThuArrival'], ['$MDNSent']]);
  });

  it('a server that refuses the null sender gets our own address', async () => {
    const desk = await connected(strict, 'clerk');
    const receipts = await started(desk, strict);
    const letterId = await delivered(strict, desk, 'b1', 'unit1', 'clerk');
    await receipts.propose({ letterId, kind: 'arrival', official: true });
    await receipts.settled();
    expect((await last(desk, letterId))?.state).toBe('sent');
    const mails = await arrivedAt(strict, 'unit1', 1);
    expect(mails).toHaveLength(1);
    expect(mails[0]).toMatch(/^Return-Path: <clerk@test\.test>\r\n/);
  });

  it('two desks on one mailbox answer twenty letters twenty times, not forty', async () => {
    const one = await connected(server, 'clerk2');
    const two = await connected(server, 'clerk2');
    const ids = Array.from({ length: 20 }, (_, index) => `c${index}`);
    for (const name of ids) await server.deliver('clerk2', letter(name, 'unit2', 'clerk2'), { from: 'unit2@test.test' });
    const sides = await Promise.all([one, two].map(async (desk) => {
      await desk.until('all letters kept', async () => (await desk.kept()).length === 20);
      return { desk, receipts: await started(desk, server), letters: (await desk.kept()).map(({ letterId }) => letterId) };
    }));
    await Promise.all(sides.flatMap(({ receipts, letters }) => letters.map((letterId) => receipts.propose({ letterId, kind: 'arrival', official: true }))));
    await Promise.all(sides.map(({ receipts }) => receipts.settled()));
    const ends = await Promise.all(sides.flatMap(({ desk, letters }) => letters.map(async (letterId) => last(desk, letterId))));
    expect(ends.filter((end) => end?.state === 'sent')).toHaveLength(20);
    expect(ends.filter((end) => end?.state === 'withheld' && end.why === 'alreadyAnswered')).toHaveLength(20);
    const mails = await arrivedAt(server, 'unit2', 20);
    expect(new Set(mails.map((raw) => /^In-Reply-To: (.*)\r$/m.exec(raw)?.[1])).size).toBe(20);
    expect(mails).toHaveLength(20);
  });

  it('a process killed at any state leaves at most one message, and none only where it says unknown', async () => {
    const deaths: readonly Death[] = (['proposed', 'claiming', 'claimed', 'handed', 'sent'] as const)
      .flatMap((at) => [{ at, when: 'before' as const }, { at, when: 'after' as const }]);
    const desk = await connected(server, 'clerk3');
    for (const [index, death] of deaths.entries()) {
      const letterId = await delivered(server, desk, `d${index}`, 'unit3', 'clerk3');
      const dying = dyingJournal(desk.journal, death);
      const dead = await receiptsOf(desk, server, dying.journal);
      void dead.propose({ letterId, kind: 'arrival', official: true });
      await dying.died;
      const receipts = await started(desk, server);
      await receipts.propose({ letterId, kind: 'arrival', official: true });
      await receipts.settled();
    }
    const mails = await arrivedAt(server, 'unit3', 7);
    const letters = (await desk.kept()).map(({ letterId }) => letterId);
    const found = await Promise.all(letters.map(async (letterId, index) => ({
      at: `${deaths[index]?.when} ${deaths[index]?.at}`,
      end: (await last(desk, letterId))?.state,
      mails: mails.filter((raw) => raw.includes(`In-Reply-To: <d${index}@test.test>`)).length,
    })));
    expect(found).toEqual([
      { at: 'before proposed', end: 'sent', mails: 1 }, { at: 'after proposed', end: 'sent', mails: 1 },
      { at: 'before claiming', end: 'sent', mails: 1 }, { at: 'after claiming', end: 'sent', mails: 1 },
      { at: 'before claimed', end: 'unknown', mails: 0 }, { at: 'after claimed', end: 'sent', mails: 1 },
      { at: 'before handed', end: 'sent', mails: 1 }, { at: 'after handed', end: 'unknown', mails: 0 },
      { at: 'before sent', end: 'unknown', mails: 1 }, { at: 'after sent', end: 'sent', mails: 1 },
    ]);
  });

  it('with the mail server away, receipts wait and then go out', async () => {
    const desk = await connected(server, 'clerk4');
    const receipts = await started(desk, server);
    const letterId = await delivered(server, desk, 'e1', 'unit4', 'clerk4');
    await server.stopSmtp();
    await receipts.propose({ letterId, kind: 'arrival', official: true });
    await receipts.settled();
    expect((await last(desk, letterId))?.state).toBe('claimed');
    expect(await server.receivedCount('unit4')).toBe(0);
    await server.startSmtp();
    receipts.resume(desk.record.accountId);
    await receipts.settled();
    expect((await last(desk, letterId))?.state).toBe('sent');
    expect(await arrivedAt(server, 'unit4', 1)).toHaveLength(1);
  });
});
