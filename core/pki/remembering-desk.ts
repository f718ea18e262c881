import { hexOf } from './der';
import type { KeyDesk } from './key-desk';

/** The same questions are asked once only while one letter is looked at from several sides: each costs a use of a private key. */
export function rememberingDesk(desk: KeyDesk): KeyDesk {
  const answers = new Map<string, Promise<Uint8Array | null>>();
  const once = (question: string, ask: () => Promise<Uint8Array | null>): Promise<Uint8Array | null> => {
    const known = answers.get(question) ?? ask();
    answers.set(question, known);
    return known;
  };
  return {
    keys: desk.keys,
    unwrap: (fingerprint, scheme, encryptedKey, extras) =>
      once(`${fingerprint} ${scheme} ${hexOf(encryptedKey)} ${extras?.mask ?? ''} ${extras?.label === undefined ? '' : hexOf(extras.label)}`, () => desk.unwrap(fingerprint, scheme, encryptedKey, extras)),
    agree: (fingerprint, point) => once(`${fingerprint} ${hexOf(point)}`, () => desk.agree(fingerprint, point)),
  };
}
