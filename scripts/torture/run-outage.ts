import en from '../../assets/locales/parts/receipt-mail.en.json';
import vi from '../../assets/locales/parts/receipt-mail.vi.json';
import { defaultPolicy } from '../../core/acknowledge/default-policy';
import { foldReceipts, receiptKey } from '../../core/acknowledge/fold-receipts';
import type { LetterId } from '../../core/model/ids';
import type { Policy } from '../../core/model/policy';
import { openReceiptSession } from '../../main/outbox/open-receipt-session';
import { Receipts } from '../../main/outbox/receipts';
import { startChaosProxy } from '../desk/chaos-proxy';
import { SimulatedClock } from '../desk/simulated-clock';
import { TestDesk } from '../desk/test-desk';
import { startMailServer, type MailServer } from '../servers/mail-server';
import { lettersActedOn, OutageActs, type ActsResult } from './outage-acts';
import { officialLetter, waitingMail } from './outage-mail';

export interface OutagePlan {
  readonly days: number;
  /** letters that come to the server meanwhile, and how many of them are urgent */
  readonly waiting: number;
  readonly urgent: number;
  /** receipts asked for without a line */
  readonly receipts: number;
  readonly seed: number;
  readonly limitMillis: number;
}

export interface OutageResult extends ActsResult {
  /** letters on the server at the end, and of these not here byte for byte */
  readonly onServer: number;
  readonly missing: number;
  /** letters here more than once, or never on the server */
  readonly surplus: number;
  /** receipts that their sender has once, and letters of which the sender has none or several */
  readonly receiptsOnce: number;
  readonly receiptsWrong: number;
  /** place of the last urgent letter in the order in which the waiting ones were kept, 1 for the first */
  readonly lastUrgentPlace: number;
  /** did "since when" stay what it was while ten days went by */
  readonly sinceStayed: boolean;
  readonly seconds: number;
}

const user = 'clerk';
const hourMillis = 3_600_000;
const key = (raw: Uint8Array): string => Buffer.from(raw).toString('latin1');

/** An office is cut off, works on, and comes back: real servers, real books, a clock that jumps by hours. */
export async function runOutage(plan: OutagePlan): Promise<OutageResult> {
  const server = await startMailServer({ users: [user, 'unit1'] });
  const proxy = await startChaosProxy(server.imapsPort, { seed: plan.seed });
  const clock = new SimulatedClock();
  const desk = new TestDesk(server, { user, imap: { port: proxy.port }, clock });
  let receipts: Receipts | null = null;
  let acts: OutageActs | null = null;
  try {
    await desk.open();
    desk.sync.start();
    await desk.untilMirrored();
    receipts = await openReceipts(desk, server, clock);
    const names = Array.from({ length: plan.receipts }, (_, at) => `ask${at + 1}`);
    const objects = Array.from({ length: lettersActedOn }, (_, at) => `act${at + 1}`);
    for (const name of [...names, ...objects]) await server.deliver(user, officialLetter(name), { from: 'unit1@test.test' });
    await until(plan.limitMillis, 'the first letters', async () => (await desk.kept()).length === names.length + objects.length);
    const before = await Promise.all((await desk.kept()).map(async ({ letterId }) => ({ letterId, name: /Message-ID: <([^@]*)@/.exec(key(await desk.raw(letterId)))?.[1] ?? '' })));
    const asked = before.filter(({ name }) => names.includes(name)).map(({ letterId }) => letterId);
    acts = await OutageActs.open(desk);

    // the line goes
    const leftAt = clock.now();
    proxy.setAway(true);
    proxy.cutAll();
    await server.stopSmtp();
    await until(plan.limitMillis, 'offline', () => Promise.resolve(desk.status.connection.state === 'offline'));
    const { since } = desk.status.connection;
    for (const letterId of asked) await receipts.propose({ letterId, kind: 'arrival', official: true });
    await receipts.settled();
    await acts.ask(before.filter(({ name }) => objects.includes(name)));
    const mail = waitingMail(plan.waiting, plan.urgent, plan.seed, leftAt, plan.days);
    await server.appendMany(user, 'INBOX', mail.messages);
    for (let hour = 0; hour < plan.days * 24; hour++) {
      clock.jump(hourMillis);
      if (hour % 8 === 0) await tryOnce(desk);
    }
    const sinceStayed = desk.status.connection.state === 'offline' && desk.status.connection.since === since;

    // and comes back
    await server.startSmtp();
    proxy.setAway(false);
    const begun = performance.now();
    await until(plan.limitMillis, 'everything here', async () => {
      if (desk.status.connection.state === 'offline') desk.online.maybeOnline();
      return isWhole(desk);
    });
    const seconds = (performance.now() - begun) / 1000;
    const doing = acts;
    await until(plan.limitMillis, 'every act at its end', () => Promise.resolve(doing.areOver()));
    receipts.resume(desk.record.accountId);
    await receipts.settled();
    await allSent(desk, asked, plan.limitMillis);
    await desk.untilMirrored();
    return {
      ...(await compareLetters(desk, server)), ...(await countReceipts(server, names)), ...(await acts.result(server, user)),
      lastUrgentPlace: await lastUrgent(desk, mail.urgent, before.map(({ letterId }) => letterId)), sinceStayed, seconds,
    };
  } finally {
    // the line and the servers first: they must go also where the desk throws what it met
    await proxy.close();
    await server.stop();
    await receipts?.close();
    await acts?.close();
    await desk.remove();
  }
}

