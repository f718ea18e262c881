import { limits } from '../../core/base/limits';
import { claimMark } from './claim-mark';
import type { MailboxLine } from './mailbox-line';
import { takeBackMarks } from './take-back-marks';

/**
 * Marks of this desk's claims that still stand. Each is taken back once no other desk's claim can be under way that began before it
 * stood, and with it what an earlier run left in that folder.
 */
export class LingeringMarks {
  private readonly standing = new Map<string, { readonly path: string; readonly keyword: string; readonly timer: NodeJS.Timeout }>();

  constructor(
    private readonly line: Pick<MailboxLine, 'withFolder'>,
    private readonly desk: string,
    private readonly onBug: (error: unknown) => void,
    private readonly millis: number = limits.claimMarkMillis,
  ) {}

  /** A claim was made, or may have been; the wait begins anew. */
  stands(path: string, keyword: string): void {
    const key = `${keyword} ${path}`;
    clearTimeout(this.standing.get(key)?.timer);
    const timer = setTimeout(() => void this.takeBack(path, keyword, key).catch(this.onBug), this.millis).unref();
    this.standing.set(key, { path, keyword, timer });
  }

  /** Nothing is done before `resume`; where there is none, what stands is taken back after the next claim in its folder. */
  pause(): void {
    for (const { timer } of this.standing.values()) clearTimeout(timer);
  }

  resume(): void {
    for (const { path, keyword } of [...this.standing.values()]) this.stands(path, keyword);
  }

  private async takeBack(path: string, keyword: string, key: string): Promise<void> {
    this.standing.delete(key);
    const done = await this.line.withFolder(path, (folder) => takeBackMarks(folder, claimMark(keyword, this.desk)));
    const isLineGone = !done.ok && (done.failure.code === 'offline' || done.failure.code === 'lost');
    if (isLineGone && !this.standing.has(key)) this.stands(path, keyword);
  }
}
