import { mkdir } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { Clock } from '../../core/base/clock';
import { fail, ok } from '../../core/base/result';
import type { Result } from '../../core/base/result';
import type { DeviceId, LetterId } from '../../core/model/ids';
import type { JournalEntry, JournalEvent } from '../../core/model/journal';
import { letterOf } from '../../core/model/journal';
import type { ProfileKeys } from '../vault/derive-keys';
import { isDiskFull, syncFolder } from '../vault/durable-file';
import type { VaultPort } from '../vault/vault-port';
import type { JournalPort } from './journal-port';
import { JournalReader } from './journal-reader';
import type { Unreadable } from './journal-reader';
import { JournalWriteError, JournalWriter } from './journal-writer';
import { createSegment, recoverChain } from './recover-chain';
import type { ChainOwner, JournalFailure, JournalNote } from './recover-chain';
import { headerBytes } from './segment-format';

export interface OpenJournal {
  /** the journal's folder; made where it is missing */
  readonly dir: string;
  readonly keys: Pick<ProfileKeys, 'journal' | 'keyId'>;
  readonly deviceId: DeviceId;
  readonly vault: Pick<VaultPort, 'journalKey'>;
  readonly clock: Clock;
}

export interface Journal extends JournalPort {
  /** events that `read` left out so far, and the letters they were about */
  unreadable(): Unreadable;
  /** letters that the events read or written so far are about; after a replay: every letter the chain ever told of */
  letters(): ReadonlySet<LetterId>;
}

export interface OpenedJournal {
  readonly journal: Journal;
  /** what opening found and did; for the state line and the log */
  readonly notes: readonly JournalNote[];
  /** places where damaged segments took events with them; never fewer again */
  readonly gaps: number;
}

/** Verifies the whole chain, repairs what a crash or a bad sector left, and opens it for writing. One process at a time. */
export async function openJournal(options: OpenJournal): Promise<Result<OpenedJournal, JournalFailure>> {
  const { dir, keys, deviceId, vault, clock } = options;
  if (!/^[0-9a-f]{16}$/.test(deviceId)) throw new Error('not a device id');
  const owner: ChainOwner = { dir, deviceId, keyId: keys.keyId };
  try {
    if ((await mkdir(dir, { recursive: true, mode: 0o700 })) !== undefined) await syncFolder(dirname(dir));
    const recovered = await recoverChain(owner);
    if (!recovered.ok) return recovered;
    const { batches, point, current, nextNumber, notes, gaps } = recovered.value;
    const segment = current?.segment ?? (await createSegment(owner, nextNumber, point, 0));
    const letterKey = vault.journalKey.bind(vault);
    const reader = new JournalReader(deviceId, keys.journal, letterKey);
    reader.add(batches);
    const writer = new JournalWriter({
      owner, letterKey, clock, point, segment,
      journalKey: keys.journal,
      end: current?.end ?? headerBytes,
      nextNumber: current === null ? nextNumber + 1 : nextNumber,
    });
    return ok({ journal: new ChainedJournal(writer, reader), notes, gaps });
  } catch (error) {
    if (isDiskFull(error)) return fail({ code: 'diskFull' });
    throw error;
  }
}

interface Waiting {
  readonly entries: readonly JournalEntry[];
  readonly resolve: (events: readonly JournalEvent[]) => void;
  readonly reject: (error: unknown) => void;
}

type Listener = (head: number, events: readonly JournalEvent[]) => void;

class ChainedJournal implements Journal {
  private waiting: Waiting[] = [];
  private running: Promise<void> | null = null;
  private isClosed = false;
  private readonly listeners = new Set<Listener>();

  constructor(
    private readonly writer: JournalWriter,
    private readonly reader: JournalReader,
  ) {}

  get head(): number {
    return this.writer.head;
  }

  /**
   * Rejects with JournalWriteError where the disk refuses; then none of the entries is on the chain. Whatever is
   * appended while an fsync runs shares the next one, so nothing waits on a timer: the wait is one fsync, at most two.
   */
  append(...entries: readonly JournalEntry[]): Promise<readonly JournalEvent[]> {
    if (this.isClosed) return Promise.reject(new JournalWriteError('closed'));
    if (entries.length === 0) return Promise.resolve([]);
    return new Promise((resolve, reject) => {
      this.waiting.push({ entries, resolve, reject });
      this.running ??= this.run();
    });
  }

  read(after: number, limit: number): Promise<readonly JournalEvent[]> {
    return this.reader.read(after, limit);
  }

  unreadable(): Unreadable {
    return this.reader.unreadable();
  }

  letters(): ReadonlySet<LetterId> {
    return this.reader.letters();
  }

  onAdvanced(listener: Listener): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  async close(): Promise<void> {
    this.isClosed = true;
    await this.running;
    await this.writer.close();
  }

  private async run(): Promise<void> {
    // lets every append of the same turn join the first batch
    await Promise.resolve();
    while (this.waiting.length > 0) {
      const turn = this.waiting;
      this.waiting = [];
      await this.flush(turn);
    }
    this.running = null;
  }

  private async flush(turn: readonly Waiting[]): Promise<void> {
    const ready: { readonly waiting: Waiting; readonly keys: readonly Uint8Array[] }[] = [];
    for (const waiting of turn) {
      try {
        ready.push({ waiting, keys: await this.writer.keysFor(waiting.entries) });
      } catch (error) {
        waiting.reject(error);
      }
    }
    if (ready.length === 0) return;
    const keyed = ready.flatMap(({ waiting, keys }) => waiting.entries.map((entry, index) => ({ entry, key: keys[index] as Uint8Array })));
    try {
      const { batches, events } = await this.writer.write(keyed);
      this.reader.add(batches, keyed.map(({ entry }) => letterOf(entry)));
      let taken = 0;
      for (const { waiting } of ready) {
        waiting.resolve(events.slice(taken, taken + waiting.entries.length));
        taken += waiting.entries.length;
      }
      this.announce(events);
    } catch (error) {
      for (const { waiting } of ready) waiting.reject(error);
    }
  }

  private announce(events: readonly JournalEvent[]): void {
    const { head } = this;
    for (const listener of this.listeners) {
      // in a turn of its own: a listener's bug is its own, not a failed append
      queueMicrotask(() => listener(head, events));
    }
  }
}
