import { assertNever } from '../../core/base/assert-never';
import { startCourier } from './courier';
import { startCyrus } from './cyrus';
import { ImapHands } from './imap-hands';
import { handyParts, type ImapTestServer, type ImapTestServerOptions, type ServerKind } from './imap-test-server';
import { startMailServer } from './mail-server';

/** Any of the servers that the same test set runs against. */
export function startImapServer(kind: ServerKind, options: ImapTestServerOptions = {}): Promise<ImapTestServer> {
  switch (kind) {
    case 'dovecot':
    case 'dovecot without extensions':
      return startDovecotFor(kind, options);
    case 'cyrus':
      return startCyrus(options);
    case 'courier':
      return startCourier(options);
    default:
      return assertNever(kind);
  }
}

async function startDovecotFor(kind: 'dovecot' | 'dovecot without extensions', options: ImapTestServerOptions): Promise<ImapTestServer> {
  const server = await startMailServer({ users: ['clerk'], ...options, ...(kind === 'dovecot' ? {} : { extensions: false }) });
  const passwords = new Map<string, string>();
  const hands = (user: string): Promise<ImapHands> => ImapHands.open(server.imapPort, user, passwords.get(user) ?? options.password ?? 'test');
  return {
    ...server,
    ...handyParts(hands),
    kind,
    folder: (...names) => names.join('/'),
    hands,
    async setPassword(user, password) {
      await server.setPassword(user, password);
      passwords.set(user, password);
    },
    resetUidValidity: (user) => server.resetUidValidity(user),
  };
}
