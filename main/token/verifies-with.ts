import { constants, verify, X509Certificate } from 'node:crypto';
import type { SignMechanism } from '../../core/model/signing';
import { mechanismParts } from '../../core/pki/mechanism';

const paddings = {
  'rsa-pkcs1': { padding: constants.RSA_PKCS1_PADDING }, 'rsa-pss': { padding: constants.RSA_PKCS1_PSS_PADDING, saltLength: constants.RSA_PSS_SALTLEN_DIGEST }, ecdsa: { dsaEncoding: 'der' },
} as const;

/**
 * Did the key of this certificate make the signature? A token may hold two keys under one CKA_ID, and a driver may be wrong; a document must not go out with
 * a signature that fits nobody. Only in a driver's own process: it opens a stranger's certificate, which main never does.
 */
export function verifiesWith(certificate: Uint8Array, mechanism: SignMechanism, bytes: Uint8Array, value: Uint8Array): boolean {
  const { key: scheme, digest } = mechanismParts(mechanism);
  try {
    return verify(digest, bytes, { key: new X509Certificate(certificate).publicKey, ...paddings[scheme] }, value);
  } catch {
    // a certificate that cannot be read, or a key of another kind
    return false;
  }
}
