import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { startMailServer, type MailServer } from '../../scripts/servers/mail-server';
import { plainLetter, plainLetters, TestDesk, type DeskOptions } from '../../scripts/desk/test-desk';

let server: MailServer;
const desks: TestDesk[] = [];

async function openDesk(options?: DeskOptions): Promise<TestDesk> {
  const desk = new TestDesk(server, options);
  desks.push(desk);
  await desk.open();
  return desk;
}

/** Every letter on the server is kept exactly once, byte for byte. */
async function expectMirrored(desk: TestDesk, user: string): Promise<void> {
  const kept = await desk.kept();
  const onServer = await server.messages(user);
  expect(kept.map(({ digest }) => digest)).toHaveLength(new Set(kept.map(({ digest }) => digest)).size);
  const ours = await Promise.all(kept.map(async ({ letterId }) => Buffer.from(await desk.raw(letterId)).toString('latin1')));
  expect(ours.sort()).toEqual(onServer.map(({ raw }) => Buffer.from(raw).toString('latin1')).sort());
}

beforeAll(async () => {
  server = await startMailServer({ users: ['first', 'second', 'third', 'fourth', 'fifth', 'sixth', 'seventh', 'eighth', 'ninth', 'tenth'] });
});
afterEach(async () => {
  for (const desk of desks.splice(0)) await desk.remove();
});
afterAll(async () => {
  await server.stop();
});

describe('the first fetch', () => {
  it('keeps 300 letters byte for byte, newest first, and tells how far it is', async () => {
    await server.appendMany('first', 'INBOX', plainLetters(300));
    const desk = await openDesk({ user: 'first' });
    desk.sync.start();
    await desk.untilChecked();
    await expectMirrored(desk, 'first');
    const kept = await desk.kept();
    const batches = [kept.slice(0, 200), kept.slice(200)].map((letters) => Math.max(...letters.map(({ location }) => location.uid)));
    expect(batches).toEqual([300, 100]);
    const steps = desk.statuses.flatMap(({ progress }) => (progress ? [progress.kept] : []));
    expect(steps).toEqual([...steps].sort((a, b) => a - b));
    expect(desk.statuses.every(({ progress }) => progress === null || progress.total === 300)).toBe(true);
    const events = await desk.events();
    expect(events[0]).toMatchObject({ kind: 'account.changed', account: { firstSeen: { uidNext: 301 } } });
  });
});
