import { createCipheriv, createDecipheriv, randomFillSync } from 'node:crypto';

export const nonceBytes = 12;
export const tagBytes = 16;

const pool = Buffer.allocUnsafeSlow(16 * 1024);
let drawn = pool.length;

/** Random bytes that are handed out once; drawn from the system in one go for many nonces, which one by one cost more than the sealing. */
export function freshRandom(count: number): Buffer {
  if (drawn + count > pool.length) {
    randomFillSync(pool);
    drawn = 0;
  }
  const bytes = Buffer.from(pool.subarray(drawn, drawn + count));
  pool.fill(0, drawn, drawn + count);
  drawn += count;
  return bytes;
}

/** AES-256-GCM; ciphertext and tag come apart, so that a caller can write them without joining. */
export function sealWithNonce(
  key: Uint8Array,
  nonce: Uint8Array,
  aad: Uint8Array,
  plain: Uint8Array,
): { readonly ciphertext: Buffer; readonly tag: Buffer } {
  const cipher = createCipheriv('aes-256-gcm', key, nonce, { authTagLength: tagBytes });
  cipher.setAAD(aad);
  const ciphertext = cipher.update(plain);
  cipher.final();
  return { ciphertext, tag: cipher.getAuthTag() };
}

/** The plaintext, or null where key, nonce, AAD or bytes are not the ones that were sealed. `sealed` ends with the tag. */
export function openWithNonce(key: Uint8Array, nonce: Uint8Array, aad: Uint8Array, sealed: Uint8Array): Buffer | null {
  const end = sealed.length - tagBytes;
  if (end < 0) return null;
  const decipher = createDecipheriv('aes-256-gcm', key, nonce, { authTagLength: tagBytes });
  decipher.setAAD(aad);
  decipher.setAuthTag(sealed.subarray(end));
  const plain = decipher.update(sealed.subarray(0, end));
  try {
    decipher.final();
  } catch {
    // OpenSSL reports a wrong tag only by throwing; the plaintext so far must not be used
    return null;
  }
  return plain;
}

/** nonce ‖ ciphertext ‖ tag with a random nonce; one key may seal about 2^32 values (NIST SP 800-38D, 8.3). */
export function seal(key: Uint8Array, aad: Uint8Array, plain: Uint8Array): Buffer {
  const nonce = freshRandom(nonceBytes);
  const { ciphertext, tag } = sealWithNonce(key, nonce, aad, plain);
  return Buffer.concat([nonce, ciphertext, tag]);
}

export function open(key: Uint8Array, aad: Uint8Array, sealed: Uint8Array): Buffer | null {
  if (sealed.length < nonceBytes + tagBytes) return null;
  return openWithNonce(key, sealed.subarray(0, nonceBytes), aad, sealed.subarray(nonceBytes));
}
