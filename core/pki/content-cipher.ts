import type { AlgorithmIdentifier } from './certificate';
import { childrenOf, contentOf, expect, isUniversal, joinBytes, readElement, smallIntegerOf, tags } from './der';
import { decryptAesCbc, decryptAesGcm, decryptRc2, decryptTripleDes } from './legacy-cipher';
import type { EnvelopedData } from './read-enveloped';
import { bufferOf, subtle } from './web-crypto';

export interface ContentCipher {
  /** as a person reads it */
  readonly name: string;
  readonly keyBytes: number;
  /** @returns null where it does not decrypt, for whatever reason */
  decrypt(key: Uint8Array): Promise<Uint8Array | null>;
}

type Kind = 'cbc' | 'gcm';

const aes: Readonly<Record<string, { readonly kind: Kind; readonly keyBytes: number }>> = {
  '2.16.840.1.101.3.4.1.2': { kind: 'cbc', keyBytes: 16 },
  '2.16.840.1.101.3.4.1.22': { kind: 'cbc', keyBytes: 24 },
  '2.16.840.1.101.3.4.1.42': { kind: 'cbc', keyBytes: 32 },
  '2.16.840.1.101.3.4.1.6': { kind: 'gcm', keyBytes: 16 },
  '2.16.840.1.101.3.4.1.26': { kind: 'gcm', keyBytes: 24 },
  '2.16.840.1.101.3.4.1.46': { kind: 'gcm', keyBytes: 32 },
};
const tripleDesCbc = '1.2.840.113549.3.7';
const rc2Cbc = '1.2.840.113549.3.2';

/** Ciphers that may have to be computed in script. */
export function isSlowCipher(oid: string): boolean {
  return oid === tripleDesCbc || oid === rc2Cbc || aes[oid]?.keyBytes === 24;
}

/** RFC 2268 6: the version says how many key bits count, by a table of its own below 256. */
function rc2Bits(version: number): number | null {
  if (version >= 256 && version <= 1024) return version;
  return { 160: 40, 120: 64, 58: 128 }[version] ?? null;
}

/** RFC 2268 6: RC2-CBCParameter. */
function readRc2(parameters: Uint8Array): { readonly bits: number; readonly iv: Uint8Array } | null {
  const whole = readElement(parameters);
  if (isUniversal(whole, tags.octetString)) return { bits: 32, iv: contentOf(whole) };
  const [version, iv] = childrenOf(expect(whole, tags.sequence));
  const bits = version === undefined ? null : rc2Bits(smallIntegerOf(version));
  return bits === null ? null : { bits, iv: contentOf(expect(iv, tags.octetString)) };
}

/** @returns null where the platform refuses it: Chromium has no AES-192 */
function importAes(key: Uint8Array, name: 'AES-CBC' | 'AES-GCM'): Promise<CryptoKey | null> {
  const imported = subtle.importKey('raw', bufferOf(key), name, false, ['decrypt']);
  return key.length === 24 ? imported.catch(() => null) : imported;
}

async function withAesCbc(key: Uint8Array, iv: Uint8Array, encrypted: Uint8Array): Promise<Uint8Array | null> {
  const imported = await importAes(key, 'AES-CBC');
  if (imported === null) return decryptAesCbc(key, iv, encrypted);
  return new Uint8Array(await subtle.decrypt({ name: 'AES-CBC', iv: bufferOf(iv) }, imported, bufferOf(encrypted)));
}

async function withAesGcm(key: Uint8Array, nonce: Uint8Array, encrypted: Uint8Array, mac: Uint8Array, additional: Uint8Array): Promise<Uint8Array | null> {
  const imported = await importAes(key, 'AES-GCM');
  if (imported === null) return decryptAesGcm(key, nonce, encrypted, mac, additional);
  const parameters = { name: 'AES-GCM', iv: bufferOf(nonce), additionalData: bufferOf(additional), tagLength: mac.length * 8 };
  return new Uint8Array(await subtle.decrypt(parameters, imported, bufferOf(joinBytes([encrypted, mac]))));
}

/** A failure of any kind is one answer: padding, tag and key must not be told apart. */
async function quietly(work: () => Promise<Uint8Array | null> | Uint8Array | null): Promise<Uint8Array | null> {
  try {
    return await work();
  } catch {
    // WebCrypto throws one and the same error for every reason, and we pass on no more than that
    return null;
  }
}

/** Symmetric ciphers in CBC with their own parameters, of letters and of key files (RFC 8018 B.2). */
export function cbcCipher({ oid, parameters }: AlgorithmIdentifier, encrypted: Uint8Array): ContentCipher | null {
  if (parameters === null) return null;
  if (oid === rc2Cbc) {
    const rc2 = readRc2(parameters);
    return rc2 === null ? null : { name: `RC2-${rc2.bits}`, keyBytes: rc2.bits / 8, decrypt: (key) => quietly(() => decryptRc2(key, rc2.bits, rc2.iv, encrypted)) };
  }
  const known = aes[oid];
  if (oid !== tripleDesCbc && known?.kind !== 'cbc') return null;
  const iv = contentOf(expect(readElement(parameters), tags.octetString));
  if (known === undefined) return { name: '3DES', keyBytes: 24, decrypt: (key) => quietly(() => decryptTripleDes(key, iv, encrypted)) };
  return { name: `AES-${known.keyBytes * 8}-CBC`, keyBytes: known.keyBytes, decrypt: (key) => quietly(() => withAesCbc(key, iv, encrypted)) };
}

function gcmCipher({ oid, parameters }: AlgorithmIdentifier, encrypted: Uint8Array, { mac, additional }: NonNullable<EnvelopedData['authentication']>): ContentCipher | null {
  const known = aes[oid];
  if (known?.kind !== 'gcm' || parameters === null) return null;
  const [nonce, length] = childrenOf(expect(readElement(parameters), tags.sequence));
  // RFC 5084 3.2: 12 bytes where nothing is said; a shorter tag than said would be one that can be guessed
  const macBytes = length === undefined ? 12 : smallIntegerOf(length);
  if (macBytes !== mac.length || macBytes < 12 || macBytes > 16) return null;
  const iv = contentOf(expect(nonce, tags.octetString));
  return { name: `AES-${known.keyBytes * 8}-GCM`, keyBytes: known.keyBytes, decrypt: (key) => quietly(() => withAesGcm(key, iv, encrypted, mac, additional)) };
}

/**
 * The cipher of an encrypted object. GCM is only taken inside AuthEnvelopedData and CBC only outside: an attacker who relabels one as
 * the other would make a decryption oracle of us.
 * @returns null where this version does not know it
 */
export function contentCipher({ cipher, encrypted, authentication }: EnvelopedData): ContentCipher | null {
  try {
    return authentication === null ? cbcCipher(cipher, encrypted) : gcmCipher(cipher, encrypted, authentication);
  } catch {
    // parameters of the wrong shape
    return null;
  }
}
