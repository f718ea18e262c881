import type { FolderCount, ListQuery, ListRow, QueueCounts, QueueName } from '../../core/contract/list';
import type { AccountId, LetterId } from '../../core/model/ids';
import { searchKey, searchWords } from '../../core/base/search-key';

interface Entry {
  readonly row: ListRow;
  /** number, unit, person and words of the header, folded; of a state secret only who sent it */
  readonly key: string;
}

const queues: Readonly<Record<QueueName, (row: ListRow) => boolean>> = {
  all: () => true,
  official: (row) => row.official,
  unread: (row) => !row.read,
  urgent: (row) => row.urgency !== null && !row.gone,
  invitations: (row) => row.meetingAt !== null || row.type === 'Giấy mời' || row.deskKind === 'invitation',
  signature: (row) => row.verdict === 'failed' || row.verdict === 'indeterminate',
  receipts: (row) => row.receipt === 'asked' || row.receipt === 'unknown',
  unitUnknown: (row) => row.listed && !row.unitKnown && row.official,
  ordinary: (row) => row.listed && !row.official && !row.gone,
  damaged: (row) => row.damaged,
  conflicts: (row) => row.conflict !== null,
  gone: (row) => row.gone,
  junk: (row) => row.junk,
  imported: (row) => row.imported,
  secret: (row) => row.secret,
  duplicates: (row) => row.arrivals > 1,
  touched: (row) => row.touched !== null,
};

/** A state secret does not belong here: it is work of one kind only. */
const queuesOfSecrets: ReadonlySet<QueueName> = new Set<QueueName>(['all', 'unread', 'secret', 'conflicts', 'junk']);

/** Is it of that kind, wherever it lies? */
function isOf(name: QueueName, row: ListRow): boolean {
  return (!row.secret || queuesOfSecrets.has(name)) && queues[name](row);
}

/** Queues of work and of incoming documents: what was thrown away, is spam or went out from here is in none of them. */
function isIn(name: QueueName, row: ListRow): boolean {
  if (name === 'conflicts') return row.conflict !== null;
  if (row.junk) return name === 'junk';
  if (row.trashed) return false;
  if (row.outgoing) return (name === 'all' || name === 'damaged') && queues[name](row);
  return isOf(name, row);
}

const queueNames = Object.keys(queues) as readonly QueueName[];

/**
 * Every letter as one row in memory, newest first. Questions are answered by scanning: a hundred thousand rows take some
 * tens of milliseconds, and the last answer is kept until the table changes.
 */
export class RowTable {
  private readonly entries = new Map<LetterId, Entry>();
  private order: readonly LetterId[] | null = null;
  private last: { readonly key: string; readonly ids: readonly LetterId[] } | null = null;
  private counts: QueueCounts | null = null;

  get size(): number {
    return this.entries.size;
  }

  get(letterId: LetterId): ListRow | null {
    return this.entries.get(letterId)?.row ?? null;
  }

  rows(): readonly ListRow[] {
    return this.sorted().flatMap((id) => this.get(id) ?? []);
  }

  /** @param names by which its unit is found too */
  put(row: ListRow, names: readonly string[] = []): void {
    const before = this.entries.get(row.letterId);
    if (before?.row.arrivedAt !== row.arrivedAt) this.order = null;
    this.forgetAnswers();
    const words = row.secret ? [] : [row.number, row.signer, row.summary, row.subject, row.type, row.urgency];
    const key = searchKey([row.unit, ...names, row.from, ...words].filter((text) => text !== null).join(' \n '));
    this.entries.set(row.letterId, { row, key });
  }

  /** Changes what is neither searched nor sorted by; nothing where there is no such row. */
  amend(letterId: LetterId, values: Pick<ListRow, 'arrivals' | 'touched'>): void {
    const entry = this.entries.get(letterId);
    if (!entry || (entry.row.arrivals === values.arrivals && entry.row.touched === values.touched)) return;
    this.forgetAnswers();
    this.entries.set(letterId, { ...entry, row: { ...entry.row, arrivals: values.arrivals, touched: values.touched } });
  }

  remove(letterId: LetterId): void {
    if (!this.entries.delete(letterId)) return;
    this.order = null;
    this.forgetAnswers();
  }

  clear(): void {
    this.entries.clear();
    this.order = null;
    this.forgetAnswers();
  }

  private forgetAnswers(): void {
    this.last = null;
    this.counts = null;
  }

  /** Rows [from, to) of the answer, how many there are in all, and the counts of every queue. */
  answer(query: ListQuery, from: number, to: number): { readonly total: number; readonly rows: readonly ListRow[]; readonly counts: QueueCounts } {
    const ids = this.find(query);
    const rows = ids.slice(Math.max(from, 0), Math.max(to, 0)).flatMap((id) => this.get(id) ?? []);
    return { total: ids.length, rows, counts: this.counted() };
  }

  private find(query: ListQuery): readonly LetterId[] {
    const key = JSON.stringify(query);
    if (this.last?.key === key) return this.last.ids;
    const words = searchWords(query.search);
    const { folder, queue, accountId, unitKey } = query;
    const ids: LetterId[] = [];
    for (const id of this.sorted()) {
      const entry = this.entries.get(id);
      if (!entry || (accountId !== null && entry.row.accountId !== accountId)) continue;
      if (unitKey !== undefined && entry.row.unitKey !== unitKey) continue;
      if (folder !== null ? !entry.row.folders.includes(folder) || !isOf(queue, entry.row) : !isIn(queue, entry.row)) continue;
      if (words.every((word) => entry.key.includes(word))) ids.push(id);
    }
    this.last = { key, ids: query.byUnit === true ? this.unitByUnit(ids) : ids };
    return this.last.ids;
  }

  /** @param ids newest first: so are the units, by the first letter of each */
  private unitByUnit(ids: readonly LetterId[]): readonly LetterId[] {
    const units = new Map<string, LetterId[]>();
    for (const id of ids) {
      const unitKey = this.get(id)?.unitKey ?? '';
      const unit = units.get(unitKey);
      if (unit === undefined) units.set(unitKey, [id]);
      else unit.push(id);
    }
    return [...units.values()].flat();
  }

  counted(): QueueCounts {
    if (this.counts) return this.counts;
    const counts: Record<QueueName, number> = { all: 0, official: 0, unread: 0, urgent: 0, invitations: 0, signature: 0, receipts: 0, unitUnknown: 0, ordinary: 0, damaged: 0, conflicts: 0, gone: 0, junk: 0, imported: 0, secret: 0, duplicates: 0, touched: 0 };
    const folders: Record<AccountId, Record<string, FolderCount>> = {};
    for (const { row } of this.entries.values()) {
      for (const name of queueNames) if (isIn(name, row)) counts[name] += 1;
      const ofAccount = (folders[row.accountId] ??= {});
      for (const path of row.folders) {
        const { letters, unread } = ofAccount[path] ?? { letters: 0, unread: 0 };
        ofAccount[path] = { letters: letters + 1, unread: unread + (row.read ? 0 : 1) };
      }
    }
    this.counts = { ...counts, folders };
    return this.counts;
  }

  private sorted(): readonly LetterId[] {
    this.order ??= [...this.entries.values()]
      .map((entry) => entry.row)
      .sort((a, b) => (a.arrivedAt < b.arrivedAt ? 1 : a.arrivedAt > b.arrivedAt ? -1 : b.uid - a.uid || (a.letterId < b.letterId ? -1 : 1)))
      .map((row) => row.letterId);
    return this.order;
  }
}
