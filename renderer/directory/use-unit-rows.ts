import { useEffect, useState } from 'react';
import type { UnitRow } from '../../core/contract/list';
import type { StorePort } from '../store/store-port';

/** Units that fit the search, kept current while letters and entries come and go; null: not known yet. */
export function useUnitRows(store: StorePort, search: string): readonly UnitRow[] | null {
  const [rows, setRows] = useState<readonly UnitRow[] | null>(null);
  useEffect(() => {
    let left = false;
    const ask = () => {
      store.units(search).then((units) => {
        if (!left) setRows(units);
      }, () => {
        if (!left) setRows([]);
      });
    };
    ask();
    const leave = store.onRowsChanged(ask);
    return () => {
      left = true;
      leave();
    };
  }, [store, search]);
  return rows;
}
