import { listChannelName, type ListAnswer, type ListRequest } from '../../core/contract/list';
import type { LetterId } from '../../core/model/ids';
import type { RowTable } from './row-table';

/** how long changes are gathered before windows are told: a first sync must not make them redraw for each letter */
const gatherMillis = 60;

/** Answers list and search questions of the visible windows, and tells them when the table changed. */
export class ListServer {
  private readonly channel = new BroadcastChannel(listChannelName);
  private touched = new Set<LetterId>();
  private timer: ReturnType<typeof setTimeout> | null = null;

  constructor(private readonly table: RowTable, private readonly pending: () => number) {
    this.channel.addEventListener('message', (event: MessageEvent<ListRequest | ListAnswer>) => {
      if (event.data.type === 'query' || event.data.type === 'hello') this.answer(event.data);
    });
  }

  changed(letterId: LetterId): void {
    this.touched.add(letterId);
    this.timer ??= setTimeout(() => this.tell(), gatherMillis);
  }

  close(): void {
    if (this.timer !== null) clearTimeout(this.timer);
    this.channel.close();
  }

  private tell(): void {
    this.timer = null;
    const touched = [...this.touched];
    this.touched = new Set();
    this.post({ type: 'changed', letters: this.table.size, pending: this.pending(), touched });
  }

  private answer(request: ListRequest): void {
    if (request.type === 'hello') {
      this.post({ type: 'changed', letters: this.table.size, pending: this.pending(), touched: [] });
      return;
    }
    const { total, rows, counts } = this.table.answer(request.query, request.from, request.to);
    this.post({ type: 'rows', id: request.id, total, from: request.from, rows, counts });
  }

  private post(answer: ListAnswer): void {
    this.channel.postMessage(answer);
  }
}
