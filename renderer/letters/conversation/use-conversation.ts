import { useEffect, useState } from 'react';
import type { ListRow } from '../../../core/contract/list';
import type { LetterId } from '../../../core/model/ids';
import { keepAsking } from '../../store/keep-asking';
import type { StorePort } from '../../store/store-port';

/** Letters of the conversation that a letter belongs to, the oldest first, what we sent included; empty until they are known. */
export function useConversation(store: StorePort, letterId: LetterId): readonly ListRow[] {
  const [found, setFound] = useState<{ readonly letterId: LetterId; readonly letters: readonly ListRow[] } | null>(null);
  useEffect(() => keepAsking(store, () => store.conversation(letterId), (letters) => setFound({ letterId, letters })), [store, letterId]);
  return found?.letterId === letterId ? found.letters : [];
}
