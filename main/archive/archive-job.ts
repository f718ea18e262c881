import { limits } from '../../core/base/limits';
import type { AppEvents } from '../../core/contract/events';

export type TellProgress = (progress: AppEvents['archive.progress']) => void;

/** One import or export while it runs: can be cancelled, and tells how far it is, not more often than a person can read. */
export class ArchiveJob {
  private isCancelled = false;
  private toldAt = 0;

  constructor(private readonly doing: 'import' | 'export', private readonly total: number | null, private readonly tell: TellProgress) {
    tell({ doing, done: 0, total });
  }

  get cancelled(): boolean {
    return this.isCancelled;
  }

  cancel(): void {
    this.isCancelled = true;
  }

  advance(done: number): void {
    const now = performance.now();
    if (now - this.toldAt < limits.archiveProgressMillis) return;
    this.toldAt = now;
    this.tell({ doing: this.doing, done, total: this.total });
  }

  end(): void {
    this.tell(null);
  }
}
