import { crc32 } from 'node:zlib';
import { limits } from '../../core/base/limits';
import { freshRandom, nonceBytes, openWithNonce, sealWithNonce, tagBytes } from './aead';
import type { LetterFileHeader, LetterFileKeys } from './letter-file';
import { chunkCount } from './letter-file';

/*
 * vault/packs/000001.vtk, numbers big-endian; places are fixed, so damage to one never hides another
 *   head     magic 4 | version u16 | reserved 2 | key id 8 | zeros | CRC-32 of all that                        (128 bytes)
 *   slots    2048 of 128 bytes, filled in order; zeros: not used yet
 *            magic 4 | letter id 16 | file id 16 | offset u64 | letter size u64 | kept at, ms u64
 *            | nonce 12 | letter key, sealed by the wrap key 32 | tag 16 | reserved 4 | CRC-32 of all that 4
 *            an erased slot is a magic of its own, zeros, and the CRC-32
 *   letters  AES-256-GCM chunks as in a letter's own file, one letter after the other
 * The tag covers key id and all that stands before the nonce. The CRC only tells damage from use without opening every key.
 * No slot straddles a disk sector: a write that never finished leaves it whole or empty.
 */
const packMagic = Buffer.from('VTK\x01', 'latin1');
const letterMagic = Buffer.from('VTKL', 'latin1');
const letterMark = letterMagic.readUInt32BE(0);
const erasedMagic = Buffer.from('VTKX', 'latin1');
const erasedMark = erasedMagic.readUInt32BE(0);
const packVersion = 1;
export const slotBytes = 128;
export const slotsPerPack = 2048;
export const packHeadBytes = 128;
export const lettersStart = packHeadBytes + slotsPerPack * slotBytes;
const boundBytes = 60;
const sealedStart = boundBytes + nonceBytes;
const sealedEnd = sealedStart + 32 + tagBytes;
const crcAt = slotBytes - 4;
export const idOffset = 4;
export const idBytes = 16;

export type SlotState = 'empty' | 'letter' | 'erased' | 'damaged';

/** What a slot tells without any key. */
export interface PackSlot {
  readonly fileId: Buffer;
  /** of the first chunk in the pack */
  readonly offset: number;
  /** bytes of the raw letter */
  readonly size: number;
  readonly keptAt: number;
}

function withCrc(bytes: Buffer): Buffer {
  bytes.writeUInt32BE(crc32(bytes.subarray(0, crcAt)), crcAt);
  return bytes;
}

function crcHolds(bytes: Buffer): boolean {
  return bytes.readUInt32BE(crcAt) === crc32(bytes.subarray(0, crcAt));
}

export function encodePackHead(keyId: Uint8Array): Buffer {
  const bytes = Buffer.alloc(packHeadBytes);
  packMagic.copy(bytes, 0);
  bytes.writeUInt16BE(packVersion, 4);
  bytes.set(keyId, 8);
  return withCrc(bytes);
}

/** 'own': may be appended to. 'damaged' costs no letter, for all places are known without it. */
export function judgePackHead(bytes: Buffer, keyId: Uint8Array): 'own' | 'otherKey' | 'newer' | 'damaged' {
  if (bytes.length < packHeadBytes || !bytes.subarray(0, 4).equals(packMagic) || !crcHolds(bytes.subarray(0, packHeadBytes))) return 'damaged';
  if (bytes.readUInt16BE(4) > packVersion) return 'newer';
  return bytes.subarray(8, 16).equals(keyId) ? 'own' : 'otherKey';
}

/** Bytes that a letter takes among the letters of a pack. */
export function sealedBytes(size: number): number {
  return size + chunkCount(size, limits.vaultChunkBytes) * tagBytes;
}

export function encodeSlot(wrapKey: Uint8Array, keyId: Uint8Array, letterId: string, keys: LetterFileKeys, place: Omit<PackSlot, 'fileId'>): Buffer {
  const bytes = Buffer.alloc(slotBytes);
  letterMagic.copy(bytes, 0);
  bytes.write(letterId, idOffset, idBytes, 'hex');
  bytes.set(keys.fileId, 20);
  bytes.writeBigUInt64BE(BigInt(place.offset), 36);
  bytes.writeBigUInt64BE(BigInt(place.size), 44);
  bytes.writeBigUInt64BE(BigInt(place.keptAt), 52);
  const nonce = freshRandom(nonceBytes);
  nonce.copy(bytes, boundBytes);
  const { ciphertext, tag } = sealWithNonce(wrapKey, nonce, boundPart(keyId, bytes), keys.letterKey);
  ciphertext.copy(bytes, sealedStart);
  tag.copy(bytes, sealedEnd - tagBytes);
  return withCrc(bytes);
}

function boundPart(keyId: Uint8Array, slot: Buffer): Buffer {
  return Buffer.concat([keyId, slot.subarray(0, boundBytes)]);
}

export const erasedSlot: Buffer = withCrc(Buffer.concat([erasedMagic, Buffer.alloc(slotBytes - erasedMagic.length)]));
export const emptySlot: Buffer = Buffer.alloc(slotBytes);

export function slotState(slot: Buffer): SlotState {
  const mark = slot.readUInt32BE(0);
  if (mark === 0 && slot.equals(emptySlot)) return 'empty';
  if (!crcHolds(slot)) return 'damaged';
  return mark === letterMark ? 'letter' : mark === erasedMark ? 'erased' : 'damaged';
}

/** Of a slot whose CRC was looked at when its pack was opened. */
export function isLetterSlot(slot: Buffer): boolean {
  return slot.readUInt32BE(0) === letterMark;
}

export function decodeSlot(slot: Buffer): PackSlot {
  return {
    fileId: slot.subarray(20, 36),
    offset: Number(slot.readBigUInt64BE(36)),
    size: Number(slot.readBigUInt64BE(44)),
    keptAt: Number(slot.readBigUInt64BE(52)),
  };
}

/** The letter's keys and size; null where the slot was not written by this profile, or was tampered with. */
export function openSlot(wrapKey: Uint8Array, keyId: Uint8Array, slot: Buffer): LetterFileHeader | null {
  const letterKey = openWithNonce(wrapKey, slot.subarray(boundBytes, sealedStart), boundPart(keyId, slot), slot.subarray(sealedStart, sealedEnd));
  if (letterKey === null) return null;
  const { fileId, size } = decodeSlot(slot);
  // a copy: the slot is overwritten when the letter is erased
  return { letterKey, fileId: Buffer.from(fileId), size, chunkSize: limits.vaultChunkBytes };
}
