import type { JournalEntry, JournalEvent } from '../../core/model/journal';

/** What the rest of main may ask of the journal. */
export interface JournalPort {
  /** Resolves when the batch that holds the entries is on disk (one fsync). Entries stay adjacent and in order. */
  append(...entries: readonly JournalEntry[]): Promise<readonly JournalEvent[]>;
  /** Events after `after`, oldest first, at most `limit`; erased letters' sealed events come as nothing. */
  read(after: number, limit: number): Promise<readonly JournalEvent[]>;
  /** seq of the last event on disk, 0 when empty */
  readonly head: number;
  /** called after each batch is on disk; returns the unsubscribe function */
  onAdvanced(listener: (head: number, events: readonly JournalEvent[]) => void): () => void;
  close(): Promise<void>;
}
