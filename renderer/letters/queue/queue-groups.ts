import type { QueueCounts, QueueName } from '../../../core/contract/list';

export interface QueueEntry {
  readonly queue: QueueName;
  /** red once something is in it */
  readonly pressing: boolean;
  /** not shown while it is empty */
  readonly onlyIfAny: boolean;
}

/** Work first: queues that a clerk empties, before anything that merely lies there. */
export const workQueues: readonly QueueEntry[] = [
  { queue: 'secret', pressing: true, onlyIfAny: true },
  { queue: 'unread', pressing: false, onlyIfAny: false },
  { queue: 'urgent', pressing: true, onlyIfAny: false },
  { queue: 'invitations', pressing: false, onlyIfAny: false },
  { queue: 'signature', pressing: false, onlyIfAny: false },
  { queue: 'receipts', pressing: false, onlyIfAny: false },
  { queue: 'unitUnknown', pressing: false, onlyIfAny: false },
  { queue: 'duplicates', pressing: false, onlyIfAny: true },
  { queue: 'touched', pressing: false, onlyIfAny: true },
  { queue: 'conflicts', pressing: true, onlyIfAny: true },
  { queue: 'damaged', pressing: true, onlyIfAny: true },
];

/** Junk has no entry here: it is a folder, and nobody is to be led to it. */
export const documentQueues: readonly QueueEntry[] = [
  { queue: 'official', pressing: false, onlyIfAny: false },
  { queue: 'ordinary', pressing: false, onlyIfAny: false },
  { queue: 'all', pressing: false, onlyIfAny: false },
  { queue: 'imported', pressing: false, onlyIfAny: true },
  { queue: 'gone', pressing: false, onlyIfAny: true },
];

export function shownQueues(entries: readonly QueueEntry[], counts: QueueCounts | null): readonly QueueEntry[] {
  return entries.filter((entry) => !entry.onlyIfAny || (counts?.[entry.queue] ?? 0) > 0);
}
