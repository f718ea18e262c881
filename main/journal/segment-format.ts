import { createHash } from 'node:crypto';
import type { DeviceId } from '../../core/model/ids';

/*
 * journal/000001.vtj, numbers big-endian
 *   header  magic 4 | version u16 | reserved u16 | device id 16 | key id 8 | first seq u64 | gap u64
 *           | resumes 32 | prev 32 | SHA-256 of all that 32
 *   batch   magic 4 | length u32 | count u32 | first seq u64 | time ms u64 | hash of the batch before 32 | records | SHA-256 of all that 32
 *   record  length u32 | seq u64 | time ms u64 | letter id 16 (zeros: none) | kind length u8 | kind | sealed payload
 * The chain runs over ciphertext: it verifies without any key and after a letter was erased.
 */
export const headerMagic = Buffer.from('VTJS', 'latin1');
export const batchMagic = Buffer.from('VTJB', 'latin1');
export const journalVersion = 1;
export const hashBytes = 32;
export const headerBytes = 4 + 2 + 2 + 16 + 8 + 8 + 8 + 32 + 32 + hashBytes;
export const batchHeadBytes = 4 + 4 + 4 + 8 + 8 + hashBytes;
export const recordHeadBytes = 4 + 8 + 8 + 16 + 1;
/** head, a one-letter kind, nonce, tag and `{}`: no record is smaller */
export const smallestRecordBytes = recordHeadBytes + 1 + 12 + 16 + 2;
/** hash before the first batch of a chain */
export const genesis: Buffer = Buffer.alloc(hashBytes);

export interface SegmentHeader {
  readonly deviceId: DeviceId;
  readonly keyId: Uint8Array;
  readonly firstSeq: number;
  /** numbers left out before `firstSeq` because a damaged segment held, or may have held, them */
  readonly gap: number;
  /** hash of the last batch before the gap; equals `prev` where there is none */
  readonly resumes: Uint8Array;
  /** what the first batch of this segment names as the batch before it */
  readonly prev: Uint8Array;
}

export interface BatchHead {
  readonly length: number;
  readonly count: number;
  readonly firstSeq: number;
  readonly time: number;
  readonly prev: Buffer;
}

export function sha256(bytes: Uint8Array): Buffer {
  return createHash('sha256').update(bytes).digest();
}

export function encodeHeader(header: SegmentHeader): Buffer {
  const bytes = Buffer.alloc(headerBytes);
  headerMagic.copy(bytes, 0);
  bytes.writeUInt16BE(journalVersion, 4);
  bytes.write(header.deviceId, 8, 16, 'latin1');
  bytes.set(header.keyId, 24);
  bytes.writeBigUInt64BE(BigInt(header.firstSeq), 32);
  bytes.writeBigUInt64BE(BigInt(header.gap), 40);
  bytes.set(header.resumes, 48);
  bytes.set(header.prev, 80);
  sha256(bytes.subarray(0, 112)).copy(bytes, 112);
  return bytes;
}

/** 'damaged' where the header's own hash does not hold; its version is judged only after that. */
export function decodeHeader(bytes: Buffer): SegmentHeader | 'damaged' | { readonly newerVersion: number } {
  if (bytes.length < headerBytes || !bytes.subarray(0, 4).equals(headerMagic)) return 'damaged';
  if (!sha256(bytes.subarray(0, 112)).equals(bytes.subarray(112, headerBytes))) return 'damaged';
  const version = bytes.readUInt16BE(4);
  if (version > journalVersion) return { newerVersion: version };
  return {
    deviceId: bytes.toString('latin1', 8, 24) as DeviceId,
    keyId: Buffer.from(bytes.subarray(24, 32)),
    firstSeq: Number(bytes.readBigUInt64BE(32)),
    gap: Number(bytes.readBigUInt64BE(40)),
    resumes: Buffer.from(bytes.subarray(48, 80)),
    prev: Buffer.from(bytes.subarray(80, 112)),
  };
}

export function encodeBatch(firstSeq: number, time: number, prev: Uint8Array, records: readonly Buffer[]): { readonly bytes: Buffer; readonly hash: Buffer } {
  const head = Buffer.alloc(batchHeadBytes);
  const length = records.reduce((sum, record) => sum + record.length, batchHeadBytes + hashBytes);
  batchMagic.copy(head, 0);
  head.writeUInt32BE(length, 4);
  head.writeUInt32BE(records.length, 8);
  head.writeBigUInt64BE(BigInt(firstSeq), 12);
  head.writeBigUInt64BE(BigInt(time), 20);
  head.set(prev, 28);
  const bytes = Buffer.concat([head, ...records, genesis], length);
  const hash = sha256(bytes.subarray(0, length - hashBytes));
  hash.copy(bytes, length - hashBytes);
  return { bytes, hash };
}

/** The head at `offset`, null where none stands there. Nothing in it is verified yet. */
export function decodeBatchHead(bytes: Buffer, offset: number): BatchHead | null {
  if (offset + batchHeadBytes > bytes.length || !bytes.subarray(offset, offset + 4).equals(batchMagic)) return null;
  const length = bytes.readUInt32BE(offset + 4);
  if (length < batchHeadBytes + hashBytes) return null;
  return {
    length,
    count: bytes.readUInt32BE(offset + 8),
    firstSeq: Number(bytes.readBigUInt64BE(offset + 12)),
    time: Number(bytes.readBigUInt64BE(offset + 20)),
    prev: bytes.subarray(offset + 28, offset + batchHeadBytes),
  };
}
