import { useEffect, useState } from 'react';
import type { ListRow, Related } from '../../../core/contract/list';
import type { LetterId } from '../../../core/model/ids';
import { keepAsking } from '../../store/keep-asking';
import type { StorePort } from '../../store/store-port';

export interface LetterRelations {
  readonly related: Related;
  /** what later documents did to one of the letter's, as far as that counts */
  readonly touched: ListRow['touched'];
}

/** How the documents of a letter hang together with other letters, kept current; null until that is known. */
export function useRelated(store: StorePort, letterId: LetterId): LetterRelations | null {
  const [found, setFound] = useState<(LetterRelations & { readonly letterId: LetterId }) | null>(null);
  useEffect(() => keepAsking(store, () => Promise.all([store.related(letterId), store.rowsOf([letterId])]), ([related, rows]) => setFound({ letterId, related, touched: rows[0]?.touched ?? null })), [store, letterId]);
  return found?.letterId === letterId ? found : null;
}
