import { Button, Field, Textarea } from '@fluentui/react-components';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { AppBridge } from '../../core/contract/bridge';
import type { LedgerLine } from '../../core/model/tracking';
import { DialogFrame } from '../ui/DialogFrame';
import { addresseeName } from './ledger-words';

interface SettleDialogProps {
  readonly bridge: AppBridge;
  readonly line: LedgerLine;
  readonly onClose: () => void;
}

/** characters, as the bridge asks for */
const least = 3;

/** A person has seen to an alarm another way, and writes how. */
export function SettleDialog({ bridge, line, onClose }: SettleDialogProps) {
  const { t } = useTranslation();
  const [words, setWords] = useState('');
  const [state, setState] = useState<'idle' | 'missing' | 'busy' | 'failed'>('idle');
  const said = words.replace(/\s+/gu, ' ').trim();
  const confirm = () => {
    if (state === 'busy') return;
    setState(said.length < least ? 'missing' : 'busy');
    if (said.length < least) return;
    bridge.ask('alarm.settle', { outgoingId: line.outgoingId, address: line.addressee.address, words: said }).then(onClose, () => setState('failed'));
  };
  const message = state === 'missing' ? t('tracking:settleMissing') : state === 'failed' ? t('common.failed') : null;
  return (
    <DialogFrame
      title={t('tracking:settleTitle', { name: addresseeName(line) })} lead={t('tracking:settleLead')} testId="settle-dialog" onClose={onClose}
      actions={<>
        <Button appearance="primary" disabled={state === 'busy'} onClick={confirm} data-testid="settle-do">{t('tracking:settleDo')}</Button>
        <Button onClick={onClose}>{t('common.cancel')}</Button>
      </>}
    >
      <Field label={t('tracking:settleWords')} hint={t('tracking:settleHint')} required validationMessage={message}>
        <Textarea value={words} rows={3} maxLength={1000} autoFocus onChange={(_, data) => setWords(data.value)} data-testid="settle-words" />
      </Field>
    </DialogFrame>
  );
}
