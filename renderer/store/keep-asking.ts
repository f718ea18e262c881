import type { StorePort } from './store-port';

/** milliseconds in which changes of the table are gathered into one new question */
const gatherMillis = 600;

/**
 * Asks now and again after each change of the table, changes gathered for a while.
 * @param ask a question to the store; one that fails is told as a bug
 * @returns leave: no answer is told any more
 */
export function keepAsking<Answer>(store: Pick<StorePort, 'onRowsChanged'>, ask: () => Promise<Answer>, tell: (answer: Answer) => void): () => void {
  let left = false;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const now = () => {
    ask().then((answer) => {
      if (!left) tell(answer);
    }, (cause: unknown) => {
      if (!left) reportError(cause);
    });
  };
  now();
  const leave = store.onRowsChanged(() => {
    timer ??= setTimeout(() => {
      timer = undefined;
      now();
    }, gatherMillis);
  });
  return () => {
    left = true;
    clearTimeout(timer);
    leave();
  };
}
