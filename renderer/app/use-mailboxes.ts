import { useEffect, useState } from 'react';
import type { KnownMailbox } from '../store/known-mailbox';
import type { StorePort } from '../store/store-port';

const none: readonly KnownMailbox[] = [];

/** Every mailbox that has letters here, with its folders, kept current. */
export function useMailboxes(store: StorePort | null): readonly KnownMailbox[] {
  const [mailboxes, setMailboxes] = useState(none);
  useEffect(() => store?.watchMailboxes(setMailboxes), [store]);
  return mailboxes;
}
