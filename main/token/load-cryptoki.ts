import { createRequire } from 'node:module';
import type * as Binding from 'pkcs11js';
import type { Cryptoki } from './cryptoki';

/** The binding is native code that npm builds where it can (an optional dependency); null where it could not. */
export function loadCryptoki(): Cryptoki | null {
  try {
    const binding = createRequire(import.meta.url)('pkcs11js') as typeof Binding;
    return new binding.PKCS11();
  } catch {
    return null;
  }
}
