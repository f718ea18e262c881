import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { defaultOutgoing, defaultPolicy } from '../../core/acknowledge/default-policy';
import type { OutgoingId } from '../../core/model/ids';
import type { MailState } from '../../core/model/outgoing';
import { startStepProxy, type Cut, type StepProxy } from '../../scripts/desk/step-proxy';
import { plainLetter, TestDesk, testAccountId } from '../../scripts/desk/test-desk';
import { startMailServer, type MailServer } from '../../scripts/servers/mail-server';
import { MailboxActs } from '../acts/mailbox-acts';
import type { JournalPort } from '../journal/journal-port';
import { replay } from '../journal/replay';
import { dyingMailJournal, openMails, sendingTo, type MailDeath } from './fixtures/mail-desk';
import { LetterPlaces } from './letter-places';
import type { Mails, MailsParts } from './mails';
import { openReceiptSession } from './open-receipt-session';
import type { Sending } from './queue-mail';
import { openSmtpSession } from './smtp-session';

let server: MailServer;
let proxy: StepProxy;
const desks: TestDesk[] = [];
const services: { close(): Promise<void> }[] = [];

beforeAll(async () => {
  server = await startMailServer({ users: ['clerk', 'clerk2', 'clerk3', 'clerk4', 'clerk5', 'unit1', 'unit2', 'unit3', 'unit4'] });
  proxy = await startStepProxy(server.submissionPort);
});
afterEach(async () => {
  for (const service of services.splice(0)) await service.close();
  for (const desk of desks.splice(0)) await desk.remove();
});
afterAll(async () => {
  await proxy.close();
  await server.stop();
});

async function connected(user: string): Promise<TestDesk> {
  const desk = new TestDesk(server, { user });
  desks.push(desk);
  await desk.open();
  desk.sync.start();
  await desk.untilMirrored();
  return desk;
}

function mailsOf(desk: TestDesk, parts: Partial<MailsParts> = {}, journal: JournalPort = desk.journal): Promise<Mails> {
  const policy = { ...defaultPolicy, tlsAnchors: [server.caPem] };
  return openMails(journal, {
    dir: desk.folder, vault: desk.vault, line: () => desk.sync, policy: () => ({ ...policy, outgoing: { ...defaultOutgoing, undoSeconds: 0 } }),
    openSession: () => openReceiptSession(desk.gate, desk.record.settings, policy), ...parts,
  });
}

async function started(desk: TestDesk, parts: Partial<MailsParts> = {}): Promise<Mails> {
  const mails = await mailsOf(desk, parts);
  services.push(mails);
  return mails;
}

/** The service that carries acts to the mailbox. */
async function actsOf(desk: TestDesk): Promise<MailboxActs> {
  const places = new LetterPlaces();
  await replay(desk.journal, (event) => places.apply(event));
  places.follow(desk.journal);
  const acts = new MailboxActs({ journal: desk.journal, vault: desk.vault, places, log: { write: () => undefined }, line: () => desk.sync });
  services.push(acts);
  acts.start(testAccountId);
  return acts;
}

function sendingOf(user: string, to: readonly string[], more: Parameters<typeof sendingTo>[1] = {}): Sending {
  return sendingTo(to, { accountId: testAccountId, from: `${user}@test.test`, ...more });
}

async function queue(desk: TestDesk, mails: Mails, given: Sending): Promise<readonly OutgoingId[]> {
  await desk.journal.append({ kind: 'draft.created', draftId: given.draftId, accountId: given.accountId });
  await new Promise((resolve) => setImmediate(resolve));
  const queued = await mails.queue(given);
  if (!queued.ok) throw new Error(queued.failure.code);
  return queued.value;
}

async function last(desk: TestDesk, id: OutgoingId): Promise<MailState | undefined> {
  return (await desk.events()).flatMap((event) => (event.kind === 'mail.moved' && event.outgoingId === id ? [event.state] : [])).at(-1);
}

async function rawsOf(user: string, mailbox = 'INBOX'): Promise<readonly string[]> {
  return (await server.messages(user, mailbox)).map(({ raw }) => Buffer.from(raw).toString('utf8'));
}

