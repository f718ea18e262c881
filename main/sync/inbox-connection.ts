import type { ImapFlow } from 'imapflow';
import { limits } from '../../core/base/limits';
import { searchAll } from './fetch-letters';
import type { ImapLogin } from './open-imap';
import { openImap } from './open-imap';
import { ChangeSignal } from './mailbox-changes';
import { lastUid } from './uid-set';

export const inbox = 'INBOX';

/** One logged-in connection with INBOX selected; fetching, listening and claiming share it. */
export interface InboxConnection {
  readonly client: ImapFlow;
  /** decimal */
  readonly uidValidity: string;
  /** UIDNEXT at SELECT; where the server keeps it to itself, one above the highest UID */
  readonly uidNext: number;
  /** HIGHESTMODSEQ at SELECT; null without CONDSTORE (RFC 7162) */
  readonly highestModseq: bigint | null;
  readonly changes: ChangeSignal;
  /** aborts when the connection is lost */
  readonly lost: AbortSignal;
  /** why it was lost, once it was */
  lostBecause(): unknown;
  /** Asks for a sign of life; a line that gives none in ten seconds is cut (after sleep it only looks alive). */
  prove(): Promise<void>;
  close(): Promise<void>;
}

export async function openInbox(login: ImapLogin, signal: AbortSignal): Promise<InboxConnection> {
  const lost = new AbortController();
  let reason: unknown = null;
  const client = await openImap(login, (error) => (reason ??= error), signal);
  const changes = new ChangeSignal();
  client.on('close', () => lost.abort());
  client.on('exists', ({ count, prevCount }) => changes.report(count > prevCount ? 'arrived' : 'removed'));
  client.on('expunge', () => changes.report('removed'));
  client.on('flags', () => changes.report('flagged'));
  try {
    const mailbox = await client.mailboxOpen(inbox);
    const { uidNext }: { readonly uidNext?: number } = mailbox;
    const hasModseq = client.enabled.has('CONDSTORE') && mailbox.noModseq !== true && mailbox.highestModseq !== undefined;
    return {
      client,
      uidValidity: mailbox.uidValidity.toString(),
      uidNext: uidNext ?? lastUid(await searchAll(client)) + 1,
      highestModseq: hasModseq ? (mailbox.highestModseq ?? null) : null,
      changes,
      lost: lost.signal,
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
  } catch (error) {
    client.close();
    throw isRefusal(error) ? new MailboxUnavailable(error) : error;
  }
}

/** The line went dead, or the server said BYE with these words. */
export class ConnectionLost extends Error {
  readonly code = 'EConnectionClosed';

  constructor(readonly reason: string | undefined) {
    super('connection closed');
  }
}

/** The login was taken, but there is no INBOX to be had. */
export class MailboxUnavailable extends Error {
  readonly code = 'MailboxUnavailable';
  readonly responseText: string | undefined;

  constructor(refusal: unknown) {
    super('the mailbox cannot be opened');
    const hasWords = refusal instanceof Error && 'responseText' in refusal && typeof refusal.responseText === 'string';
    this.responseText = hasWords ? String(refusal.responseText) : undefined;
  }
}

/** A tagged NO or BAD: the server answered, the connection is fine. */
export function isRefusal(error: unknown): boolean {
  return error instanceof Error && 'responseStatus' in error && (error.responseStatus === 'NO' || error.responseStatus === 'BAD');
}
