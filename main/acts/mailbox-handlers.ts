import type { Handlers } from '../../core/contract/bridge';
import type { AppCommands } from '../../core/contract/commands';
import { fail } from '../../core/base/result';
import type { Books } from '../open-books';

export type MailboxHandlers = Pick<Handlers<AppCommands>, 'letters.act' | 'act.dismiss' | 'act.again' | 'quota.plan' | 'quota.free'>;

/** What a person does to letters in the mailbox, from command to journal. */
export function mailboxHandlers(_books: () => Books): MailboxHandlers {
  return {
    'letters.act': async () => fail({ code: 'nothingToDo' }),
    'act.dismiss': async () => null,
    'act.again': async () => null,
    'quota.plan': async () => fail({ code: 'nothingToDo' }),
    'quota.free': async () => fail({ code: 'noPlan' }),
  };
}