async function openReceipts(desk: TestDesk, server: MailServer, clock: SimulatedClock): Promise<Receipts> {
  const policy: Policy = { ...defaultPolicy, tlsAnchors: [server.caPem], officialDomains: ['test.test'], receipts: { ...defaultPolicy.receipts, arrivalNotice: 'automatic' } };
  return Receipts.open({
    journal: desk.journal, vault: desk.vault, clock,
    claim: {
      readKeywords: (_accountId, location) => desk.sync.readKeywords(location),
      claimKeyword: (_accountId, location, keyword, rivals) => desk.sync.claimKeyword(location, keyword, rivals),
    },
    openSession: () => openReceiptSession(desk.gate, desk.record.settings, policy),
    policy: () => policy,
    stationery: { texts: [vi.receiptMail, en.receiptMail], product: 'VanThu' },
    log: { write: () => undefined },
  });
}

/** One vain try, as a machine that wakes up makes it. */
async function tryOnce(desk: TestDesk): Promise<void> {
  const before = desk.statuses.length;
  desk.online.maybeOnline();
  await until(10_000, 'a vain try', () => Promise.resolve(desk.statuses.length > before));
}

function isWhole(desk: TestDesk): boolean {
  const { connection, lastChecked, progress } = desk.status;
  return connection.state === 'online' && progress === null && lastChecked !== null && lastChecked >= connection.since;
}

async function allSent(desk: TestDesk, letters: readonly LetterId[], limitMillis: number): Promise<void> {
  await until(limitMillis, 'every receipt handed over', async () => {
    const states = foldReceipts(new Map(), await desk.events());
    return letters.every((letterId) => states.get(receiptKey(letterId, 'arrival'))?.history.at(-1)?.state === 'sent');
  });
}

async function compareLetters(desk: TestDesk, server: MailServer): Promise<Pick<OutageResult, 'onServer' | 'missing' | 'surplus'>> {
  const folders = await Promise.all(['INBOX', 'Archive', 'Trash', 'Junk'].map((folder) => server.messages(user, folder)));
  const there = folders.flat().map(({ raw }) => key(raw));
  const left = new Set(there);
  let surplus = 0;
  for (const { letterId } of await desk.kept()) if (!left.delete(key(await desk.raw(letterId)))) surplus += 1;
  return { onServer: there.length, missing: left.size, surplus };
}

async function countReceipts(server: MailServer, names: readonly string[]): Promise<Pick<OutageResult, 'receiptsOnce' | 'receiptsWrong'>> {
  // Postfix queues: what it took is in the mailbox a moment later, and nothing follows the last one
  await until(60_000, 'receipts at their sender', async () => (await server.receivedCount('unit1')) >= names.length);
  await server.deliver('unit1', officialLetter('last'));
  const mails = (await server.messages('unit1')).map(({ raw }) => key(raw));
  const counts = names.map((name) => mails.filter((mail) => mail.includes(`In-Reply-To: <${name}@test.test>`)).length);
  return { receiptsOnce: counts.filter((count) => count === 1).length, receiptsWrong: counts.filter((count) => count !== 1).length };
}

async function lastUrgent(desk: TestDesk, urgent: ReadonlySet<string>, before: readonly LetterId[]): Promise<number> {
  const known = new Set(before);
  let [place, last] = [0, 0];
  for (const { letterId } of (await desk.kept()).filter((letter) => !known.has(letter.letterId))) {
    place += 1;
    if (urgent.has(key(await desk.raw(letterId)))) last = place;
  }
  return last;
}

async function until(limitMillis: number, what: string, holds: () => Promise<boolean>): Promise<void> {
  const end = Date.now() + limitMillis;
  while (!(await holds())) {
    if (Date.now() > end) throw new Error(`never: ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}
