import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { ActChange } from '../../core/model/act';
import type { ActId, LetterId } from '../../core/model/ids';
import { ActsDesk, actsAccountId } from '../../scripts/desk/acts-desk';
import { plainLetter } from '../../scripts/desk/test-desk';
import type { ImapTestServer, ServerKind } from '../../scripts/servers/imap-test-server';
import { startImapServer } from '../../scripts/servers/start-imap-server';
import type { MailboxLine } from '../sync/mailbox-line';
import { makeAct } from './make-act';
import { QuotaDesk } from './quota-desk';

const subjectOf = (raw: Uint8Array): string => decodeURIComponent(/^Message-ID: <(.*)@test\.test>/im.exec(Buffer.from(raw).toString('latin1'))?.[1] ?? '');
const users = ['first', 'second', 'third', 'fourth', 'fifth', 'sixth', 'seventh', 'eighth'] as const;
type User = (typeof users)[number];

describe.each<ServerKind>(['dovecot', 'dovecot without extensions', 'cyrus', 'courier'])('acts on %s', (kind) => {
  let server: ImapTestServer;
  const desks: ActsDesk[] = [];
  /** it can remove one letter without others that are marked as deleted */
  const hasUidPlus = kind !== 'dovecot without extensions';

  beforeAll(async () => {
    server = await startImapServer(kind, { users });
  });
  afterEach(async () => {
    for (const desk of desks.splice(0)) await desk.remove();
  });
  afterAll(async () => {
    await server.stop();
  });

  /** A desk that knows these letters of INBOX and a folder of its own, and has no line now. */
  async function deskWith(user: User, subjects: readonly string[], folders: readonly string[] = ['Công việc']): Promise<ActsDesk> {
    const hands = await server.hands(user);
    for (const name of folders) await hands.create(server.folder(name));
    await hands.close();
    await server.append(user, 'INBOX', subjects.map((subject) => plainLetter(subject)));
    const desk = new ActsDesk(server, user);
    desks.push(desk);
    await desk.open();
    await desk.parts.line.connect();
    await desk.learn();
    desk.parts.line.cut();
    return desk;
  }

  const known = new Map<string, LetterId>();

  async function letterOf(desk: ActsDesk, subject: string): Promise<LetterId> {
    const before = known.get(subject);
    if (before !== undefined && desk.parts.places.letter(before)) return before;
    for (const [letterId] of desk.parts.places.ofAccount(actsAccountId)) {
      const raw = await desk.parts.vault.readRange(letterId, 0, 100_000);
      if (raw.ok) known.set(subjectOf(raw.value), letterId);
    }
    const letterId = known.get(subject);
    if (letterId !== undefined && desk.parts.places.letter(letterId)) return letterId;
    throw new Error(`no letter ${subject}`);
  }

  async function ask(desk: ActsDesk, subject: string, change: ActChange): Promise<ActId> {
    const { places, journal } = desk.parts;
    const made = makeAct(places, await letterOf(desk, subject), change, null);
    if (!made.ok) throw new Error(made.failure.code);
    await journal.append({ kind: 'act.asked', letterId: made.value.letterId, act: made.value });
    await new Promise((resolve) => setImmediate(resolve));
    return made.value.actId;
  }

  async function replayed(desk: ActsDesk): Promise<void> {
    await desk.parts.line.connect();
    await desk.untilSettled();
  }

  /** subjects by folder; what is marked as deleted counts only where it cannot be removed */
  async function there(user: User, ...names: readonly string[]): Promise<Readonly<Record<string, readonly string[]>>> {
    const found: Record<string, readonly string[]> = {};
    for (const name of ['INBOX', ...names]) {
      const messages = await server.messages(user, name === 'INBOX' ? name : server.folder(name));
      found[name] = messages.filter(({ flags }) => hasUidPlus || !flags.includes('\\Deleted')).map(({ raw }) => subjectOf(raw)).sort();
    }
    return found;
  }

  /** What the journal says is what a fresh look finds: nothing is fetched again, nothing is told twice. */
  async function expectKnown(desk: ActsDesk): Promise<void> {
    const { places } = desk.parts;
    const lies = (): unknown => [...places.ofAccount(actsAccountId)].map(([letterId, letter]) => [letterId, letter.places.map(({ location, flags }) => JSON.stringify([location, [...flags].sort()])).sort()]);
    const before = lies();
    const kept = (await desk.events()).filter((event) => event.kind === 'letter.kept').length;
    await desk.learn();
    expect(lies()).toEqual(before);
    expect((await desk.events()).filter((event) => event.kind === 'letter.kept')).toHaveLength(kept);
  }

  it('carries out in order what was done without a line', async () => {
    const desk = await deskWith('first', ['đọc', 'cờ', 'chuyển', 'xóa', 'rác', 'đi rồi về', 'hai lần']);
    await ask(desk, 'đọc', { kind: 'flag', flag: '\\Seen', on: true });
    await ask(desk, 'cờ', { kind: 'flag', flag: '\\Flagged', on: true });
    await ask(desk, 'chuyển', { kind: 'move', to: server.folder('Công việc') });
    await ask(desk, 'chuyển', { kind: 'flag', flag: '\\Answered', on: true });
    await ask(desk, 'xóa', { kind: 'delete' });
    await ask(desk, 'rác', { kind: 'junk', isJunk: true });
    await ask(desk, 'đi rồi về', { kind: 'move', to: server.folder('Công việc') });
    await ask(desk, 'đi rồi về', { kind: 'move', to: 'INBOX' });
    await ask(desk, 'hai lần', { kind: 'delete' });
    await ask(desk, 'hai lần', { kind: 'delete' });
    await replayed(desk);
    // the trash and the junk folder were made where the server had none
    expect(await there('first', 'Công việc', 'Trash', 'Junk')).toEqual({ INBOX: ['cờ', 'đi rồi về', 'đọc'].sort(), 'Công việc': ['chuyển'], Trash: ['xóa'], Junk: ['rác'] });
    const flags = new Map((await server.messages('first')).map(({ raw, flags: all }) => [subjectOf(raw), all]));
    expect(flags.get('đọc')).toEqual(['\\Seen']);
    expect(flags.get('cờ')).toEqual(['\\Flagged']);
    expect((await server.messages('first', server.folder('Công việc')))[0]?.flags).toContain('\\Answered');
    const outcomes = [...(await desk.outcomes()).values()];
    expect(outcomes).toHaveLength(10);
    const conflicts = outcomes.flatMap((outcome) => (outcome.state === 'conflict' ? [outcome.why] : []));
    if (hasUidPlus) {
      expect(conflicts).toEqual([]);
      await expectKnown(desk);
    } else {
      expect(new Set(conflicts)).toEqual(new Set(['markedDeleted']));
    }
  });

  it('serves many letters that want the same with few commands, and each that was touched by others on its own', async () => {
    const names = Array.from({ length: 20 }, (_, at) => `loạt ${at}`).sort();
    const desk = await deskWith('sixth', names);
    for (const name of names) await ask(desk, name, { kind: 'flag', flag: '\\Seen', on: true });
    for (const name of names) await ask(desk, name, { kind: 'move', to: server.folder('Công việc') });
    const hands = await server.hands('sixth');
    const gone = (await hands.messages('INBOX')).find(({ raw }) => subjectOf(raw) === names[7]);
    await hands.expunge('INBOX', gone?.uid ?? 0);
    await hands.close();
    await replayed(desk);
    const left = names.filter((name) => name !== names[7]);
    expect(await there('sixth', 'Công việc')).toEqual({ INBOX: [], 'Công việc': left });
    expect((await server.messages('sixth', server.folder('Công việc'))).every(({ flags }) => flags.includes('\\Seen'))).toBe(true);
    const conflicts = [...(await desk.outcomes()).values()].flatMap((outcome) => (outcome.state === 'conflict' ? [outcome.why] : []));
    expect(conflicts.filter((why) => why === 'goneFromServer')).toHaveLength(1);
    expect(conflicts.filter((why) => why !== 'goneFromServer' && why !== 'markedDeleted')).toEqual([]);
    if (hasUidPlus) await expectKnown(desk);
  });

  it('never overwrites what others did meanwhile, and says what it could not do', async () => {
    const desk = await deskWith('second', ['dời', 'mất', 'nhãn', 'không thư mục'], ['Công việc', 'Khác', 'Bỏ']);
    const moved = await ask(desk, 'dời', { kind: 'move', to: server.folder('Công việc') });
    const gone = await ask(desk, 'mất', { kind: 'flag', flag: '\\Flagged', on: true });
    const flagged = await ask(desk, 'nhãn', { kind: 'flag', flag: '\\Seen', on: true });
    const nowhere = await ask(desk, 'không thư mục', { kind: 'move', to: server.folder('Bỏ') });
    const hands = await server.hands('second');
    const uidOf = async (subject: string): Promise<number> => (await hands.messages('INBOX')).find(({ raw }) => subjectOf(raw) === subject)?.uid ?? 0;
    const dời = (await hands.messages('INBOX')).find(({ raw }) => subjectOf(raw) === 'dời');
    await hands.append(server.folder('Khác'), dời?.raw ?? Buffer.alloc(0), [], dời?.receivedAt);
    await hands.expunge('INBOX', await uidOf('dời'));
    await hands.expunge('INBOX', await uidOf('mất'));
    await hands.store('INBOX', await uidOf('nhãn'), '+FLAGS (\\Flagged)');
    await hands.select('INBOX');
    await hands.command(`DELETE "${server.folder('B&Hs8-')}"`);
    await hands.close();
    await replayed(desk);
    const outcomes = await desk.outcomes();
    expect(outcomes.get(moved)).toMatchObject({ state: 'conflict', why: 'movedElsewhere' });
    expect(outcomes.get(gone)).toMatchObject({ state: 'conflict', why: 'goneFromServer' });
    expect(outcomes.get(flagged)).toEqual({ state: 'done' });
    expect(outcomes.get(nowhere)).toMatchObject({ state: 'conflict', why: 'folderMissing' });
    expect(await there('second', 'Công việc', 'Khác')).toEqual({ INBOX: ['không thư mục', 'nhãn'], 'Công việc': [], Khác: ['dời'] });
    expect((await server.messages('second')).find(({ raw }) => subjectOf(raw) === 'nhãn')?.flags.slice().sort()).toEqual(['\\Flagged', '\\Seen']);
    await expectKnown(desk);
  });

  // one server with MOVE, one without: what a killed program leaves behind differs by that alone
  if (kind.startsWith('dovecot')) it('leaves a letter in exactly one folder when the program is killed in the middle of moving it', async () => {
    const desk = await deskWith('third', ['một'], ['A', 'B']);
    let target = 'A';
    // piece of work at which it dies, after the server did it
    for (const [works, isDone] of [[1, true], [2, true], [3, true]] as const) {
      await desk.parts.line.connect();
      await desk.learn();
      desk.parts.line.cut();
      await ask(desk, 'một', { kind: 'move', to: server.folder(target) });
      await desk.leave();
      const input = JSON.stringify({ server: { imapsPort: server.imapsPort, caPem: server.caPem }, user: 'third', same: desk.identity, works, isDone });
      const child = spawn(process.execPath, ['--import', 'tsx', 'scripts/desk/act-until-killed.ts', input], { stdio: ['ignore', 'pipe', 'inherit'] });
      await once(child.stdout, 'data');
      child.kill('SIGKILL');
      await once(child, 'exit');
      await desk.open();
      await replayed(desk);
      const lies = await there('third', 'A', 'B');
      expect(Object.entries(lies).filter(([, subjects]) => subjects.length > 0)).toEqual([[target, ['một']]]);
      target = target === 'A' ? 'B' : 'A';
    }
    expect((await desk.events()).filter((event) => event.kind === 'letter.kept')).toHaveLength(1);
  });

  it('appends a letter once, whatever breaks while it is handed over', async () => {
    const desk = await deskWith('fourth', ['trả lời'], ['Gửi']);
    const letterId = await letterOf(desk, 'trả lời');
    await desk.leave();
    let cuts = 2;
    await desk.open((line): MailboxLine => ({
      folders: () => line.folders(), placesOf: (id) => line.placesOf(id), lookAgain: (paths) => line.lookAgain(paths), onReachable: (listener) => line.onReachable(listener),
      get isReachable() { return line.isReachable; },
      // the answer of every piece of work in that folder is lost, twice each
      async withFolder(path, work) {
        const done = await line.withFolder(path, work);
        if (path !== server.folder('Gửi') || cuts-- <= 0) return done;
        desk.parts.line.cut();
        return { ok: false, failure: { code: 'lost' } };
      },
    }));
    await desk.parts.journal.append({ kind: 'act.asked', letterId, act: { actId: '0123456789abcdef' as ActId, accountId: actsAccountId, letterId, change: { kind: 'append', to: server.folder('Gửi'), flags: ['\\Seen'] }, seenAt: [] } });
    for (let tries = 0; tries < 3; tries++) {
      await desk.parts.line.connect();
      await new Promise((resolve) => setImmediate(resolve));
      await desk.parts.acts.settled();
    }
    await desk.untilSettled();
    const sent = await server.messages('fourth', server.folder('Gửi'));
    expect(sent.map(({ raw, flags }) => [subjectOf(raw), flags])).toEqual([['trả lời', ['\\Seen']]]);
    await expectKnown(desk);
  });

  it('takes off the server only what the vault holds whole, and only what was shown', async () => {
    const desk = await deskWith('fifth', ['mới'], []);
    const hands = await server.hands('fifth');
    for (const [subject, flags] of [['cũ', []], ['cũ quý', ['\\Flagged']], ['cũ hỏng', []], ['cũ lệch', []]] as const) {
      await hands.append('INBOX', plainLetter(subject), flags, '02-Jan-2025 08:00:00 +0700');
    }
    await hands.close();
    const { line, places, journal, vault } = desk.parts;
    await line.connect();
    await desk.learn();
    line.cut();
    // one more appears after the plan was shown
    const quota = new QuotaDesk({ places, vault, journal, clock: { now: () => new Date() } });
    const plan = await quota.plan(actsAccountId, 30);
    if (!plan.ok) throw new Error(plan.failure.code);
    expect(plan.value).toMatchObject({ letters: 3, kept: [{ why: 'recent', letters: 1 }, { why: 'flagged', letters: 1 }] });
    expect(await quota.free(actsAccountId, 'another')).toEqual({ ok: false, failure: { code: 'noPlan' } });
    // since then somebody marked one as important, and a sector of the disk went bad
    const other = await server.hands('fifth');
    const lệch = (await other.messages('INBOX')).find(({ raw }) => subjectOf(raw) === 'cũ lệch');
    await other.store('INBOX', lệch?.uid ?? 0, '+FLAGS (\\Flagged)');
    await other.close();
    desk.damaged.add(await letterOf(desk, 'cũ hỏng'));
    expect(await quota.free(actsAccountId, plan.value.planId)).toEqual({ ok: true, value: { acts: 3 } });
    expect(await quota.free(actsAccountId, plan.value.planId)).toEqual({ ok: false, failure: { code: 'noPlan' } });
    await replayed(desk);
    const whys = [...(await desk.outcomes()).values()].map((outcome) => (outcome.state === 'conflict' ? outcome.why : outcome.state)).sort();
    expect(whys).toEqual(hasUidPlus ? ['done', 'flaggedSince', 'notTheSame'] : ['flaggedSince', 'notAllowed', 'notTheSame']);
    expect((await there('fifth')).INBOX).toEqual(hasUidPlus ? ['cũ hỏng', 'cũ lệch', 'cũ quý', 'mới'] : ['cũ', 'cũ hỏng', 'cũ lệch', 'cũ quý', 'mới']);
    const freed = await vault.readRange(await letterOf(desk, 'cũ'), 0, 100_000);
    expect(freed.ok && subjectOf(freed.value)).toBe('cũ');
    if (hasUidPlus) expect(places.letter(await letterOf(desk, 'cũ'))?.places).toEqual([]);
  });

  it('takes a letter off the server that must not lie anywhere, marked as important or not, and only then tells that it is erased', async () => {
    const desk = await deskWith('fourth', ['không được giữ'], []);
    const letterId = await letterOf(desk, 'không được giữ');
    const hands = await server.hands('fourth');
    const [message] = (await hands.messages('INBOX')).filter(({ raw }) => subjectOf(raw) === 'không được giữ');
    await hands.store('INBOX', message?.uid ?? 0, '+FLAGS (\\Flagged)');
    await hands.close();
    await ask(desk, 'không được giữ', { kind: 'erase' });
    await replayed(desk);
    expect((await there('fourth')).INBOX?.includes('không được giữ')).toBe(!hasUidPlus);
    expect(desk.parts.places.letter(letterId) === null).toBe(hasUidPlus);
  });
});
