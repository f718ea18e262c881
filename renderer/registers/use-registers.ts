import { useCallback, useEffect, useState } from 'react';
import type { AppBridge } from '../../core/contract/bridge';
import type { RegisterRow, RegisterView } from '../../core/contract/outgoing-commands';
import type { RegisterId } from '../../core/model/ids';

/** All registers; null until they are known. */
export function useRegisters(bridge: AppBridge): readonly RegisterView[] | null {
  return useAsked(bridge, useCallback(() => bridge.ask('register.list', {}), [bridge]));
}

/** Every number of a year; null until they are known. */
export function useRegisterRows(bridge: AppBridge, registerId: RegisterId | null, year: number): readonly RegisterRow[] | null {
  return useAsked(bridge, useCallback(() => (registerId === null ? Promise.resolve([]) : bridge.ask('register.lines', { registerId, year })), [bridge, registerId, year]));
}

/** Asked anew whenever a register changed; an answer that was overtaken is dropped. */
function useAsked<Value>(bridge: AppBridge, ask: () => Promise<Value>): Value | null {
  const [value, setValue] = useState<{ readonly by: () => Promise<Value>; readonly value: Value } | null>(null);
  useEffect(() => {
    let round = 0;
    let left = false;
    const run = () => {
      const own = (round += 1);
      ask().then((answer) => {
        if (!left && own === round) setValue({ by: ask, value: answer });
      }, () => undefined);
    };
    run();
    const leave = bridge.on('registers.changed', run);
    return () => {
      left = true;
      leave();
    };
  }, [bridge, ask]);
  return value?.by === ask ? value.value : null;
}