describe('with Dovecot and Postfix', () => {
  it('a reply reaches the unit, lies in Sent once, is a letter of this desk, and the letter it answers is marked', async () => {
    await server.deliver('clerk', plainLetter('Cong van den'), { from: 'unit1@test.test' });
    const desk = await connected('clerk');
    const [answered] = await desk.kept();
    if (!answered) throw new Error('nothing kept');
    await actsOf(desk);
    const mails = await started(desk);
    const given = sendingOf('clerk', ['unit1@test.test', 'unit2@test.test'], { answers: { letterId: answered.letterId, how: 'reply' } });
    const ids = await queue(desk, mails, given);
    await mails.settled();
    for (const id of ids) expect(await last(desk, id)).toMatchObject({ state: 'sent', by: 'server', serverSaid: expect.stringMatching(/^250 /) });
    await expect.poll(() => server.receivedCount('unit1'), { timeout: 20_000 }).toBe(1);
    await expect.poll(() => server.receivedCount('unit2'), { timeout: 20_000 }).toBe(1);
    await expect.poll(async () => (await server.messages('clerk', 'Sent')).map(({ flags }) => flags.includes('\\Seen')), { timeout: 20_000 }).toEqual([true, true]);
    await expect.poll(async () => (await server.messages('clerk'))[0]?.flags, { timeout: 20_000 }).toContain('\\Answered');
    // sync compares Sent after that, and finds what it knows
    await desk.untilMirrored();
    expect((await desk.kept()).filter(({ origin }) => origin === 'sent')).toHaveLength(2);
    expect(await desk.kept()).toHaveLength(3);
    expect(new Set((await rawsOf('clerk', 'Sent')).map((raw) => /^Message-ID: (.*)\r$/m.exec(raw)?.[1]))).toEqual(new Set(given.messages.map(({ messageId }) => messageId)));
  });

  it.skipIf(process.getuid?.() !== 0)('a delivery notification that was asked for names the message and the recipient', async () => {
    const desk = await connected('clerk2');
    const mails = await started(desk);
    expect(await mails.limits(testAccountId)).toEqual({ maxBytes: 100_000_000, dsn: true });
    const [id] = await queue(desk, mails, sendingOf('clerk2', ['unit2@test.test'], { dsn: true }));
    await mails.settled();
    await expect.poll(async () => (await rawsOf('clerk2')).find((raw) => raw.includes('message/delivery-status')) ?? '', { timeout: 20_000 }).toContain(`Original-Envelope-Id: ${id}`);
    expect((await rawsOf('clerk2')).join('\n')).toContain('Original-Recipient: rfc822;unit2@test.test');
  });

  it('what is unknown is found in Sent, or by what came back, and stays unknown where there is nothing', async () => {
    const desk = await connected('clerk3');
    const givens: Sending[] = [];
    for (let number = 0; number < 3; number += 1) {
      const given = sendingOf('clerk3', ['unit3@test.test']);
      const dying = dyingMailJournal(desk.journal, { at: 'handing', when: 'after' });
      const dead = await mailsOf(desk, {}, dying.journal);
      void queue(desk, dead, given);
      await dying.died;
      givens.push(given);
    }
    const [filed, bounced, nowhere] = givens;
    const idOf = (given: Sending | undefined): string => given?.messages[0]?.messageId ?? '';
    // a server that files by itself, and one that sends it back
    await server.appendMany('clerk3', 'Sent', [Buffer.from(`${filed?.messages[0]?.header ?? ''}\r\nx\r\n`)]);
    await server.deliver('clerk3', Buffer.from(`From: mailer@test.test\r\nSubject: Undelivered\r\nDate: Sun, 22 Nov 2026 09:00:00 +0700\r\n\r\nMessage-ID: ${idOf(bounced)}\r\n`));
    await desk.untilMirrored();
    const mails = await started(desk);
    await mails.settled();
    const found = Object.fromEntries(await Promise.all(mails.list(true).map(async ({ mail }) => [mail.messageId, await last(desk, mail.outgoingId)] as const)));
    expect(found[idOf(filed)]).toMatchObject({ state: 'sent', by: 'sentFolder' });
    expect(found[idOf(bounced)]).toMatchObject({ state: 'sent', by: 'receipt' });
    expect(found[idOf(nowhere)]).toMatchObject({ state: 'unknown' });
    expect(await server.receivedCount('unit3')).toBe(0);
    expect((await rawsOf('clerk3', 'Sent')).filter((raw) => raw.includes(idOf(filed)))).toHaveLength(1);
  });

  it('a process killed at any state leaves exactly one message, or none where it says unknown', async () => {
    const desk = await connected('clerk4');
    const deaths: readonly MailDeath[] = (['handing', 'sent', 'kept'] as const).flatMap((at) => [{ at, when: 'before' as const }, { at, when: 'after' as const }]);
    const ids: string[] = [];
    for (const death of deaths) {
      const given = sendingOf('clerk4', ['unit4@test.test']);
      ids.push(given.messages[0]?.messageId ?? '');
      const dying = dyingMailJournal(desk.journal, death);
      const dead = await mailsOf(desk, {}, dying.journal);
      void queue(desk, dead, given);
      await dying.died;
      const next = await mailsOf(desk);
      await next.settled();
      await next.close();
    }
    await expect.poll(() => server.receivedCount('unit4'), { timeout: 20_000 }).toBeGreaterThanOrEqual(5);
    await server.deliver('unit4', Buffer.from('Subject: last\r\n\r\nx\r\n'));
    const raws = await rawsOf('unit4');
    const mails = await started(desk);
    const found = deaths.map(({ at, when }, index) => {
      const one = mails.list(true).find(({ mail }) => mail.messageId === ids[index]);
      return [`${when} ${at}`, one?.history.at(-1)?.state, raws.filter((raw) => raw.includes(ids[index] ?? '?')).length];
    });
    expect(found).toEqual([
      ['before handing', 'sent', 1], ['after handing', 'unknown', 0], ['before sent', 'unknown', 1], ['after sent', 'sent', 1], ['before kept', 'sent', 1], ['after kept', 'sent', 1],
    ]);
  });

  it('a line cut at any step of the dialogue leaves exactly one message, or a state that asks a person', async () => {
    const desk = await connected('clerk5');
    const login = { server: { host: '127.0.0.1', port: proxy.port, encryption: 'none' }, user: 'clerk5', password: 'test', trust: { anchors: [], acceptedFingerprint: null } } as const;
    // without the mailbox: what Sent and INBOX tell is another test's matter
    const mails = await started(desk, { line: () => null, openSession: () => openSmtpSession(login).catch(() => null) });
    const sides: readonly Pick<Cut, 'side' | 'when'>[] = [{ side: 'client', when: 'before' }, { side: 'client', when: 'after' }, { side: 'server', when: 'before' }];
    const sent: { readonly messageId: string; readonly where: string; readonly end: string }[] = [];
    for (const { side, when } of sides) {
      for (let piece = 1; piece < 60; piece += 1) {
        const given = sendingOf('clerk5', ['unit1@test.test'], { body: 'Kinh gui quy don vi.\r\n'.repeat(8000) });
        proxy.cutNext({ side, piece, when });
        const [id] = await queue(desk, mails, given);
        await mails.settled();
        const wasCut = proxy.wasCut;
        proxy.cutNext(null);
        mails.resume(testAccountId);
        await mails.settled();
        sent.push({ messageId: given.messages[0]?.messageId ?? '', where: `${when} ${side} ${piece}`, end: (id && (await last(desk, id))?.state) ?? '' });
        if (!wasCut) break;
      }
    }
    const taken = sent.filter(({ end }) => end === 'sent').length;
    await expect.poll(() => server.receivedCount('unit1'), { timeout: 30_000 }).toBeGreaterThanOrEqual(taken);
    await server.deliver('unit1', Buffer.from('Subject: last\r\n\r\nx\r\n'));
    const raws = await rawsOf('unit1');
    const wrong = sent.filter(({ messageId, end }) => {
      const copies = raws.filter((raw) => raw.includes(messageId)).length;
      return end === 'sent' ? copies !== 1 : end !== 'unknown' || copies > 1;
    });
    expect(wrong).toEqual([]);
    expect(sent.filter(({ end }) => end === 'unknown').length).toBeGreaterThan(0);
    expect(taken).toBeGreaterThan(10);
  });
});
