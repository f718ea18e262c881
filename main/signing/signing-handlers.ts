import type { Handlers } from '../../core/contract/bridge';
import type { AppCommands } from '../../core/contract/commands';
import { fail } from '../../core/base/result';
import type { Books } from '../open-books';
import { SignDesk, type SignDeskPorts } from './sign-desk';

export type SigningHandlers = Pick<Handlers<AppCommands>, 'key.list' | 'sign.run' | 'timestamp.get' | 'token.drivers' | 'token.addDriver' | 'token.removeDriver'>;

export type SigningHost = Omit<SignDeskPorts, 'sources'>;

export function signingHandlers(host: SigningHost): (books: () => Pick<Books, 'keySources'>) => SigningHandlers {
  return (books) => {
    const desk = new SignDesk({ ...host, sources: () => books().keySources });
    return {
      'key.list': () => desk.keys(),
      'sign.run': (order) => desk.run(order),
      'timestamp.get': async () => fail({ code: 'notConfigured' }),
      'token.drivers': async () => [],
      'token.addDriver': async () => fail({ code: 'failed' }),
      'token.removeDriver': async () => null,
    };
  };
}
