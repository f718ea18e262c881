import { useCallback, useEffect, useState } from 'react';
import type { AppBridge } from '../../core/contract/bridge';
import type { KeptDraft } from '../../core/model/draft';

/** Drafts as main keeps them, the newest first; null until they are known. */
export function useDrafts(bridge: AppBridge): readonly KeptDraft[] | null {
  const [drafts, setDrafts] = useState<readonly KeptDraft[] | null>(null);
  const ask = useCallback(() => {
    bridge.ask('draft.list', {}).then((all) => setDrafts(all.toSorted((a, b) => b.savedAt.localeCompare(a.savedAt))), () => undefined);
  }, [bridge]);
  useEffect(() => {
    ask();
    // what was sent or taken back is a draft no longer, or again
    const endings = [bridge.on('drafts.changed', ask), bridge.on('outbox.changed', ask)];
    return () => endings.forEach((end) => end());
  }, [bridge, ask]);
  return drafts;
}
