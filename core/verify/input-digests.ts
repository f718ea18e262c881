import type { Digest } from '../model/ids';
import { hexOf } from '../pki/der';
import { digestOf } from '../pki/web-crypto';

const made = new WeakMap<Uint8Array, Promise<Digest>>();

/** Remembered by the bytes themselves: a list of many megabytes serves every letter of a sender. */
function digestFor(bytes: Uint8Array): Promise<Digest> {
  const known = made.get(bytes);
  if (known !== undefined) return known;
  const digest = digestOf('sha256', bytes).then((hash) => hexOf(hash ?? new Uint8Array()) as Digest);
  made.set(bytes, digest);
  return digest;
}

/** SHA-256 of everything a verdict rests on, each once, in an order of its own. */
export async function inputDigests(used: readonly Uint8Array[]): Promise<readonly Digest[]> {
  return [...new Set(await Promise.all([...new Set(used)].map(digestFor)))].sort();
}
