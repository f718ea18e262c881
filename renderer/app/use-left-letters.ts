import { useEffect, useState } from 'react';
import type { AppBridge } from '../../core/contract/bridge';
import { useStore } from './use-store';

/** Did a mailbox that was removed leave letters here? null: not known yet. Asked only while no mailbox is connected. */
export function useLeftLetters(bridge: AppBridge, asked: boolean): boolean | null {
  const [left, setLeft] = useState<boolean | null>(null);
  const store = useStore(bridge, asked);
  useEffect(() => {
    if (store === 'failed') setLeft(false);
    if (store === null || store === 'failed') return undefined;
    return store.watchMailboxes((mailboxes) => setLeft(mailboxes.length > 0));
  }, [store]);
  return asked ? left : false;
}
