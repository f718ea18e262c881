import { useCallback, useEffect, useState } from 'react';
import type { AppBridge } from '../../core/contract/bridge';
import type { KeptDraft } from '../../core/model/draft';
import type { AccountId, DraftId } from '../../core/model/ids';

export interface DamagedDraft {
  readonly draftId: DraftId;
  readonly accountId: AccountId;
}

/** Drafts whose copy here is torn or gone. */
export function useDamagedDrafts(bridge: AppBridge): readonly DamagedDraft[] {
  const [damaged, setDamaged] = useState<readonly DamagedDraft[]>([]);
  useEffect(() => {
    const ask = () => void bridge.ask('draft.damaged', {}).then(setDamaged, () => undefined);
    ask();
    return bridge.on('drafts.changed', ask);
  }, [bridge]);
  return damaged;
}

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
