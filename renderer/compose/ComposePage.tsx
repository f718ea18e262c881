import { useMemo } from 'react';
import type { AppBridge } from '../../core/contract/bridge';
import type { AppState } from '../../core/contract/commands';
import type { OutgoingId } from '../../core/model/ids';
import type { Unit } from '../../core/model/unit';
import { Composer } from './Composer';
import { DraftList } from './DraftList';
import type { Composing } from './use-composing';
import { useDrafts } from './use-drafts';
import type { AskReaders } from './work/send-draft';

interface ComposePageProps {
  readonly bridge: AppBridge;
  readonly directory: readonly Unit[];
  readonly state: AppState;
  readonly readersOf: AskReaders;
  readonly composing: Composing;
  readonly onNew: () => void;
  /** to the register of outgoing documents */
  readonly onRegisters: () => void;
  /** messages that wait in the outbox now */
  readonly onQueued: (outgoingIds: readonly OutgoingId[]) => void;
}

/** The room where letters are written: the list of drafts, or one of them. */
export function ComposePage({ bridge, directory, state, readersOf, composing, onNew, onRegisters, onQueued }: ComposePageProps) {
  const drafts = useDrafts(bridge);
  const waiting = useMemo(() => drafts?.filter(({ queued }) => !queued) ?? null, [drafts]);
  const { keeper, leave } = composing;
  if (keeper === null) return <DraftList bridge={bridge} drafts={waiting} accounts={state.accounts} onNew={onNew} onRegisters={onRegisters} onOpen={composing.goOn} />;
  return (
    <Composer
      key={keeper.current().draft.draftId} bridge={bridge} directory={directory} state={state} readersOf={readersOf} keeper={keeper} onLeave={leave}
      onQueued={(outgoingIds) => {
        leave();
        onQueued(outgoingIds);
      }}
    />
  );
}
