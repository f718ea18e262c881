import { createHash } from 'node:crypto';
import type { Mechanism } from 'pkcs11js';
import type { SignMechanism } from '../../core/model/signing';
import { mechanismParts, type MechanismParts, type SignDigest } from '../../core/pki/mechanism';
import { mechanismsOf } from '../../core/pki/mechanisms-of';
import { ck } from './cryptoki';

/** DigestInfo up to the digest itself (RFC 8017, 9.2, note 1). */
const digestInfo: Readonly<Record<SignDigest, Uint8Array>> = {
  sha256: Buffer.from('3031300d060960864801650304020105000420', 'hex'),
  sha384: Buffer.from('3041300d060960864801650304020205000430', 'hex'),
  sha512: Buffer.from('3051300d060960864801650304020305000440', 'hex'),
};
const digestBytes: Readonly<Record<SignDigest, number>> = { sha256: 32, sha384: 48, sha512: 64 };

const bare = { 'rsa-pkcs1': ck.mechanism.rsaPkcs, 'rsa-pss': ck.mechanism.rsaPss, ecdsa: ck.mechanism.ecdsa } as const;
const hashing = { 'rsa-pkcs1': ck.mechanism.rsaPkcsWith, 'rsa-pss': ck.mechanism.rsaPssWith, ecdsa: ck.mechanism.ecdsaWith } as const;

/** @param can numbers of the mechanisms that the token signs with @param keyType CKK_… */
export function offeredMechanisms(can: ReadonlySet<number>, keyType: number): readonly SignMechanism[] {
  const schemes: readonly MechanismParts['key'][] = keyType === ck.keyType.rsa ? ['rsa-pkcs1', 'rsa-pss'] : keyType === ck.keyType.ec ? ['ecdsa'] : [];
  return mechanismsOf(schemes).filter((mechanism) => {
    const { key, digest } = mechanismParts(mechanism);
    return can.has(bare[key]) || can.has(hashing[key][digest]);
  });
}

/** The call for it: the bare mechanism over what was hashed here where the token has it, else the one that hashes by itself. */
export function tokenMechanism(mechanism: SignMechanism, can: ReadonlySet<number>, bytes: Uint8Array): { readonly mechanism: Mechanism; readonly data: Buffer } {
  const { key, digest } = mechanismParts(mechanism);
  const isBare = can.has(bare[key]);
  const parameter = key === 'rsa-pss' ? { parameter: { type: ck.pssParameters, hashAlg: ck.mechanism.digest[digest], mgf: ck.mask[digest], saltLen: digestBytes[digest] } } : {};
  const data = isBare ? prepared(key, digest, bytes) : Buffer.from(bytes);
  return { mechanism: { mechanism: isBare ? bare[key] : hashing[key][digest], ...parameter }, data };
}

function prepared(key: MechanismParts['key'], digest: SignDigest, bytes: Uint8Array): Buffer {
  const hashed = createHash(digest).update(bytes).digest();
  return key === 'rsa-pkcs1' ? Buffer.concat([digestInfo[digest], hashed]) : hashed;
}
