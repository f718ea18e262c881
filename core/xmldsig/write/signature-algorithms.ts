import type { SignMechanism } from '../../model/signing';
import type { Certificate } from '../../pki/certificate';
import { mechanismParts } from '../../pki/mechanism';
import type { SignDigest } from '../../pki/mechanism';
import { readSignaturePair } from '../../pki/signature-pair';
import { dsigMoreNamespace } from '../names';

const more = 'http://www.w3.org/2001/04/xmldsig-more#';
const xmlenc = 'http://www.w3.org/2001/04/xmlenc#';

/** XMLDSig 1.1 6.2, RFC 9231 2.1.3 */
const digests: Readonly<Record<SignDigest, string>> = { sha256: `${xmlenc}sha256`, sha384: `${more}sha384`, sha512: `${xmlenc}sha512` };

export function digestUri(digest: SignDigest): string {
  return digests[digest];
}

/** XMLDSig 1.1 6.4, RFC 9231 2.3.6 and 2.3.10 (PSS with MGF1 of the same digest, salt as long as it). */
export function signatureUri(mechanism: SignMechanism): string {
  const { key, digest } = mechanismParts(mechanism);
  switch (key) {
    case 'rsa-pkcs1':
      return `${more}rsa-${digest}`;
    case 'rsa-pss':
      return `${dsigMoreNamespace}${digest}-rsa-MGF1`;
    case 'ecdsa':
      return `${more}ecdsa-${digest}`;
  }
}

/** A number of DER at the width of the curve. @throws where it is wider: then it is no signature of this key */
function atWidth(digits: Uint8Array, width: number): Uint8Array {
  const significant = digits.subarray(Math.max(0, digits.findIndex((byte) => byte !== 0)));
  if (significant.length > width) throw new Error('signature does not fit the curve');
  const wide = new Uint8Array(width);
  wide.set(significant, width - significant.length);
  return wide;
}

/**
 * The value as XMLDSig writes it: ECDSA as two numbers of one width (6.4.3), not as DER.
 * @param value as MadeSignature.value
 */
export function xmlSignatureValue(mechanism: SignMechanism, { publicKey }: Certificate, value: Uint8Array): Uint8Array {
  if (mechanismParts(mechanism).key !== 'ecdsa') return value;
  const pair = readSignaturePair(value);
  if (pair === null) throw new Error('signature is no pair of numbers');
  const width = Math.ceil(publicKey.bits / 8);
  return Uint8Array.of(...pair.flatMap((digits) => [...atWidth(digits, width)]));
}
