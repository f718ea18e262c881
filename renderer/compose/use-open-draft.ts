import { useSyncExternalStore } from 'react';
import type { DraftKeeper, OpenDraft } from './draft-keeper';

export function useOpenDraft(keeper: DraftKeeper): OpenDraft {
  return useSyncExternalStore(keeper.subscribe, keeper.current);
}
