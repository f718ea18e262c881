import { randomBytes } from 'node:crypto';
import { open } from 'node:fs/promises';
import type { FileHandle } from 'node:fs/promises';
import type { LetterId } from '../../core/model/ids';
import type { Clock } from '../../core/base/clock';
import { isoTime } from '../../core/base/clock';
import { limits } from '../../core/base/limits';
import type { JournalEntry, JournalEvent } from '../../core/model/journal';
import { letterOf } from '../../core/model/journal';
import { isDiskFull, isReadOnly } from '../vault/durable-file';
import { inParallel } from '../vault/in-parallel';
import { keysAtOnce } from './journal-reader';
import { createSegment } from './recover-chain';
import type { ChainOwner, IndexedBatch, Segment } from './recover-chain';
import { sealRecord } from './record';
import type { ChainPoint } from './scan-segment';
import { encodeBatch, headerBytes } from './segment-format';

/** The journal could not take the entries; nothing of them is on the chain. */
export class JournalWriteError extends Error {
  override readonly name = 'JournalWriteError';

  /** 'diskFull', 'readOnly': may be tried again; 'broken': the disk's state is unknown, only a restart helps; 'closed': after close() */
  constructor(readonly code: 'diskFull' | 'readOnly' | 'broken' | 'closed', options?: ErrorOptions) {
    super(`journal: ${code}`, options);
  }
}

export interface WriterStart {
  readonly owner: ChainOwner;
  readonly journalKey: Uint8Array;
  readonly letterKey: (letterId: LetterId) => Promise<Uint8Array | null>;
  readonly clock: Clock;
  readonly point: ChainPoint;
  readonly segment: Segment;
  readonly end: number;
  readonly nextNumber: number;
}

export interface WrittenBatches {
  readonly batches: readonly IndexedBatch[];
  readonly events: readonly JournalEvent[];
}

interface KeyedEntry {
  readonly entry: JournalEntry;
  readonly key: Uint8Array;
}

/** The only writer of the chain. Calls must not overlap. */
export class JournalWriter {
  private point: ChainPoint;
  private segment: Segment;
  private end: number;
  private nextNumber: number;
  private handle: FileHandle | null = null;
  private isBroken = false;

  constructor(private readonly start: WriterStart) {
    this.point = start.point;
    this.segment = start.segment;
    this.end = start.end;
    this.nextNumber = start.nextNumber;
  }

  get head(): number {
    return this.point.lastSeq;
  }

  /** Keys that seal the entries; throws where a letter is said to be kept that the vault does not hold. */
  async keysFor(entries: readonly JournalEntry[]): Promise<readonly Uint8Array[]> {
    const keys: Uint8Array[] = [];
    await inParallel([...entries.entries()], keysAtOnce, async ([index, entry]) => {
      keys[index] = await this.keyFor(entry);
    });
    return keys;
  }

  private async keyFor(entry: JournalEntry): Promise<Uint8Array> {
    const letterId = letterOf(entry);
    if (letterId === null) return this.start.journalKey;
    const key = await this.start.letterKey(letterId);
    if (key !== null) return key;
    if (entry.kind === 'letter.kept') throw new Error('journal: a letter is in the vault before it is journalled');
    // erased meanwhile: what still happens to the letter takes its place on the chain and can be read by nobody
    return randomBytes(32);
  }

  /** One write and one fsync for all; throws JournalWriteError with nothing changed. */
  async write(keyed: readonly KeyedEntry[]): Promise<WrittenBatches> {
    if (this.isBroken) throw new JournalWriteError('broken');
    try {
      await this.roll();
    } catch (error) {
      if (isDiskFull(error)) throw new JournalWriteError('diskFull', { cause: error });
      if (isReadOnly(error)) throw new JournalWriteError('readOnly', { cause: error });
      throw error;
    }
    const events: JournalEvent[] = [];
    const batches: IndexedBatch[] = [];
    const pieces: Buffer[] = [];
    let { lastSeq, hash } = this.point;
    let end = this.end;
    for (let first = 0; first < keyed.length; first += limits.journalBatchEvents) {
      const now = this.start.clock.now();
      const firstSeq = lastSeq + 1;
      const records = keyed.slice(first, first + limits.journalBatchEvents).map(({ entry, key }) => {
        lastSeq += 1;
        events.push({ ...entry, seq: lastSeq, at: isoTime(now) });
        return sealRecord(key, this.start.owner.deviceId, { seq: lastSeq, time: now.getTime() }, entry);
      });
      const batch = encodeBatch(firstSeq, now.getTime(), hash, records);
      batches.push({ segment: this.segment, offset: end, length: batch.bytes.length, firstSeq, count: records.length });
      pieces.push(batch.bytes);
      end += batch.bytes.length;
      hash = batch.hash;
    }
    await this.writeDurably(Buffer.concat(pieces));
    this.point = { lastSeq, hash };
    this.end = end;
    return { batches, events };
  }

  async close(): Promise<void> {
    await this.handle?.close();
    this.handle = null;
  }

  private async roll(): Promise<void> {
    if (this.end >= limits.journalSegmentBytes) {
      const next = await createSegment(this.start.owner, this.nextNumber, this.point, 0);
      await this.close();
      this.segment = next;
      this.nextNumber += 1;
      this.end = headerBytes;
    }
    this.handle ??= await open(this.segment.path, 'r+');
  }

  private async writeDurably(bytes: Buffer): Promise<void> {
    const handle = this.handle;
    if (handle === null) throw new Error('journal: no segment is open');
    try {
      for (let done = 0; done < bytes.length; ) {
        const { bytesWritten } = await handle.write(bytes, done, bytes.length - done, this.end + done);
        done += bytesWritten;
      }
      await handle.datasync();
    } catch (error) {
      await this.takeBack(handle);
      throw new JournalWriteError(isDiskFull(error) ? 'diskFull' : 'broken', { cause: error });
    }
  }

  /** After a failed fsync the kernel may have dropped the pages: only a truncation that reaches the disk restores a known state. */
  private async takeBack(handle: FileHandle): Promise<void> {
    try {
      await handle.truncate(this.end);
      await handle.sync();
    } catch (error) {
      this.isBroken = true;
      throw new JournalWriteError('broken', { cause: error });
    }
  }
}
