import { fail, ok } from './result';
import type { Result } from './result';

/*
 * What lies in the renderer's store: magic 3 | version 1 | nonce 12 | AES-256-GCM ciphertext and tag 16.
 * The purpose (table and key of the value) is authenticated with the magic: a value cannot be moved to another place.
 */
const magicAndVersion = [0x56, 0x54, 0x45, 0x01] as const;
const nonceBytes = 12;
const tagBytes = 16;
const headBytes = magicAndVersion.length + nonceBytes;

export type EnvelopeFailure = { readonly code: 'damaged' };

const encoder = new TextEncoder();

/** WebCrypto refuses shared memory; none of ours is shared. */
function unshared(bytes: Uint8Array): Uint8Array<ArrayBuffer> {
  return bytes as Uint8Array<ArrayBuffer>;
}

function aad(purpose: string): Uint8Array<ArrayBuffer> {
  const text = encoder.encode(purpose);
  const bytes = new Uint8Array(magicAndVersion.length + text.length);
  bytes.set(magicAndVersion, 0);
  bytes.set(text, magicAndVersion.length);
  return bytes;
}

/** 32 raw bytes to a key that cannot be exported again. */
export function importSealingKey(raw: Uint8Array): Promise<CryptoKey> {
  return crypto.subtle.importKey('raw', unshared(raw), 'AES-GCM', false, ['encrypt', 'decrypt']);
}

/** Random nonce: one key may seal about 2^32 values (NIST SP 800-38D, 8.3). Never inside a Dexie transaction, which an await ends. */
export async function sealValue(key: CryptoKey, purpose: string, bytes: Uint8Array): Promise<Uint8Array<ArrayBuffer>> {
  const nonce = crypto.getRandomValues(new Uint8Array(nonceBytes));
  const algorithm = { name: 'AES-GCM', iv: nonce, additionalData: aad(purpose), tagLength: tagBytes * 8 };
  const sealed = await crypto.subtle.encrypt(algorithm, key, unshared(bytes));
  const envelope = new Uint8Array(headBytes + sealed.byteLength);
  envelope.set(magicAndVersion, 0);
  envelope.set(nonce, magicAndVersion.length);
  envelope.set(new Uint8Array(sealed), headBytes);
  return envelope;
}

/** 'damaged' for a wrong key, another purpose and changed bytes alike. */
export async function openValue(key: CryptoKey, purpose: string, envelope: Uint8Array): Promise<Result<Uint8Array<ArrayBuffer>, EnvelopeFailure>> {
  if (!isSealedEnvelope(envelope)) return fail({ code: 'damaged' });
  const nonce = unshared(envelope.subarray(magicAndVersion.length, headBytes));
  const algorithm = { name: 'AES-GCM', iv: nonce, additionalData: aad(purpose), tagLength: tagBytes * 8 };
  try {
    return ok(new Uint8Array(await crypto.subtle.decrypt(algorithm, key, unshared(envelope.subarray(headBytes)))));
  } catch (error) {
    // WebCrypto says OperationError for a tag that does not verify; anything else is a bug of the caller
    if (error instanceof Error && error.name === 'OperationError') return fail({ code: 'damaged' });
    throw error;
  }
}

/** By its look: magic, version and a possible length. */
export function isSealedEnvelope(bytes: Uint8Array): boolean {
  return bytes.length >= headBytes + tagBytes && magicAndVersion.every((byte, index) => bytes[index] === byte);
}
