import { Button, Field, Input, Select } from '@fluentui/react-components';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { AppBridge } from '../../core/contract/bridge';
import type { RegisterLine } from '../../core/model/register';
import { DialogFrame } from '../ui/DialogFrame';
import { officeDay } from '../../core/register/office-day';
import { RefusedStrip } from './RefusedStrip';
import { useAsking } from './use-asking';

interface DispatchDialogProps {
  readonly bridge: AppBridge;
  readonly line: RegisterLine;
  readonly onClose: () => void;
  readonly onDone: () => void;
}

const carriers = ['post', 'messenger', 'byHand', 'other'] as const;

/** A paper copy left the house: to whom, with whom, and what proves it. */
export function DispatchDialog({ bridge, line, onClose, onDone }: DispatchDialogProps) {
  const { t } = useTranslation();
  const [addressee, setAddressee] = useState(line.addressees[0] ?? '');
  const [carrier, setCarrier] = useState<(typeof carriers)[number]>('post');
  const [proof, setProof] = useState('');
  const [on, setOn] = useState<string>(officeDay(new Date()));
  const [checked, setChecked] = useState(false);
  const asking = useAsking();
  const isDay = /^\d{4}-\d{2}-\d{2}$/.test(on);
  const confirm = () => {
    setChecked(true);
    if (addressee.trim() === '' || proof.trim() === '' || !isDay) return;
    asking.run(bridge.ask('paper.dispatch', { dispatch: { place: line.place, addressee: addressee.trim(), carrier: t(`registers:carrier.${carrier}`), proof: proof.trim(), on } }), onDone);
  };
  return (
    <DialogFrame
      title={t('registers:dispatchTitle', { code: line.code })} lead={t('registers:dispatchLead')} testId="dispatch-dialog" onClose={onClose}
      actions={<>
        <Button appearance="primary" disabled={asking.busy} onClick={confirm} data-testid="dispatch-confirm">{t('registers:dispatchSave')}</Button>
        <Button onClick={onClose}>{t('common.cancel')}</Button>
      </>}
    >
      <Field label={t('registers:addressee')} required validationMessage={checked && addressee.trim() === '' ? t('registers:addresseeMissing') : null}>
        <Input value={addressee} maxLength={500} list="dispatch-places" autoFocus onChange={(_, data) => setAddressee(data.value)} data-testid="dispatch-addressee" />
      </Field>
      <datalist id="dispatch-places">{line.addressees.map((place) => <option key={place} value={place} />)}</datalist>
      <Field label={t('registers:carrierLabel')}>
        <Select value={carrier} onChange={(_, data) => setCarrier(carriers.find((one) => one === data.value) ?? 'other')} data-testid="dispatch-carrier">
          {carriers.map((one) => <option key={one} value={one}>{t(`registers:carrier.${one}`)}</option>)}
        </Select>
      </Field>
      <Field label={t('registers:proof')} hint={t('registers:proofHint')} required validationMessage={checked && proof.trim() === '' ? t('registers:proofMissing') : null}>
        <Input value={proof} maxLength={500} onChange={(_, data) => setProof(data.value)} data-testid="dispatch-proof" />
      </Field>
      <Field label={t('registers:dispatchedOn')} required validationMessage={checked && !isDay ? t('registers:dayWrong') : null}>
        <Input type="date" value={on} max={officeDay(new Date())} onChange={(_, data) => setOn(data.value)} data-testid="dispatch-day" />
      </Field>
      <RefusedStrip failure={asking.failure} />
    </DialogFrame>
  );
}
