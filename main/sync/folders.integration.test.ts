import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { ImapHands } from '../../scripts/servers/imap-hands';
import { startMailServer, type MailServer } from '../../scripts/servers/mail-server';
import { toModifiedUtf7 } from '../../scripts/servers/modified-utf7';
import { startCuttingProxy, type CuttingProxy } from '../../scripts/desk/cutting-proxy';
import { plainLetter, plainLetters, TestDesk, type DeskOptions } from '../../scripts/desk/test-desk';
import type { FolderInfo } from '../../core/model/folder';
import type { JournalEvent } from '../../core/model/journal';

let server: MailServer;
const desks: TestDesk[] = [];
const proxies: CuttingProxy[] = [];

async function openDesk(options?: DeskOptions, at: MailServer = server): Promise<TestDesk> {
  const desk = new TestDesk(at, options);
  desks.push(desk);
  await desk.open();
  return desk;
}

interface Overheard {
  readonly imap: { readonly host: string; readonly port: number; readonly encryption: 'none' };
  /** commands as they were sent */
  readonly asked: string[];
  /** letters whose body was sent */
  bodies: number;
}

/** A line in the clear on which everything is heard. */
async function overheard(at: MailServer = server): Promise<Overheard> {
  const line = { asked: [] as string[], bodies: 0 };
  const proxy = await startCuttingProxy(
    at.imapPort,
    (said) => {
      line.bodies += said.match(/BODY\[\](<\d+>)? \{[1-9]/g)?.length ?? 0;
      return said;
    },
    (asked) => line.asked.push(...asked.split('\r\n').filter((one) => one !== '')),
  );
  proxies.push(proxy);
  return Object.assign(line, { imap: { host: '127.0.0.1', port: proxy.port, encryption: 'none' } as const });
}

async function hands<Answer>(user: string, work: (hands: ImapHands) => Promise<Answer>, at: MailServer = server): Promise<Answer> {
  const one = await ImapHands.open(at.imapPort, user, 'test');
  try {
    return await work(one);
  } finally {
    await one.close();
  }
}

/** Places by folder, as the journal tells them in the end: digest of the letter at each. */
async function placesOf(desk: TestDesk): Promise<Readonly<Record<string, readonly string[]>>> {
  const digests = new Map((await desk.kept()).map(({ letterId, digest }) => [letterId, digest]));
  const places: Record<string, string[]> = {};
  for (const [letterId, digest] of digests) for (const { location } of desk.sync.placesOf(letterId)) (places[location.folder] ??= []).push(digest);
  return Object.fromEntries(Object.entries(places).map(([folder, here]) => [folder, here.sort()]));
}

async function countsOf(desk: TestDesk): Promise<Readonly<Record<string, number>>> {
  return Object.fromEntries(Object.entries(await placesOf(desk)).map(([folder, here]) => [folder, here.length]));
}

function kinds(events: readonly JournalEvent[]): readonly string[] {
  return events.map(({ kind }) => kind);
}

function listed(desk: TestDesk, path: string): FolderInfo {
  const folder = desk.sync.folders().find((one) => one.path === path);
  if (!folder) throw new Error(`${path} is not listed`);
  return folder;
}

beforeAll(async () => {
  server = await startMailServer({ users: ['all', 'choice', 'since', 'moves', 'renames', 'numbers', 'quiet', 'work', 'owner', 'guest', 'few', 'fills'], sharing: { quotaBytes: 51_200_000 } });
});
afterEach(async () => {
  for (const desk of desks.splice(0)) await desk.remove();
  for (const proxy of proxies.splice(0)) await proxy.close();
});
afterAll(async () => {
  await server.stop();
});

describe('a whole mailbox', () => {
  it('is here with every folder, each known by its use', async () => {
    await server.appendMany('all', 'INBOX', plainLetters(5));
    await server.appendMany('all', 'Sent', plainLetters(3, 'Đi'));
    await server.appendMany('all', 'Junk', plainLetters(2, 'Rác'));
    await hands('all', async (one) => {
      for (const mailbox of ['Công văn', 'Công văn/Đến "2026"', 'A&B']) await one.create(mailbox);
      for (const letter of plainLetters(4, 'Đến')) await one.append('Công văn/Đến "2026"', letter);
      await one.append('A&B', plainLetter('Một & hai'));
    });
    const desk = await openDesk({ user: 'all' });
    desk.sync.start();
    await desk.untilMirrored();
    expect(await countsOf(desk)).toEqual({ INBOX: 5, Sent: 3, Junk: 2, 'Công văn/Đến "2026"': 4, 'A&B': 1 });
    expect(listed(desk, 'Junk')).toMatchObject({ use: 'junk', useFrom: 'server', namespace: 'personal' });
    expect(listed(desk, 'Công văn/Đến "2026"')).toMatchObject({ use: null, name: 'Đến "2026"', delimiter: '/' });
    expect(desk.sync.folders()[0]).toMatchObject({ path: 'INBOX', use: 'inbox' });
    expect(desk.status.folders?.find(({ path }) => path === 'Sent')).toMatchObject({ state: 'complete', total: 3 });
    expect(desk.status.quota).toMatchObject({ limitBytes: 51_200_000 });
    expect(kinds(await desk.events()).filter((kind) => kind === 'folders.seen')).toHaveLength(1);
  });

  it('hears of a mailbox that fills from the letters that fill it, and anew with every session', async () => {
    const desk = await openDesk({ user: 'fills' });
    desk.sync.start();
    await desk.untilMirrored();
    const large = (lines: number): Uint8Array => Buffer.from(`Subject: large\r\n\r\n${`${'a'.repeat(98)}\r\n`.repeat(lines)}`);
    await server.deliver('fills', large(20_000));
    await desk.until('the quota with it', ({ quota }) => (quota?.usedBytes ?? 0) > 1_900_000);
    await desk.sync.stop();
    await server.deliver('fills', large(30_000));
    desk.sync.start();
    await desk.until('the quota with both', ({ quota }) => (quota?.usedBytes ?? 0) > 4_900_000);
  });

  it('leaves out what a person does not want, and fetches it once they do', async () => {
    await server.appendMany('choice', 'INBOX', plainLetters(1));
    await server.appendMany('choice', 'Archive', plainLetters(3, 'Lưu'));
    const desk = await openDesk({ user: 'choice' });
    desk.record = { ...desk.record, mailbox: { folders: { Archive: 'skip' }, since: null } };
    desk.sync.start();
    await desk.untilMirrored();
    expect(await countsOf(desk)).toEqual({ INBOX: 1 });
    expect(desk.status.folders?.find(({ path }) => path === 'Archive')).toMatchObject({ state: 'skipped' });
    await desk.sync.stop();
    desk.record = { ...desk.record, mailbox: { folders: {}, since: null } };
    desk.sync.start();
    await desk.untilMirrored();
    expect(await countsOf(desk)).toEqual({ INBOX: 1, Archive: 3 });
  });

  it('goes back as far as a person wants, and keeps what is here already', async () => {
    const day = (date: string): Date => new Date(`${date}T12:00:00Z`);
    const [old, middle, young] = plainLetters(3);
    if (!old || !middle || !young) throw new Error('no letters');
    await server.appendMany('since', 'INBOX', [{ raw: old, receivedAt: day('2024-01-01') }, { raw: middle, receivedAt: day('2025-06-01') }, { raw: young, receivedAt: day('2026-06-01') }]);
    const desk = await openDesk({ user: 'since' });
    desk.record = { ...desk.record, mailbox: { folders: {}, since: '2026-01-01' } };
    const counts: number[] = [];
    for (const since of ['2026-01-01', '2025-01-01', '2026-01-01', null]) {
      desk.record = { ...desk.record, mailbox: { folders: {}, since } };
      desk.sync.start();
      await desk.untilMirrored();
      counts.push((await countsOf(desk))['INBOX'] ?? 0);
      await desk.sync.stop();
    }
    expect(counts).toEqual([1, 2, 2, 3]);
  });
});

describe('what happens elsewhere', () => {
  it('a letter moved or copied elsewhere is the same letter: its places change, nothing is fetched again', async () => {
    await server.appendMany('moves', 'INBOX', plainLetters(6));
    const line = await overheard();
    const desk = await openDesk({ user: 'moves', imap: line.imap });
    desk.sync.start();
    await desk.untilMirrored();
    expect(line.bodies).toBe(6);
    await hands('moves', async (one) => {
      await one.select('INBOX');
      await one.command('UID COPY 1:3 Archive');
      await one.command('UID STORE 1:2 +FLAGS (\\Deleted)');
      await one.command('EXPUNGE');
      await one.store('Archive', 3, '+FLAGS (\\Flagged)');
    });
    await desk.until('found again', async () => JSON.stringify(Object.entries(await countsOf(desk)).sort()) === '[["Archive",3],["INBOX",4]]');
    expect(line.bodies).toBe(6);
    expect(await desk.kept()).toHaveLength(6);
    const twice = (await desk.kept()).map(({ letterId }) => desk.sync.placesOf(letterId)).find((places) => places.length === 2);
    expect(Object.fromEntries((twice ?? []).map(({ location, flags }) => [location.folder, flags]))).toEqual({ INBOX: [], Archive: ['\\Flagged'] });
  });

  it('a folder renamed elsewhere keeps its letters without a download, and one that was deleted leaves them in the vault', async () => {
    await hands('renames', async (one) => {
      for (const mailbox of ['Cũ', 'Bỏ']) await one.create(mailbox);
      for (const letter of plainLetters(5)) await one.append('Cũ', letter);
      await one.append('Bỏ', plainLetter('Sẽ bị xóa'));
    });
    const line = await overheard();
    const desk = await openDesk({ user: 'renames', imap: line.imap });
    desk.sync.start();
    await desk.untilMirrored();
    const before = await placesOf(desk);
    await desk.sync.stop();
    await hands('renames', async (one) => {
      await one.command(`RENAME "${toModifiedUtf7('Cũ')}" "${toModifiedUtf7('Mới')}"`);
      await one.command(`DELETE "${toModifiedUtf7('Bỏ')}"`);
    });
    line.bodies = 0;
    desk.sync.start();
    await desk.until('told', async () => JSON.stringify(Object.keys(await placesOf(desk))) === '["Mới"]');
    expect((await placesOf(desk))['Mới']).toEqual(before['Cũ']);
    expect(line.bodies).toBe(0);
    await Promise.all((await desk.kept()).map(({ letterId }) => desk.raw(letterId)));
    expect(await desk.kept()).toHaveLength(6);
  });

  it('a mailbox numbered anew is found again from headers alone, flags included', async () => {
    await server.appendMany('numbers', 'INBOX', plainLetters(30));
    await server.appendMany('numbers', 'Sent', plainLetters(10, 'Đi'));
    const line = await overheard();
    const desk = await openDesk({ user: 'numbers', imap: line.imap });
    desk.sync.start();
    await desk.untilMirrored();
    const before = await placesOf(desk);
    await desk.sync.stop();
    for (const mailbox of ['INBOX', 'Sent']) await server.resetUidValidity('numbers', mailbox);
    await server.addFlag('numbers', 'Sent', 3, '\\Answered');
    line.bodies = 0;
    desk.sync.start();
    await desk.untilMirrored();
    expect(line.bodies).toBe(0);
    expect(await placesOf(desk)).toEqual(before);
    const answered = (await desk.kept()).flatMap(({ letterId }) => desk.sync.placesOf(letterId)).filter(({ flags }) => flags.includes('\\Answered'));
    expect(answered.map(({ location }) => [location.folder, location.uid])).toEqual([['Sent', 3]]);
  });

  it('costs one LIST where nothing happened, and never the flags of all letters', async () => {
    await server.appendMany('quiet', 'INBOX', plainLetters(20));
    await server.appendMany('quiet', 'Sent', plainLetters(20, 'Đi'));
    const line = await overheard();
    const desk = await openDesk({ user: 'quiet', imap: line.imap });
    desk.sync.start();
    await desk.untilMirrored();
    await desk.leave();
    line.asked.length = 0;
    await desk.open();
    desk.sync.start();
    await desk.untilMirrored();
    const asked = line.asked.map((command) => command.replace(/^\S+ /, ''));
    expect(asked.filter((command) => /^(SELECT|EXAMINE|STATUS|UID)/.test(command))).toEqual(['SELECT INBOX']);
    await server.addFlag('quiet', 'Sent', 7, '\\Flagged');
    desk.sync.lookAgain(['Sent']);
    await desk.until('flag told', async () => (await desk.events()).some((event) => event.kind === 'letters.flagged'));
    expect((await desk.events()).flatMap((event) => (event.kind === 'letters.flagged' ? event.changes : []))).toMatchObject([{ flags: ['\\Flagged'], location: { folder: 'Sent', uid: 7 } }]);
    const flagReads = line.asked.filter((command) => /FETCH 1:\* \(UID FLAGS/.test(command));
    expect(flagReads.every((command) => command.includes('CHANGEDSINCE'))).toBe(true);
  });
});

describe('work of others', () => {
  it('has its turn in any folder, while letters are fetched', async () => {
    await server.appendMany('work', 'INBOX', plainLetters(600));
    await server.appendMany('work', 'Sent', plainLetters(600, 'Đi'));
    const desk = await openDesk({ user: 'work' });
    expect(await desk.sync.withFolder('INBOX', () => Promise.resolve(1))).toEqual({ ok: false, failure: { code: 'offline' } });
    let reached = 0;
    desk.sync.onReachable(() => (reached += 1));
    desk.sync.start();
    await desk.until('reachable', () => reached === 1);
    const work = await Promise.all(['INBOX', 'Sent', 'Drafts', 'INBOX'].map((path) => desk.sync.withFolder(path, async (folder) => {
      await folder.client.append(folder.path, Buffer.from(plainLetter(`Việc ở ${path}`)));
      return folder.path;
    })));
    expect(work).toEqual(['INBOX', 'Sent', 'Drafts', 'INBOX'].map((value) => ({ ok: true, value })));
    expect(await desk.sync.withFolder('Không có', () => Promise.resolve(1))).toEqual({ ok: false, failure: { code: 'folderMissing' } });
    expect(await desk.sync.withFolder('Sent', ({ client }) => client.mailboxRename('Không có', 'Vẫn không'))).toMatchObject({ ok: false, failure: { code: 'refused' } });
    await expect(desk.sync.withFolder('Sent', () => Promise.reject(new TypeError('a bug')))).rejects.toThrow('a bug');
    desk.sync.lookAgain(['Drafts']);
    await desk.until('everything here', async () => JSON.stringify(Object.entries(await countsOf(desk)).sort()) === '[["Drafts",1],["INBOX",602],["Sent",601]]');
    const location = (await desk.kept()).flatMap(({ letterId }) => desk.sync.placesOf(letterId)).find((place) => place.location.folder === 'Sent')?.location;
    if (!location) throw new Error('nothing in Sent');
    expect(await desk.sync.claimKeyword(location, '$VanThuArrival')).toBe('claimed');
    expect(await desk.sync.claimKeyword(location, '$VanThuArrival')).toBe('taken');
    expect(await desk.sync.readKeywords(location)).toMatchObject({ flags: expect.arrayContaining(['$VanThuArrival']) });
  });
});

describe('mailboxes of others', () => {
  it('are here with the rights we have, and what is refused stops nothing', async () => {
    await server.appendMany('owner', 'INBOX', plainLetters(1));
    await hands('owner', async (one) => {
      for (const mailbox of ['Chung', 'Kín']) {
        await one.create(mailbox);
        await one.append(mailbox, plainLetter(`Ở ${mailbox}`));
      }
    });
    await server.share('owner', 'Chung', 'guest', 'lookup read write-seen');
    await server.share('owner', 'Kín', 'guest', 'lookup');
    await server.appendMany('guest', 'Sent', plainLetters(2));
    const desk = await openDesk({ user: 'guest' });
    desk.sync.start();
    await desk.untilMirrored();
    expect(await countsOf(desk)).toEqual({ Sent: 2, 'user/owner/Chung': 1 });
    expect(listed(desk, 'user/owner/Chung')).toMatchObject({ namespace: 'otherUsers', use: null });
    expect([...(listed(desk, 'user/owner/Chung').rights ?? '')].sort().join('')).toBe('lrs');
    expect(desk.status.folders?.find(({ path }) => path === 'user/owner/Kín')).toMatchObject({ state: 'refused' });
    expect(await desk.sync.withFolder('user/owner/Kín', () => Promise.resolve(1))).toEqual({ ok: false, failure: { code: 'notAllowed' } });
    await desk.sync.stop();
    await server.share('owner', 'Chung', 'guest', null);
    desk.sync.start();
    await desk.until('told as gone', async () => !('user/owner/Chung' in (await countsOf(desk))));
    expect(await desk.kept()).toHaveLength(3);
  });
});

describe('a server that can do less', () => {
  it('and allows one connection only is mirrored over that one, and still hears of new mail', async () => {
    const narrow = await startMailServer({ users: ['few'], maxConnections: 1 });
    try {
      await narrow.appendMany('few', 'INBOX', plainLetters(3));
      await narrow.appendMany('few', 'Sent', plainLetters(2, 'Đi'));
      const desk = await openDesk({ user: 'few' }, narrow);
      desk.sync.start();
      await desk.untilMirrored();
      expect(await countsOf(desk)).toEqual({ INBOX: 3, Sent: 2 });
      expect(await desk.sync.withFolder('Sent', ({ path }) => Promise.resolve(path))).toEqual({ ok: true, value: 'Sent' });
      await narrow.deliver('few', plainLetter('Mới đến'), { from: 'unit1@test.test' });
      await desk.until('new mail here', async () => (await countsOf(desk))['INBOX'] === 4);
      expect(desk.status.connection.state).toBe('online');
    } finally {
      for (const desk of desks.splice(0)) await desk.remove();
      await narrow.stop();
    }
  });

  it('and has no extensions at all is mirrored with every folder, flag and move', async () => {
    const plain = await startMailServer({ users: ['few'], extensions: false });
    try {
      await plain.appendMany('few', 'INBOX', plainLetters(3));
      await hands('few', async (one) => {
        await one.create('Thùng rác');
        for (const letter of plainLetters(2, 'Bỏ')) await one.append('Thùng rác', letter);
      }, plain);
      const desk = await openDesk({ user: 'few' }, plain);
      desk.sync.start();
      await desk.untilMirrored();
      expect(await countsOf(desk)).toEqual({ INBOX: 3, 'Thùng rác': 2 });
      await desk.sync.stop();
      await hands('few', async (one) => {
        await one.select('INBOX');
        await one.command('UID COPY 1 Sent');
        await one.expunge('INBOX', 1);
      }, plain);
      await plain.addFlag('few', 'Thùng rác', 2, '\\Seen');
      desk.sync.start();
      await desk.untilMirrored();
      expect(await countsOf(desk)).toEqual({ INBOX: 2, Sent: 1, 'Thùng rác': 2 });
      expect(await desk.kept()).toHaveLength(5);
      expect((await desk.events()).flatMap((event) => (event.kind === 'letters.flagged' ? event.changes : []))).toMatchObject([{ flags: ['\\Seen'], location: { folder: 'Thùng rác', uid: 2 } }]);
    } finally {
      for (const desk of desks.splice(0)) await desk.remove();
      await plain.stop();
    }
  });
});
