import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { testLetters } from '../../scripts/desk/test-letters';
import { plainLetter, TestDesk, type DeskOptions } from '../../scripts/desk/test-desk';
import type { ImapTestServer, ServerKind } from '../../scripts/servers/imap-test-server';
import { startImapServer } from '../../scripts/servers/start-imap-server';
import type { Location } from '../../core/model/letter';
import { rawCommand } from './raw-command';

const text = (raw: Uint8Array): string => Buffer.from(raw).toString('latin1');

/** One set of promises, whatever stands at the other end. */
describe.each<ServerKind>(['dovecot', 'dovecot without extensions', 'cyrus', 'courier'])('a mailbox on %s', (kind) => {
  const users = ['first', 'second', 'third', 'fourth', 'fifth', 'sixth', 'seventh'] as const;
  const hasModseq = kind === 'dovecot' || kind === 'cyrus';
  let server: ImapTestServer;
  const desks: TestDesk[] = [];

  beforeAll(async () => {
    server = await startImapServer(kind, { users });
  });
  afterEach(async () => {
    for (const desk of desks.splice(0)) await desk.remove();
  });
  afterAll(async () => {
    await server.stop();
  });

  async function openDesk(options: DeskOptions): Promise<TestDesk> {
    const desk = new TestDesk(server, options);
    desks.push(desk);
    await desk.open();
    return desk;
  }

  /** Looks at once also where the server does not speak unasked. */
  async function untilSeen(desk: TestDesk, what: string, holds: () => Promise<boolean>): Promise<void> {
    await desk.until(what, async () => {
      if (await holds()) return true;
      desk.online.maybeOnline();
      return false;
    });
  }

  async function expectMirrored(desk: TestDesk, user: string): Promise<void> {
    const kept = await desk.kept();
    const here = await Promise.all(kept.map(async ({ letterId }) => text(await desk.raw(letterId))));
    const there = new Set((await server.messages(user)).map(({ raw }) => text(raw)));
    expect(here).toHaveLength(there.size);
    expect(here.every((letter) => there.has(letter))).toBe(true);
  }

  const flagsOf = async (desk: TestDesk): Promise<readonly string[]> =>
    (await desk.events()).flatMap((event) => (event.kind === 'letters.flagged' ? event.changes.map(({ flags }) => [...flags].sort().join(' ')) : []));

  it('is kept whole: every letter once, byte for byte as the server hands it out', async () => {
    const letters = testLetters(60, 3);
    await server.append('first', 'INBOX', [...letters, ...letters.slice(0, 2)]);
    const desk = await openDesk({ user: 'first' });
    desk.sync.start();
    await desk.untilChecked();
    await expectMirrored(desk, 'first');
    const here = new Set(await Promise.all((await desk.kept()).map(async ({ letterId }) => text(await desk.raw(letterId)))));
    expect(here.size).toBe(letters.length);
    // Courier ends every letter with a line end of its own; the others hand out what they were given
    const asSent = letters.filter((raw) => here.has(text(raw)));
    const unended = letters.filter((raw) => !text(raw).endsWith('\r\n'));
    expect(letters.length - asSent.length).toBe(kind === 'courier' ? unended.length : 0);
    for (const raw of unended) expect(here.has(kind === 'courier' ? `${text(raw)}\r\n` : text(raw))).toBe(true);
  });

  it('is followed: new letters come, removed ones are told as gone and stay here', async () => {
    await server.append('second', 'INBOX', [plainLetter('Thư đầu')]);
    const desk = await openDesk({ user: 'second' });
    desk.sync.start();
    await desk.untilChecked();
    await server.append('second', 'INBOX', [plainLetter('Giấy mời họp')]);
    await untilSeen(desk, 'the new letter', async () => (await desk.kept()).length === 2);
    const other = await server.hands('second');
    const [first] = await other.messages('INBOX');
    await other.expunge('INBOX', first?.uid ?? 0);
    await other.close();
    const gone = async (): Promise<readonly Location[]> => (await desk.events()).flatMap((event) => (event.kind === 'letters.gone' ? event.gone.map(({ location }) => location) : []));
    await untilSeen(desk, 'one letter gone', async () => (await gone()).length > 0);
    expect((await gone()).map(({ folder, uid }) => [folder, uid])).toEqual([['INBOX', first?.uid]]);
    expect(await Promise.all((await desk.kept()).map(async ({ letterId }) => text(await desk.raw(letterId)).length > 0))).toEqual([true, true]);
  });

  it('tells flags and keywords that another client set, while connected and while away', async () => {
    await server.append('third', 'INBOX', [plainLetter('Báo cáo quý'), plainLetter('Công văn hỏa tốc')]);
    const desk = await openDesk({ user: 'third' });
    desk.sync.start();
    await desk.untilChecked();
    const other = await server.hands('third');
    const [first, second] = await other.messages('INBOX');
    await other.store('INBOX', first?.uid ?? 0, '+FLAGS (\\Flagged)');
    await untilSeen(desk, 'the flag', async () => (await flagsOf(desk)).length === 1);
    await desk.sync.stop();
    await other.store('INBOX', second?.uid ?? 0, '+FLAGS (\\Answered $Label1)');
    await other.store('INBOX', first?.uid ?? 0, '-FLAGS (\\Flagged)');
    await other.close();
    desk.sync.start();
    await desk.untilChecked();
    expect([...(await flagsOf(desk))].sort()).toEqual(['', '$Label1 \\Answered', '\\Flagged']);
  });

  if (kind !== 'dovecot without extensions') it('gets a command of ours at once although the line idles', async () => {
    const desk = await openDesk({ user: 'third' });
    desk.sync.start();
    await desk.untilChecked();
    const selected = await desk.sync.withFolder('INBOX', (folder) => Promise.resolve(folder));
    if (!selected.ok) throw new Error(selected.failure.code);
    const { client } = selected.value;
    await desk.until('idling', () => client.idling);
    let isDone = false;
    const done = desk.sync.withFolder('INBOX', () => rawCommand(client, 'NOOP', [])).then(() => (isDone = true));
    await desk.until('done', () => isDone);
    await done;
  });

  it(hasModseq ? 'lets one of two desks claim an answer' : 'claims no answer, because it cannot decide a race, and changes nothing', async () => {
    await server.append('fourth', 'INBOX', [plainLetter('Đề nghị xác nhận')]);
    const desk = await openDesk({ user: 'fourth' });
    desk.sync.start();
    await desk.untilChecked();
    const [letter] = await desk.kept();
    if (!letter) throw new Error('nothing kept');
    expect(await desk.sync.claimKeyword(letter.location, '$MDNSent')).toBe(hasModseq ? 'claimed' : 'noClaim');
    expect(await desk.sync.claimKeyword(letter.location, '$MDNSent')).toBe(hasModseq ? 'taken' : 'noClaim');
    const [there] = await server.messages('fourth');
    expect(there?.flags.filter((flag) => flag.toLowerCase() === '$mdnsent')).toHaveLength(hasModseq ? 1 : 0);
  });

  it('has all its folders here, under the names that people gave them', async () => {
    const other = await server.hands('sixth');
    const names = ['Công văn đến & đi', 'หนังสือราชการ', 'Năm ~2026~'].map((name) => server.folder(name)).concat(server.folder('Công văn đến & đi', 'Tháng mười'));
    for (const name of names) await other.create(name);
    await other.close();
    for (const name of ['INBOX', ...names]) await server.append('sixth', name, [plainLetter(`Thư ở ${name}`)]);
    const desk = await openDesk({ user: 'sixth' });
    desk.sync.start();
    await desk.untilMirrored();
    expect(desk.sync.folders().map(({ path }) => path.normalize('NFC'))).toEqual(expect.arrayContaining(['INBOX', ...names]));
    const here = await Promise.all((await desk.kept()).map(async ({ letterId, location }) => [location.folder, text(await desk.raw(letterId))] as const));
    const there = await Promise.all(['INBOX', ...names].map(async (name) => [name, text((await server.messages('sixth', name))[0]?.raw ?? new Uint8Array())] as const));
    expect([...here].sort()).toEqual([...there].sort());
    const uses = desk.sync.folders().flatMap(({ path, use }) => (path === server.folder('Sent') || path === server.folder('Trash') ? [use] : []));
    expect([...uses].sort()).toEqual(['sent', 'trash']);
    expect(desk.sync.folders().find(({ path }) => path === server.folder('Junk'))?.use).toBe('junk');
  });

  it('follows a letter that another client moved: the same letter at another place', async () => {
    await server.append('seventh', 'INBOX', [plainLetter('Thư được chuyển')]);
    const desk = await openDesk({ user: 'seventh' });
    desk.sync.start();
    await desk.untilMirrored();
    await desk.sync.stop();
    const other = await server.hands('seventh');
    const [letter] = await other.messages('INBOX');
    await other.append(server.folder('Sent'), letter?.raw ?? new Uint8Array(), ['\\Seen']);
    await other.expunge('INBOX', letter?.uid ?? 0);
    await other.close();
    desk.sync.start();
    await desk.untilMirrored();
    const [kept, ...more] = await desk.kept();
    expect(more).toEqual([]);
    if (!kept) throw new Error('nothing kept');
    await desk.until('only in Sent', () => desk.sync.placesOf(kept.letterId).map(({ location }) => location.folder).join() === server.folder('Sent'));
  });

  it('is recognised again under a new UIDVALIDITY: nothing lost, nothing doubled', async () => {
    const letters = testLetters(25, 5);
    await server.append('fifth', 'INBOX', letters);
    const desk = await openDesk({ user: 'fifth' });
    desk.sync.start();
    await desk.untilChecked();
    await desk.sync.stop();
    await server.resetUidValidity('fifth');
    desk.sync.start();
    await desk.untilChecked();
    await expectMirrored(desk, 'fifth');
    const located = (await desk.events()).flatMap((event) => (event.kind === 'letter.located' ? [event] : []));
    expect(new Set(located.map(({ letterId }) => letterId)).size).toBe(letters.length);
    expect(new Set(located.map(({ location }) => location.uidValidity)).size).toBe(1);
  });
});
