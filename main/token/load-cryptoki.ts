import type { Cryptoki } from './cryptoki';

/** The binding is native code that npm builds where it can (an optional dependency); null where it could not. */
export async function loadCryptoki(): Promise<Cryptoki | null> {
  try {
    const binding = await import('pkcs11js');
    return new binding.PKCS11();
  } catch {
    return null;
  }
}
