/** What a server said in passing (EXISTS, EXPUNGE, VANISHED, FETCH FLAGS) and nobody has looked into yet. */
export interface MailboxChanges {
  readonly arrived: boolean;
  readonly removed: boolean;
  readonly flagged: boolean;
}

export type MailboxChange = keyof MailboxChanges;

/** Collects changes and wakes the one who waits. */
export class ChangeSignal {
  private changes: Record<MailboxChange, boolean> = { arrived: false, removed: false, flagged: false };
  private wake: (() => void) | null = null;

  report(change: MailboxChange): void {
    this.changes[change] = true;
    this.wake?.();
  }

  /** Is there anything nobody has looked into? */
  get isPending(): boolean {
    const { arrived, removed, flagged } = this.changes;
    return arrived || removed || flagged;
  }

  /** Wakes the one who waits although the server said nothing. */
  nudge(): void {
    this.wake?.();
  }

  /** What was reported since the last call; afterwards nothing is pending. */
  take(): MailboxChanges {
    const taken = this.changes;
    this.changes = { arrived: false, removed: false, flagged: false };
    return taken;
  }

  /** Is there mail nobody has asked for yet? Clears that one report. */
  takeArrived(): boolean {
    const { arrived } = this.changes;
    this.changes.arrived = false;
    return arrived;
  }

  /** Resolves true when something is pending, false when the time is over, the signal aborted, or somebody nudged. */
  async wait(millis: number, signal: AbortSignal): Promise<boolean> {
    if (this.isPending) return true;
    if (signal.aborted) return false;
    return new Promise((resolve) => {
      const finish = (): void => {
        clearTimeout(timer);
        signal.removeEventListener('abort', finish);
        this.wake = null;
        resolve(this.isPending);
      };
      const timer = setTimeout(finish, millis);
      signal.addEventListener('abort', finish);
      this.wake = finish;
    });
  }
}
