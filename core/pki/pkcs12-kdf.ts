import { md5, sha1 } from '@noble/hashes/legacy.js';
import { sha224, sha256, sha384, sha512 } from '@noble/hashes/sha2.js';
import { joinBytes } from './der';

const hashes = { md5, sha1, sha224, sha256, sha384, sha512 } as const;

/** an iteration here keeps the window busy about as long as so many of the platform's own */
export const scriptCost = 8;

/** RFC 7292 B.1: a password is a BMPString with its terminator; none at all is no bytes at all. */
export function bmpPassword(password: string): Uint8Array {
  const bytes = new Uint8Array(password.length * 2 + 2);
  for (let index = 0; index < password.length; index += 1) {
    bytes[index * 2] = password.charCodeAt(index) >> 8;
    bytes[index * 2 + 1] = password.charCodeAt(index) & 0xff;
  }
  return bytes;
}

function repeated(source: Uint8Array, block: number): Uint8Array {
  const filled = new Uint8Array(Math.ceil(source.length / block) * block);
  for (let index = 0; index < filled.length; index += 1) filled[index] = source[index % source.length] ?? 0;
  return filled;
}

/** `target` += `addend` + 1, as big-endian numbers of the same length, the carry beyond it dropped. */
function addPlusOne(target: Uint8Array, addend: Uint8Array): void {
  let carry = 1;
  for (let index = target.length - 1; index >= 0; index -= 1) {
    carry += (target[index] ?? 0) + (addend[index] ?? 0);
    target[index] = carry & 0xff;
    carry >>= 8;
  }
}

export interface Pkcs12Derivation {
  readonly digest: string;
  /** as `bmpPassword` makes it */
  readonly password: Uint8Array;
  readonly salt: Uint8Array;
  readonly iterations: number;
}

/**
 * Key derivation of PKCS #12 (RFC 7292 B.2). Computed in script: thousands of small hashes would each be a task of their own in WebCrypto.
 * @param purpose 1 key, 2 initialisation vector, 3 MAC key
 * @returns null where the digest is not known; the caller bounds the iterations
 */
export function derivePkcs12({ digest, password, salt, iterations }: Pkcs12Derivation, purpose: 1 | 2 | 3, bytes: number): Uint8Array | null {
  const hash = Object.entries(hashes).find(([name]) => name === digest)?.[1];
  if (hash === undefined) return null;
  const block = hash.blockLen;
  const diversifier = new Uint8Array(block).fill(purpose);
  const input = joinBytes([salt.length === 0 ? salt : repeated(salt, block), password.length === 0 ? password : repeated(password, block)]);
  const made: Uint8Array[] = [];
  for (let length = 0; length < bytes; length += hash.outputLen) {
    let value = hash(joinBytes([diversifier, input]));
    for (let round = 1; round < iterations; round += 1) value = hash(value);
    made.push(value);
    const addend = repeated(value, block);
    for (let at = 0; at < input.length; at += block) addPlusOne(input.subarray(at, at + block), addend.subarray(0, block));
  }
  return joinBytes(made).subarray(0, bytes);
}
