import { createHash } from 'node:crypto';
import { open } from 'node:fs/promises';
import type { FileHandle } from 'node:fs/promises';
import type { Digest, LetterId } from '../../core/model/ids';
import { limits } from '../../core/base/limits';
import { ChunkSealer, headerBytes, newLetterFileKeys, sealHeader } from './letter-file';
import type { LetterFileKeys } from './letter-file';

async function writeFully(handle: FileHandle, pieces: readonly Uint8Array[], position: number): Promise<number> {
  const total = pieces.reduce((sum, piece) => sum + piece.length, 0);
  const { bytesWritten } = await handle.writev(pieces as Uint8Array[], position);
  // a nearly full disk may take less than asked; the next write then says ENOSPC
  if (bytesWritten < total) {
    const rest = Buffer.concat(pieces).subarray(bytesWritten);
    await writeFully(handle, [rest], position + bytesWritten);
  }
  return total;
}

/** A new file with these bytes, on disk when it resolves (the name is not yet: fsync the folder). */
export async function writeTemporary(path: string, pieces: readonly Uint8Array[]): Promise<void> {
  const handle = await open(path, 'wx', 0o600);
  try {
    await writeFully(handle, pieces, 0);
    await handle.sync();
  } finally {
    await handle.close();
  }
}

export interface StreamedLetter {
  readonly digest: Digest;
  readonly letterId: LetterId;
  readonly size: number;
  readonly keys: LetterFileKeys;
}

/**
 * Seals and hashes as the bytes come; about 1 MB is held. The header, which needs the digest, is written
 * last: a file that was left half-written has none and can never be taken for a letter.
 */
export async function streamTemporary(
  path: string,
  raw: AsyncIterable<Uint8Array>,
  wrapKey: Uint8Array,
  keyId: Uint8Array,
  letterIdFor: (digest: Digest) => LetterId,
): Promise<StreamedLetter> {
  const chunkSize = limits.vaultChunkBytes;
  const keys = newLetterFileKeys();
  const sealer = new ChunkSealer(keys);
  const hash = createHash('sha256');
  const handle = await open(path, 'wx', 0o600);
  try {
    const chunk = Buffer.allocUnsafe(chunkSize);
    let filled = 0;
    let size = 0;
    let index = 0;
    let position = headerBytes;
    let pending: Buffer[] = [];
    const sealChunk = (isLast: boolean): void => {
      const { ciphertext, tag } = sealer.seal(index, isLast, chunk.subarray(0, filled));
      pending.push(ciphertext, tag);
      index += 1;
      filled = 0;
    };
    for await (const piece of raw) {
      hash.update(piece);
      size += piece.length;
      for (let taken = 0; taken < piece.length; ) {
        // sealed only now that more is known to follow: the last chunk carries a flag
        if (filled === chunkSize) sealChunk(false);
        const part = piece.subarray(taken, taken + chunkSize - filled);
        chunk.set(part, filled);
        filled += part.length;
        taken += part.length;
      }
      if (pending.length >= 32) {
        position += await writeFully(handle, pending, position);
        pending = [];
      }
    }
    sealChunk(true);
    await writeFully(handle, pending, position);
    const digest = hash.digest('hex') as Digest;
    const letterId = letterIdFor(digest);
    await writeFully(handle, [sealHeader(wrapKey, keyId, letterId, { ...keys, chunkSize, size })], 0);
    await handle.sync();
    return { digest, letterId, size, keys };
  } finally {
    await handle.close();
  }
}
