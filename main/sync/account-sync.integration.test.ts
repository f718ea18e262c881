import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { chmod, chown, cp, readdir, rm, stat, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { startMailServer, type MailServer } from '../../scripts/servers/mail-server';
import { startCuttingProxy } from '../../scripts/desk/cutting-proxy';
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

/** Makes the newest letter's file unreadable for the server, as a bad sector does. */
async function hideNewest(user: string): Promise<void> {
  const maildir = join(dirname(server.imapLogPath), 'mail', user, 'Maildir');
  const files = (await Promise.all(['new', 'cur'].map(async (part) => (await readdir(join(maildir, part))).map((name) => join(maildir, part, name))))).flat();
  const aged = await Promise.all(files.map(async (path) => ({ path, at: (await stat(path)).ctimeMs })));
  const newest = aged.sort((a, b) => b.at - a.at)[0]?.path ?? '';
  if (process.getuid?.() === 0) await chown(newest, 0, 0);
  await chmod(newest, 0);
}

/** The same desk in a process of its own, killed without warning once it has kept some letters. */
async function killDuringFetch(desk: TestDesk, user: string, keptAtLeast: number): Promise<void> {
  const { imapsPort, submissionPort, caPem } = server;
  const input = JSON.stringify({ server: { imapsPort, submissionPort, caPem }, options: { user, same: desk.identity }, keptAtLeast });
  const child = spawn(process.execPath, ['--import', 'tsx', 'scripts/desk/fetch-until-killed.ts', input], { stdio: ['ignore', 'pipe', 'inherit'] });
  await once(child.stdout, 'data');
  child.kill('SIGKILL');
  await once(child, 'exit');
}

beforeAll(async () => {
  server = await startMailServer({ users: ['first', 'second', 'third', 'fourth', 'fifth', 'sixth', 'seventh', 'eighth', 'ninth', 'tenth', 'eleventh', 'twelfth', 'thirteenth', 'fourteenth', 'fifteenth'] });
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

describe('a fetch that is interrupted', () => {
  it('goes on where a person cancelled it, and fetches nothing twice', async () => {
    // more than waits for the vault at any moment
    await server.appendMany('second', 'INBOX', Array.from({ length: 500 }, (_, at) => plainLetter(`Thư ${at + 1}`, 120_000)));
    const desk = await openDesk({ user: 'second' });
    // with the first letters on the disk, not at the next look: by then all might be here
    const stopped = new Promise<void>((resolve) => {
      const forget = desk.journal.onAdvanced((_head, events) => {
        if (!events.some(({ kind }) => kind === 'letter.kept')) return;
        forget();
        resolve(desk.sync.stop());
      });
    });
    desk.sync.start();
    await stopped;
    expect(desk.status.connection).toMatchObject({ state: 'stopped', reason: 'person' });
    const before = (await desk.kept()).length;
    expect(before).toBeLessThan(500);
    desk.sync.start();
    await desk.untilChecked();
    await expectMirrored(desk, 'second');
  });

  it('survives a line that is cut again and again in the middle of letters', async () => {
    await server.appendMany('third', 'INBOX', plainLetters(300));
    const proxy = await startCuttingProxy(server.imapsPort);
    try {
      const desk = await openDesk({ user: 'third', imap: { port: proxy.port } });
      for (const bytes of [30_000, 60_000, 150_000]) {
        const connections = proxy.connections();
        proxy.cutAfter(bytes);
        desk.sync.start();
        await desk.until('the line cut', ({ connection }) => proxy.connections() > connections && connection.state === 'offline');
        expect(desk.status.connection).toMatchObject({ failure: { code: 'closed' } });
        await desk.sync.stop();
      }
      desk.sync.start();
      await desk.untilChecked();
      await expectMirrored(desk, 'third');
    } finally {
      await proxy.close();
    }
  });

  it('keeps each letter once when the cursor was lost and letters lie in the vault untold', async () => {
    await server.appendMany('fourth', 'INBOX', plainLetters(50));
    const desk = await openDesk({ user: 'fourth' });
    // as if killed between vault and journal
    const put = await desk.vault.putBatch(desk.record.accountId, plainLetters(50).slice(0, 10));
    if (!put.ok) throw new Error(put.failure.code);
    desk.sync.start();
    await desk.untilChecked();
    await desk.leave();
    await rm(join(desk.folder, 'accounts', 'cursor'));
    await desk.open();
    desk.sync.start();
    await desk.untilChecked();
    await expectMirrored(desk, 'fourth');
    expect((await desk.events()).filter(({ kind }) => kind === 'letter.kept' || kind === 'letter.located')).toHaveLength(50);
    const ours = new Set((await desk.kept()).map(({ letterId }) => letterId));
    expect(put.value.every(({ letterId }) => ours.has(letterId))).toBe(true);
  });

  it('killed five times without warning, has every letter exactly once in the end', async () => {
    const user = 'eleventh';
    await server.appendMany(user, 'INBOX', plainLetters(1200));
    const desk = await openDesk({ user });
    await desk.leave();
    for (const keptAtLeast of [1, 201, 400, 600, 1000]) await killDuringFetch(desk, user, keptAtLeast);
    await desk.open();
    desk.sync.start();
    await desk.untilChecked();
    await expectMirrored(desk, user);
  });

  it('is given up at once while a server that hangs is being connected to', async () => {
    const desk = await openDesk({ user: 'fourth' });
    server.pauseImap();
    try {
      desk.sync.start();
      await desk.until('connecting', ({ connection }) => connection.state === 'connecting');
      await desk.sync.stop();
      expect(desk.status.connection).toMatchObject({ state: 'stopped', reason: 'person' });
      expect(desk.statuses.some(({ connection }) => connection.state === 'offline')).toBe(false);
    } finally {
      server.resumeImap();
    }
  });

  it('says since when the server is away and comes back by itself', async () => {
    const desk = await openDesk({ user: 'fourth' });
    desk.sync.start();
    await desk.untilChecked();
    await server.stopImap();
    await desk.until('offline', ({ connection }) => connection.state === 'offline');
    const { since } = desk.status.connection;
    await desk.until('refused', ({ connection }) => connection.state === 'offline' && connection.failure.code === 'refused');
    expect(desk.status.connection.since).toBe(since);
    await server.startImap();
    await desk.untilChecked();
  });
});

describe('listening', () => {
  it('keeps new mail as it comes, and again after mail was removed', async () => {
    const desk = await openDesk({ user: 'fifth' });
    desk.sync.start();
    await desk.untilChecked();
    for (const subject of ['Giấy mời họp', 'Công văn hỏa tốc']) {
      await server.deliver('fifth', plainLetter(subject), { from: 'unit1@test.test' });
      await desk.until(`${subject} kept`, async () => (await desk.kept()).length === (await server.receivedCount('fifth')));
    }
    const [first] = await server.messages('fifth');
    await server.expunge('fifth', 'INBOX', first?.uid ?? 0);
    await desk.until('told as gone', async () => (await desk.events()).some(({ kind }) => kind === 'letters.gone'));
    const gone = (await desk.events()).flatMap((event) => (event.kind === 'letters.gone' ? event.gone : []));
    expect(gone.map(({ location }) => location.uid)).toEqual([first?.uid]);
    // gone from the server, still on the desk
    await Promise.all((await desk.kept()).map(({ letterId }) => desk.raw(letterId)));
  });

  it('journals flag changes made elsewhere, while connected and while away, each change once', async () => {
    const desk = await openDesk({ user: 'fifth' });
    desk.sync.start();
    await desk.untilChecked();
    await server.deliver('fifth', plainLetter('Báo cáo tháng'), { from: 'unit1@test.test' });
    const flags = async (): Promise<readonly string[]> =>
      (await desk.events()).flatMap((event) => (event.kind === 'letters.flagged' ? event.changes.map((change) => change.flags.join(' ')) : []));
    await desk.until('kept', async () => (await desk.kept()).length === (await server.receivedCount('fifth')));
    const uid = (await server.messages('fifth')).at(-1)?.uid ?? 0;
    await server.addFlag('fifth', 'INBOX', uid, '\\Flagged');
    await desk.until('flag told', async () => (await flags()).length === 1);
    await desk.leave();
    await server.addFlag('fifth', 'INBOX', uid, '$MDNSent');
    await desk.open();
    desk.sync.start();
    await desk.untilChecked();
    expect(await flags()).toEqual(['\\Flagged', '$MDNSent \\Flagged']);
  });

  it('takes the same content at two places for one letter', async () => {
    const twice = plainLetter('Gửi hai lần');
    await server.appendMany('sixth', 'INBOX', [twice, twice]);
    const desk = await openDesk({ user: 'sixth' });
    desk.sync.start();
    await desk.untilChecked();
    const kinds = (await desk.events()).map(({ kind }) => kind).filter((kind) => kind.startsWith('letter.'));
    expect(kinds).toEqual(['letter.kept', 'letter.located']);
  });

  it('finds every letter again after a change of UIDVALIDITY: nothing lost, nothing doubled', async () => {
    await server.appendMany('seventh', 'INBOX', plainLetters(40));
    const desk = await openDesk({ user: 'seventh' });
    desk.sync.start();
    await desk.untilChecked();
    await desk.sync.stop();
    const before = desk.record.firstSeen?.uidValidity;
    await server.resetUidValidity('seventh');
    desk.sync.start();
    await desk.untilChecked();
    await expectMirrored(desk, 'seventh');
    const events = await desk.events();
    const located = events.flatMap((event) => (event.kind === 'letter.located' ? [event] : []));
    expect(new Set(located.map(({ letterId }) => letterId)).size).toBe(40);
    expect(located.every(({ location }) => location.uidValidity !== before)).toBe(true);
    expect(events.flatMap((event) => (event.kind === 'letters.gone' ? event.gone : [])).every(({ location }) => location.uidValidity === before)).toBe(true);
    // what was answered is decided by the first connection: that record does not move
    expect(desk.record.firstSeen?.uidValidity).toBe(before);
  });

  it('fetches letters under numbers that a server restored from a backup gives out again', async () => {
    const maildir = join(dirname(server.imapLogPath), 'mail', 'fourteenth', 'Maildir');
    const restored = async (from: string, to: string): Promise<void> => {
      await server.stopImap();
      await rm(to, { recursive: true, force: true });
      await cp(from, to, { recursive: true, preserveTimestamps: true });
      if (process.getuid?.() === 0) spawnSync('chown', ['-R', '--reference', dirname(maildir), to]);
      await server.startImap();
    };
    await server.appendMany('fourteenth', 'INBOX', plainLetters(3));
    const desk = await openDesk({ user: 'fourteenth' });
    const seen = async (): Promise<void> => {
      desk.sync.start();
      await desk.untilChecked();
      await desk.sync.stop();
    };
    await seen();
    await restored(maildir, `${maildir}.backup`);
    await server.appendMany('fourteenth', 'INBOX', plainLetters(2, 'Sau sao lưu'));
    await seen();
    await restored(`${maildir}.backup`, maildir);
    await server.appendMany('fourteenth', 'INBOX', [plainLetter('Sau khôi phục')]);
    await seen();
    const onServer = await server.messages('fourteenth');
    expect(onServer.map(({ uid }) => uid)).toEqual([1, 2, 3, 4]);
    const placed = new Map<number, string>();
    for (const { letterId } of await desk.kept()) for (const { location } of desk.sync.placesOf(letterId)) placed.set(location.uid, Buffer.from(await desk.raw(letterId)).toString('latin1'));
    expect(placed).toEqual(new Map(onServer.map(({ uid, raw }) => [uid, Buffer.from(raw).toString('latin1')])));
    expect(await desk.kept()).toHaveLength(6);
  });

  it('streams letters too large to be held in memory, byte for byte', async () => {
    await server.appendMany('eighth', 'INBOX', [plainLetter('Nhỏ'), plainLetter('Hồ sơ lớn', 9 * 1024 * 1024)]);
    const desk = await openDesk({ user: 'eighth' });
    desk.sync.start();
    await desk.untilChecked();
    await expectMirrored(desk, 'eighth');
    expect(Math.max(...(await desk.kept()).map(({ size }) => size))).toBeGreaterThan(8 * 1024 * 1024);
  });

  it('fetches a letter again whose file was found damaged', async () => {
    const desk = await openDesk({ user: 'sixth' });
    desk.sync.start();
    await desk.untilChecked();
    const [letter] = await desk.kept();
    if (!letter) throw new Error('nothing kept');
    const files = (await readdir(join(desk.folder, 'vault'), { recursive: true, withFileTypes: true })).filter((file) => file.isFile());
    for (const file of files) await writeFile(join(file.parentPath, file.name), 'not a letter any more');
    expect((await desk.vault.readRange(letter.letterId, 0, 10)).ok).toBe(false);
    await desk.journal.append({ kind: 'letter.damaged', letterId: letter.letterId });
    await desk.until('whole again', async () => (await desk.vault.readRange(letter.letterId, 0, 10)).ok);
    expect(Buffer.from(await desk.raw(letter.letterId)).equals(Buffer.from((await server.messages('sixth'))[0]?.raw ?? []))).toBe(true);
  });

  it('fetches again at the next start a letter whose file vanished, because nothing else tells of it any more', async () => {
    const user = 'thirteenth';
    await server.appendMany(user, 'INBOX', plainLetters(3));
    const desk = await openDesk({ user });
    desk.sync.start();
    await desk.untilChecked();
    await desk.leave();
    for (const file of await readdir(join(desk.folder, 'vault'), { recursive: true, withFileTypes: true })) if (file.isFile()) await rm(join(file.parentPath, file.name));
    await desk.open();
    desk.sync.start();
    await desk.untilChecked();
    await expectMirrored(desk, user);
  });

  it('asks only once for a letter that a person erased here and that is still on the server', async () => {
    const user = 'thirteenth';
    const desk = await openDesk({ user });
    desk.sync.start();
    await desk.untilChecked();
    const [erased] = await desk.kept();
    if (!erased) throw new Error('nothing kept');
    await desk.journal.append({ kind: 'letter.erased', letterId: erased.letterId });
    await desk.vault.erase(erased.letterId);
    await desk.leave();
    for (let start = 0; start < 2; start++) {
      await desk.open();
      desk.sync.start();
      await desk.untilChecked();
      expect(desk.status.notFetched).toEqual([]);
      expect(await desk.vault.has(erased.letterId)).toBe(false);
      if (start === 0) await desk.leave();
      if (start === 0) desk.statuses.length = 0;
    }
    // nothing was missing, so nothing was fetched
    expect(desk.statuses.filter(({ progress }) => progress !== null)).toEqual([]);
  });

  it('does not take in again what a person erased, not even under a new UIDVALIDITY', async () => {
    const user = 'seventh';
    const desk = await openDesk({ user });
    desk.sync.start();
    await desk.untilChecked();
    const [erased] = await desk.kept();
    if (!erased) throw new Error('nothing kept');
    await desk.vault.erase(erased.letterId);
    await desk.journal.append({ kind: 'letter.erased', letterId: erased.letterId });
    await desk.leave();
    await rm(join(desk.folder, 'accounts', 'cursor'));
    await server.resetUidValidity(user);
    await desk.open();
    desk.sync.start();
    await desk.untilChecked();
    expect(await desk.vault.has(erased.letterId)).toBe(false);
    expect(await desk.kept()).toHaveLength(39);
  });

  it('stops with a clear word before the disk is full, and goes on by itself when there is room again', async () => {
    await server.appendMany('ninth', 'INBOX', plainLetters(5));
    let free = 1024;
    const desk = await openDesk({ user: 'ninth', freeDisk: () => Promise.resolve(free) });
    desk.sync.start();
    await desk.until('stopped', ({ connection }) => connection.state === 'stopped');
    expect(desk.status.connection).toMatchObject({ state: 'stopped', reason: 'diskFull' });
    expect(await desk.kept()).toEqual([]);
    // a person asks although there is no room: the same word again
    desk.sync.start();
    await desk.until('stopped again', ({ connection }) => connection.state === 'stopped');
    free = Number.MAX_SAFE_INTEGER;
    await desk.untilChecked();
    expect(await desk.kept()).toHaveLength(5);
  });
});

describe('a fault of the program itself', () => {
  it('is said, does not end fetching for good, and is not swallowed', async () => {
    await server.appendMany('ninth', 'INBOX', plainLetters(3));
    let reads = 0;
    const desk = await openDesk({
      user: 'ninth',
      freeDisk: () => {
        reads += 1;
        return reads === 1 ? Promise.reject(new TypeError('a bug')) : Promise.resolve(Number.MAX_SAFE_INTEGER);
      },
    });
    desk.sync.start();
    await desk.until('offline', ({ connection }) => connection.state === 'offline');
    expect(desk.status.connection).toMatchObject({ failure: { code: 'serverError' } });
    await desk.untilChecked();
    expect((await desk.kept()).length).toBeGreaterThanOrEqual(3);
    await expect(desk.sync.stop()).rejects.toThrow('a bug');
  });
});

describe('a server that can do less', () => {
  it.each([
    ['no IDLE', / IDLE\b/g],
    ['no CONDSTORE, QRESYNC, ESEARCH', / (CONDSTORE|QRESYNC|ESEARCH)\b| \[?HIGHESTMODSEQ \d+\]?/g],
  ])('(%s) is mirrored all the same, flags included', async (what, words) => {
    const user = 'tenth';
    const proxy = await startCuttingProxy(server.imapPort, (said) => said.replace(words, ''));
    try {
      await server.deliver(user, plainLetter(`Thư thứ ${what.length}`), { from: 'unit1@test.test' });
      const desk = await openDesk({ user, imap: { host: '127.0.0.1', port: proxy.port, encryption: 'none' } });
      desk.sync.start();
      await desk.untilChecked();
      await expectMirrored(desk, user);
      await desk.sync.stop();
      const uid = (await server.messages(user)).at(-1)?.uid ?? 0;
      await server.addFlag(user, 'INBOX', uid, '\\Answered');
      desk.sync.start();
      await desk.untilChecked();
      const flags = (await desk.events()).flatMap((event) => (event.kind === 'letters.flagged' ? event.changes.map((change) => change.flags.join(' ')) : []));
      expect(flags).toEqual(['\\Answered']);
    } finally {
      await proxy.close();
    }
  });

  it('is asked a second time before letters it does not list are taken for gone', async () => {
    const user = 'fifteenth';
    let isShort = false;
    const proxy = await startCuttingProxy(server.imapPort, (said) => said.replace(/ (CONDSTORE|QRESYNC|ESEARCH)\b| \[?HIGHESTMODSEQ \d+\]?/g, '').replace(/^\* SEARCH [\d ]+/m, (list) => {
      if (!isShort) return list;
      isShort = false;
      return '* SEARCH 1';
    }));
    try {
      await server.appendMany(user, 'INBOX', plainLetters(3));
      const desk = await openDesk({ user, imap: { host: '127.0.0.1', port: proxy.port, encryption: 'none' } });
      desk.sync.start();
      await desk.untilChecked();
      await desk.leave();
      await desk.open();
      isShort = true;
      desk.sync.start();
      await desk.untilChecked();
      expect(isShort).toBe(false);
      expect((await desk.events()).filter(({ kind }) => kind === 'letters.gone')).toEqual([]);
    } finally {
      await proxy.close();
    }
  });

  it('names the one letter it cannot hand out and keeps all others', async () => {
    const user = 'twelfth';
    await server.appendMany(user, 'INBOX', plainLetters(20));
    const before = 20;
    const unreadable = plainLetter('Không đọc được');
    await server.deliver(user, unreadable, { from: 'unit1@test.test' });
    const broken = (await server.messages(user)).find(({ raw }) => Buffer.from(raw).includes(Buffer.from(unreadable.subarray(0, 120))))?.uid;
    await hideNewest(user);
    const desk = await openDesk({ user });
    desk.sync.start();
    await desk.until('named', ({ notFetched }) => (notFetched ?? []).length > 0);
    expect(desk.status.notFetched?.map(({ uid }) => uid)).toEqual([broken]);
    expect(await desk.kept()).toHaveLength(before);
  });
});
