import { useEffect, useState } from 'react';
import type { AppBridge } from '../../core/contract/bridge';
import { connectStore } from '../store/connect-store';
import type { StorePort } from '../store/store-port';

/** The store once the books are open; `failed` when its key could not be had. */
export function useStore(bridge: AppBridge, open: boolean): StorePort | 'failed' | null {
  const [store, setStore] = useState<StorePort | 'failed' | null>(null);
  useEffect(() => {
    if (!open) return undefined;
    let left = false;
    let connected: StorePort | null = null;
    const connect = async () => {
      const key = await bridge.ask('store.key', {});
      if (key === null) return;
      const made = await connectStore(key);
      if (left) made.close();
      else setStore(connected = made);
    };
    connect().catch(() => setStore('failed'));
    return () => {
      left = true;
      connected?.close();
      setStore(null);
    };
  }, [bridge, open]);
  return store;
}
