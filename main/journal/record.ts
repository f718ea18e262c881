import type { DeviceId, IsoTime, LetterId } from '../../core/model/ids';
import type { JournalEntry, JournalEvent } from '../../core/model/journal';
import { letterOf } from '../../core/model/journal';
import { open, seal } from '../vault/aead';
import { recordHeadBytes } from './segment-format';

/** One record as it lies in a batch; only `sealed` is secret. */
export interface JournalRecord {
  readonly seq: number;
  readonly time: number;
  readonly kind: string;
  readonly letterId: LetterId | null;
  readonly sealed: Buffer;
  /** what the payload is bound to */
  readonly clear: Buffer;
}

const noLetter = '0'.repeat(32);

/** Device, then the record's clear part without its length: a payload cannot be moved to another place, kind or letter. */
function aad(deviceId: DeviceId, clear: Uint8Array): Buffer {
  return Buffer.concat([Buffer.from(deviceId, 'latin1'), clear]);
}

export function sealRecord(key: Uint8Array, deviceId: DeviceId, event: { readonly seq: number; readonly time: number }, entry: JournalEntry): Buffer {
  const kind = Buffer.from(entry.kind, 'latin1');
  const head = Buffer.alloc(recordHeadBytes + kind.length);
  head.writeBigUInt64BE(BigInt(event.seq), 4);
  head.writeBigUInt64BE(BigInt(event.time), 12);
  head.write(letterOf(entry) ?? noLetter, 20, 16, 'hex');
  head.writeUInt8(kind.length, 36);
  kind.copy(head, recordHeadBytes);
  const payload = seal(key, aad(deviceId, head.subarray(4)), Buffer.from(JSON.stringify(entry), 'utf8'));
  head.writeUInt32BE(head.length + payload.length, 0);
  return Buffer.concat([head, payload]);
}

/** Records of a verified batch, `bytes` being its part between head and hash; null where the frames do not add up. */
export function splitRecords(bytes: Buffer, firstSeq: number, count: number): readonly JournalRecord[] | null {
  const records: JournalRecord[] = [];
  let offset = 0;
  while (offset < bytes.length) {
    if (offset + recordHeadBytes > bytes.length) return null;
    const length = bytes.readUInt32BE(offset);
    const kindEnd = offset + recordHeadBytes + bytes.readUInt8(offset + 36);
    if (offset + length > bytes.length || kindEnd > offset + length) return null;
    const seq = Number(bytes.readBigUInt64BE(offset + 4));
    if (seq !== firstSeq + records.length) return null;
    const letterId = bytes.toString('hex', offset + 20, offset + 36);
    records.push({
      seq,
      time: Number(bytes.readBigUInt64BE(offset + 12)),
      kind: bytes.toString('latin1', offset + recordHeadBytes, kindEnd),
      letterId: letterId === noLetter ? null : (letterId as LetterId),
      sealed: bytes.subarray(kindEnd, offset + length),
      clear: bytes.subarray(offset + 4, kindEnd),
    });
    offset += length;
  }
  return records.length === count ? records : null;
}

/** The event, or null where the key is not the one that sealed it. */
export function openRecord(key: Uint8Array, deviceId: DeviceId, record: JournalRecord): JournalEvent | null {
  const payload = open(key, aad(deviceId, record.clear), record.sealed);
  if (payload === null) return null;
  // sealed by ourselves and authenticated: the shape is the one that append was given
  const entry = JSON.parse(payload.toString('utf8')) as JournalEntry;
  return { ...entry, seq: record.seq, at: new Date(record.time).toISOString() as IsoTime };
}
