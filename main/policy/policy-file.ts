import { unwatchFile, watch, watchFile, type FSWatcher } from 'node:fs';
import { dirname, basename } from 'node:path';
import { defaultPolicy } from '../../core/acknowledge/default-policy';
import type { Policy } from '../../core/model/policy';
import { readPolicy } from './read-policy';

/** an editor writes a file in several steps */
const settleMillis = 400;
/** a folder that is made later, or lies on another machine, reports nothing: the file is looked at this often besides */
const lookMillis = 30_000;

/**
 * The administrator's policy file: read at start and whenever it changes, so that new anchors and revocation lists count
 * without a restart. A file that cannot be read leaves the last good policy in force and says so.
 */
export class PolicyFile {
  private policy: Policy = defaultPolicy;
  private problems: readonly string[] = [];
  private watcher: FSWatcher | null = null;
  private timer: NodeJS.Timeout | null = null;
  private readonly listeners = new Set<() => void>();

  /** @param lookEvery milliseconds */
  constructor(private readonly path: string, private readonly lookEvery = lookMillis) {}

  get current(): Policy {
    return this.policy;
  }

  /** what was wrong with the file, i18n keys below `policyNote.` */
  get notes(): readonly string[] {
    return this.problems;
  }

  async load(): Promise<void> {
    await this.read();
    try {
      // the folder, because a replaced file is another file
      this.watcher = watch(dirname(this.path), { persistent: false }, (_event, name) => {
        if (name === null || name === basename(this.path)) this.settle();
      });
      this.watcher.on('error', () => this.watcher?.close());
    } catch {
      // no such folder yet; the look below finds the file when it comes
      this.watcher = null;
    }
    watchFile(this.path, { interval: this.lookEvery, persistent: false }, this.settle);
  }

  /** A file that cannot be read now leaves in force what it said when it last could: the journal's word on it. */
  fallBackTo(last: Policy): void {
    if (this.problems.length > 0) this.policy = last;
  }

  onChanged(listener: () => void): () => void {
    this.listeners.add(listener);
    return () => void this.listeners.delete(listener);
  }

  close(): void {
    if (this.timer) clearTimeout(this.timer);
    this.watcher?.close();
    this.watcher = null;
    unwatchFile(this.path, this.settle);
  }

  private readonly settle = (): void => {
    if (this.timer) clearTimeout(this.timer);
    this.timer = setTimeout(() => void this.reread(), settleMillis);
  };

  private async reread(): Promise<void> {
    const before = JSON.stringify([this.policy, this.problems]);
    await this.read();
    if (JSON.stringify([this.policy, this.problems]) !== before) for (const listener of this.listeners) listener();
  }

  private async read(): Promise<void> {
    const read = await readPolicy(this.path);
    if (read.ok) {
      this.policy = read.value;
      this.problems = [];
    } else if (read.failure.code === 'missing') {
      this.policy = defaultPolicy;
      this.problems = [];
    } else {
      this.problems = [read.failure.code];
    }
  }
}
