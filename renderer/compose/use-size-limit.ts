import { useEffect, useState } from 'react';
import type { AppBridge } from '../../core/contract/bridge';
import type { AccountId } from '../../core/model/ids';

export interface SizeState {
  /** as it would lie on the wire */
  readonly bytes: number;
  /** RFC 1870; null: the server has not said yet */
  readonly maxBytes: number | null;
}

export interface ServerLimits {
  readonly maxBytes: number | null;
  readonly dsn: boolean;
}

/** What the sending server takes; null until it is known. */
export function useServerLimits(bridge: AppBridge, accountId: AccountId): ServerLimits | null {
  const [known, setKnown] = useState<(ServerLimits & { readonly accountId: AccountId }) | null>(null);
  useEffect(() => {
    let left = false;
    bridge.ask('mail.limits', { accountId }).then((answer) => {
      if (!left) setKnown({ ...answer, accountId });
    }, () => undefined);
    return () => {
      left = true;
    };
  }, [bridge, accountId]);
  return known?.accountId === accountId ? known : null;
}
