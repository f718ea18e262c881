import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { isoTime } from '../../../core/base/clock';
import { limits } from '../../../core/base/limits';
import { startChaosProxy, type ChaosProxy } from '../../../scripts/desk/chaos-proxy';
import type { Trouble } from '../../../scripts/desk/chaos-pipe';
import { plainLetter, plainLetters, TestDesk, type DeskOptions } from '../../../scripts/desk/test-desk';
import { startMailServer, type MailServer } from '../../../scripts/servers/mail-server';

let server: MailServer;
const desks: TestDesk[] = [];
const proxies: ChaosProxy[] = [];

beforeAll(async () => {
  server = await startMailServer({ users: ['cut', 'killed', 'alone', 'away'] });
});
afterEach(async () => {
  for (const desk of desks.splice(0)) await desk.remove();
  for (const proxy of proxies.splice(0)) await proxy.close();
});
afterAll(async () => {
  await server.stop();
});

async function proxied(plan: (connection: number) => readonly Trouble[]): Promise<ChaosProxy> {
  const proxy = await startChaosProxy(server.imapPort, { plan });
  proxies.push(proxy);
  return proxy;
}

async function deskAt(proxy: ChaosProxy, user: string, options: DeskOptions = {}): Promise<TestDesk> {
  const desk = new TestDesk(server, { user, imap: { host: '127.0.0.1', port: proxy.port, encryption: 'none' }, ...options });
  desks.push(desk);
  await desk.open();
  return desk;
}

async function expectMirrored(desk: TestDesk, user: string): Promise<number> {
  const ours = await Promise.all((await desk.kept()).map(async ({ letterId }) => Buffer.from(await desk.raw(letterId)).toString('latin1')));
  const theirs = (await server.messages(user)).map(({ raw }) => Buffer.from(raw).toString('latin1'));
  expect(ours.sort()).toEqual(theirs.sort());
  return theirs.reduce((sum, { length }) => sum + length, 0);
}

describe('the line for letters', () => {
  it('cut again and again within letters, brings each of their bytes once', async () => {
    await server.appendMany('cut', 'INBOX', [...plainLetters(30), plainLetter('Hồ sơ', 3_000_000), plainLetter('Hồ sơ rất lớn', 9_000_000), plainLetter('Tờ trình', 100_000)]);
    // the first connection stays; the others are cut within letters of every size
    const places = [20_000, 60_000, 150_000, 700_000, 1_500_000, 400_000, 4_000_000, 1_000_000];
    const proxy = await proxied((connection) => {
      const after = places[connection - 2];
      return after === undefined ? [] : [{ kind: 'cut', side: 'toClient', after }];
    });
    const desk = await deskAt(proxy, 'cut');
    desk.sync.start();
    await desk.untilChecked();
    const bytes = await expectMirrored(desk, 'cut');
    // one of the others looks after the other folders and carries no letters
    expect(proxy.cuts()).toBeGreaterThanOrEqual(places.length - 1);
    // one octet more a letter that is continued: a longer letter than was said would show by it
    expect(proxy.octets().bodies).toBeLessThanOrEqual(bytes + limits.resumeLetterBytes);
  });

  it('killed without warning in the middle of a large letter, goes on there', async () => {
    await server.appendMany('killed', 'INBOX', [plainLetter('Hồ sơ rất lớn', 9_000_000)]);
    const proxy = await proxied(() => [{ kind: 'throttle', bytesPerSecond: 20_000_000 }]);
    const desk = await deskAt(proxy, 'killed');
    await desk.leave();
    const { imapsPort, submissionPort, caPem } = server;
    const options = { user: 'killed', imap: { host: '127.0.0.1', port: proxy.port, encryption: 'none' }, same: desk.identity };
    const child = spawn(process.execPath, ['--import', 'tsx', 'scripts/desk/fetch-until-killed.ts', JSON.stringify({ server: { imapsPort, submissionPort, caPem }, options, keptAtLeast: 1 })], { stdio: ['ignore', 'ignore', 'inherit'] });
    while (proxy.octets().toClient < 4_000_000) await new Promise((resolve) => setTimeout(resolve, 2));
    child.kill('SIGKILL');
    await once(child, 'exit');
    await desk.open();
    const folder = join(desk.folder, 'vault', 'partial');
    const [begun = ''] = await readdir(folder);
    // sealing adds some bytes a piece
    const onDisk = (await stat(join(folder, begun))).size * 0.99;
    expect(onDisk).toBeGreaterThan(1_000_000);
    proxy.setPlan(() => []);
    const before = proxy.octets().toClient;
    desk.sync.start();
    await desk.untilChecked();
    const whole = await expectMirrored(desk, 'killed');
    // what is on disk does not come again
    expect(proxy.octets().toClient - before).toBeLessThan(whole - onDisk + 100_000);
    expect(await readdir(folder)).toEqual([]);
  });

  it('where the server allows one connection only, letters come over that', async () => {
    await server.appendMany('alone', 'INBOX', plainLetters(60));
    const proxy = await proxied((connection) => (connection === 1 ? [] : [{ kind: 'cut', side: 'toClient', after: 1 }]));
    const desk = await deskAt(proxy, 'alone');
    desk.sync.start();
    await desk.untilChecked();
    await expectMirrored(desk, 'alone');
    expect(proxy.connections()).toBeGreaterThan(1);
  });

  it('after an outage brings urgent and small letters first, and says what waits', async () => {
    const urgent = [plainLetter('HỎA TỐC Công điện 1'), plainLetter('[KHẨN] Giấy mời 2')];
    await server.appendMany('away', 'INBOX', [plainLetter('Hồ sơ cũ', 400_000), ...urgent, ...plainLetters(40, 'Báo cáo'), plainLetter('Hồ sơ mới', 400_000)]);
    // the office was away for ten days
    const lastChecked = isoTime(new Date(Date.now() - 10 * 24 * 3600 * 1000));
    const desk = await deskAt(await proxied(() => []), 'away', { lastChecked });
    desk.sync.start();
    await desk.untilChecked();
    await expectMirrored(desk, 'away');
    const order = (await desk.kept()).map(({ size, location }) => ({ large: size > limits.resumeLetterBytes, uid: location.uid }));
    expect(order.slice(0, 2).map(({ uid }) => uid).sort()).toEqual([2, 3]);
    expect(order.slice(-2).map(({ large }) => large)).toEqual([true, true]);
    const told = desk.statuses.flatMap(({ arriving }) => (arriving ? [arriving] : []));
    expect(told[0]).toMatchObject({ letters: 44, urgent: 2 });
    expect(told.every(({ letters }, at) => at === 0 || letters <= (told[at - 1]?.letters ?? 0))).toBe(true);
    expect(desk.status.arriving ?? null).toBeNull();
  });
});
