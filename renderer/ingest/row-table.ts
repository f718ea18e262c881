import type { ListQuery, ListRow, QueueCounts, QueueName } from '../../core/contract/list';
import type { LetterId } from '../../core/model/ids';
import { searchKey, searchWords } from '../../core/base/search-key';

interface Entry {
  readonly row: ListRow;
  readonly folders: readonly string[];
  /** number, unit, person and words of the header, folded */
  readonly key: string;
}

const queues: Readonly<Record<QueueName, (row: ListRow) => boolean>> = {
  all: () => true,
  official: (row) => row.official,
  unread: (row) => !row.read,
  urgent: (row) => row.urgency !== null && !row.gone,
  invitations: (row) => row.meetingAt !== null || row.type === 'Giấy mời',
  signature: (row) => row.verdict === 'failed' || row.verdict === 'indeterminate',
  receipts: (row) => row.receipt === 'asked' || row.receipt === 'unknown',
  unitUnknown: (row) => row.listed && !row.unitKnown && row.official,
  ordinary: (row) => row.listed && !row.official,
  damaged: (row) => row.damaged,
  conflicts: (row) => row.conflict !== null,
  gone: (row) => row.gone,
  junk: (row) => row.junk,
};

/** Junk shows in its own queue and in its folder, nowhere else. */
function isIn(name: QueueName, row: ListRow): boolean {
  return (name === 'junk' || !row.junk) && queues[name](row);
}

export const queueNames = Object.keys(queues) as readonly QueueName[];

/**
 * Every letter as one row in memory, newest first. Questions are answered by scanning: a hundred thousand rows take some
 * tens of milliseconds, and the last answer is kept until the table changes.
 */
export class RowTable {
  private readonly entries = new Map<LetterId, Entry>();
  private order: readonly LetterId[] | null = null;
  private last: { readonly key: string; readonly ids: readonly LetterId[]; readonly counts: QueueCounts } | null = null;

  get size(): number {
    return this.entries.size;
  }

  get(letterId: LetterId): ListRow | null {
    return this.entries.get(letterId)?.row ?? null;
  }

  put(row: ListRow, folders: readonly string[]): void {
    const before = this.entries.get(row.letterId);
    if (before?.row.arrivedAt !== row.arrivedAt) this.order = null;
    this.last = null;
    const key = searchKey([row.number, row.unit, row.from, row.signer, row.summary, row.subject, row.type, row.urgency].filter((text) => text !== null).join(' \n '));
    this.entries.set(row.letterId, { row, folders, key });
  }

  remove(letterId: LetterId): void {
    if (!this.entries.delete(letterId)) return;
    this.order = null;
    this.last = null;
  }

  clear(): void {
    this.entries.clear();
    this.order = null;
    this.last = null;
  }

  /** Rows [from, to) of the answer, how many there are in all, and the counts of every queue. */
  answer(query: ListQuery, from: number, to: number): { readonly total: number; readonly rows: readonly ListRow[]; readonly counts: QueueCounts } {
    const found = this.find(query);
    const rows = found.ids.slice(Math.max(from, 0), Math.max(to, 0)).flatMap((id) => this.get(id) ?? []);
    return { total: found.ids.length, rows, counts: found.counts };
  }

  private find(query: ListQuery): { readonly ids: readonly LetterId[]; readonly counts: QueueCounts } {
    const key = JSON.stringify(query);
    if (this.last?.key === key) return this.last;
    const words = searchWords(query.search);
    const counts: Record<QueueName, number> = { all: 0, official: 0, unread: 0, urgent: 0, invitations: 0, signature: 0, receipts: 0, unitUnknown: 0, ordinary: 0, damaged: 0, conflicts: 0, gone: 0, junk: 0 };
    const folders: Record<string, number> = {};
    const ids: LetterId[] = [];
    for (const id of this.sorted()) {
      const entry = this.entries.get(id);
      if (!entry || (query.accountId !== null && entry.row.accountId !== query.accountId)) continue;
      for (const name of queueNames) if (isIn(name, entry.row)) counts[name] += 1;
      for (const folder of entry.folders) folders[folder] = (folders[folder] ?? 0) + 1;
      if (query.folder !== null ? !entry.folders.includes(query.folder) || !queues[query.queue](entry.row) : !isIn(query.queue, entry.row)) continue;
      if (words.every((word) => entry.key.includes(word))) ids.push(id);
    }
    this.last = { key, ids, counts: { ...counts, folders } };
    return this.last;
  }

  private sorted(): readonly LetterId[] {
    this.order ??= [...this.entries.values()]
      .map((entry) => entry.row)
      .sort((a, b) => (a.arrivedAt < b.arrivedAt ? 1 : a.arrivedAt > b.arrivedAt ? -1 : b.uid - a.uid || (a.letterId < b.letterId ? -1 : 1)))
      .map((row) => row.letterId);
    return this.order;
  }
}
