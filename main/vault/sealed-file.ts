import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { fail, ok } from '../../core/base/result';
import type { Result } from '../../core/base/result';
import { open, seal } from './aead';
import { replaceFile, systemCode } from './durable-file';

export type SealedFileFailure = { readonly code: 'missing' } | { readonly code: 'damaged' };

const magic = Buffer.from('VTS\x01', 'latin1');

/** The file's own name is bound in, so that one sealed file cannot be put in another's place. */
function aad(path: string): Buffer {
  return Buffer.concat([magic, Buffer.from(basename(path), 'utf8')]);
}

/**
 * For small files (cursors, passwords): magic, nonce, AES-256-GCM ciphertext, tag. Wrong key and flipped bit are both
 * 'damaged'. Other system errors throw.
 */
export async function readSealedFile(path: string, key: Uint8Array): Promise<Result<Uint8Array, SealedFileFailure>> {
  let bytes: Buffer;
  try {
    bytes = await readFile(path);
  } catch (error) {
    if (systemCode(error) === 'ENOENT') return fail({ code: 'missing' });
    throw error;
  }
  if (!bytes.subarray(0, magic.length).equals(magic)) return fail({ code: 'damaged' });
  const plain = open(key, aad(path), bytes.subarray(magic.length));
  return plain === null ? fail({ code: 'damaged' }) : ok(plain);
}

/** Atomic and durable when it resolves; throws the system's error where the disk refuses (the old content stays). */
export async function writeSealedFile(path: string, key: Uint8Array, bytes: Uint8Array): Promise<void> {
  await replaceFile(path, Buffer.concat([magic, seal(key, aad(path), bytes)]));
}
