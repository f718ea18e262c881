import type { SignMechanism } from '../model/signing';
import { oids } from './oids';
import { int, nothing, oid, seq, tagged } from './write-der';

export type SignDigest = 'sha256' | 'sha384' | 'sha512';

export interface MechanismParts {
  readonly key: 'rsa-pkcs1' | 'rsa-pss' | 'ecdsa';
  readonly digest: SignDigest;
}

const keyOf = { 'rsa-pkcs1': 'rsa-pkcs1', 'rsa-pss': 'rsa-pss', ecdsa: 'ecdsa' } as const;

export function mechanismParts(mechanism: SignMechanism): MechanismParts {
  const at = mechanism.lastIndexOf('-');
  return { key: keyOf[mechanism.slice(0, at) as keyof typeof keyOf], digest: mechanism.slice(at + 1) as SignDigest };
}

const digestOids: Readonly<Record<SignDigest, string>> = { sha256: '2.16.840.1.101.3.4.2.1', sha384: '2.16.840.1.101.3.4.2.2', sha512: '2.16.840.1.101.3.4.2.3' };
const ecdsaOids: Readonly<Record<SignDigest, string>> = { sha256: '1.2.840.10045.4.3.2', sha384: '1.2.840.10045.4.3.3', sha512: '1.2.840.10045.4.3.4' };
const digestBytes: Readonly<Record<SignDigest, number>> = { sha256: 32, sha384: 48, sha512: 64 };

/** AlgorithmIdentifier of a digest, without parameters (RFC 5754 2). */
export function digestAlgorithm(digest: SignDigest): Uint8Array {
  return seq(oid(digestOids[digest]));
}

/** RFC 4055 1.2 and 3.1: inside the parameters of PSS and OAEP digests carry NULL, and every length is written out. */
function digestInside(digest: SignDigest): Uint8Array {
  return seq(oid(digestOids[digest]), nothing());
}

/** MGF1 with a digest (RFC 4055 2.2). */
export function maskAlgorithm(digest: SignDigest): Uint8Array {
  return seq(oid(oids.mgf1), digestInside(digest));
}

/** Fields [0] and [1] that PSS and OAEP have in common: the digest, and the mask of the same digest. */
export function digestAndMask(digest: SignDigest): readonly Uint8Array[] {
  return [tagged(0, digestInside(digest)), tagged(1, maskAlgorithm(digest))];
}

/** AlgorithmIdentifier of a signature as a SignerInfo bears it (RFC 5754 3, RFC 4056 3, RFC 5753 2.1.1). */
export function signatureAlgorithm(mechanism: SignMechanism): Uint8Array {
  const { key, digest } = mechanismParts(mechanism);
  switch (key) {
    // the digest stands beside it; readers of every age know this form
    case 'rsa-pkcs1':
      return seq(oid(oids.rsaEncryption), nothing());
    case 'rsa-pss':
      return seq(oid(oids.rsassaPss), seq(...digestAndMask(digest), tagged(2, int(digestBytes[digest]))));
    case 'ecdsa':
      return seq(oid(ecdsaOids[digest]));
  }
}
