import { useState } from 'react';
import type { AppBridge } from '../../../core/contract/bridge';
import type { OfficialDocument } from '../../../core/model/document';
import type { LetterView } from '../../store/letter-view';
import type { StorePort } from '../../store/store-port';
import { AskDialog } from './AskDialog';
import { SenderLine } from './SenderLine';
import { UnitDialog } from './UnitDialog';

interface SenderSectionProps {
  readonly bridge: AppBridge;
  readonly store: StorePort;
  readonly view: LetterView;
  /** the document that is shown; null: nothing official */
  readonly document: OfficialDocument | null;
  readonly onUnit: (unitKey: string, name: string) => void;
}

/** Who sent the letter, and what can be done where that is not known. */
export function SenderSection({ bridge, store, view, document, onUnit }: SenderSectionProps) {
  const [asking, setAsking] = useState<'unit' | 'question' | null>(null);
  const { sender } = view;
  const from = view.stageOne?.header.from[0]?.address ?? '';
  const close = () => setAsking(null);
  return (
    <>
      <SenderLine
        sender={sender} officialness={view.officialness} from={from} official={document !== null}
        onUnit={() => onUnit(sender.unitKey, sender.unit)} onChoose={() => setAsking('unit')} onAsk={() => setAsking('question')}
      />
      {asking === 'unit' && <UnitDialog bridge={bridge} store={store} address={from} proposed={document?.agency ?? sender.unit} onClose={close} />}
      {asking === 'question' && <AskDialog view={view} address={from} onClose={close} />}
    </>
  );
}
