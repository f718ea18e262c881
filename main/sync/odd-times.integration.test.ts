import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { SimulatedClock } from '../../scripts/desk/simulated-clock';
import { plainLetter, TestDesk, type DeskOptions } from '../../scripts/desk/test-desk';
import { startMailServer, type MailServer } from '../../scripts/servers/mail-server';

const yearMillis = 365 * 24 * 3_600_000;
let server: MailServer;
const desks: TestDesk[] = [];

async function openDesk(options?: DeskOptions): Promise<TestDesk> {
  const desk = new TestDesk(server, options);
  desks.push(desk);
  await desk.open();
  return desk;
}

beforeAll(async () => {
  server = await startMailServer({ users: ['first', 'second'] });
});
afterEach(async () => {
  for (const desk of desks.splice(0)) await desk.remove();
});
afterAll(async () => {
  await server.stop();
});

describe('a clock that jumps', () => {
  it.each([['ahead', 10 * yearMillis], ['back', -10 * yearMillis]])('%s by ten years neither changes when letters came nor holds up the next try', async (_way, jump) => {
    const user = 'first';
    const receivedAt = new Date('2026-03-02T01:02:03Z');
    const clock = new SimulatedClock();
    await server.appendMany(user, 'INBOX', [{ raw: plainLetter(`Trước ${jump}`), receivedAt }]);
    const desk = await openDesk({ user, clock });
    desk.sync.start();
    await desk.untilChecked();
    clock.jump(jump);
    await server.stopImap();
    await desk.until('offline', ({ connection }) => connection.state === 'offline');
    await server.appendMany(user, 'INBOX', [{ raw: plainLetter(`Sau ${jump}`), receivedAt }]);
    await server.startImap();
    const all = await server.receivedCount(user);
    await desk.until('the letter that came meanwhile', async () => (await desk.kept()).length === all);
    expect(new Set((await desk.kept()).map(({ internalDate }) => internalDate))).toEqual(new Set([receivedAt.toISOString()]));
  });

  it('does not keep "last compared" from being remembered once it was set right', async () => {
    const remembered: string[] = [];
    const clock = new SimulatedClock();
    clock.jump(yearMillis);
    const desk = await openDesk({ user: 'second', clock, onChecked: (at) => void remembered.push(at) });
    desk.sync.start();
    await desk.untilChecked();
    await desk.sync.stop();
    clock.jump(-yearMillis);
    desk.sync.start();
    await desk.untilChecked();
    await desk.sync.stop();
    expect(Date.parse(remembered.at(-1) ?? '')).toBeLessThan(Date.now() + yearMillis / 2);
  });
});
