import { connect as connectTcp, createServer, type AddressInfo, type Server } from 'node:net';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { limits } from '../../core/base/limits';
import type { Location } from '../../core/model/letter';
import { plainLetters, TestDesk } from '../../scripts/desk/test-desk';
import { startMailServer, type MailServer } from '../../scripts/servers/mail-server';
import { claimMark } from './claim-mark';
import { openInbox, type FolderConnection, type OpenFolder } from './folder-connection';
import type { ImapLogin } from './open-imap';
import { claimKeyword, readKeywords, type ClaimOutcome, type KeywordsOutcome } from './run-flag-store';

let server: MailServer;
const open: FolderConnection[] = [];
const lines: Server[] = [];

async function connect(line: ImapLogin['server'] = { host: 'localhost', port: server.imapsPort, encryption: 'tls' }): Promise<FolderConnection> {
  const connection = await openInbox(
    { server: line, user: 'clerk', password: 'test', trust: { anchors: [server.caPem], acceptedFingerprint: null } },
    new AbortController().signal,
  );
  open.push(connection);
  return connection;
}

interface Desk {
  readonly folder: OpenFolder;
  /** how it is told from the others */
  readonly name: string;
}

let desks = 0;

async function desk(line?: ImapLogin['server']): Promise<Desk> {
  const { selected } = await connect(line);
  if (!selected) throw new Error('INBOX is not selected');
  desks += 1;
  return { folder: selected, name: desks.toString(16).padStart(16, '0') };
}

/** A desk whose conditional STORE waits on its way, and goes on as `pass` words it. */
async function heldDesk(pass: (store: string) => Promise<string>): Promise<Desk> {
  const line = createServer((client) => {
    const upstream = connectTcp(server.imapPort, '127.0.0.1');
    let sent = Promise.resolve();
    client.on('data', (bytes: Buffer) => {
      const asked = bytes.toString('latin1');
      sent = sent
        .then(async () => void upstream.write(asked.includes('(UNCHANGEDSINCE ') ? await pass(asked) : asked, 'latin1'))
        .catch((error: unknown) => void client.destroy(error instanceof Error ? error : undefined));
    });
    upstream.on('data', (bytes: Buffer) => client.write(bytes));
    client.on('close', () => upstream.destroy());
    for (const socket of [client, upstream]) socket.on('error', () => socket.destroy());
  });
  await new Promise<void>((resolve) => line.listen(0, '127.0.0.1', resolve));
  lines.push(line);
  return desk({ host: '127.0.0.1', port: (line.address() as AddressInfo).port, encryption: 'none' });
}

const at = ({ uidValidity }: OpenFolder, uid: number): Location => ({ folder: 'INBOX', uidValidity, uid });

function claimed({ folder, name }: Desk, uid: number, keyword: string, rivals: readonly string[] = []): Promise<ClaimOutcome> {
  return claimKeyword(folder, at(folder, uid), { keyword, desk: name, rivals });
}

function read({ folder }: Desk, uid: number): Promise<KeywordsOutcome> {
  return readKeywords(folder, at(folder, uid));
}

async function flagsOf(uid: number): Promise<readonly string[]> {
  return (await server.messages('clerk')).find((letter) => letter.uid === uid)?.flags ?? [];
}

beforeAll(async () => {
  server = await startMailServer({ users: ['clerk', 'head'] });
  await server.appendMany('clerk', 'INBOX', plainLetters(40));
});
afterAll(async () => {
  await Promise.all(open.map((connection) => connection.close()));
  for (const line of lines) line.close();
  await server.stop();
});

