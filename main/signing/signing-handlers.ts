import type { Handlers } from '../../core/contract/bridge';
import type { AppCommands } from '../../core/contract/commands';
import type { Books } from '../open-books';
import { SignDesk, type SignDeskPorts } from './sign-desk';

export type SigningHandlers = Pick<Handlers<AppCommands>, 'key.list' | 'sign.run' | 'timestamp.get' | 'token.drivers' | 'token.addDriver' | 'token.removeDriver' | 'token.lookAgain'>;

export interface SigningHost extends Omit<SignDeskPorts, 'sources'> {
  /** path of a PKCS #11 module that a person chose in a window of the system; null: none */
  readonly chooseDriver: () => Promise<string | null>;
}

export function signingHandlers(host: SigningHost): (books: () => Pick<Books, 'keySources' | 'tokens' | 'timestamps'>) => SigningHandlers {
  return (books) => {
    const desk = new SignDesk({ ...host, sources: () => books().keySources });
    return {
      'key.list': () => desk.keys(),
      'sign.run': (order) => desk.run(order),
      'timestamp.get': ({ request }) => books().timestamps.get(request),
      'token.drivers': () => books().tokens.drivers(),
      'token.addDriver': async ({ name }) => {
        const path = await host.chooseDriver();
        return path === null ? null : books().tokens.add(name, path);
      },
      'token.removeDriver': async ({ name }) => {
        await books().tokens.remove(name);
        return null;
      },
      'token.lookAgain': async () => {
        await books().tokens.lookAgain();
        return null;
      },
    };
  };
}
