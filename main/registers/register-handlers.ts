import type { Handlers } from '../../core/contract/bridge';
import type { AppCommands } from '../../core/contract/commands';
import type { Registers } from './registers';

export type RegisterHandlers = Pick<Handlers<AppCommands>, 'register.list' | 'register.open' | 'register.change' | 'register.lines' | 'number.reserve' | 'number.block' | 'number.void' | 'document.issue' | 'paper.dispatch'>;

export function registerHandlers(books: () => { readonly registers: Registers }): RegisterHandlers {
  return {
    'register.list': async () => books().registers.list(),
    'register.open': async ({ book }) => books().registers.open(book),
    'register.change': async ({ book }) => books().registers.change(book),
    'register.lines': async ({ registerId, year }) => books().registers.rows(registerId, year),
    'number.reserve': async (asked) => books().registers.reserve(asked),
    'number.block': async (asked) => books().registers.block(asked),
    'number.void': async ({ place, reason }) => books().registers.void(place, reason),
    'document.issue': async ({ draftId, route, keeper }) => books().registers.issue(draftId, route, keeper),
    'paper.dispatch': async ({ dispatch }) => books().registers.dispatch(dispatch),
  };
}