describe('claiming a letter', () => {
  it('of several desks at the same moment exactly one succeeds, letter after letter', async () => {
    const all = await Promise.all([desk(), desk(), desk()]);
    for (let uid = 1; uid <= 20; uid++) {
      const outcomes = await Promise.all(all.map((one) => claimed(one, uid, '$MDNSent')));
      const winners = outcomes.filter((outcome) => outcome === 'claimed');
      // a server that told two of them OK leaves it to a person, at worst without a winner
      if (outcomes.some((outcome) => typeof outcome === 'object')) expect(winners.length).toBeLessThanOrEqual(1);
      else expect(outcomes.sort()).toEqual(['claimed', 'taken', 'taken']);
    }
    expect((await server.messages('clerk')).filter(({ flags }) => flags.includes('$MDNSent'))).toHaveLength(20);
  });

  it('does not succeed twice where the server forgets the condition of what would change nothing', async () => {
    const faster = await desk();
    let first: ClaimOutcome | null = null;
    // what Dovecot does where the faster one falls between its look at the mod-sequence and its look at the keywords
    const slower = await heldDesk(async (store) => {
      first ??= await claimed(faster, 27, '$MDNSent');
      const there = await flagsOf(27);
      const wanted = /\(([^()]*)\)\r\n$/.exec(store)?.[1]?.split(' ') ?? [];
      return wanted.every((keyword) => there.includes(keyword)) ? store.replace(/ \(UNCHANGEDSINCE \d+\)/, '') : store;
    });
    expect([await claimed(slower, 27, '$MDNSent'), first]).toEqual(['taken', 'claimed']);
  });

  it('does not succeed twice where the server forgets the condition altogether', async () => {
    const faster = await desk();
    let first: ClaimOutcome | null = null;
    const slower = await heldDesk(async (store) => {
      first ??= await claimed(faster, 28, '$MDNSent');
      return store.replace(/ \(UNCHANGEDSINCE \d+\)/, '');
    });
    expect([await claimed(slower, 28, '$MDNSent'), first]).toEqual([{ failure: 'unclear' }, 'claimed']);
  });

  it('does not succeed with two answers of different kinds where the server forgets the condition', async () => {
    const faster = await desk();
    let first: ClaimOutcome | null = null;
    const slower = await heldDesk(async (store) => {
      first ??= await claimed(faster, 32, '$VanThuArrival', ['$MDNSent']);
      return store.replace(/ \(UNCHANGEDSINCE \d+\)/, '');
    });
    expect([await claimed(slower, 32, '$MDNSent', ['$VanThuArrival']), first]).toEqual([{ failure: 'unclear' }, 'claimed']);
  });

  it('is not believed where the keyword stands and our mark does not', async () => {
    const one = await heldDesk((store) => Promise.resolve(store.replace(/ \$MDNSent-\w+/, '')));
    expect(await claimed(one, 33, '$MDNSent')).toEqual({ failure: 'unclear' });
  });

  it('is not believed where it took so long that the mark of an earlier one may be gone', async () => {
    const one = await heldDesk((store) => {
      vi.spyOn(Date, 'now').mockReturnValue(Date.now() + limits.claimMillis);
      return Promise.resolve(store);
    });
    try {
      expect(await claimed(one, 34, '$MDNSent')).toEqual({ failure: 'unclear' });
    } finally {
      vi.restoreAllMocks();
    }
  });

  it('succeeds where marks of earlier claims were left, and those are no flags of the letter', async () => {
    const [one, other] = await Promise.all([desk(), desk()]);
    const marks = [one, other].map(({ name }) => claimMark('$MDNSent', name));
    await other.folder.client.messageFlagsAdd('29', marks, { uid: true });
    expect(await claimed(one, 29, '$MDNSent')).toBe('claimed');
    expect(await read(other, 29)).toMatchObject({ flags: ['$MDNSent'] });
  });

  it('leaves no mark once its time is over, nor what an earlier run left', async () => {
    await server.appendMany('head', 'INBOX', plainLetters(2));
    const one = new TestDesk(server, { user: 'head', claimMarkMillis: 500 });
    try {
      await one.open();
      one.sync.start();
      await one.untilChecked();
      const [first] = await one.kept();
      if (!first) throw new Error('nothing kept');
      await server.addFlag('head', 'INBOX', first.location.uid === 1 ? 2 : 1, claimMark('$MDNSent', one.identity.profileKey.slice(0, 16)));
      expect(await one.sync.claimKeyword(first.location, '$MDNSent')).toBe('claimed');
      const flags = async (): Promise<readonly string[]> => (await server.messages('head')).map((letter) => letter.flags.join(' ')).sort();
      await expect.poll(flags, { timeout: 20_000 }).toEqual(['', '$MDNSent']);
    } finally {
      await one.remove();
    }
  });

  it('of desks that would answer in different ways exactly one succeeds as well', async () => {
    const [one, other] = await Promise.all([desk(), desk()]);
    for (let uid = 21; uid <= 24; uid++) {
      const outcomes = await Promise.all([claimed(one, uid, '$MDNSent', ['$VanThuArrival']), claimed(other, uid, '$VanThuArrival', ['$MDNSent'])]);
      expect(outcomes.sort()).toEqual(['claimed', 'rival']);
    }
  });

  it('is not disturbed by another flag that changes at the same moment', async () => {
    const other = await desk();
    let isRead = false;
    const one = await heldDesk(async (store) => {
      if (!isRead) await other.folder.client.messageFlagsAdd('25', ['\\Seen'], { uid: true });
      isRead = true;
      return store;
    });
    expect(await claimed(one, 25, '$VanThuArrival')).toBe('claimed');
    expect(await read(other, 25)).toMatchObject({ flags: expect.arrayContaining(['$VanThuArrival', '\\Seen']) });
  });

  it('works while the connection listens, and the connection listens again afterwards', async () => {
    const connection = await connect();
    const folder = connection.selected;
    if (!folder) throw new Error('INBOX is not selected');
    while (!folder.client.idling) await new Promise((resolve) => setTimeout(resolve, 5));
    expect(await claimed({ folder, name: 'ffffffffffffffff' }, 26, '$MDNSent')).toBe('claimed');
    const before = connection.changes.take();
    expect(before.arrived).toBe(false);
    await server.deliver('clerk', plainLetters(1, 'Sau khi nhận')[0] ?? new Uint8Array(), { from: 'unit1@test.test' });
    expect(await connection.changes.wait(20_000, new AbortController().signal)).toBe(true);
  });

  it('touches nothing under another UIDVALIDITY, nor where the letter is gone', async () => {
    const one = await desk();
    expect(await claimKeyword(one.folder, { folder: 'INBOX', uidValidity: '1', uid: 30 }, { keyword: '$MDNSent', desk: one.name })).toEqual({ failure: 'gone' });
    await server.expunge('clerk', 'INBOX', 30);
    expect(await claimed(one, 30, '$MDNSent')).toEqual({ failure: 'gone' });
    expect(await read(one, 30)).toEqual({ failure: 'gone' });
  });

  it('says offline when nothing can have been sent', async () => {
    const one = await desk();
    one.folder.client.close();
    expect(await claimed(one, 31, '$MDNSent')).toEqual({ failure: 'offline' });
    expect(await flagsOf(31)).not.toContain('$MDNSent');
  });
});
