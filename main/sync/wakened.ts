type Subscribe = (listener: () => void) => () => void;

/** Resolves on abort, on any of the signals, or after `millis` (null: never by time). */
export function wakened(signal: AbortSignal, millis: number | null, ...sources: readonly Subscribe[]): Promise<void> {
  return new Promise((resolve) => {
    const finish = (): void => {
      clearTimeout(timer);
      signal.removeEventListener('abort', finish);
      for (const leave of leaves) leave();
      resolve();
    };
    const timer = millis === null ? undefined : setTimeout(finish, millis);
    const leaves = sources.map((subscribe) => subscribe(finish));
    signal.addEventListener('abort', finish);
    if (signal.aborted) finish();
  });
}
