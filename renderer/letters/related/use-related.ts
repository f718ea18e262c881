import { useEffect, useState } from 'react';
import type { ListRow, Related } from '../../../core/contract/list';
import type { LetterId } from '../../../core/model/ids';
import type { StorePort } from '../../store/store-port';

/** milliseconds in which changes of the table are gathered into one new question */
const gatherMillis = 600;

export interface LetterRelations {
  readonly related: Related;
  /** what later documents did to one of the letter's, as far as that counts */
  readonly touched: ListRow['touched'];
}

/** How the documents of a letter hang together with other letters, kept current; null until that is known. */
export function useRelated(store: StorePort, letterId: LetterId): LetterRelations | null {
  const [found, setFound] = useState<(LetterRelations & { readonly letterId: LetterId }) | null>(null);
  useEffect(() => {
    let left = false;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const ask = () => {
      Promise.all([store.related(letterId), store.rowsOf([letterId])]).then(([related, rows]) => {
        if (!left) setFound({ letterId, related, touched: rows[0]?.touched ?? null });
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
  return found?.letterId === letterId ? found : null;
}
