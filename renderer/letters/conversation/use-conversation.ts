import { useEffect, useState } from 'react';
import type { ListRow } from '../../../core/contract/list';
import type { LetterId } from '../../../core/model/ids';
import type { StorePort } from '../../store/store-port';

/** milliseconds in which changes of the table are gathered into one new question */
const gatherMillis = 600;

/** Letters of the conversation that a letter belongs to, the oldest first, what we sent included; empty until they are known. */
export function useConversation(store: StorePort, letterId: LetterId): readonly ListRow[] {
  const [found, setFound] = useState<{ readonly letterId: LetterId; readonly letters: readonly ListRow[] } | null>(null);
  useEffect(() => {
    let left = false;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const ask = () => {
      store.conversation(letterId).then((letters) => {
        if (!left) setFound({ letterId, letters });
      }, (cause: unknown) => {
        if (!left) reportError(cause);
      });
    };
    ask();
    const leave = store.onRowsChanged(() => {
      timer ??= setTimeout(() => {
        timer = undefined;
        ask();
      }, gatherMillis);
    });
    return () => {
      left = true;
      clearTimeout(timer);
      leave();
    };
  }, [store, letterId]);
  return found?.letterId === letterId ? found.letters : [];
}
