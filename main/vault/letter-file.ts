import { createHmac } from 'node:crypto';
import type { AccountId, Digest, LetterId } from '../../core/model/ids';
import { limits } from '../../core/base/limits';
import { freshRandom, openWithNonce, sealWithNonce, nonceBytes, tagBytes } from './aead';
import { deriveKey } from './derive-keys';

/*
 * vault/ab/<letterId>.vtl
 *   header   magic 4 | version u16 | reserved u16 | key id 8 | chunk size u32 | file id 16 | letter size u64
 *            | nonce 12 | letter key, sealed by the wrap key 32 | tag 16        (big-endian, 104 bytes)
 *   chunks   AES-256-GCM ciphertext of at most `chunk size` bytes | tag 16; an empty letter has one empty chunk
 * The header's tag covers all that stands before it and the letter's id: no byte of the file is unauthenticated.
 */
const magic = Buffer.from('VTL\x01', 'latin1');
const version = 1;
const boundBytes = 44;
export const headerBytes = boundBytes + nonceBytes + 32 + tagBytes;

export interface LetterFileKeys {
  readonly letterKey: Uint8Array;
  readonly fileId: Uint8Array;
}

export interface LetterFileHeader extends LetterFileKeys {
  readonly chunkSize: number;
  /** bytes of the raw letter */
  readonly size: number;
}

export function letterIdOf(idKey: Uint8Array, accountId: AccountId, digest: Digest): LetterId {
  return createHmac('sha256', idKey).update(`${accountId}\0${digest}`).digest('hex').slice(0, 32) as LetterId;
}

export function newLetterFileKeys(): LetterFileKeys {
  const random = freshRandom(48);
  return { letterKey: random.subarray(0, 32), fileId: random.subarray(32) };
}

export function journalKeyOf(letterKey: Uint8Array): Buffer {
  return deriveKey(letterKey, 'journal');
}

function boundPart(bound: Uint8Array, letterId: LetterId): Buffer {
  return Buffer.concat([bound, Buffer.from(letterId, 'latin1')]);
}

export function sealHeader(wrapKey: Uint8Array, keyId: Uint8Array, letterId: LetterId, header: LetterFileHeader): Buffer {
  const bytes = Buffer.alloc(headerBytes);
  magic.copy(bytes, 0);
  bytes.writeUInt16BE(version, 4);
  bytes.set(keyId, 8);
  bytes.writeUInt32BE(header.chunkSize, 16);
  bytes.set(header.fileId, 20);
  bytes.writeBigUInt64BE(BigInt(header.size), 36);
  const nonce = freshRandom(nonceBytes);
  nonce.copy(bytes, boundBytes);
  const { ciphertext, tag } = sealWithNonce(wrapKey, nonce, boundPart(bytes.subarray(0, boundBytes), letterId), header.letterKey);
  ciphertext.copy(bytes, boundBytes + nonceBytes);
  tag.copy(bytes, headerBytes - tagBytes);
  return bytes;
}

/** The header, or a word on why it is not one. */
export function openHeader(wrapKey: Uint8Array, keyId: Uint8Array, letterId: LetterId, bytes: Buffer): LetterFileHeader | string {
  if (bytes.length < headerBytes) return 'header cut short';
  if (!bytes.subarray(0, 4).equals(magic)) return 'not a letter file';
  if (bytes.readUInt16BE(4) !== version) return 'unknown version';
  if (!bytes.subarray(8, 16).equals(keyId)) return 'sealed under another profile key';
  const bound = boundPart(bytes.subarray(0, boundBytes), letterId);
  const nonce = bytes.subarray(boundBytes, boundBytes + nonceBytes);
  const letterKey = openWithNonce(wrapKey, nonce, bound, bytes.subarray(boundBytes + nonceBytes, headerBytes));
  if (letterKey === null) return 'header does not verify';
  return {
    letterKey,
    // a copy: the caller's buffer is reused
    fileId: Buffer.from(bytes.subarray(20, 36)),
    chunkSize: bytes.readUInt32BE(16),
    size: Number(bytes.readBigUInt64BE(36)),
  };
}

export function chunkCount(size: number, chunkSize: number): number {
  return Math.max(1, Math.ceil(size / chunkSize));
}

export function fileSize(header: Pick<LetterFileHeader, 'size' | 'chunkSize'>): number {
  return headerBytes + header.size + chunkCount(header.size, header.chunkSize) * tagBytes;
}

/** Seals and opens chunks of one file. The key is the file's own, so the chunk's index is nonce enough. */
export class ChunkSealer {
  private readonly key: Buffer;
  private readonly nonce = Buffer.alloc(nonceBytes);
  private readonly aad = Buffer.alloc(21);

  constructor(keys: LetterFileKeys) {
    this.key = deriveKey(keys.letterKey, 'vault');
    this.aad.set(keys.fileId, 0);
  }

  private place(index: number, isLast: boolean): void {
    this.nonce.writeUInt32BE(index, 8);
    this.aad.writeUInt32BE(index, 16);
    this.aad.writeUInt8(isLast ? 1 : 0, 20);
  }

  seal(index: number, isLast: boolean, plain: Uint8Array): { readonly ciphertext: Buffer; readonly tag: Buffer } {
    this.place(index, isLast);
    return sealWithNonce(this.key, this.nonce, this.aad, plain);
  }

  open(index: number, isLast: boolean, sealed: Uint8Array): Buffer | null {
    this.place(index, isLast);
    return openWithNonce(this.key, this.nonce, this.aad, sealed);
  }
}

/** Chunks and tags in order, as pieces for a vectored write: nothing is copied together. */
export function sealChunks(keys: LetterFileKeys, raw: Uint8Array): readonly Buffer[] {
  const chunkSize = limits.vaultChunkBytes;
  const pieces: Buffer[] = [];
  const sealer = new ChunkSealer(keys);
  const count = chunkCount(raw.length, chunkSize);
  for (let index = 0; index < count; index += 1) {
    const { ciphertext, tag } = sealer.seal(index, index === count - 1, raw.subarray(index * chunkSize, (index + 1) * chunkSize));
    pieces.push(ciphertext, tag);
  }
  return pieces;
}
