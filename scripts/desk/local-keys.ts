import { constants, createPrivateKey, privateDecrypt } from 'node:crypto';
import type { KeyObject } from 'node:crypto';
import type { Certificate } from '../../core/pki/certificate';
import type { KeyDesk, KeyScheme, OaepExtras } from '../../core/pki/key-desk';
import { unpadOaep } from '../../core/pki/oaep';
import { agreeKey, unwrapKey } from '../../main/keys/use-private-key';

export interface LocalKey {
  readonly certificate: Certificate;
  readonly pkcs8: Uint8Array;
}

const hashes: Readonly<Record<Exclude<KeyScheme, 'rsa-pkcs1'>, 'sha1' | 'sha256' | 'sha384' | 'sha512'>> = {
  'rsa-oaep-sha1': 'sha1', 'rsa-oaep-sha256': 'sha256', 'rsa-oaep-sha384': 'sha384', 'rsa-oaep-sha512': 'sha512',
};

async function unwrap(key: KeyObject, scheme: KeyScheme, encryptedKey: Uint8Array, extras: OaepExtras | undefined): Promise<Uint8Array | null> {
  if (scheme === 'rsa-pkcs1' || extras === undefined) return unwrapKey(key, scheme, encryptedKey);
  return unpadOaep(privateDecrypt({ key, padding: constants.RSA_NO_PADDING }, encryptedKey), hashes[scheme], extras);
}

/** A desk over keys that lie open in memory: for test keys and command-line tools only. */
export function localKeyDesk(keys: readonly LocalKey[]): KeyDesk {
  const secrets = new Map(keys.map(({ certificate, pkcs8 }) => [certificate.fingerprint, createPrivateKey({ key: Buffer.from(pkcs8), format: 'der', type: 'pkcs8' })]));
  return {
    keys: keys.map(({ certificate }) => ({ fingerprint: certificate.fingerprint, certificate })),
    async unwrap(fingerprint, scheme, encryptedKey, extras) {
      const key = secrets.get(fingerprint);
      try {
        return key === undefined ? null : await unwrap(key, scheme, encryptedKey, extras);
      } catch {
        // whatever is wrong with it, the answer is the same
        return null;
      }
    },
    agree(fingerprint, point) {
      const key = secrets.get(fingerprint);
      return Promise.resolve(key === undefined ? null : agreeKey(key, point));
    },
  };
}
