import { useCallback, useEffect, useState } from 'react';
import type { AppBridge } from '../../core/contract/bridge';
import type { AppState } from '../../core/contract/commands';
import { withAccount } from './with-account';

export interface AppStateHandle {
  readonly state: AppState | null;
  readonly failed: boolean;
  readonly refresh: () => void;
}

/** What main knows, kept current by its events. */
export function useAppState(bridge: AppBridge): AppStateHandle {
  const [state, setState] = useState<AppState | null>(null);
  const [failed, setFailed] = useState(false);
  const refresh = useCallback(() => {
    bridge.ask('app.state', {}).then((answer) => {
      setState(answer);
      setFailed(false);
    }, () => setFailed(true));
  }, [bridge]);
  useEffect(() => {
    refresh();
    const leaveApp = bridge.on('app.changed', refresh);
    const leaveAccount = bridge.on('account.changed', (account) => setState((before) => (before === null ? null : withAccount(before, account))));
    return () => {
      leaveApp();
      leaveAccount();
    };
  }, [bridge, refresh]);
  return { state, failed, refresh };
}
