import { useEffect, useState } from 'react';
import { keepAsking } from '../store/keep-asking';
import type { LedgerAnswer, StorePort } from '../store/store-port';
import { useMinute } from '../ui/use-minute';

/** Sendings, kept current while receipts come home and time goes on; null until they are known. */
export function useLedger(store: StorePort, attention: boolean, most: number): LedgerAnswer | null {
  const [found, setFound] = useState<(LedgerAnswer & { readonly attention: boolean }) | null>(null);
  // silence becomes an alarm without anything happening
  const minute = useMinute();
  useEffect(() => keepAsking(store, () => store.ledger({ batch: null, attention, from: 0, to: most }), (answer) => setFound({ ...answer, attention })), [store, attention, most, minute]);
  return found?.attention === attention ? found : null;
}
