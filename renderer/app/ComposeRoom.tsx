import { useCallback, type ComponentProps } from 'react';
import { ComposePage } from '../compose/ComposePage';
import { useDirectory } from '../directory/use-directory';
import type { StorePort } from '../store/store-port';

type ComposeRoomProps = Omit<ComponentProps<typeof ComposePage>, 'directory' | 'readersOf'> & { readonly store: StorePort };

/** Who writes letters chooses among the units of the directory. */
export function ComposeRoom({ store, ...rest }: ComposeRoomProps) {
  const readersOf = useCallback((addresses: readonly string[]) => store.readers(addresses), [store]);
  return <ComposePage {...rest} readersOf={readersOf} directory={useDirectory(store)} />;
}
