import { useEffect, useState } from 'react';
import type { LedgerAnswer, StorePort } from '../store/store-port';
import { useMinute } from '../ui/use-minute';

/** milliseconds in which changes of the table are gathered into one new question */
const gatherMillis = 400;

/** Sendings, kept current while receipts come home and time goes on; null until they are known. */
export function useLedger(store: StorePort, attention: boolean, most: number): LedgerAnswer | null {
  const [found, setFound] = useState<(LedgerAnswer & { readonly attention: boolean }) | null>(null);
  // silence becomes an alarm without anything happening
  const minute = useMinute();
  useEffect(() => {
    let left = false;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const ask = () => {
      store.ledger({ batch: null, attention, from: 0, to: most }).then((answer) => {
        if (!left) setFound({ ...answer, attention });
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
  }, [store, attention, most, minute]);
  return found?.attention === attention ? found : null;
}
