import { useEffect, useState } from 'react';
import type { AppBridge } from '../../../core/contract/bridge';
import type { SigningKey } from '../../../core/model/signing';

/** Keys that can sign now: files and tokens that are plugged in; null before the first answer. */
export function useSigningKeys(bridge: AppBridge): readonly SigningKey[] | null {
  const [keys, setKeys] = useState<readonly SigningKey[] | null>(null);
  useEffect(() => {
    let isOver = false;
    const read = () => {
      bridge.ask('key.list', {}).then((list) => {
        if (!isOver) setKeys(list);
      }, (cause: unknown) => reportError(cause));
    };
    read();
    const endings = [bridge.on('keys.changed', read), bridge.on('app.changed', read)];
    return () => {
      isOver = true;
      for (const end of endings) end();
    };
  }, [bridge]);
  return keys;
}
