import type { Result } from '../../core/base/result';
import { fail, ok } from '../../core/base/result';
import type { ConnectionFailure } from '../../core/model/account';
import { limits } from '../../core/base/limits';
import { explainImapError, isOfConnection } from './explain-imap-error';
import { inbox } from './folder-connection';
import { isRefusal, MailboxUnavailable } from './imap-errors';
import type { ImapLogin } from './open-imap';
import { openImap } from './open-imap';
import { UnlikeImap } from './unlike-imap';

/** What a mailbox offers, seen by really logging in. */
export interface ImapOffer {
  /** letters in INBOX */
  readonly letters: number;
  readonly mailboxes: number;
  /** can desks that share it agree who answers? (CONDSTORE and keywords that stay) */
  readonly canClaim: boolean;
  readonly idle: boolean;
  readonly capabilities: {
    readonly condstore: boolean;
    readonly qresync: boolean;
    readonly uidplus: boolean;
    readonly permanentKeywords: boolean;
  };
}

/**
 * Logs in once with this password and opens INBOX; no letter is touched. SELECT and not EXAMINE: only there does a server
 * say which keywords it would keep (RFC 9051, 7.1, PERMANENTFLAGS).
 */
export async function probeImap(login: ImapLogin): Promise<Result<ImapOffer, ConnectionFailure>> {
  try {
    let lost: unknown = null;
    const client = await openImap(login, (error) => (lost = error), AbortSignal.timeout(limits.probeMillis));
    try {
      const mailbox = await client.mailboxOpen(inbox).catch((error: unknown) => {
        throw isRefusal(error) ? new MailboxUnavailable(error) : (lost ?? error);
      });
      const { exists }: { readonly exists?: number } = mailbox;
      if (exists === undefined || exists > limits.mailboxLetters) throw new UnlikeImap(new Error('no EXISTS that can be true'));
      const mailboxes = (await client.list()).length;
      const condstore = client.enabled.has('CONDSTORE') && mailbox.noModseq !== true;
      const permanentKeywords = mailbox.permanentFlags?.has('\\*') ?? false;
      const { capabilities } = client;
      const has = (name: string): boolean => capabilities.has(name);
      return ok({
        letters: exists, mailboxes, idle: has('IDLE'), canClaim: condstore && permanentKeywords,
        capabilities: { condstore, qresync: has('QRESYNC'), uidplus: has('UIDPLUS'), permanentKeywords },
      });
    } finally {
      client.close();
    }
  } catch (error) {
    if (!isOfConnection(error)) throw error;
    return fail(await explainImapError(error, login));
  }
}
