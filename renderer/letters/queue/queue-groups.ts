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
  { queue: 'unread', pressing: false, onlyIfAny: false },
  { queue: 'urgent', pressing: true, onlyIfAny: false },
  { queue: 'invitations', pressing: false, onlyIfAny: false },
  { queue: 'signature', pressing: false, onlyIfAny: false },
  { queue: 'receipts', pressing: false, onlyIfAny: false },
  { queue: 'unitUnknown', pressing: false, onlyIfAny: false },
  { queue: 'damaged', pressing: true, onlyIfAny: true },
];

export const documentQueues: readonly QueueEntry[] = [
  { queue: 'official', pressing: false, onlyIfAny: false },
  { queue: 'ordinary', pressing: false, onlyIfAny: false },
  { queue: 'all', pressing: false, onlyIfAny: false },
];

export function shownQueues(entries: readonly QueueEntry[], counts: QueueCounts | null): readonly QueueEntry[] {
  return entries.filter((entry) => !entry.onlyIfAny || (counts?.[entry.queue] ?? 0) > 0);
}

/** INBOX first, the others by name. */
export function shownFolders(counts: QueueCounts | null): readonly { readonly folder: string; readonly count: number }[] {
  return Object.entries(counts?.folders ?? {})
    .map(([folder, count]) => ({ folder, count }))
    .toSorted((a, b) => (isInbox(a.folder) ? -1 : isInbox(b.folder) ? 1 : a.folder.localeCompare(b.folder, 'vi')));
}

/** RFC 3501, 5.1: the name INBOX is case-insensitive. */
export function isInbox(folder: string): boolean {
  return folder.toUpperCase() === 'INBOX';
}
