import type { ImapHands } from './imap-hands';
import type { MailServer, MailServerOptions, StoredMessage } from './mail-server';

export type ServerKind = 'dovecot' | 'dovecot without extensions' | 'cyrus' | 'courier';

/** What the same test set needs of any IMAP server; folders are named as that server's clients name them (`folder`). */
export interface ImapTestServer extends Pick<MailServer, 'host' | 'imapPort' | 'imapsPort' | 'submissionPort' | 'caPem' | 'caFile'> {
  readonly kind: ServerKind;
  /** a personal folder's full path, for example `INBOX.Sent` */
  folder(...names: readonly string[]): string;
  /** another client of the same mailbox */
  hands(user: string): Promise<ImapHands>;
  /** puts letters at the end of a mailbox, as another client would */
  append(user: string, mailbox: string, letters: readonly Uint8Array[]): Promise<void>;
  messages(user: string, mailbox?: string): Promise<readonly StoredMessage[]>;
  setPassword(user: string, password: string): Promise<void>;
  /** INBOX gets a new UIDVALIDITY and keeps its letters and flags */
  resetUidValidity(user: string): Promise<void>;
  startImap(): Promise<void>;
  stopImap(): Promise<void>;
  /** ends it and removes its folder */
  stop(): Promise<void>;
}

export type ImapTestServerOptions = Pick<MailServerOptions, 'users' | 'password'>;

/** The parts that every server shares once there are hands. */
export function handyParts(hands: ImapTestServer['hands']): Pick<ImapTestServer, 'append' | 'messages'> {
  return {
    async append(user, mailbox, letters) {
      const other = await hands(user);
      for (const raw of letters) await other.append(mailbox, raw);
      await other.close();
    },
    async messages(user, mailbox = 'INBOX') {
      const other = await hands(user);
      const found = await other.messages(mailbox);
      await other.close();
      return found;
    },
  };
}
