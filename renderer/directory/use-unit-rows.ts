import { useEffect, useState } from 'react';
import type { UnitRow } from '../../core/contract/list';
import type { StorePort } from '../store/store-port';

export interface FoundUnits {
  /** null: not known yet */
  readonly rows: readonly UnitRow[] | null;
  /** the rows fit what is asked for now, not an earlier search */
  readonly isCurrent: boolean;
}

/** Units that fit the search, kept current while letters and entries come and go. */
export function useUnitRows(store: StorePort, search: string): FoundUnits {
  const [found, setFound] = useState<{ readonly search: string; readonly rows: readonly UnitRow[] } | null>(null);
  useEffect(() => {
    let left = false;
    const ask = () => {
      store.units(search).then((rows) => {
        if (!left) setFound({ search, rows });
      }, () => {
        if (!left) setFound({ search, rows: [] });
      });
    };
    ask();
    const leave = store.onRowsChanged(ask);
    return () => {
      left = true;
      leave();
    };
  }, [store, search]);
  return { rows: found?.rows ?? null, isCurrent: found?.search === search };
}
