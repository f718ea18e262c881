import { Button, Field, Textarea } from '@fluentui/react-components';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { AppBridge } from '../../core/contract/bridge';
import type { NumberPlace } from '../../core/model/register';
import { DialogFrame } from '../ui/DialogFrame';
import { RefusedStrip } from './RefusedStrip';
import { useAsking } from './use-asking';

interface VoidDialogProps {
  readonly bridge: AppBridge;
  readonly place: NumberPlace;
  readonly code: string;
  readonly wasIssued: boolean;
  readonly onClose: () => void;
  readonly onDone: () => void;
}

/** A number is withdrawn for good, with the reason a person typed. */
export function VoidDialog({ bridge, place, code, wasIssued, onClose, onDone }: VoidDialogProps) {
  const { t } = useTranslation();
  const [reason, setReason] = useState('');
  const [missing, setMissing] = useState(false);
  const asking = useAsking();
  const confirm = () => {
    setMissing(reason.trim().length < 3);
    if (reason.trim().length >= 3) asking.run(bridge.ask('number.void', { place, reason: reason.replace(/\s+/gu, ' ').trim() }), onDone);
  };
  return (
    <DialogFrame
      title={t('registers:voidTitle', { code })} lead={t(wasIssued ? 'registers:voidIssuedLead' : 'registers:voidLead')} testId="void-dialog" onClose={onClose}
      actions={<>
        <Button appearance="primary" disabled={asking.busy} onClick={confirm} data-testid="void-confirm">{t('registers:void')}</Button>
        <Button onClick={onClose}>{t('registers:keepNumber')}</Button>
      </>}
    >
      <Field label={t('registers:reason')} required validationMessage={missing ? t('registers:failure.reasonMissing') : null}>
        <Textarea value={reason} rows={3} maxLength={1000} autoFocus onChange={(_, data) => setReason(data.value)} data-testid="void-reason" />
      </Field>
      <RefusedStrip failure={asking.failure} />
    </DialogFrame>
  );
}
