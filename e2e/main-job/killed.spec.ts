import { createHash } from 'node:crypto';
import type { Page } from '@playwright/test';
import { startChaosProxy } from '../../scripts/desk/chaos-proxy';
import { expect, test } from '../fixtures/app-test';
import type { RunningApp } from '../fixtures/launch';
import { mail, messageId, official, type MailParts } from '../fixtures/letters';
import { units, type Office } from '../fixtures/office';
import { ask, connect, rows, settled, vaultDigests } from '../pages/bridge';

const before = 900;
const after = 100;

/** Large enough that a fetch takes a while. */
function letterOf(n: number): MailParts {
  const pages = Array.from({ length: 60 }, (_, line) => `Mục ${line} của thư ${n}: ${createHash('sha256').update(`${n}-${line}`).digest('base64').repeat(6)}`);
  return official({ id: `killed-${n}`, from: `unit${(n % 8) + 1}@so.gov.vn`, number: `${n}/SNV-VP`, topic: `báo cáo kỳ ${n}`, document: { body: pages } });
}

function digestsAtServer(messages: readonly { readonly raw: Uint8Array }[]): readonly string[] {
  return messages.map(({ raw }) => createHash('sha256').update(raw).digest('hex')).sort();
}

async function keptSoFar(page: Page): Promise<number> {
  const [account] = (await ask(page, 'app.state', {})).accounts;
  return account?.progress?.kept ?? -1;
}

test('killed five times in its first sync and five times while sending, it has every letter once, byte for byte, and no sender has two receipts', async ({ launch, office, place }) => {
  const policyFile = office.writePolicy(place);
  await office.server.appendMany('clerk', 'INBOX', Array.from({ length: before }, (_, index) => mail(letterOf(index + 1))));
  // bytes a second of a line: on a good one the fetch is over before anybody can ask how far it is
  const line = await startChaosProxy(office.server.imapsPort, { plan: () => [{ kind: 'throttle', bytesPerSecond: 2_000_000 }] });
  let app: RunningApp = await launch({ policyFile });
  let page = await app.mainWindow();

  await test.step('five kills in the first sync', async () => {
    await connect(page, { ...office, server: { ...office.server, imapsPort: line.port } });
    for (let kill = 1; kill <= 5; kill += 1) {
      const goal = (before / 10) * kill;
      let kept = -1;
      await expect.poll(async () => (kept = await keptSoFar(page)), { intervals: [5] }).toBeGreaterThanOrEqual(goal);
      expect(kept, 'killed in the middle of the fetch').toBeLessThan(before);
      await app.kill9();
      // the server holds its breath until the window can be asked how far the fetch is
      office.server.pauseImap();
      app = await launch({ policyFile });
      page = await app.mainWindow();
      office.server.resumeImap();
    }
    await settled(page, before);
    line.setPlan(() => []);
  });

  await test.step('five kills while receipts go out', async () => {
    for (let kill = 1; kill <= 5; kill += 1) {
      const first = before + (after / 5) * (kill - 1) + 1;
      const sentBefore = await receiptsAtSenders(office);
      const delivered = deliverAll(office, first, first + after / 5 - 1);
      let sent = 0;
      await expect.poll(async () => (sent = await receiptsAtSenders(office)), { intervals: [5], timeout: 60_000 }).toBeGreaterThan(sentBefore + 3);
      expect(sent, 'killed before all were sent').toBeLessThan((after / 5) * kill);
      await app.kill9();
      await delivered;
      app = await launch({ policyFile });
      page = await app.mainWindow();
    }
  });

  await test.step('every letter exactly once and byte for byte', async () => {
    const listed = await settled(page, before + after);
    const kept = await vaultDigests(page, listed.map((row) => row.letterId));
    expect(Object.values(kept).sort()).toEqual(digestsAtServer(await office.server.messages('clerk')));
  });

  await test.step('at most one receipt a letter, and none only where "unknown" is shown', async () => {
    await expect.poll(async () => undecided(page), { timeout: 120_000 }).toEqual([]);
    const replies = await settledReplies(office, page);
    const times = new Map<string, number>();
    for (const id of replies) times.set(id, (times.get(id) ?? 0) + 1);
    expect([...times].filter(([, count]) => count > 1)).toEqual([]);
    const listed = await rows(page);
    for (let n = before + 1; n <= before + after; n += 1) {
      const row = listed.find((one) => one.number === `${n}/SNV-VP`);
      if (!times.has(messageId(`killed-${n}`))) expect(row?.receipt, `letter ${n} has no receipt`).toBe('unknown');
      else expect(['sent', 'unknown'], `letter ${n} has a receipt`).toContain(row?.receipt);
    }
    const waiting = (await rows(page, { queue: 'receipts' })).map((row) => row.letterId).sort();
    expect(waiting, 'what is unknown waits for a person').toEqual(listed.filter((row) => row.receipt === 'unknown').map((row) => row.letterId).sort());
    expect(replies.filter((id) => Number(/killed-(\d+)/.exec(id)?.[1]) <= before), 'letters from before the connection').toEqual([]);
  });
  await line.close();
});

async function deliverAll(office: Office, from: number, to: number): Promise<void> {
  for (let n = from; n <= to; n += 1) await office.deliver(mail(letterOf(n)), `unit${(n % 8) + 1}@so.gov.vn`);
}

async function receiptsAtSenders({ server }: Office): Promise<number> {
  return (await Promise.all(units.map((unit) => server.receivedCount(unit)))).reduce((sum, count) => sum + count, 0);
}

async function undecided(page: Page): Promise<readonly (string | null)[]> {
  const newer = (await rows(page)).filter((row) => Number.parseInt(row.number ?? '', 10) > before);
  return newer.filter((row) => row.receipt !== 'sent' && row.receipt !== 'unknown').map((row) => `${row.number}: ${row.receipt}`);
}

/** What the queue still holds is delivered: every letter that says "sent" has its receipt at the sender. */
async function settledReplies(office: Office, page: Page): Promise<readonly string[]> {
  const sent = (await rows(page)).filter((row) => row.receipt === 'sent').map((row) => messageId(`killed-${Number.parseInt(row.number ?? '', 10)}`));
  await expect.poll(async () => {
    const replies = await office.allReplies();
    return sent.filter((id) => !replies.includes(id));
  }).toEqual([]);
  return office.allReplies();
}
