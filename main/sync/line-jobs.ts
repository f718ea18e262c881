import type { Result } from '../../core/base/result';
import { fail, ok } from '../../core/base/result';
import { isOfConnection } from './explain-imap-error';
import type { FolderConnection } from './folder-connection';
import { FolderRefused, isRefusal, serverWords } from './imap-errors';
import type { LineFailure, SelectedFolder } from './mailbox-line';

export interface LineJob {
  readonly path: string;
  /** Selects the folder where it is not selected, and does the work; never rejects. */
  run(connection: FolderConnection): Promise<void>;
  /** the connection it waited for is gone */
  giveUp(): void;
}

/** Work that waits for its turn on the connections of one account, in the order in which it came. */
export class LineJobs {
  private jobs: LineJob[] = [];
  private readonly listeners = new Set<(path: string) => void>();

  /** Failures of the line are the answer; a bug in `work` is thrown to whoever asked for it. */
  add<T>(path: string, work: (folder: SelectedFolder) => Promise<T>): Promise<Result<T, LineFailure>> {
    return new Promise((resolve, reject) => {
      this.jobs.push({
        path,
        async run(connection) {
          let isBegun = false;
          try {
            const folder = connection.selected?.path === path ? connection.selected : await connection.select(path);
            isBegun = true;
            resolve(ok(await work(folder)));
          } catch (error) {
            const failure = lineFailure(error, connection, isBegun);
            if (failure) resolve(fail(failure));
            else reject(error instanceof Error ? error : new Error('work on a folder failed', { cause: error }));
          }
        },
        giveUp: () => resolve(fail({ code: 'offline' })),
      });
      for (const listener of [...this.listeners]) listener(path);
    });
  }

  take(accepts: (path: string) => boolean): LineJob | null {
    const at = this.jobs.findIndex(({ path }) => accepts(path));
    return at === -1 ? null : (this.jobs.splice(at, 1)[0] ?? null);
  }

  giveUpAll(): void {
    for (const job of this.jobs.splice(0)) job.giveUp();
  }

  /** called when work comes; returns the unsubscribe function */
  onAdded(listener: (path: string) => void): () => void {
    this.listeners.add(listener);
    return () => void this.listeners.delete(listener);
  }
}

function lineFailure(error: unknown, connection: FolderConnection, isBegun: boolean): LineFailure | null {
  if (error instanceof FolderRefused) return { code: error.isMissing ? 'folderMissing' : 'notAllowed' };
  if (connection.lost.aborted) return { code: isBegun ? 'lost' : 'offline' };
  if (isRefusal(error)) return { code: 'refused', serverSaid: serverWords(error) };
  return isOfConnection(error) ? { code: isBegun ? 'lost' : 'offline' } : null;
}
