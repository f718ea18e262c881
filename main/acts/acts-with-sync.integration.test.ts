import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { TestDesk, plainLetter, testAccountId } from '../../scripts/desk/test-desk';
import { startMailServer, type MailServer } from '../../scripts/servers/mail-server';
import type { ActChange } from '../../core/model/act';
import type { LetterId } from '../../core/model/ids';
import { replay } from '../journal/replay';
import { LetterPlaces } from '../outbox/letter-places';
import { makeAct } from './make-act';
import { MailboxActs } from './mailbox-acts';

let server: MailServer;
const desks: { readonly desk: TestDesk; readonly acts: MailboxActs }[] = [];

beforeAll(async () => {
  server = await startMailServer({ users: ['first', 'second'] });
});
afterEach(async () => {
  for (const { desk, acts } of desks.splice(0)) {
    const closed = acts.close();
    await desk.remove();
    await closed;
  }
});
afterAll(async () => {
  await server.stop();
});

const subject = (raw: Uint8Array): string => decodeURIComponent(/^Message-ID: <(.*)@test\.test>/im.exec(Buffer.from(raw).toString('latin1'))?.[1] ?? '');

async function start(user: string): Promise<{ readonly desk: TestDesk; readonly acts: MailboxActs; readonly places: LetterPlaces }> {
  const desk = new TestDesk(server, { user });
  await desk.open();
  const places = new LetterPlaces();
  await replay(desk.journal, (event) => places.apply(event));
  places.follow(desk.journal);
  await desk.journal.append({ kind: 'account.connected', account: desk.record });
  const acts = new MailboxActs({ journal: desk.journal, vault: desk.vault, places, line: () => desk.sync, log: { write: () => undefined }, retryMillis: [50] });
  desks.push({ desk, acts });
  desk.sync.start();
  await desk.untilChecked();
  acts.start(testAccountId);
  await desk.until('folders known', () => places.folders(testAccountId).some(({ path }) => path === 'Archive'));
  return { desk, acts, places };
}

describe('acts beside a running sync', () => {
  it('reach the server when it is back, and the sync fetches nothing again for them', async () => {
    await server.appendMany('first', 'INBOX', ['đọc', 'chuyển', 'xóa', 'rác'].map((name) => plainLetter(name)));
    const { desk, acts, places } = await start('first');
    const ids = new Map<string, LetterId>();
    for (const { letterId } of await desk.kept()) ids.set(subject(await desk.raw(letterId)), letterId);
    const ask = async (name: string, change: ActChange): Promise<void> => {
      const made = makeAct(places, ids.get(name) as LetterId, change, null);
      if (!made.ok) throw new Error(made.failure.code);
      await desk.journal.append({ kind: 'act.asked', letterId: made.value.letterId, act: made.value });
    };
    await server.stopImap();
    await desk.until('offline', ({ connection }) => connection.state === 'offline');
    await ask('đọc', { kind: 'flag', flag: '\\Seen', on: true });
    await ask('chuyển', { kind: 'move', to: 'Archive' });
    await ask('xóa', { kind: 'delete' });
    await ask('rác', { kind: 'junk', isJunk: true });
    expect(acts.book.counts(testAccountId)).toEqual({ waiting: 4, conflicts: 0 });
    await server.startImap();
    await desk.until('acts settled', () => {
      desk.online.maybeOnline();
      return acts.book.counts(testAccountId).waiting === 0;
    });
    await acts.settled();
    const lies = await Promise.all(['INBOX', 'Archive', 'Trash', 'Junk'].map(async (folder) => (await server.messages('first', folder)).map(({ raw, flags }) => [subject(raw), flags.filter((flag) => flag !== '\\Recent')])));
    expect(lies).toEqual([[['đọc', ['\\Seen']]], [['chuyển', []]], [['xóa', []]], [['rác', ['$Junk']]]]);
    await desk.sync.stop();
    desk.sync.start();
    await desk.untilChecked();
    await desk.until('all folders seen', ({ folders }) => folders?.every(({ state }) => state === 'complete' || state === 'skipped') === true);
    const events = await desk.events();
    expect(events.filter(({ kind }) => kind === 'letter.kept')).toHaveLength(4);
    expect(new Set(events.flatMap((event) => (event.kind === 'letter.located' ? [JSON.stringify(event.location)] : []))).size).toBe(3);
    expect([...places.ofAccount(testAccountId)].map(([, { places: all }]) => all.map(({ location }) => location.folder))).toEqual(
      [...ids.keys()].map((name) => [{ 'đọc': 'INBOX', 'chuyển': 'Archive', 'xóa': 'Trash', 'rác': 'Junk' }[name]]));
  });
});
