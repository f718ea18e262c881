import { useState } from 'react';
import type { AppBridge } from '../../../core/contract/bridge';
import type { OfficialDocument } from '../../../core/model/document';
import type { LetterView } from '../../store/letter-view';
import type { KnownMailbox } from '../../store/known-mailbox';
import type { StorePort } from '../../store/store-port';
import { SenderLine } from './SenderLine';
import { UnitDialog } from './UnitDialog';
import { useAskSender } from './use-ask-sender';

interface SenderSectionProps {
  readonly bridge: AppBridge;
  readonly store: StorePort;
  readonly view: LetterView;
  readonly mailboxes: readonly KnownMailbox[];
  /** the document that is shown; null: nothing official */
  readonly document: OfficialDocument | null;
  readonly onUnit: (unitKey: string, name: string) => void;
}

/** Who sent the letter, and what can be done where that is not known. */
export function SenderSection({ bridge, store, view, mailboxes, document, onUnit }: SenderSectionProps) {
  const [asking, setAsking] = useState(false);
  const ask = useAskSender(store, view, mailboxes);
  const { sender } = view;
  const from = view.stageOne?.header.from[0]?.address ?? '';
  return (
    <>
      <SenderLine
        sender={sender} officialness={view.officialness} from={from} official={document !== null}
        onUnit={() => onUnit(sender.unitKey, sender.unit)} onChoose={() => setAsking(true)} onAsk={ask}
      />
      {asking && <UnitDialog bridge={bridge} store={store} address={from} proposed={document?.agency ?? sender.unit} onClose={() => setAsking(false)} />}
    </>
  );
}
