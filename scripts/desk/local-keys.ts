import { createPrivateKey } from 'node:crypto';
import type { Certificate } from '../../core/pki/certificate';
import type { KeyDesk } from '../../core/pki/key-desk';
import { agreeKey, unwrapKey, unwrapOaep } from '../../main/keys/use-private-key';

export interface LocalKey {
  readonly certificate: Certificate;
  readonly pkcs8: Uint8Array;
}

/** A desk over keys that lie open in memory: for test keys and command-line tools only. */
export function localKeyDesk(keys: readonly LocalKey[]): KeyDesk {
  const secrets = new Map(keys.map(({ certificate, pkcs8 }) => [certificate.fingerprint, createPrivateKey({ key: Buffer.from(pkcs8), format: 'der', type: 'pkcs8' })]));
  return {
    keys: keys.map(({ certificate }) => ({ fingerprint: certificate.fingerprint, certificate })),
    async unwrap(fingerprint, scheme, encryptedKey, extras) {
      const key = secrets.get(fingerprint);
      if (key === undefined) return null;
      return scheme === 'rsa-pkcs1' || extras === undefined ? unwrapKey(key, scheme, encryptedKey) : unwrapOaep(key, scheme, extras, encryptedKey);
    },
    agree(fingerprint, point) {
      const key = secrets.get(fingerprint);
      return Promise.resolve(key === undefined ? null : agreeKey(key, point));
    },
  };
}
