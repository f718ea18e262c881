import { open } from 'node:fs/promises';
import type { FileHandle } from 'node:fs/promises';
import type { LetterId } from '../../core/model/ids';
import { fail, ok } from '../../core/base/result';
import type { Result } from '../../core/base/result';
import { tagBytes } from './aead';
import { systemCode } from './durable-file';
import { chunkCount, ChunkSealer, fileSize, headerBytes, openHeader } from './letter-file';
import type { LetterFileHeader } from './letter-file';
import type { VaultFailure } from './vault-port';

/** What names and opens one letter's file. */
export interface LetterPlace {
  readonly path: string;
  readonly letterId: LetterId;
  readonly wrapKey: Uint8Array;
  readonly keyId: Uint8Array;
}

/** Chunks read from disk at once: bounds the ciphertext held beside the plaintext to about 1 MB. */
const chunksAtOnce = 16;

/** Fills the buffer from `position`; false where the file ends before. */
async function readFully(handle: FileHandle, buffer: Buffer, position: number): Promise<boolean> {
  let done = 0;
  while (done < buffer.length) {
    const { bytesRead } = await handle.read(buffer, done, buffer.length - done, position + done);
    if (bytesRead === 0) return false;
    done += bytesRead;
  }
  return true;
}

/** Opens the file, reads and verifies its header before `use` sees either. */
async function withLetterFile<Value>(
  place: LetterPlace,
  use: (handle: FileHandle, header: LetterFileHeader) => Promise<Result<Value, VaultFailure>>,
): Promise<Result<Value, VaultFailure>> {
  let handle: FileHandle;
  try {
    handle = await open(place.path, 'r');
  } catch (error) {
    if (systemCode(error) === 'ENOENT') return fail({ code: 'missing' });
    throw error;
  }
  try {
    const bytes = Buffer.allocUnsafe(headerBytes);
    if (!(await readFully(handle, bytes, 0))) return fail({ code: 'damaged', detail: 'header cut short' });
    const header = openHeader(place.wrapKey, place.keyId, place.letterId, bytes);
    if (typeof header === 'string') return fail({ code: 'damaged', detail: header });
    return await use(handle, header);
  } catch (error) {
    // an unreadable sector is damage to this letter, not the end of the program
    if (systemCode(error) === 'EIO') return fail({ code: 'damaged', detail: 'disk cannot read it' });
    throw error;
  } finally {
    await handle.close();
  }
}

async function checkLength(handle: FileHandle, header: LetterFileHeader): Promise<Result<LetterFileHeader, VaultFailure>> {
  const { size } = await handle.stat();
  const expected = fileSize(header);
  if (size === expected) return ok(header);
  return fail({ code: 'damaged', detail: size < expected ? 'file cut short' : 'bytes after the end' });
}

/** The header alone: the letter's keys survive damage to its chunks. */
export function readHeader(place: LetterPlace): Promise<Result<LetterFileHeader, VaultFailure>> {
  return withLetterFile(place, (_handle, header) => Promise.resolve(ok(header)));
}

/** Bytes of the raw letter; 'damaged' where the file's length does not agree. */
export async function readSize(place: LetterPlace): Promise<Result<number, VaultFailure>> {
  const header = await withLetterFile(place, checkLength);
  return header.ok ? ok(header.value.size) : header;
}

/** Bytes [start, end) clamped to the letter; only the chunks they touch are read and opened. */
export function readLetterRange(place: LetterPlace, start: number, end: number): Promise<Result<Uint8Array, VaultFailure>> {
  return withLetterFile(place, async (handle, header) => {
    const length = await checkLength(handle, header);
    if (!length.ok) return length;
    const { chunkSize, size } = header;
    const from = Math.min(Math.max(0, Math.trunc(start)), size);
    const to = Math.min(Math.max(from, Math.trunc(end)), size);
    const plain = Buffer.allocUnsafeSlow(to - from);
    if (plain.length === 0 && size > 0) return ok(plain);
    const sealer = new ChunkSealer(header);
    const lastChunk = chunkCount(size, chunkSize) - 1;
    const stride = chunkSize + tagBytes;
    const firstTouched = Math.floor(from / chunkSize);
    const lastTouched = Math.min(lastChunk, Math.floor(Math.max(from, to - 1) / chunkSize));
    const fileEnd = fileSize(header);
    for (let first = firstTouched; first <= lastTouched; first += chunksAtOnce) {
      const last = Math.min(lastTouched, first + chunksAtOnce - 1);
      const position = headerBytes + first * stride;
      const sealed = Buffer.allocUnsafe(Math.min(headerBytes + (last + 1) * stride, fileEnd) - position);
      if (!(await readFully(handle, sealed, position))) return fail({ code: 'damaged', detail: 'file cut short' });
      for (let index = first; index <= last; index += 1) {
        const offset = (index - first) * stride;
        const chunk = sealer.open(index, index === lastChunk, sealed.subarray(offset, offset + stride));
        if (chunk === null) return fail({ code: 'damaged', detail: `chunk ${index} does not verify` });
        const chunkStart = index * chunkSize;
        const sliceStart = Math.max(from, chunkStart);
        const sliceEnd = Math.min(to, chunkStart + chunk.length);
        if (sliceEnd > sliceStart) chunk.copy(plain, sliceStart - from, sliceStart - chunkStart, sliceEnd - chunkStart);
      }
    }
    return ok(plain);
  });
}
