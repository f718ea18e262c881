import type { IsoTime, LetterId } from '../../core/model/ids';

/** Letters that wait for a step, newest first, each once. */
export class WorkQueue {
  private readonly waiting = new Map<LetterId, IsoTime>();
  private order: LetterId[] | null = null;

  get size(): number {
    return this.waiting.size;
  }

  add(id: LetterId, at: IsoTime): void {
    if (this.waiting.get(id) === at) return;
    this.waiting.set(id, at);
    this.order = null;
  }

  take(count: number): readonly LetterId[] {
    // kept oldest first, so that the newest come off the end cheaply
    this.order ??= [...this.waiting].sort((a, b) => (a[1] < b[1] ? -1 : a[1] > b[1] ? 1 : 0)).map(([id]) => id);
    const taken = this.order.splice(-count).reverse();
    for (const id of taken) this.waiting.delete(id);
    return taken;
  }

  remove(id: LetterId): void {
    if (this.waiting.delete(id)) this.order = null;
  }

  clear(): void {
    this.waiting.clear();
    this.order = null;
  }
}
