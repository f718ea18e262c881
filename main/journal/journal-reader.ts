import { open } from 'node:fs/promises';
import type { DeviceId, LetterId } from '../../core/model/ids';
import type { JournalEvent } from '../../core/model/journal';
import { inParallel } from '../vault/in-parallel';
import { openRecord, splitRecords } from './record';
import type { JournalRecord } from './record';
import type { IndexedBatch } from './recover-chain';
import { batchHeadBytes, hashBytes } from './segment-format';

/** What could not be read so far: the letter was erased, or its vault file is lost. */
export interface Unreadable {
  readonly events: number;
  readonly letters: ReadonlySet<LetterId>;
}

/** bytes of a segment read at once */
const readBytes = 1024 * 1024;
/** vault files open at once for their keys; ordinary users may have as few as 1024 descriptors */
export const keysAtOnce = 64;

/** Reads by position: only the places of batches are held in memory, never plaintext. */
export class JournalReader {
  private readonly batches: IndexedBatch[] = [];
  private readonly unreadableSeqs = new Set<number>();
  private readonly unreadableLetters = new Set<LetterId>();
  private readonly named = new Set<LetterId>();

  constructor(
    private readonly deviceId: DeviceId,
    private readonly journalKey: Uint8Array,
    private readonly letterKey: (letterId: LetterId) => Promise<Uint8Array | null>,
  ) {}

  add(batches: readonly IndexedBatch[], about: readonly (LetterId | null)[] = []): void {
    for (const batch of batches) this.batches.push(batch);
    for (const letterId of about) if (letterId !== null) this.named.add(letterId);
  }

  unreadable(): Unreadable {
    return { events: this.unreadableSeqs.size, letters: this.unreadableLetters };
  }

  /** Letters that the records read so far are about, those included whose payload cannot be opened any more. */
  letters(): ReadonlySet<LetterId> {
    return this.named;
  }

  async read(after: number, limit: number): Promise<readonly JournalEvent[]> {
    const events: JournalEvent[] = [];
    let next = this.firstBatchBeyond(after);
    while (next < this.batches.length && events.length < limit) {
      const run = this.runFrom(next, limit - events.length);
      next += run.length;
      const records = (await this.recordsOf(run)).filter((record) => record.seq > after);
      const keys = await this.keysOf(records);
      for (const record of records) {
        if (events.length === limit) break;
        const event = this.open(record, keys);
        if (event !== null) events.push(event);
      }
    }
    return events;
  }

  private open(record: JournalRecord, keys: ReadonlyMap<LetterId, Uint8Array>): JournalEvent | null {
    if (record.letterId !== null) this.named.add(record.letterId);
    const key = record.letterId === null ? this.journalKey : keys.get(record.letterId);
    const event = key === undefined ? null : openRecord(key, this.deviceId, record);
    if (event === null) {
      this.unreadableSeqs.add(record.seq);
      if (record.letterId !== null) this.unreadableLetters.add(record.letterId);
    }
    return event;
  }

  private firstBatchBeyond(after: number): number {
    let low = 0;
    let high = this.batches.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      const batch = this.batches[middle];
      if (batch !== undefined && batch.firstSeq + batch.count - 1 <= after) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  /** Neighbouring batches of one segment, as many as are wanted and fit in one read. */
  private runFrom(start: number, wanted: number): readonly IndexedBatch[] {
    const run: IndexedBatch[] = [];
    let bytes = 0;
    let count = 0;
    for (let index = start; index < this.batches.length; index += 1) {
      const batch = this.batches[index];
      if (batch === undefined || batch.segment.number !== (run[0] ?? batch).segment.number) break;
      if (run.length > 0 && (bytes + batch.length > readBytes || count > wanted)) break;
      run.push(batch);
      bytes += batch.length;
      count += batch.count;
    }
    return run;
  }

  private async recordsOf(run: readonly IndexedBatch[]): Promise<readonly JournalRecord[]> {
    const [first] = run;
    const last = run.at(-1);
    if (first === undefined || last === undefined) return [];
    const bytes = Buffer.allocUnsafeSlow(last.offset + last.length - first.offset);
    const handle = await open(first.segment.path, 'r');
    try {
      await handle.read(bytes, 0, bytes.length, first.offset);
    } finally {
      await handle.close();
    }
    return run.flatMap((batch) => {
      const start = batch.offset - first.offset;
      const records = splitRecords(bytes.subarray(start + batchHeadBytes, start + batch.length - hashBytes), batch.firstSeq, batch.count);
      // verified at opening, changed under us since: the next opening quarantines it
      if (records === null) for (let seq = batch.firstSeq; seq < batch.firstSeq + batch.count; seq += 1) this.unreadableSeqs.add(seq);
      return records ?? [];
    });
  }

  private async keysOf(records: readonly JournalRecord[]): Promise<ReadonlyMap<LetterId, Uint8Array>> {
    const letterIds = new Set(records.map((record) => record.letterId).filter((letterId) => letterId !== null));
    const keys = new Map<LetterId, Uint8Array>();
    await inParallel([...letterIds], keysAtOnce, async (letterId) => {
      const key = await this.letterKey(letterId);
      if (key !== null) keys.set(letterId, key);
    });
    return keys;
  }
}
