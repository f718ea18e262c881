import type { FileHandle } from 'node:fs/promises';
import { fail, ok } from '../../core/base/result';
import type { Result } from '../../core/base/result';
import { tagBytes } from './aead';
import { chunkCount, ChunkSealer } from './letter-file';
import type { LetterFileHeader } from './letter-file';
import type { VaultFailure } from './vault-port';

/** Chunks read from disk at once: bounds the ciphertext held beside the plaintext to about 1 MB. */
const chunksAtOnce = 16;

/** How many bytes of the buffer the file could fill from `position`. */
export async function readFrom(handle: FileHandle, buffer: Buffer, position: number): Promise<number> {
  let done = 0;
  while (done < buffer.length) {
    const { bytesRead } = await handle.read(buffer, done, buffer.length - done, position + done);
    if (bytesRead === 0) break;
    done += bytesRead;
  }
  return done;
}

export interface SealedChunks {
  readonly header: LetterFileHeader;
  /** ciphertext bytes [start, end), counted from the first chunk; null where the file ends before */
  readonly sealed: (start: number, end: number) => Promise<Buffer | null>;
}

/** Bytes [start, end) clamped to the letter; only the chunks they touch are read and opened. */
export async function readChunks({ header, sealed }: SealedChunks, start: number, end: number): Promise<Result<Uint8Array, VaultFailure>> {
  const { chunkSize, size } = header;
  const from = Math.min(Math.max(0, Math.trunc(start)), size);
  const to = Math.min(Math.max(from, Math.trunc(end)), size);
  const plain = Buffer.allocUnsafeSlow(to - from);
  // an empty letter still has a chunk to verify
  if (plain.length === 0 && size > 0) return ok(plain);
  const sealer = new ChunkSealer(header);
  const lastChunk = chunkCount(size, chunkSize) - 1;
  const stride = chunkSize + tagBytes;
  const all = size + (lastChunk + 1) * tagBytes;
  const firstTouched = Math.floor(from / chunkSize);
  const lastTouched = Math.min(lastChunk, Math.floor(Math.max(from, to - 1) / chunkSize));
  for (let first = firstTouched; first <= lastTouched; first += chunksAtOnce) {
    const last = Math.min(lastTouched, first + chunksAtOnce - 1);
    const bytes = await sealed(first * stride, Math.min((last + 1) * stride, all));
    if (bytes === null) return fail({ code: 'damaged', detail: 'file cut short' });
    for (let index = first; index <= last; index += 1) {
      const offset = (index - first) * stride;
      const chunk = sealer.open(index, index === lastChunk, bytes.subarray(offset, offset + stride));
      if (chunk === null) return fail({ code: 'damaged', detail: `chunk ${index} does not verify` });
      const chunkStart = index * chunkSize;
      const sliceStart = Math.max(from, chunkStart);
      const sliceEnd = Math.min(to, chunkStart + chunk.length);
      if (sliceEnd > sliceStart) chunk.copy(plain, sliceStart - from, sliceStart - chunkStart, sliceEnd - chunkStart);
    }
  }
  return ok(plain);
}
