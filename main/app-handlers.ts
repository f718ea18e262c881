import type { Handlers } from '../core/contract/bridge';
import type { AppCommands, AppState, IngestCommands } from '../core/contract/commands';
import type { ArchiveHandlers } from './archive/archive-handlers';
import { mailboxHandlers } from './acts/mailbox-handlers';
import { deskHandlers } from './desk/desk-handlers';
import { draftHandlers, type DraftHost } from './drafts/draft-handlers';
import { mailHandlers } from './outbox/mail-handlers';
import { registerHandlers } from './registers/register-handlers';
import type { SigningHandlers } from './signing/signing-handlers';
import type { TrustHandlers } from './trust/trust-handlers';
import { knowledgeHandlers } from './knowledge/knowledge-handlers';
import type { Books } from './open-books';

/** What the handlers need of the running app beside the books. */
export interface AppHost {
  readonly books: () => Books | null;
  readonly state: () => Promise<AppState>;
  readonly createProfile: Handlers<AppCommands>['profile.create'];
  readonly unlockProfile: Handlers<AppCommands>['profile.unlock'];
  readonly saveRecoveryCode: Handlers<AppCommands>['profile.saveRecoveryCode'];
  readonly setPreferences: Handlers<AppCommands>['preferences.set'];
  readonly isReading: () => boolean;
  readonly files: Pick<Handlers<AppCommands>, 'attachment.open' | 'attachment.save' | 'attachment.saveAll' | 'anchor.choose' | 'key.choose' | 'picture.choose' | 'sheet.save' | 'units.choose'>;
  readonly readLdap: Handlers<AppCommands>['units.ldap'];
  readonly guess: Handlers<AppCommands>['account.guess'];
  readonly check: Handlers<AppCommands>['account.check'];
  readonly archive: (books: () => Books) => ArchiveHandlers;
  readonly trust: (books: () => Books) => TrustHandlers;
  readonly signing: (books: () => Books) => SigningHandlers;
  readonly drafts: DraftHost;
  readonly quit: () => void;
}

/** A command that needs open books came while they are closed: a bug of the page, told as such. */
class BooksClosed extends Error {
  constructor() {
    super('the books are closed');
    this.name = 'BooksClosed';
  }
}

export function appHandlers(host: AppHost): Handlers<AppCommands> {
  const books = (): Books => {
    const open = host.books();
    if (!open) throw new BooksClosed();
    return open;
  };
  return {
    'store.key': async () => host.books()?.storeKey ?? null,
    'app.state': host.state,
    'preferences.set': host.setPreferences,
    'profile.create': host.createProfile,
    'profile.unlock': host.unlockProfile,
    'profile.saveRecoveryCode': host.saveRecoveryCode,
    'account.guess': host.guess,
    'account.check': host.check,
    'account.connect': async (input) => books().connect(input),
    'account.retry': async ({ accountId, password, keepPassword }) => {
      await (password === null ? books().accounts.tryAgain(accountId) : books().accounts.changePassword(accountId, password, keepPassword));
      return null;
    },
    'account.setSettings': async ({ accountId, settings }) => books().accounts.setSettings(accountId, settings),
    'account.setMailbox': async ({ accountId, mailbox }) => {
      await books().accounts.setMailbox(accountId, mailbox);
      return null;
    },
    'account.remove': async ({ accountId }) => {
      await books().accounts.remove(accountId);
      return null;
    },
    ...mailboxHandlers(books),
    ...mailHandlers(books),
    ...knowledgeHandlers(books),
    'letter.erase': async ({ letterId, onServer }) => books().erase(letterId, onServer),
    'units.ldap': host.readLdap,
    ...host.archive(books),
    'account.setReceipts': async ({ accountId, receipts }) => {
      await books().accounts.setReceipts(accountId, receipts);
      return null;
    },
    'sync.stop': async ({ accountId }) => {
      await books().accounts.stop(accountId);
      return null;
    },
    'sync.start': async ({ accountId }) => {
      books().accounts.start(accountId);
      return null;
    },
    'letter.displayed': async ({ letterId, digest }) => {
      // the page says so, the window has to agree: shown and in front
      const counts = host.isReading();
      if (counts) await books().displayed(letterId, digest);
      return counts;
    },
    'receipt.answer': async ({ letterId, kind, answer }) => {
      await books().receipts.answer({ letterId, kind, answer });
      return null;
    },
    'picture.read': async ({ fingerprint }) => books().pictures.read(fingerprint),
    'picture.keep': async ({ fingerprint, png }) => books().pictures.keep(fingerprint, png),
    ...draftHandlers(host.drafts)(books),
    ...registerHandlers(books),
    ...deskHandlers(books),
    ...host.files,
    ...host.trust(books),
    ...host.signing(books),
    'app.quit': async () => {
      host.quit();
      return null;
    },
  };
}

export function ingestHandlers(open: () => Books | null): Handlers<IngestCommands> {
  const books = (): Books => {
    const current = open();
    if (!current) throw new BooksClosed();
    return current;
  };
  return {
    'store.key': async () => open()?.storeKey ?? null,
    'journal.read': async ({ after, limit }) => {
      const { journal, chain } = books();
      // the head as it was before reading: what comes meanwhile is read next time
      const { head } = journal;
      const events = await journal.read(after, limit);
      return { events, next: events.length < limit ? Math.max(head, events.at(-1)?.seq ?? 0) : (events.at(-1)?.seq ?? head), head, chain };
    },
    'receipt.propose': async (proposal) => {
      await books().receipts.propose(proposal);
      return null;
    },
    'ingest.attempt': async ({ letterId, parts }) => {
      await books().attempted(letterId, parts);
      return null;
    },
    'ingest.finish': async ({ letterId }) => {
      await books().finished(letterId);
      return null;
    },
    'evidence.want': async ({ letterId, wants }) => {
      books().evidenceDesk.want(letterId, wants);
      return null;
    },
    'key.unwrap': async ({ fingerprint, scheme, encryptedKey, mask, label }) => {
      const extras = mask === undefined && label === undefined ? null : { ...(mask === undefined ? {} : { mask }), ...(label === undefined ? {} : { label }) };
      return books().ownKeys.unwrap(fingerprint, scheme, encryptedKey, extras);
    },
    'key.agree': async ({ fingerprint, point }) => books().ownKeys.agree(fingerprint, point),
  };
}
