/**
 * A hint that trying now may pay (network came back, machine woke up). It never decides that we are offline: only
 * a failed connection says that.
 */
export interface OnlineHint {
  /** called by the shell on `online` and `resume` */
  maybeOnline(): void;
  /** returns the unsubscribe function */
  onMaybeOnline(listener: () => void): () => void;
}

export function createOnlineHint(): OnlineHint {
  const listeners = new Set<() => void>();
  return {
    maybeOnline() {
      for (const listener of [...listeners]) listener();
    },
    onMaybeOnline(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
  };
}
