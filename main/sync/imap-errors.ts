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
    this.responseText = serverWords(refusal) ?? undefined;
  }
}

/** The server does not open this folder: it is no more, or not for us. The line is fine. */
export class FolderRefused extends Error {
  override readonly name = 'FolderRefused';

  constructor(readonly isMissing: boolean, readonly refusal: unknown) {
    super('the folder cannot be opened');
  }
}

/** A tagged NO or BAD: the server answered, the connection is fine. */
export function isRefusal(error: unknown): boolean {
  return error instanceof Error && 'responseStatus' in error && (error.responseStatus === 'NO' || error.responseStatus === 'BAD');
}

/** The server's own words of a refusal; null where it gave none. */
export function serverWords(error: unknown): string | null {
  return error instanceof Error && 'responseText' in error && typeof error.responseText === 'string' ? error.responseText : null;
}
