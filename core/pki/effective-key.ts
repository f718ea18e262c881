import type { Certificate, PublicKey } from './certificate';

/**
 * Public key with the parameters it may inherit: a DSA key without parameters uses those of its
 * issuer (RFC 3279 2.3.2).
 * @param above certificates from the issuer of `certificate` up to the anchor
 */
export function publicKeyOf(certificate: Certificate, above: readonly Certificate[]): PublicKey {
  const { publicKey } = certificate;
  if (publicKey.algorithm.parameters?.[0] === 0x30 || publicKey.algorithm.oid !== '1.2.840.10040.4.1') return publicKey;
  const donor = above.find((issuer) => issuer.publicKey.algorithm.oid === publicKey.algorithm.oid && issuer.publicKey.algorithm.parameters?.[0] === 0x30);
  return donor === undefined ? publicKey : { ...publicKey, algorithm: donor.publicKey.algorithm };
}
