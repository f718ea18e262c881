import { useEffect, useState } from 'react';
import type { Unit } from '../../core/model/unit';
import type { StorePort } from '../store/store-port';

/** Every entry of the directory, for naming and choosing units above and after; empty until it is known. */
export function useDirectory(store: StorePort): readonly Unit[] {
  const [units, setUnits] = useState<readonly Unit[]>([]);
  useEffect(() => {
    let left = false;
    const ask = () => {
      store.directory().then((all) => {
        if (!left) setUnits((before) => (before.length === all.length && JSON.stringify(before) === JSON.stringify(all) ? before : all));
      }, () => undefined);
    };
    ask();
    const leave = store.onRowsChanged(ask);
    return () => {
      left = true;
      leave();
    };
  }, [store]);
  return units;
}
