import type { PublicKey } from './certificate';
import { childrenOf, contentOf, expect, hexOf, readElement, tags } from './der';
import { readSignaturePair } from './signature-pair';
import type { SignatureOutcome } from './verify-signature';
import { digestOf } from './web-crypto';

/** numbers this long would keep the worker busy for seconds */
const maxBits = 3072;

function numberOf(bytes: Uint8Array): bigint {
  return bytes.length === 0 ? 0n : BigInt(`0x${hexOf(bytes)}`);
}

function power(base: bigint, exponent: bigint, modulus: bigint): bigint {
  let result = 1n;
  let square = base % modulus;
  for (let rest = exponent; rest > 0n; rest >>= 1n) {
    if (rest & 1n) result = (result * square) % modulus;
    square = (square * square) % modulus;
  }
  return result;
}

/**
 * DSA (FIPS 186-4 4.7), which WebCrypto never had; old national authorities still certify with it.
 * Public values only, so running time betrays nothing.
 */
export async function verifyDsa(key: PublicKey, digest: string, signature: Uint8Array, data: Uint8Array): Promise<SignatureOutcome> {
  const hashed = await digestOf(digest, data);
  const parameters = key.algorithm.parameters;
  if (hashed === null || parameters?.[0] !== 0x30) return 'unsupported';
  const [p = 0n, q = 0n, g = 0n] = childrenOf(readElement(parameters)).map((field) => numberOf(contentOf(expect(field, tags.integer))));
  const y = numberOf(contentOf(expect(readElement(key.key), tags.integer)));
  const pair = readSignaturePair(signature);
  if (pair === null) return 'invalid';
  const [r, s] = [numberOf(pair[0]), numberOf(pair[1])];
  const bits = p.toString(2).length;
  const orderBits = q.toString(2).length;
  if (bits > maxBits || orderBits > 256 || bits < 512 || orderBits < 160) return 'unsupported';
  if (r <= 0n || r >= q || s <= 0n || s >= q || y <= 1n || y >= p || g <= 1n || g >= p) return 'invalid';
  const z = numberOf(hashed.subarray(0, Math.floor(orderBits / 8)));
  const inverse = power(s, q - 2n, q);
  const v = ((power(g, (z * inverse) % q, p) * power(y, (r * inverse) % q, p)) % p) % q;
  return v === r ? 'valid' : 'invalid';
}
