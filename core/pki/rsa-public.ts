import type { PublicKey } from './certificate';
import { childrenOf, contentOf, expect, hexOf, joinBytes, readElement, sameBytes, tags } from './der';
import { maskOf } from './oaep';
import { digestOf } from './web-crypto';

/**
 * RSA with a public key in plain numbers, for what WebCrypto refuses: old digests, unusual sizes and exponents, PSS whose mask has
 * another digest. Public values only, so running time betrays nothing.
 */

/** longer numbers would keep the worker busy for seconds */
const maxModulusBits = 8192;
const maxExponentBits = 64;

/** DigestInfo up to the digest (RFC 8017 9.2), with the NULL parameters that the standard writes */
const digestInfos: Readonly<Record<string, string>> = {
  md5: '3020300c06082a864886f70d020505000410',
  ripemd160: '3021300906052b2403020105000414',
  sha1: '3021300906052b0e03021a05000414',
  sha224: '302d300d06096086480165030402040500041c',
  sha256: '3031300d060960864801650304020105000420',
  sha384: '3041300d060960864801650304020205000430',
  sha512: '3051300d060960864801650304020305000440',
};

function numberOf(bytes: Uint8Array): bigint {
  return bytes.length === 0 ? 0n : BigInt(`0x${hexOf(bytes)}`);
}

function bytesOfNumber(value: bigint, length: number): Uint8Array {
  const hex = value.toString(16).padStart(length * 2, '0');
  return Uint8Array.from({ length }, (_, index) => Number.parseInt(hex.slice(index * 2, index * 2 + 2), 16));
}

function bitsOf(value: bigint): number {
  return value.toString(2).length;
}

interface Opened {
  /** as long as the modulus */
  readonly block: Uint8Array;
  readonly modulusBits: number;
}

/** RSAVP1 (RFC 8017 5.2.2); null: the signature is not a number below the modulus; `unsupported`: key of a size refused here */
function openSignature(key: PublicKey, signature: Uint8Array): Opened | null | 'unsupported' {
  const [modulus, exponent] = childrenOf(expect(readElement(key.key), tags.sequence)).map((field) => numberOf(contentOf(expect(field, tags.integer))));
  if (modulus === undefined || exponent === undefined) return 'unsupported';
  const modulusBits = bitsOf(modulus);
  if (modulusBits < 512 || modulusBits > maxModulusBits || (modulus & 1n) === 0n || exponent < 3n || (exponent & 1n) === 0n || bitsOf(exponent) > maxExponentBits) return 'unsupported';
  const length = Math.ceil(modulusBits / 8);
  const value = numberOf(signature);
  if (signature.length !== length || value >= modulus) return null;
  let result = 1n;
  let square = value;
  for (let rest = exponent; rest > 0n; rest >>= 1n) {
    if (rest & 1n) result = (result * square) % modulus;
    square = (square * square) % modulus;
  }
  return { block: bytesOfNumber(result, length), modulusBits };
}

function fromHex(hex: string): Uint8Array {
  return Uint8Array.from({ length: hex.length / 2 }, (_, index) => Number.parseInt(hex.slice(index * 2, index * 2 + 2), 16));
}

/** The same without the NULL, as some smart cards write it; both are lawful (RFC 8017 B.1, RFC 4055 2.1). */
function withoutNull(info: Uint8Array): Uint8Array {
  const shorter = joinBytes([info.subarray(0, -4), info.subarray(-2)]);
  for (const at of [1, 3]) shorter[at] = (shorter[at] ?? 0) - 2;
  return shorter;
}

/** EMSA-PKCS1-v1_5 (RFC 8017 9.2) of a digest, built whole: comparing all of it leaves no room for what a lax parser skips. */
function encodedPkcs1(digest: string, hash: Uint8Array, length: number): readonly Uint8Array[] {
  const info = digestInfos[digest];
  if (info === undefined) return [];
  const tails = [fromHex(info), withoutNull(fromHex(info))].map((start) => joinBytes([start, hash]));
  return tails.filter((tail) => length >= tail.length + 11).map((tail) => joinBytes([Uint8Array.of(0, 1), new Uint8Array(length - tail.length - 3).fill(0xff), Uint8Array.of(0), tail]));
}

export async function verifyPkcs1(key: PublicKey, digest: string, signature: Uint8Array, data: Uint8Array): Promise<'valid' | 'invalid' | 'unsupported'> {
  const hash = await digestOf(digest, data);
  const opened = openSignature(key, signature);
  if (hash === null || opened === 'unsupported') return 'unsupported';
  if (opened === null) return 'invalid';
  const expected = encodedPkcs1(digest, hash, opened.block.length);
  if (expected.length === 0) return 'unsupported';
  return expected.some((block) => sameBytes(opened.block, block)) ? 'valid' : 'invalid';
}

export interface PssParameters {
  readonly digest: string;
  readonly mask: string;
  /** bytes */
  readonly saltLength: number;
}

/** EMSA-PSS-VERIFY (RFC 8017 9.1.2). */
export async function verifyPss(key: PublicKey, { digest, mask, saltLength }: PssParameters, signature: Uint8Array, data: Uint8Array): Promise<'valid' | 'invalid' | 'unsupported'> {
  const hash = await digestOf(digest, data);
  const opened = openSignature(key, signature);
  if (hash === null || opened === 'unsupported') return 'unsupported';
  if (opened === null) return 'invalid';
  const bits = opened.modulusBits - 1;
  const block = opened.block.subarray(opened.block.length - Math.ceil(bits / 8));
  const dataLength = block.length - hash.length - 1;
  // a modulus of 8n + 1 bits leaves a whole byte before the block
  if (opened.block.length > block.length && opened.block[0] !== 0) return 'invalid';
  if (dataLength < saltLength + 1 || block[block.length - 1] !== 0xbc) return 'invalid';
  const masked = block.subarray(0, dataLength);
  const made = block.subarray(dataLength, dataLength + hash.length);
  const spare = 8 * block.length - bits;
  const spareMask = 0xff >> spare;
  if (((masked[0] ?? 0) & ~spareMask) !== 0) return 'invalid';
  const dataMask = await maskOf(mask, made, dataLength);
  if (dataMask === null) return 'unsupported';
  const plain = masked.map((byte, index) => byte ^ (dataMask[index] ?? 0));
  plain[0] = (plain[0] ?? 0) & spareMask;
  const salt = plain.subarray(dataLength - saltLength);
  const padding = plain.subarray(0, dataLength - saltLength);
  if (!padding.every((byte, index) => byte === (index === padding.length - 1 ? 1 : 0))) return 'invalid';
  const again = await digestOf(digest, joinBytes([new Uint8Array(8), hash, salt]));
  return again !== null && sameBytes(again, made) ? 'valid' : 'invalid';
}
