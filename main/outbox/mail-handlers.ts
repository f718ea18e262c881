import type { Handlers } from '../../core/contract/bridge';
import type { AppCommands } from '../../core/contract/commands';
import type { Books } from '../open-books';

export type MailHandlers = Pick<Handlers<AppCommands>, 'mail.queue' | 'mail.list' | 'mail.takeBack' | 'mail.sendNow' | 'mail.settle' | 'mail.askServer' | 'mail.limits'>;

/** What people write, from command to outbox. */
export function mailHandlers(books: () => Pick<Books, 'mails'>): MailHandlers {
  return {
    'mail.queue': async (sending) => books().mails.queue(sending),
    'mail.list': async ({ all }) => books().mails.list(all),
    'mail.takeBack': async ({ outgoingIds }) => books().mails.takeBack(outgoingIds),
    'mail.sendNow': async ({ outgoingIds }) => {
      await books().mails.sendNow(outgoingIds);
      return null;
    },
    'mail.settle': async ({ outgoingId, as }) => {
      await books().mails.settle(outgoingId, as);
      return null;
    },
    'mail.askServer': async ({ outgoingId }) => {
      await books().mails.askServer(outgoingId);
      return null;
    },
    'mail.limits': async ({ accountId }) => books().mails.limits(accountId),
  };
}
