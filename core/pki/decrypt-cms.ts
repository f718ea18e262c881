import { limits } from '../base/limits';
import { fail, ok } from '../base/result';
import type { Result } from '../base/result';
import { contentCipher, isSlowCipher } from './content-cipher';
import type { ContentCipher } from './content-cipher';
import type { KeyDesk } from './key-desk';
import { readEnveloped } from './read-enveloped';
import type { EnvelopedData, Recipient } from './read-enveloped';
import { keyOpening } from './unwrap-key';
import type { KeyOpening } from './unwrap-key';

/**
 * `noKey`: it was encrypted for others. `failed`: one of our keys is named, and it did not open, for a reason nobody is told.
 * `unsupported`: an algorithm this version does not have.
 */
export type DecryptFailure = 'noKey' | 'failed' | 'unsupported' | 'malformed' | 'tooLarge';

export interface Decrypted {
  readonly content: Uint8Array;
  /** object identifier of what the content is */
  readonly contentType: string;
  /** of our certificate whose key opened it */
  readonly fingerprint: string;
  /** is the content what its sender encrypted? Without that, anybody on the way could have changed it (EFAIL, 2018) */
  readonly authenticated: boolean;
  readonly algorithm: string;
}

function isFor(recipient: Recipient, { certificate }: KeyDesk['keys'][number]): boolean {
  const { id } = recipient;
  return id.kind === 'keyId' ? certificate.extensions.subjectKeyId === id.keyId : certificate.serial === id.serial && certificate.issuer.key === id.issuerKey;
}

/**
 * RFC 3218 2.3: where PKCS #1 padding does not come out, decryption goes on with a random key and fails later, for the same
 * reason as any other wrong key.
 */
async function contentKey(opening: Exclude<KeyOpening, { kind: 'unsupported' }>, fingerprint: string, desk: KeyDesk, cipher: ContentCipher): Promise<Uint8Array | null> {
  const key = await opening.open(fingerprint, desk);
  if (opening.kind === 'checked') return key;
  return key?.length === cipher.keyBytes ? key : globalThis.crypto.getRandomValues(new Uint8Array(cipher.keyBytes));
}

function isTooLarge({ cipher, encrypted }: EnvelopedData): boolean {
  return encrypted.length > (isSlowCipher(cipher.oid) ? limits.legacyCipherBytes : limits.decryptedBytes);
}

/**
 * Opens EnvelopedData or AuthEnvelopedData (RFC 5652 6, RFC 5083, RFC 8551) with one of our keys.
 * @param bytes the whole CMS object, DER or BER
 */
export async function decryptCms(bytes: Uint8Array, desk: KeyDesk): Promise<Result<Decrypted, DecryptFailure>> {
  const read = readEnveloped(bytes);
  if (!read.ok) return fail(read.failure === 'notEnveloped' ? 'unsupported' : 'malformed');
  const enveloped = read.value;
  const ours = enveloped.recipients.flatMap((recipient) => desk.keys.filter((key) => isFor(recipient, key)).map(({ fingerprint }) => ({ recipient, fingerprint }))).slice(0, limits.decryptAttempts);
  if (ours.length === 0) return fail('noKey');
  if (isTooLarge(enveloped)) return fail('tooLarge');
  const cipher = contentCipher(enveloped);
  if (cipher === null) return fail('unsupported');
  let failure: DecryptFailure = 'unsupported';
  for (const { recipient, fingerprint } of ours) {
    const opening = keyOpening(recipient);
    if (opening.kind === 'unsupported') continue;
    failure = 'failed';
    const key = await contentKey(opening, fingerprint, desk, cipher);
    const content = key === null ? null : await cipher.decrypt(key);
    if (content !== null) return ok({ content, contentType: enveloped.contentType, fingerprint, authenticated: enveloped.authentication !== null, algorithm: cipher.name });
  }
  return fail(failure);
}
