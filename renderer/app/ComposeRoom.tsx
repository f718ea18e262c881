import type { ComponentProps } from 'react';
import { ComposePage } from '../compose/ComposePage';
import { useDirectory } from '../directory/use-directory';
import type { StorePort } from '../store/store-port';

type ComposeRoomProps = Omit<ComponentProps<typeof ComposePage>, 'directory'> & { readonly store: StorePort };

/** Who writes letters chooses among the units of the directory. */
export function ComposeRoom({ store, ...rest }: ComposeRoomProps) {
  return <ComposePage {...rest} directory={useDirectory(store)} />;
}
