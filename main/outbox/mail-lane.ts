import { limits } from '../../core/base/limits';
import { SessionDesk } from './session-desk';
import type { SmtpSession } from './smtp-session';

/** What one account's messages share: a session, and when it is worth trying again. */
export class MailLane {
  readonly desk: SessionDesk;
  isRunning = false;
  isLooking = false;
  /** there was no line at the last try, and the wait since then is not over */
  isDown = false;
  private failures = 0;
  private looks = 0;
  private timer: NodeJS.Timeout | null = null;
  private lookTimer: NodeJS.Timeout | null = null;
  private readonly fileTimers = new Set<NodeJS.Timeout>();

  /** @param retryMillis and lookMillis: waits, of which the last one repeats */
  constructor(open: () => Promise<SmtpSession | null>, private readonly retryMillis: readonly number[], private readonly lookMillis: readonly number[]) {
    this.desk = new SessionDesk(open);
  }

  lineGone(): void {
    this.failures += 1;
    this.isDown = true;
  }

  wentWell(): void {
    this.failures = 0;
  }

  lineBack(): void {
    this.failures = 0;
    this.looks = 0;
    this.isDown = false;
    this.desk.lineBack();
  }

  /**
   * Wakes when the next message is due. In short pieces: a timer does not run while a computer sleeps, and a clock that is set moves the time itself.
   * Without a line it wakes when that is worth another try.
   */
  wakeAfter(millis: number, wake: () => void): void {
    if (this.timer) clearTimeout(this.timer);
    const wait = this.isDown ? waitOf(this.retryMillis, this.failures) : Math.min(Math.max(millis, 0), limits.mailTimerMillis);
    this.timer = setTimeout(() => {
      this.timer = null;
      if (this.isDown) this.desk.lineBack();
      this.isDown = false;
      wake();
    }, wait);
    this.timer.unref();
  }

  /** @param isNews something came in that may tell: the waits begin anew */
  lookAfter(look: () => void, isNews: boolean): void {
    if (isNews) this.looks = 0;
    else if (this.lookTimer) return;
    if (this.lookTimer) clearTimeout(this.lookTimer);
    this.looks += 1;
    this.lookTimer = setTimeout(() => {
      this.lookTimer = null;
      look();
    }, waitOf(this.lookMillis, this.looks));
    this.lookTimer.unref();
  }

  fileAfter(tries: number, file: () => void): void {
    const timer = setTimeout(() => {
      this.fileTimers.delete(timer);
      file();
    }, waitOf(this.lookMillis, tries + 1));
    timer.unref();
    this.fileTimers.add(timer);
  }

  stopTimers(): void {
    for (const timer of [this.timer, this.lookTimer, ...this.fileTimers]) if (timer) clearTimeout(timer);
    this.timer = null;
    this.lookTimer = null;
    this.fileTimers.clear();
  }
}

function waitOf(waits: readonly number[], time: number): number {
  return waits[Math.min(time, waits.length) - 1] ?? 0;
}
