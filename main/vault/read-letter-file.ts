import { open } from 'node:fs/promises';
import type { FileHandle } from 'node:fs/promises';
import type { LetterId } from '../../core/model/ids';
import { limits } from '../../core/base/limits';
import { fail, ok } from '../../core/base/result';
import type { Result } from '../../core/base/result';
import { tagBytes } from './aead';
import { systemCode } from './durable-file';
import { fileSize, headerBytes, openHeader } from './letter-file';
import type { LetterFileHeader } from './letter-file';
import { readChunks, readFrom } from './read-chunks';
import type { VaultFailure } from './vault-port';

/** What names and opens one letter's file. */
export interface LetterPlace {
  readonly path: string;
  readonly letterId: LetterId;
  readonly wrapKey: Uint8Array;
  readonly keyId: Uint8Array;
}

interface OpenLetterFile {
  readonly handle: FileHandle;
  readonly header: LetterFileHeader;
  /** the file's first bytes, header included; most letters are in it whole */
  readonly start: Buffer;
}

/** header, one chunk, and a byte that only a longer file has */
const startBytes = headerBytes + limits.vaultChunkBytes + tagBytes + 1;

/** Opens the file, reads `firstBytes` of it and verifies its header before `use` sees either. */
async function withLetterFile<Value>(
  place: LetterPlace,
  firstBytes: number,
  use: (file: OpenLetterFile) => Promise<Result<Value, VaultFailure>> | Result<Value, VaultFailure>,
): Promise<Result<Value, VaultFailure>> {
  let handle: FileHandle;
  try {
    handle = await open(place.path, 'r');
  } catch (error) {
    if (systemCode(error) === 'ENOENT') return fail({ code: 'missing' });
    throw error;
  }
  try {
    const buffer = Buffer.allocUnsafe(firstBytes);
    const { bytesRead } = await handle.read(buffer, 0, firstBytes, 0);
    const start = buffer.subarray(0, bytesRead);
    const header = openHeader(place.wrapKey, place.keyId, place.letterId, start);
    if (typeof header === 'string') return fail({ code: 'damaged', detail: header });
    return await use({ handle, header, start });
  } catch (error) {
    // an unreadable sector is damage to this letter, not the end of the program
    if (systemCode(error) === 'EIO') return fail({ code: 'damaged', detail: 'disk cannot read it' });
    throw error;
  } finally {
    await handle.close();
  }
}

/** The header alone: the letter's keys survive damage to its chunks. */
export function readHeader(place: LetterPlace): Promise<Result<LetterFileHeader, VaultFailure>> {
  return withLetterFile(place, headerBytes, ({ header }) => ok(header));
}

/** Bytes of the raw letter; 'damaged' where the file's length does not agree. */
export function readSize(place: LetterPlace): Promise<Result<number, VaultFailure>> {
  return withLetterFile(place, headerBytes, async (file) => (await wrongLength(file)) ?? ok(file.header.size));
}

async function wrongLength({ handle, header, start }: OpenLetterFile): Promise<Result<never, VaultFailure> | null> {
  const expected = fileSize(header);
  // fewer bytes than asked for: the end was reached, and a small letter needs no further question to the disk
  const size = start.length === expected && expected < startBytes ? expected : (await handle.stat()).size;
  if (size === expected) return null;
  return fail({ code: 'damaged', detail: size < expected ? 'file cut short' : 'bytes after the end' });
}

/** Bytes [start, end) clamped to the letter; only the chunks they touch are read and opened. */
export function readLetterRange(place: LetterPlace, start: number, end: number): Promise<Result<Uint8Array, VaultFailure>> {
  return withLetterFile(place, startBytes, async (file) => {
    const wrong = await wrongLength(file);
    if (wrong !== null) return wrong;
    return await readChunks({ header: file.header, sealed: (first, last) => sealedBytes(file, first, last) }, start, end);
  });
}

async function sealedBytes({ handle, start }: OpenLetterFile, first: number, last: number): Promise<Buffer | null> {
  if (headerBytes + last <= start.length) return start.subarray(headerBytes + first, headerBytes + last);
  const sealed = Buffer.allocUnsafeSlow(last - first);
  return (await readFrom(handle, sealed, headerBytes + first)) === sealed.length ? sealed : null;
}
