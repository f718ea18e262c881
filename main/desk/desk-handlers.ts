import type { Handlers } from '../../core/contract/bridge';
import type { AppCommands } from '../../core/contract/commands';
import type { Books } from '../open-books';

export type DeskHandlers = Pick<Handlers<AppCommands>, 'letter.register' | 'letter.refuse' | 'letter.progress' | 'alarm.settle'>;

/** What a person does at the desk with letters that came in, and with alarms of those that went out. */
export function deskHandlers(books: () => Pick<Books, 'letterDesk' | 'journal'>): DeskHandlers {
  return {
    'letter.register': (asked) => books().letterDesk.register(asked),
    'letter.refuse': (asked) => books().letterDesk.refuse(asked),
    'letter.progress': (asked) => books().letterDesk.progress(asked),
    'alarm.settle': async ({ outgoingId, address, words }) => {
      await books().journal.append({ kind: 'alarm.settled', outgoingId, address, words });
      return null;
    },
  };
}
