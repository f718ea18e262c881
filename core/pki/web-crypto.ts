import { md5, ripemd160 } from '@noble/hashes/legacy.js';
import { sha224, sha256 } from '@noble/hashes/sha2.js';

/**
 * The one place that names the platform's cryptography: `globalThis.crypto` exists in the worker, in
 * Node 20 and in tests. Views are never backed by shared memory here, which the DOM types insist on.
 */
export const subtle = globalThis.crypto.subtle;

export function bufferOf(bytes: Uint8Array): Uint8Array<ArrayBuffer> {
  return bytes.buffer instanceof ArrayBuffer ? (bytes as Uint8Array<ArrayBuffer>) : new Uint8Array(bytes);
}

const webNames: Readonly<Record<string, string>> = { sha1: 'SHA-1', sha256: 'SHA-256', sha384: 'SHA-384', sha512: 'SHA-512' };

/** Digests the platform does not have: SHA-224, and those that only old signatures bear ("intact, but weak"). */
const scriptDigests: Readonly<Record<string, (bytes: Uint8Array) => Uint8Array>> = { sha224, md5, ripemd160 };

/** WebCrypto's name of a digest; null where the platform has none (MD5, SHA-224). */
export function webDigestName(digest: string): string | null {
  return webNames[digest] ?? null;
}

/** @returns null where the digest is not available */
export async function digestOf(digest: string, bytes: Uint8Array): Promise<Uint8Array | null> {
  const name = webDigestName(digest);
  if (name === null) return scriptDigests[digest]?.(bytes) ?? null;
  return new Uint8Array(await subtle.digest(name, bufferOf(bytes)));
}

/** SHA-256 in the same turn, for what is small. */
export function sha256Now(bytes: Uint8Array): Uint8Array {
  return sha256(bytes);
}
