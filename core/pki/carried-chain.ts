import type { Certificate } from './certificate';

/**
 * Which certificates go along with a signature: the signer's, and those that may have issued it. A token holds others too (of other persons, of other uses): they
 * would tell what is nobody's business, and fill the space that a PDF keeps for its signature.
 * @param certificates the signer's first
 */
export function carriedChain(certificates: readonly Certificate[]): readonly Certificate[] {
  const carried = new Set(certificates.slice(0, 1));
  // a set walks on over what is added to it
  for (const { issuer } of carried) for (const one of certificates) if (one.subject.key === issuer.key) carried.add(one);
  return [...carried];
}
