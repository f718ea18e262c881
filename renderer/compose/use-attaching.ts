import { useCallback, useState } from 'react';
import type { AppBridge } from '../../core/contract/bridge';
import type { DraftFailure } from '../../core/contract/outgoing-commands';
import { withNewFiles } from '../../core/outgoing/draft-files';
import type { DraftKeeper } from './draft-keeper';

export interface Attaching {
  readonly failure: DraftFailure['code'] | null;
  /** @param paths of dropped files; null: a person chooses */
  readonly attach: (paths: readonly string[] | null) => void;
}

/** Files come from disk into main, which keeps them sealed; the window only learns their names. */
export function useAttaching(bridge: AppBridge, keeper: DraftKeeper): Attaching {
  const [failure, setFailure] = useState<DraftFailure['code'] | null>(null);
  const attach = useCallback((paths: readonly string[] | null) => {
    const run = async (): Promise<DraftFailure['code'] | null> => {
      // main takes files only for a draft it knows, also one in which nothing stands yet
      if (!await keeper.keep()) return 'notWritable';
      const { draftId } = keeper.current().draft;
      const answer = await bridge.ask('draft.attach', { draftId, paths: paths === null ? null : [...paths] });
      if (!answer.ok) return answer.failure.code === 'cancelled' ? null : answer.failure.code;
      keeper.change((before) => ({ ...before, files: withNewFiles(before.files, answer.value, before.document !== null) }));
      return null;
    };
    setFailure(null);
    run().then(setFailure, () => setFailure('notReadable'));
  }, [bridge, keeper]);
  return { failure, attach };
}
