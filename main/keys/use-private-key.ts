import { constants, createECDH, createHash, privateDecrypt, type KeyObject } from 'node:crypto';
import type { CheckedOf, IngestCommands } from '../../core/contract/commands';
import type { OaepExtras } from '../../core/pki/key-desk';
import { unpadOaep } from '../../core/pki/oaep';
import { pkcs1Message } from './pkcs1-message';

export type KeyScheme = CheckedOf<IngestCommands['key.unwrap']>['scheme'];

const digests = { 'rsa-oaep-sha1': 'sha1', 'rsa-oaep-sha256': 'sha256', 'rsa-oaep-sha384': 'sha384', 'rsa-oaep-sha512': 'sha512' } as const;
const curves: Readonly<Record<string, string>> = { 'P-256': 'prime256v1', 'P-384': 'secp384r1', 'P-521': 'secp521r1' };

/**
 * RFC 8017 decryption of a content-encryption key. Null where the key is no RSA key or OAEP does not fit. For PKCS #1 v1.5 a wrong ciphertext gives a
 * wrong key, see `pkcs1Message`. The padding is taken off here for a second reason: Node refuses to do it and Electron's library does it as an oracle.
 */
export function unwrapKey(key: KeyObject, scheme: KeyScheme, encrypted: Uint8Array): Uint8Array | null {
  if (key.asymmetricKeyType !== 'rsa' || encrypted.length !== Math.ceil((key.asymmetricKeyDetails?.modulusLength ?? 0) / 8)) return null;
  try {
    if (scheme === 'rsa-pkcs1') {
      const block = privateDecrypt({ key, padding: constants.RSA_NO_PADDING }, encrypted);
      const exported = key.export({ type: 'pkcs8', format: 'der' });
      const secret = createHash('sha256').update('vanthu implicit rejection').update(exported).digest();
      exported.fill(0);
      return pkcs1Message(block, secret, encrypted);
    }
    return new Uint8Array(privateDecrypt({ key, padding: constants.RSA_PKCS1_OAEP_PADDING, oaepHash: scheme.slice('rsa-oaep-'.length) }, encrypted));
  } catch {
    // larger than the modulus, or OAEP that does not fit: one answer for all (Manger 2001)
    return null;
  }
}

/** OAEP with another digest in its mask, which Node cannot be told, or with a label (RFC 8017, 7.1.2). Null for every reason alike. */
export async function unwrapOaep(key: KeyObject, scheme: Exclude<KeyScheme, 'rsa-pkcs1'>, extras: OaepExtras, encrypted: Uint8Array): Promise<Uint8Array | null> {
  if (key.asymmetricKeyType !== 'rsa') return null;
  try {
    const block = privateDecrypt({ key, padding: constants.RSA_NO_PADDING }, encrypted);
    return await unpadOaep(block, digests[scheme], extras);
  } catch {
    // not as long as the modulus, or larger than it
    return null;
  }
}

/** Raw ECDH (SEC 1, 3.3.1): x coordinate of the common point. Null where the key has another curve or the point does not lie on it. */
export function agreeKey(key: KeyObject, point: Uint8Array): Uint8Array | null {
  if (key.asymmetricKeyType !== 'ec') return null;
  try {
    const { crv = '', d = '' } = key.export({ format: 'jwk' });
    const curve = curves[crv];
    if (curve === undefined) return null;
    const own = createECDH(curve);
    const number = Buffer.from(d, 'base64url');
    own.setPrivateKey(number);
    // it lies in Node's common pool
    number.fill(0);
    return new Uint8Array(own.computeSecret(point));
  } catch {
    return null;
  }
}
