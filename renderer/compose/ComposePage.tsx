import { useMemo } from 'react';
import type { AppBridge } from '../../core/contract/bridge';
import type { AppState } from '../../core/contract/commands';
import type { OutgoingId } from '../../core/model/ids';
import type { Unit } from '../../core/model/unit';
import { Composer } from './Composer';
import { DraftList } from './DraftList';
import type { Composing } from './use-composing';
import { useDrafts } from './use-drafts';

interface ComposePageProps {
  readonly bridge: AppBridge;
  readonly directory: readonly Unit[];
  readonly state: AppState;
  readonly composing: Composing;
  readonly onNew: () => void;
  /** messages that wait in the outbox now */
  readonly onQueued: (outgoingIds: readonly OutgoingId[]) => void;
}

/** The room where letters are written: the list of drafts, or one of them. */
export function ComposePage({ bridge, directory, state, composing, onNew, onQueued }: ComposePageProps) {
  const drafts = useDrafts(bridge);
  const waiting = useMemo(() => drafts?.filter(({ queued }) => !queued) ?? null, [drafts]);
  const { keeper, leave } = composing;
  if (keeper === null) return <DraftList bridge={bridge} drafts={waiting} accounts={state.accounts} onNew={onNew} onOpen={composing.goOn} />;
  return (
    <Composer
      key={keeper.current().draft.draftId} bridge={bridge} directory={directory} state={state} keeper={keeper} onLeave={leave}
      onQueued={(outgoingIds) => {
        leave();
        onQueued(outgoingIds);
      }}
    />
  );
}
