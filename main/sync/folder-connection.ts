import type { ImapFlow, MailboxObject } from 'imapflow';
import { limits } from '../../core/base/limits';
import { searchAll } from './fetch-letters';
import { ConnectionLost, FolderRefused, isRefusal, MailboxUnavailable } from './imap-errors';
import { ChangeSignal } from './mailbox-changes';
import type { SelectedFolder } from './mailbox-line';
import type { ImapLogin } from './open-imap';
import { openImap } from './open-imap';
import { lastUid } from './uid-set';

export const inbox = 'INBOX';

/** The selected folder as the server described it at SELECT. */
export interface OpenFolder extends SelectedFolder {
  /** letters in it */
  readonly exists: number;
}

/** One logged-in connection; one folder at a time is selected on it. */
export interface FolderConnection {
  readonly client: ImapFlow;
  /** null before the first SELECT */
  readonly selected: OpenFolder | null;
  /** what the server says in passing of the selected folder */
  readonly changes: ChangeSignal;
  /** SELECT, also where the folder is selected already: its numbers are then new. Throws FolderRefused. */
  select(path: string): Promise<OpenFolder>;
  /** letters in the selected folder now, as far as the server told */
  readonly exists: number;
  /** UIDs that vanished from the selected folder since the last call (RFC 7162, VANISHED); null: more than can be true */
  takeVanished(): readonly number[] | null;
  /** A further connection, opened as this one was; hung up with it. Throws what `openImap` throws. */
  again(): Promise<ImapFlow>;
  /** aborts when the connection is lost */
  readonly lost: AbortSignal;
  /** why it was lost, once it was */
  lostBecause(): unknown;
  /** Asks for a sign of life; a line that gives none in ten seconds is cut (after sleep it only looks alive). */
  prove(): Promise<void>;
  close(): Promise<void>;
}

/** Logs in; no folder is selected yet. */
export async function openConnection(login: ImapLogin, signal: AbortSignal): Promise<FolderConnection> {
  const lost = new AbortController();
  let reason: unknown = null;
  let selected: OpenFolder | null = null;
  let vanished: number[] | null = [];
  const client = await openImap(login, (error) => (reason ??= error), signal);
  // imapflow puts our own prefix before every name that lacks it, also before those of other users' folders
  if (client.namespace) client.namespace = { ...client.namespace, prefix: '' };
  const changes = new ChangeSignal();
  const isHere = (path: string): boolean => selected?.path === path;
  client.on('close', () => lost.abort());
  client.on('exists', ({ path, count, prevCount }) => {
    if (isHere(path)) changes.report(count > prevCount ? 'arrived' : 'removed');
  });
  client.on('expunge', (event) => {
    if (!isHere(event.path)) return;
    const { uid } = event;
    if (uid !== undefined) {
      if (vanished && vanished.length < limits.mailboxLetters) vanished.push(uid);
      else vanished = null;
    }
    if (event.earlier === true) return;
    // imapflow does not count a VANISHED, so the next arrival would look like no change at all
    if (uid !== undefined && client.mailbox !== false) client.mailbox.exists = Math.max(0, client.mailbox.exists - 1);
    changes.report('removed');
  });
  client.on('flags', ({ path }) => {
    if (isHere(path)) changes.report('flagged');
  });
  return {
    client,
    changes,
    again: () => openImap(login, () => undefined, lost.signal),
    lost: lost.signal,
    get selected() {
      return selected;
    },
    get exists() {
      return client.mailbox !== false ? client.mailbox.exists : 0;
    },
    async select(path) {
      selected = null;
      try {
        const mailbox = await client.mailboxOpen(path);
        changes.take();
        vanished = [];
        selected = await described(client, path, mailbox, lost.signal);
        return selected;
      } catch (error) {
        throw isRefusal(error) ? new FolderRefused(error instanceof Error && 'mailboxMissing' in error && error.mailboxMissing === true, error) : error;
      }
    },
    takeVanished() {
      const taken = vanished;
      vanished = [];
      return taken;
    },
    lostBecause: () => reason ?? new ConnectionLost(client.byeReason),
    async prove() {
      const timer = setTimeout(() => client.close(), limits.proofMillis);
      await client.noop().catch((error: unknown) => (reason ??= error));
      clearTimeout(timer);
    },
    async close() {
      if (client.isClosed) return;
      // LOGOUT is a courtesy; a server that does not answer must not hold us
      const timer = setTimeout(() => client.close(), 2000);
      await client.logout().catch((error: unknown) => (reason ??= error));
      clearTimeout(timer);
      client.close();
    },
  };
}

/** Logs in and selects INBOX; without it there is nothing to be done for the account. */
export async function openInbox(login: ImapLogin, signal: AbortSignal): Promise<FolderConnection> {
  const connection = await openConnection(login, signal);
  try {
    await connection.select(inbox);
    return connection;
  } catch (error) {
    connection.client.close();
    throw error instanceof FolderRefused ? new MailboxUnavailable(error.refusal) : error;
  }
}

async function described(client: ImapFlow, path: string, mailbox: MailboxObject, lost: AbortSignal): Promise<OpenFolder> {
  const { uidNext, exists }: { readonly uidNext?: number; readonly exists?: number } = mailbox;
  const hasModseq = client.enabled.has('CONDSTORE') && mailbox.noModseq !== true && mailbox.highestModseq !== undefined;
  return {
    client, path, lost,
    uidValidity: mailbox.uidValidity.toString(),
    // where the server keeps it to itself: one above the highest UID
    uidNext: uidNext ?? lastUid(await searchAll(client)) + 1,
    exists: exists ?? 0,
    highestModseq: hasModseq ? (mailbox.highestModseq ?? null) : null,
    readOnly: mailbox.readOnly === true,
    // not said: the flags it defines, and no keyword may be added (RFC 9051, 7.1)
    permanentFlags: mailbox.permanentFlags ?? mailbox.flags,
  };
}
