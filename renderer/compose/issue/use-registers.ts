import { useEffect, useState } from 'react';
import type { AppBridge } from '../../../core/contract/bridge';
import type { RegisterView } from '../../../core/contract/outgoing-commands';

/** The outgoing registers as they stand now; null before the first answer. */
export function useRegisters(bridge: AppBridge): readonly RegisterView[] | null {
  const [registers, setRegisters] = useState<readonly RegisterView[] | null>(null);
  useEffect(() => {
    let isOver = false;
    const read = () => {
      bridge.ask('register.list', {}).then((list) => {
        if (!isOver) setRegisters(list);
      }, (cause: unknown) => reportError(cause));
    };
    read();
    const end = bridge.on('registers.changed', read);
    return () => {
      isOver = true;
      end();
    };
  }, [bridge]);
  return registers;
}

/** Registers in which a document of this type gets its number: those that name the type before those for all. */
export function registersFor(registers: readonly RegisterView[], typeCode: string): readonly RegisterView[] {
  const named = registers.filter(({ book }) => book.typeCodes?.includes(typeCode) === true);
  return named.length > 0 ? named : registers.filter(({ book }) => book.typeCodes === null);
}
