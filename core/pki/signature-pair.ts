import { childrenOf, contentOf, expect, readElement, tags } from './der';

/**
 * The two numbers of an ECDSA or DSA signature (RFC 3279 2.2.2, RFC 5480 appendix A).
 * @returns null where the bytes are no such pair: then nobody's key made this signature
 */
export function readSignaturePair(signature: Uint8Array): readonly [Uint8Array, Uint8Array] | null {
  try {
    const sequence = expect(readElement(signature), tags.sequence);
    const [r, s, ...rest] = childrenOf(sequence);
    if (sequence.end !== signature.length || rest.length > 0) return null;
    return [contentOf(expect(r, tags.integer)), contentOf(expect(s, tags.integer))];
  } catch {
    // a broken encoding is an answer: the signature cannot be valid
    return null;
  }
}
