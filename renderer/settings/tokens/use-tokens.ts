import { useCallback, useEffect, useState } from 'react';
import type { AppBridge } from '../../../core/contract/bridge';
import type { SigningKey, TokenDriver } from '../../../core/model/signing';

export interface Tokens {
  /** null: not known yet; drivers are started only when somebody looks */
  readonly drivers: readonly TokenDriver[] | null;
  /** keys on tokens that are plugged in */
  readonly keys: readonly SigningKey[];
  readonly refresh: () => void;
}

export function useTokens(bridge: AppBridge): Tokens {
  const [drivers, setDrivers] = useState<readonly TokenDriver[] | null>(null);
  const [keys, setKeys] = useState<readonly SigningKey[]>([]);
  const look = useCallback(async (isWanted: () => boolean) => {
    const [known, all] = await Promise.all([bridge.ask('token.drivers', {}), bridge.ask('key.list', {})]);
    if (!isWanted()) return;
    setDrivers(known);
    setKeys(all.filter(({ token }) => token !== null));
  }, [bridge]);
  const [asked, setAsked] = useState(0);
  useEffect(() => {
    let left = false;
    look(() => !left).catch((cause: unknown) => reportError(cause));
    return () => {
      left = true;
    };
  }, [look, asked]);
  const refresh = useCallback(() => setAsked((times) => times + 1), []);
  useEffect(() => bridge.on('keys.changed', refresh), [bridge, refresh]);
  return { drivers, keys, refresh };
}
