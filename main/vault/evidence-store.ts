import { createHash, createHmac } from 'node:crypto';
import { mkdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { Digest } from '../../core/model/ids';
import type { Result } from '../../core/base/result';
import { syncFolder, systemCode } from './durable-file';
import { readSealedFile, writeSealedFile } from './sealed-file';
import type { SealedFileFailure } from './sealed-file';

/** Revocation lists, time-stamps, trust lists: bytes by digest, sealed. */
export interface EvidenceStore {
  /** Durable when it resolves; the journal entry that names the digest is the caller's next step. */
  put(bytes: Uint8Array): Promise<Digest>;
  get(digest: Digest): Promise<Result<Uint8Array, SealedFileFailure>>;
}

export async function openEvidenceStore(dir: string, key: Uint8Array): Promise<EvidenceStore> {
  if ((await mkdir(dir, { recursive: true, mode: 0o700 })) !== undefined) await syncFolder(join(dir, '..'));
  // public files have public digests: a name that shows one would tell whose letters were checked
  const path = (digest: Digest): string => join(dir, `${createHmac('sha256', key).update(digest).digest('hex').slice(0, 32)}.vts`);
  return {
    async put(bytes) {
      const digest = createHash('sha256').update(bytes).digest('hex') as Digest;
      if (!(await isPresent(path(digest)))) await writeSealedFile(path(digest), key, bytes);
      return digest;
    },
    get: (digest) => readSealedFile(path(digest), key),
  };
}

async function isPresent(path: string): Promise<boolean> {
  try {
    await stat(path);
    return true;
  } catch (error) {
    if (systemCode(error) === 'ENOENT') return false;
    throw error;
  }
}
