import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { Trouble } from '../../scripts/desk/chaos-pipe';
import { startChaosProxy, type ChaosPlan, type ChaosProxy } from '../../scripts/desk/chaos-proxy';
import { testLetters } from '../../scripts/desk/test-letters';
import { plainLetter, TestDesk } from '../../scripts/desk/test-desk';
import { startMailServer, type MailServer } from '../../scripts/servers/mail-server';

const users = ['stalls', 'narrow', 'lossy', 'garbage', 'announced', 'silent', 'answers'] as const;
let server: MailServer;
const ends: (() => Promise<void>)[] = [];

beforeAll(async () => {
  server = await startMailServer({ users });
});
afterEach(async () => {
  for (const end of ends.splice(0)) await end();
});
afterAll(async () => {
  await server.stop();
});

/** A desk on a bad line in plain text, so that troubles fall into what IMAP says and not into TLS records. */
async function deskOn(user: string, plan: ChaosPlan, letters: readonly Uint8Array[]): Promise<{ readonly desk: TestDesk; readonly proxy: ChaosProxy }> {
  await server.appendMany(user, 'INBOX', letters);
  const proxy = await startChaosProxy(server.imapPort, { seed: 3, plan });
  const desk = new TestDesk(server, { user, imap: { host: '127.0.0.1', port: proxy.port, encryption: 'none' } });
  ends.push(() => proxy.close(), () => desk.remove());
  await desk.open();
  return { desk, proxy };
}

async function untilWhole(desk: TestDesk, count: number): Promise<void> {
  await desk.until('every letter', async () => {
    if (desk.status.connection.state === 'offline') desk.online.maybeOnline();
    return (await desk.kept()).length >= count && desk.status.progress === null;
  });
  await desk.untilChecked();
}

async function expectMirrored(desk: TestDesk, user: string): Promise<void> {
  const here = await Promise.all((await desk.kept()).map(async ({ letterId }) => Buffer.from(await desk.raw(letterId)).toString('latin1')));
  expect(here.sort()).toEqual((await server.messages(user)).map(({ raw }) => Buffer.from(raw).toString('latin1')).sort());
}

describe('a bad line', () => {
  it.each<readonly [string, (typeof users)[number], readonly Trouble[]]>([
    ['that stands still in the middle of letters', 'stalls', [{ kind: 'stall', side: 'toClient', after: 9_000, millis: 300 }, { kind: 'stall', side: 'toClient', after: 60_000, millis: 300 }]],
    ['that is long and narrow', 'narrow', [{ kind: 'latency', millis: 30 }, { kind: 'throttle', bytesPerSecond: 400_000 }]],
    ['that loses a third of what it carries', 'lossy', [{ kind: 'loss', share: 0.3, millis: 2 }]],
  ])('%s brings every letter once', async (_what, user, troubles) => {
    const letters = testLetters(20, 21);
    const { desk } = await deskOn(user, () => troubles, letters);
    desk.sync.start();
    await untilWhole(desk, letters.length);
    await expectMirrored(desk, user);
  });

  it.each<readonly [string, (typeof users)[number], string]>([
    ['with garbage in what the server says', 'garbage', '\r\n* 7 FETCH (((( {12}\r\n\0\u00ff)) NIL "'],
    ['with a literal that would never end', 'announced', '\r\n* 1 FETCH (UID 1 BODY[] {4294967295}\r\n'],
  ])('%s ends that connection at most; the next one brings every letter once', async (_what, user, garbage) => {
    const letters = testLetters(30, 22);
    const { desk } = await deskOn(user, (connection) => (connection <= 2 ? [{ kind: 'garbage', side: 'toClient', after: 20_000, bytes: Buffer.from(garbage, 'latin1') }] : []), letters);
    desk.sync.start();
    await untilWhole(desk, letters.length);
    await expectMirrored(desk, user);
  });

  it('that went silent is given up when the network is said to be back, and made anew', async () => {
    const letters = testLetters(5, 23);
    const { desk, proxy } = await deskOn('silent', () => [], letters);
    desk.sync.start();
    await untilWhole(desk, letters.length);
    const connections = proxy.connections();
    proxy.freezeAll();
    await server.appendMany('silent', 'INBOX', [plainLetter('Đến trong lúc im lặng')]);
    desk.online.maybeOnline();
    await desk.until('a new connection', () => proxy.connections() > connections);
    await untilWhole(desk, letters.length + 1);
    await expectMirrored(desk, 'silent');
  });

  it('that ends between a claim and the word that it was taken says unclear, never claimed', async () => {
    const { desk, proxy } = await deskOn('answers', () => [{ kind: 'cutBeforeTagged', command: /^UID STORE/ }], [plainLetter('Đề nghị xác nhận')]);
    desk.sync.start();
    await untilWhole(desk, 1);
    const [letter] = await desk.kept();
    if (!letter) throw new Error('nothing kept');
    expect(await desk.sync.claimKeyword(letter.location, '$MDNSent')).toEqual({ failure: 'unclear' });
    expect(proxy.cuts()).toBe(1);
    // the server had done it
    expect((await server.messages('answers'))[0]?.flags).toContain('$MDNSent');
  });
});
