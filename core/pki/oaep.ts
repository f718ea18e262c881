import { joinBytes, sameBytes } from './der';
import type { OaepExtras } from './key-desk';
import { digestOf } from './web-crypto';

/** MGF1 (RFC 8017 B.2.1). */
export async function maskOf(digest: string, seed: Uint8Array, bytes: number): Promise<Uint8Array | null> {
  const pieces: Uint8Array[] = [];
  for (let counter = 0, made = 0; made < bytes; counter += 1) {
    const hash = await digestOf(digest, joinBytes([seed, Uint8Array.of(0, 0, counter >> 8, counter & 0xff)]));
    if (hash === null) return null;
    pieces.push(hash);
    made += hash.length;
  }
  return joinBytes(pieces).subarray(0, bytes);
}

function exclusiveOr(left: Uint8Array, right: Uint8Array): Uint8Array {
  return left.map((byte, index) => byte ^ (right[index] ?? 0));
}

/**
 * EME-OAEP decoding (RFC 8017 7.1.2 step 3) of a block that the private key has decrypted, for what Node's own OAEP lacks: a mask
 * with another digest than the label's. All checks are made before any of them answers.
 * @param block as long as the modulus
 * @returns null for every defect alike
 */
export async function unpadOaep(block: Uint8Array, digest: 'sha1' | 'sha256' | 'sha384' | 'sha512', extras: OaepExtras = {}): Promise<Uint8Array | null> {
  const labelHash = await digestOf(digest, extras.label ?? new Uint8Array());
  if (labelHash === null || block.length < 2 * labelHash.length + 2) return null;
  const mask = extras.mask ?? digest;
  const [seedPart, dataPart] = [block.subarray(1, 1 + labelHash.length), block.subarray(1 + labelHash.length)];
  const seedMask = await maskOf(mask, dataPart, seedPart.length);
  const dataMask = seedMask === null ? null : await maskOf(mask, exclusiveOr(seedPart, seedMask), dataPart.length);
  if (dataMask === null) return null;
  const data = exclusiveOr(dataPart, dataMask);
  const rest = data.subarray(labelHash.length);
  const at = rest.findIndex((byte) => byte !== 0);
  const good = [block[0] === 0, sameBytes(data.subarray(0, labelHash.length), labelHash), at !== -1 && rest[at] === 1];
  return good.every(Boolean) ? rest.slice(at + 1) : null;
}
