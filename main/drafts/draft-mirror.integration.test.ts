import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ImapFlow } from 'imapflow';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { systemClock } from '../../core/base/clock';
import type { FolderInfo } from '../../core/model/folder';
import type { IsoTime, LetterId } from '../../core/model/ids';
import type { Location } from '../../core/model/letter';
import { actsAccountId, TestLine } from '../../scripts/desk/acts-desk';
import type { ImapTestServer } from '../../scripts/servers/imap-test-server';
import { startImapServer } from '../../scripts/servers/start-imap-server';
import { LetterPlaces } from '../outbox/letter-places';
import type { MailboxLine } from '../sync/mailbox-line';
import { deriveKeys } from '../vault/derive-keys';
import { DraftMirror } from './draft-mirror';
import { draftOf, openDesk, profileKey, type DraftDesk } from './fixtures/draft-desk';
import { MirrorStates } from './mirror-states';

const draft = draftOf('1', { accountId: actsAccountId });
const letter = (text: string): Buffer => Buffer.from(`Message-ID: <${text}@draft.test>\r\nSubject: ${text}\r\n\r\n${text}\r\n`);

describe('drafts in the mailbox', () => {
  const users = ['first', 'second', 'third', 'fourth', 'fifth', 'sixth', 'seventh', 'eighth', 'ninth'] as const;
  let server: ImapTestServer;
  let dir = '';
  let desk: DraftDesk;
  let mirror: DraftMirror;
  let line: TestLine;
  let around: (line: MailboxLine) => MailboxLine = (one) => one;
  let folders: readonly FolderInfo[] = [];
  let user: (typeof users)[number] = 'first';
  let next = 0;
  const erased: LetterId[] = [];

  beforeAll(async () => {
    server = await startImapServer('dovecot', { users: [...users] });
  });
  afterAll(async () => {
    await server.stop();
  });

  async function open(): Promise<void> {
    desk = await openDesk(dir, systemClock);
    mirror = new DraftMirror({
      folder: desk.drafts.folder, states: await MirrorStates.open(join(dir, 'mirror.sealed'), deriveKeys(profileKey).secrets), fates: desk.fates,
      draft: (draftId) => desk.drafts.get(draftId), line: () => (line.isReachable ? around(line) : null), folders: () => folders,
      eraseGone: async (letterId) => void erased.push(letterId), onBug: (error) => {
        throw error;
      }, pause: 0,
    });
    desk.journal.onAdvanced((_head, events) => mirror.heard(events));
    mirror.begin();
  }

  beforeEach(async () => {
    user = users[next] ?? 'first';
    next += 1;
    around = (one) => one;
    erased.length = 0;
    dir = await mkdtemp(join(tmpdir(), 'vanthu-mirror-'));
    const hands = await server.hands(user);
    await hands.create(server.folder('Drafts'));
    await hands.close();
    line = new TestLine(server, user, () => new LetterPlaces());
    await line.connect();
    folders = (await line.list()).map((folder) => (folder.path === server.folder('Drafts') ? { ...folder, use: 'drafts' } : folder));
    await open();
    await desk.drafts.save(draft);
  });
  afterEach(async () => {
    await mirror.close();
    await desk.close();
    line.cut();
    await rm(dir, { recursive: true, force: true });
  });

  async function subjects(): Promise<readonly string[]> {
    return (await server.messages(user, server.folder('Drafts'))).map(({ raw }) => /^Subject: (.*?)\r?$/m.exec(Buffer.from(raw).toString())?.[1] ?? '');
  }

  /** what waited for its time went out, or had nowhere to go */
  async function quiet(): Promise<void> {
    await new Promise((resolve) => setTimeout(resolve, 20));
    await mirror.settled();
  }

  it('have the newest state alone, beside what others put there', async () => {
    await server.append(user, server.folder('Drafts'), [letter('cua-nguoi-khac')]);
    await mirror.mirror(draft.draftId, letter('mot'));
    await expect.poll(subjects).toEqual(['cua-nguoi-khac', 'mot']);
    await quiet();
    await mirror.mirror(draft.draftId, letter('hai'));
    await expect.poll(subjects).toEqual(['cua-nguoi-khac', 'hai']);
  });

  it('are taken back once the draft is stamped secret or is to be encrypted, and come again once it is not', async () => {
    await mirror.mirror(draft.draftId, letter('mot'));
    await expect.poll(subjects).toEqual(['mot']);
    await quiet();
    await desk.drafts.save({ ...draft, encrypt: true });
    mirror.draftsChanged();
    await expect.poll(subjects).toEqual([]);
    expect(await mirror.mirror(draft.draftId, letter('hai'))).toEqual({ ok: true, value: null });
    await quiet();
    expect(await subjects()).toEqual([]);
    await desk.drafts.save(draft);
    await mirror.mirror(draft.draftId, letter('ba'));
    await expect.poll(subjects).toEqual(['ba']);
  });

  it('stay on this computer where a server cannot remove one letter alone', async () => {
    around = withClient((client) => ({ capabilities: new Map([...client.capabilities].filter(([name]) => name !== 'UIDPLUS')) }));
    await mirror.mirror(draft.draftId, letter('mot'));
    await quiet();
    expect(await subjects()).toEqual([]);
  });

  it('that are there already are not put there again', async () => {
    await mirror.mirror(draft.draftId, letter('mot'));
    await expect.poll(subjects).toEqual(['mot']);
    await quiet();
    const first = await spotOf('mot');
    await mirror.mirror(draft.draftId, letter('mot'));
    await quiet();
    expect(await spotOf('mot')).toEqual(first);
  });

  it('wait for a line, also through the end of the program', async () => {
    line.cut();
    await mirror.mirror(draft.draftId, letter('mot'));
    await quiet();
    await mirror.close();
    await desk.close();
    await open();
    expect(await subjects()).toEqual([]);
    await line.connect();
    mirror.resume(actsAccountId);
    await expect.poll(subjects).toEqual(['mot']);
  });

  it('are gone with a draft that was thrown away, as soon as there is a line', async () => {
    await mirror.mirror(draft.draftId, letter('mot'));
    await expect.poll(subjects).toEqual(['mot']);
    await quiet();
    line.cut();
    await desk.drafts.discard(draft.draftId);
    await quiet();
    await line.connect();
    mirror.resume(actsAccountId);
    await expect.poll(subjects).toEqual([]);
  });

  it('are not there twice when the answer of the server was lost', async () => {
    // the copy arrives, and the line breaks before the server's word on it does
    around = withClient((client) => ({
      append: async (...given: Parameters<ImapFlow['append']>) => {
        await client.append(...given);
        line.cut();
        throw new Error('cut');
      },
    }));
    await mirror.mirror(draft.draftId, letter('mot'));
    await expect.poll(subjects).toEqual(['mot']);
    await quiet();
    around = (one) => one;
    await line.connect();
    mirror.resume(actsAccountId);
    await quiet();
    await expect.poll(subjects).toEqual(['mot']);
  });

  it('that were replaced and come back as letters of the mailbox are erased here once they are gone, and no others', async () => {
    await mirror.mirror(draft.draftId, letter('mot'));
    await expect.poll(subjects).toEqual(['mot']);
    await quiet();
    const first = await spotOf('mot');
    await mirror.mirror(draft.draftId, letter('hai'));
    await expect.poll(subjects).toEqual(['hai']);
    await quiet();
    const [copy, other] = ['1', '2'].map((digit) => digit.repeat(32) as LetterId) as [LetterId, LetterId];
    await desk.journal.append({ kind: 'letters.gone', accountId: actsAccountId, gone: [{ letterId: other, location: { ...first, uid: first.uid + 1000 } }, { letterId: copy, location: first }] });
    await quiet();
    expect(erased).toEqual([copy]);
  });

  it('of an issued and sent document go when its last message was sent', async () => {
    await mirror.mirror(draft.draftId, letter('mot'));
    await expect.poll(subjects).toEqual(['mot']);
    await quiet();
    const at = '2026-11-20T02:00:00.000Z' as IsoTime;
    const outgoingId = '00000000000000aa' as never;
    await desk.journal.append({
      kind: 'mail.queued',
      mail: { outgoingId, accountId: actsAccountId, draftId: draft.draftId, batch: draft.draftId, place: null, code: null, subject: 'x', messageId: '<a@b.vn>', from: 'vt@b.vn', addressees: [], digest: 'a'.repeat(64) as never, size: 1, files: [], mdn: false, dsn: false, answerBy: null, sendAfter: at, answers: null },
    });
    await quiet();
    expect(await subjects()).toEqual(['mot']);
    await desk.journal.append({ kind: 'mail.moved', outgoingId, state: { state: 'sent', at, serverSaid: '250', refused: [], by: 'server' } });
    await expect.poll(subjects).toEqual([]);
  });

  async function spotOf(subject: string): Promise<Location> {
    const found = await line.withFolder(server.folder('Drafts'), async ({ client, path, uidValidity }) => {
      const uids = await client.search({ subject }, { uid: true });
      return { folder: path, uidValidity, uid: Array.isArray(uids) ? uids[0] ?? 0 : 0 };
    });
    if (!found.ok) throw new Error(found.failure.code);
    return found.value;
  }
});

/** The real line, with some of its client's ways replaced. */
function withClient(change: (client: ImapFlow) => Partial<Pick<ImapFlow, 'append' | 'capabilities'>>): (line: MailboxLine) => MailboxLine {
  return (line) => ({
    isReachable: line.isReachable, onReachable: (listener) => line.onReachable(listener), folders: () => line.folders(), placesOf: (letterId) => line.placesOf(letterId), lookAgain: (paths) => line.lookAgain(paths),
    withFolder: (path, work) => line.withFolder(path, (selected) => {
      const changed = change(selected.client);
      const client = new Proxy(selected.client, { get: (target, name): unknown => (name in changed ? Reflect.get(changed, name) : bound(target, name)) });
      return work({ ...selected, client });
    }),
  });
}

function bound(target: object, name: string | symbol): unknown {
  const value: unknown = Reflect.get(target, name);
  return typeof value === 'function' ? value.bind(target) : value;
}
