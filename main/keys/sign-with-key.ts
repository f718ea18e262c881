import { constants, sign, type KeyObject } from 'node:crypto';
import { mechanismParts } from '../../core/pki/mechanism';
import { mechanismsOf } from '../../core/pki/mechanisms-of';
import type { SignMechanism } from '../../core/model/signing';

/** What this key can sign with; RSA with PKCS #1 v1.5 first, which every reader knows. */
export function keyMechanisms(key: KeyObject): readonly SignMechanism[] {
  if (key.asymmetricKeyType === 'rsa') return mechanismsOf(['rsa-pkcs1', 'rsa-pss']);
  return key.asymmetricKeyType === 'ec' ? mechanismsOf(['ecdsa']) : [];
}

/** RFC 8017 or FIPS 186 signature over these bytes; ECDSA as DER (RFC 3279, 2.2.3). Null where the key cannot do it. */
export function signWithKey(key: KeyObject, mechanism: SignMechanism, bytes: Uint8Array): Uint8Array | null {
  if (!keyMechanisms(key).includes(mechanism)) return null;
  const { key: scheme, digest } = mechanismParts(mechanism);
  switch (scheme) {
    case 'rsa-pkcs1':
      return new Uint8Array(sign(digest, bytes, { key, padding: constants.RSA_PKCS1_PADDING }));
    case 'rsa-pss':
      return new Uint8Array(sign(digest, bytes, { key, padding: constants.RSA_PKCS1_PSS_PADDING, saltLength: constants.RSA_PSS_SALTLEN_DIGEST }));
    case 'ecdsa':
      return new Uint8Array(sign(digest, bytes, { key, dsaEncoding: 'der' }));
  }
}
