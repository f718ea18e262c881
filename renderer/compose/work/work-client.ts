import type { WorkDesk } from './work-desk';
import type { WorkAnswer } from './work-messages';

/** a file that keeps the worker busy for longer than this ends it */
const longestJob = 90_000;

/** The worker was ended by what it was given, or took too long; what it held is gone. */
export class WorkGaveUp extends Error {
  constructor() {
    super('the worker that prepares letters was ended');
    this.name = 'WorkGaveUp';
  }
}

interface Pending {
  readonly resolve: (value: unknown) => void;
  readonly reject: (error: Error) => void;
  readonly timer: ReturnType<typeof setTimeout>;
}

/** Asks the worker of the composer: one is started when it is needed, and another one after that has died. */
export class WorkClient {
  private worker: Worker | null = null;
  private readonly pending = new Map<number, Pending>();
  private next = 1;

  ask<Name extends keyof WorkDesk>(name: Name, ...args: Parameters<WorkDesk[Name]>): Promise<Awaited<ReturnType<WorkDesk[Name]>>> {
    const worker = (this.worker ??= this.start());
    const id = this.next++;
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => this.end(worker), longestJob);
      this.pending.set(id, { resolve: resolve as (value: unknown) => void, reject, timer });
      worker.postMessage({ id, name, args });
    });
  }

  close(): void {
    if (this.worker) this.end(this.worker);
  }

  private start(): Worker {
    const worker = new Worker(new URL('./worker.ts', import.meta.url), { type: 'module' });
    worker.addEventListener('error', () => this.end(worker));
    worker.addEventListener('message', ({ data }: MessageEvent<WorkAnswer>) => {
      const pending = this.pending.get(data.id);
      if (!pending) return;
      this.pending.delete(data.id);
      clearTimeout(pending.timer);
      if ('broke' in data) pending.reject(new Error(data.broke));
      else pending.resolve(data.value);
    });
    return worker;
  }

  private end(worker: Worker): void {
    worker.terminate();
    if (this.worker !== worker) return;
    this.worker = null;
    for (const { reject, timer } of this.pending.values()) {
      clearTimeout(timer);
      reject(new WorkGaveUp());
    }
    this.pending.clear();
  }
}
