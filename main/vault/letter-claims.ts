import type { LetterId } from '../../core/model/ids';

/** Letters being written or erased; a second writer of the same letter waits, or it would destroy the first one's key. */
export class LetterClaims {
  private readonly busy = new Map<LetterId, Promise<void>>();

  has(letterId: LetterId): boolean {
    return this.busy.has(letterId);
  }

  /** Waits until nobody else holds one of these letters, then holds them until the returned function is called. */
  async claim(letterIds: readonly LetterId[]): Promise<() => void> {
    for (;;) {
      const others = new Set(letterIds.map((letterId) => this.busy.get(letterId)).filter((other) => other !== undefined));
      if (others.size === 0) break;
      await Promise.all(others);
    }
    let finish = (): void => undefined;
    const done = new Promise<void>((resolve) => {
      finish = resolve;
    });
    for (const letterId of letterIds) this.busy.set(letterId, done);
    return () => {
      for (const letterId of letterIds) this.busy.delete(letterId);
      finish();
    };
  }
}
