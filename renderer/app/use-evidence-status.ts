import { useEffect, useState } from 'react';
import type { AppBridge } from '../../core/contract/bridge';
import type { EvidenceStatus } from '../../core/model/evidence';

/** a first sync writes to the journal many times a second: it is asked once after that much quiet or noise, in milliseconds */
const settleMillis = 1500;
const againMillis = 60_000;

/** How fetching of revocation data stands; null until that is known. Without a store the books are closed, and nothing is asked. */
export function useEvidenceStatus(bridge: AppBridge, open: boolean): EvidenceStatus | null {
  const [status, setStatus] = useState<EvidenceStatus | null>(null);
  useEffect(() => {
    if (!open) return undefined;
    let left = false;
    let waiting: ReturnType<typeof setTimeout> | null = null;
    const ask = () => {
      waiting = null;
      // books that are being closed answer no more: the last word stands
      bridge.ask('evidence.status', {}).then((answer) => {
        if (!left) setStatus(answer);
      }, () => undefined);
    };
    const soon = () => {
      waiting ??= setTimeout(ask, settleMillis);
    };
    ask();
    const timer = setInterval(ask, againMillis);
    const stop = bridge.on('journal.advanced', soon);
    return () => {
      left = true;
      stop();
      clearInterval(timer);
      if (waiting !== null) clearTimeout(waiting);
    };
  }, [bridge, open]);
  return status;
}
