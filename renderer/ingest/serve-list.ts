import { listChannelName, type ListAnswer, type ListRequest } from '../../core/contract/list';
import type { LetterId } from '../../core/model/ids';
import type { RowTable } from './row-table';

/** how long changes are gathered before windows are told: a first sync must not make them redraw for each letter */
const gatherMillis = 60;

type ListQuestion = Extract<ListRequest, { readonly type: 'query' | 'hello' | 'letters' }>;

function isListQuestion(message: ListRequest | ListAnswer): message is ListQuestion {
  return message.type === 'query' || message.type === 'hello' || message.type === 'letters';
}

/** Answers list and search questions of the visible windows, and tells them when the table changed. */
export class ListServer {
  private readonly channel = new BroadcastChannel(listChannelName);
  private touched = new Set<LetterId>();
  /** questions put before the rows were read: half an answer would show an empty office */
  private readonly early = new Map<string, ListQuestion>();
  /** one word for this life of the worker and the changes in it: a window that was told another asks again */
  private mailboxes = { life: crypto.randomUUID(), changes: 0 };
  private isOpen = false;
  private timer: ReturnType<typeof setTimeout> | null = null;

  constructor(private readonly table: RowTable, private readonly pending: () => number) {
    this.channel.addEventListener('message', (event: MessageEvent<ListRequest | ListAnswer>) => {
      const { data } = event;
      if (!isListQuestion(data)) return;
      if (this.isOpen) this.answer(data);
      else this.early.set(data.type === 'hello' ? 'hello' : data.id, data);
    });
  }

  /** The rows are in the table: answers from now on. */
  open(): void {
    this.isOpen = true;
    for (const request of this.early.values()) this.answer(request);
    this.early.clear();
  }

  changed(letterId: LetterId): void {
    this.touched.add(letterId);
    this.timer ??= setTimeout(() => this.tell(), gatherMillis);
  }

  /** Accounts or their folders are others than before. */
  mailboxesChanged(): void {
    this.mailboxes = { ...this.mailboxes, changes: this.mailboxes.changes + 1 };
    this.timer ??= setTimeout(() => this.tell(), gatherMillis);
  }

  close(): void {
    if (this.timer !== null) clearTimeout(this.timer);
    this.channel.close();
  }

  private tell(): void {
    this.timer = null;
    if (!this.isOpen) return;
    const touched = [...this.touched];
    this.touched = new Set();
    this.tellState(touched);
  }

  private answer(request: ListQuestion): void {
    if (request.type === 'hello') {
      this.tellState([]);
      return;
    }
    if (request.type === 'letters') {
      const rows = request.letterIds.flatMap((id) => this.table.get(id) ?? []);
      this.post({ type: 'rows', id: request.id, total: rows.length, from: 0, rows, counts: this.table.counted() });
      return;
    }
    const { total, rows, counts } = this.table.answer(request.query, request.from, request.to);
    this.post({ type: 'rows', id: request.id, total, from: request.from, rows, counts });
  }

  private tellState(touched: readonly LetterId[]): void {
    const { life, changes } = this.mailboxes;
    this.post({ type: 'changed', letters: this.table.size, pending: this.pending(), touched, mailboxes: `${life} ${changes}` });
  }

  private post(answer: ListAnswer): void {
    this.channel.postMessage(answer);
  }
}
