import { bytesOfLatin1, latin1Of } from '../letter/latin1';
import aes from 'node-forge/lib/aes';
import des from 'node-forge/lib/des';
import rc2 from 'node-forge/lib/rc2';
import util from 'node-forge/lib/util';
import { joinBytes } from './der';

/**
 * Ciphers that WebCrypto lacks: 3DES and RC2 of old letters and key files, and AES-192, which Chromium leaves out. Only ever used to
 * read what others wrote.
 */

/** bytes at a time: the library's buffers are strings, which grow dear with their length */
const chunk = 2048;

function run(decipher: ForgeDecipher, encrypted: Uint8Array): { readonly plain: Uint8Array; readonly done: boolean } {
  const pieces: Uint8Array[] = [];
  for (let at = 0; at < encrypted.length; at += chunk) {
    decipher.update(util.createBuffer(latin1Of(encrypted.subarray(at, at + chunk))));
    pieces.push(bytesOfLatin1(decipher.output.getBytes()));
  }
  const done = decipher.finish(() => true);
  pieces.push(bytesOfLatin1(decipher.output.getBytes()));
  return { plain: joinBytes(pieces), done };
}

/** RFC 5652 6.3: n bytes of value n. Stricter than the library, which looks at the last byte alone. */
function unpadded(plain: Uint8Array, block: number): Uint8Array | null {
  const count = plain[plain.length - 1] ?? 0;
  if (plain.length === 0 || plain.length % block !== 0 || count === 0 || count > block) return null;
  return plain.subarray(-count).every((byte) => byte === count) ? plain.subarray(0, plain.length - count) : null;
}

function cbc(decipher: ForgeDecipher, iv: Uint8Array, encrypted: Uint8Array, block: number): Uint8Array | null {
  if (encrypted.length === 0 || encrypted.length % block !== 0) return null;
  decipher.start(latin1Of(iv));
  return unpadded(run(decipher, encrypted).plain, block);
}

/** @param key 24 bytes, or 16 for two keys @returns null where the padding is none */
export function decryptTripleDes(key: Uint8Array, iv: Uint8Array, encrypted: Uint8Array): Uint8Array | null {
  const three = key.length === 16 ? joinBytes([key, key.subarray(0, 8)]) : key;
  if (three.length !== 24 || iv.length !== 8) return null;
  return cbc(des.createDecryptionCipher(latin1Of(three), 'CBC'), iv, encrypted, 8);
}

/** RFC 2268. @param effectiveBits key bits the cipher is held to: 40, 64 or 128 in what exists */
export function decryptRc2(key: Uint8Array, effectiveBits: number, iv: Uint8Array, encrypted: Uint8Array): Uint8Array | null {
  if (key.length === 0 || key.length > 128 || iv.length !== 8) return null;
  return cbc(rc2.createDecryptionCipher(latin1Of(key), effectiveBits), iv, encrypted, 8);
}

export function decryptAesCbc(key: Uint8Array, iv: Uint8Array, encrypted: Uint8Array): Uint8Array | null {
  if (iv.length !== 16) return null;
  return cbc(aes.createDecryptionCipher(latin1Of(key), 'CBC'), iv, encrypted, 16);
}

export function decryptAesGcm(key: Uint8Array, nonce: Uint8Array, encrypted: Uint8Array, mac: Uint8Array, additional: Uint8Array): Uint8Array | null {
  const decipher = aes.createDecryptionCipher(latin1Of(key), 'GCM');
  decipher.start(latin1Of(nonce), { additionalData: latin1Of(additional), tagLength: mac.length * 8, tag: util.createBuffer(latin1Of(mac)) });
  const { plain, done } = run(decipher, encrypted);
  return done ? plain : null;
}

/** One block at a time, as key wrapping needs it. */
export function aesBlockDecipher(key: Uint8Array): (block: Uint8Array) => Uint8Array {
  const cipherKey = latin1Of(key);
  return (block) => {
    const decipher = aes.createDecryptionCipher(cipherKey, 'ECB');
    decipher.start(null);
    return run(decipher, block).plain;
  };
}
