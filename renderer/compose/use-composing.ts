import { useCallback, useEffect, useRef, useState } from 'react';
import type { AppBridge } from '../../core/contract/bridge';
import type { Draft, KeptDraft } from '../../core/model/draft';
import { DraftKeeper, type BroughtFiles } from './draft-keeper';

export interface Composing {
  /** the draft that is written; null: the list of drafts is shown */
  readonly keeper: DraftKeeper | null;
  /** begins to write; what was open is kept first */
  readonly begin: (draft: Draft, files?: BroughtFiles | null) => void;
  readonly goOn: (kept: KeptDraft) => void;
  /** back to the list */
  readonly leave: () => void;
}

/** Held above the rooms, so that no draft is lost by looking elsewhere. */
export function useComposing(bridge: AppBridge, unitOf: (draft: Draft) => string): Composing {
  const [keeper, setKeeper] = useState<DraftKeeper | null>(null);
  const open = useRef<DraftKeeper | null>(null);
  const show = useCallback((next: DraftKeeper | null) => {
    const before = open.current;
    open.current = next;
    setKeeper(next);
    if (before !== null && before.current().save.state !== 'untouched') void before.keep();
  }, []);
  useEffect(() => {
    const keep = () => void open.current?.keep();
    const isTouched = () => open.current !== null && open.current.current().save.state !== 'untouched';
    const onHide = () => isTouched() && keep();
    document.addEventListener('visibilitychange', onHide);
    window.addEventListener('blur', onHide);
    window.addEventListener('beforeunload', onHide);
    return () => {
      document.removeEventListener('visibilitychange', onHide);
      window.removeEventListener('blur', onHide);
      window.removeEventListener('beforeunload', onHide);
    };
  }, []);
  return {
    keeper,
    begin: useCallback((draft: Draft, files: BroughtFiles | null = null) => {
      const next = new DraftKeeper(bridge, draft, null, unitOf(draft));
      show(next);
      if (files !== null) void next.bring(files);
    }, [bridge, unitOf, show]),
    goOn: useCallback(({ draft, savedAt, queued }: KeptDraft) => {
      if (open.current?.current().draft.draftId === draft.draftId) return;
      show(new DraftKeeper(bridge, draft, { at: savedAt, queued }, unitOf(draft)));
    }, [bridge, unitOf, show]),
    leave: useCallback(() => show(null), [show]),
  };
}
