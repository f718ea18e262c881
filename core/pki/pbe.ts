import { readAlgorithm } from './algorithm-identifier';
import type { AlgorithmIdentifier } from './certificate';
import { cbcCipher } from './content-cipher';
import { childrenOf, contentOf, expect, isUniversal, readElement, smallIntegerOf, tags } from './der';
import type { Element } from './der';
import { decryptRc2, decryptTripleDes } from './legacy-cipher';
import { bmpPassword, derivePkcs12, scriptCost } from './pkcs12-kdf';
import { bufferOf, subtle, webDigestName } from './web-crypto';

/** Iterations still allowed: a file that asks for billions would keep the window busy for hours. */
export interface IterationAllowance {
  /** @returns false where so many more are not allowed */
  take(iterations: number): boolean;
}

/** `unsupported` also where the file asks for too many iterations; null: wrong password, or damaged */
export type PbeResult = Uint8Array | 'unsupported' | null;

const pbes2 = '1.2.840.113549.1.5.13';
const pbkdf2 = '1.2.840.113549.1.5.12';

/** RFC 7292 C: [key bytes, RC2 bits or null for 3DES] */
const oldSchemes: Readonly<Record<string, readonly [number, number | null]>> = {
  '1.2.840.113549.1.12.1.3': [24, null],
  '1.2.840.113549.1.12.1.4': [16, null],
  '1.2.840.113549.1.12.1.5': [16, 128],
  '1.2.840.113549.1.12.1.6': [5, 40],
};

/** pseudo-random functions of PBKDF2 (RFC 8018 B.1) */
const hmacDigests: Readonly<Record<string, string>> = {
  '1.2.840.113549.2.7': 'sha1', '1.2.840.113549.2.9': 'sha256', '1.2.840.113549.2.10': 'sha384', '1.2.840.113549.2.11': 'sha512',
};

export function hmacDigestName(oid: string): string | null {
  return hmacDigests[oid] ?? null;
}

/** PBKDF2 (RFC 8018 5.2) by its AlgorithmIdentifier. */
export async function derivePbkdf2(element: Element | undefined, password: Uint8Array, keyBytes: number, allowance: IterationAllowance): Promise<Uint8Array | 'unsupported'> {
  const { oid, parameters } = readAlgorithm(element);
  if (oid !== pbkdf2 || parameters === null) return 'unsupported';
  const [salt, count, ...rest] = childrenOf(expect(readElement(parameters), tags.sequence));
  const function_ = rest.find((field) => isUniversal(field, tags.sequence));
  const digest = function_ === undefined ? 'sha1' : hmacDigests[readAlgorithm(function_).oid];
  const hash = digest === undefined ? null : webDigestName(digest);
  const iterations = smallIntegerOf(expect(count, tags.integer));
  if (hash === null || !isUniversal(salt, tags.octetString) || iterations < 1 || !allowance.take(iterations)) return 'unsupported';
  const key = await subtle.importKey('raw', bufferOf(password), 'PBKDF2', false, ['deriveBits']);
  return new Uint8Array(await subtle.deriveBits({ name: 'PBKDF2', hash, salt: bufferOf(contentOf(salt)), iterations }, key, keyBytes * 8));
}

async function decryptPbes2(parameters: Uint8Array, encrypted: Uint8Array, password: string, allowance: IterationAllowance): Promise<PbeResult> {
  const [derivation, scheme] = childrenOf(expect(readElement(parameters), tags.sequence));
  const cipher = cbcCipher(readAlgorithm(scheme), encrypted);
  if (cipher === null) return 'unsupported';
  // RFC 8018 leaves the encoding open: UTF-8 is what all write now, older NSS wrote the BMPString
  for (const bytes of [new TextEncoder().encode(password), bmpPassword(password)]) {
    const key = await derivePbkdf2(derivation, bytes, cipher.keyBytes, allowance);
    if (key === 'unsupported') return key;
    const plain = await cipher.decrypt(key);
    // both kinds of content are one SEQUENCE; a wrong password passes the padding once in 256 times
    if (plain !== null && isOneSequence(plain)) return plain;
  }
  return null;
}

function isOneSequence(bytes: Uint8Array): boolean {
  try {
    return isUniversal(readElement(bytes), tags.sequence);
  } catch {
    // not DER, hence not what was encrypted
    return false;
  }
}

function decryptOld(keyBytes: number, rc2Bits: number | null, parameters: Uint8Array, encrypted: Uint8Array, password: string, allowance: IterationAllowance): PbeResult {
  const [salt, count] = childrenOf(expect(readElement(parameters), tags.sequence));
  const iterations = smallIntegerOf(expect(count, tags.integer));
  if (iterations < 1) return 'unsupported';
  for (const bytes of password === '' ? [bmpPassword(''), new Uint8Array()] : [bmpPassword(password)]) {
    if (!allowance.take(iterations * 2 * scriptCost)) return 'unsupported';
    const derivation = { digest: 'sha1', password: bytes, salt: contentOf(expect(salt, tags.octetString)), iterations };
    const [key, iv] = [derivePkcs12(derivation, 1, keyBytes), derivePkcs12(derivation, 2, 8)];
    if (key === null || iv === null) return 'unsupported';
    const plain = rc2Bits === null ? decryptTripleDes(key, iv, encrypted) : decryptRc2(key, rc2Bits, iv, encrypted);
    if (plain !== null && isOneSequence(plain)) return plain;
  }
  return null;
}

/** What was encrypted with a password (RFC 8018 PBES2, RFC 7292 C): one DER SEQUENCE. Throws on parameters of the wrong shape. */
export async function decryptWithPassword({ oid, parameters }: AlgorithmIdentifier, encrypted: Uint8Array, password: string, allowance: IterationAllowance): Promise<PbeResult> {
  if (parameters === null) return 'unsupported';
  if (oid === pbes2) return decryptPbes2(parameters, encrypted, password, allowance);
  const old = oldSchemes[oid];
  return old === undefined ? 'unsupported' : decryptOld(old[0], old[1], parameters, encrypted, password, allowance);
}
