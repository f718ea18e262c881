import { Button, Field, Input, Select, makeStyles } from '@fluentui/react-components';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { AppBridge } from '../../core/contract/bridge';
import type { RegisterView } from '../../core/contract/outgoing-commands';
import type { NumberBlock } from '../../core/model/register';
import { DialogFrame } from '../ui/DialogFrame';
import { RefusedStrip } from './RefusedStrip';
import { useAsking } from './use-asking';

const useStyles = makeStyles({ two: { display: 'grid', gridTemplateColumns: '1fr 1fr', columnGap: '16px', rowGap: '14px' } });

interface BlockDialogProps {
  readonly bridge: AppBridge;
  readonly register: RegisterView;
  readonly onClose: () => void;
  readonly onDone: (block: NumberBlock) => void;
}

/** Numbers are set aside for another clerk, another profile, or days without a line. */
export function BlockDialog({ bridge, register, onClose, onDone }: BlockDialogProps) {
  const { t } = useTranslation();
  const styles = useStyles();
  const [count, setCount] = useState('10');
  const [holder, setHolder] = useState('');
  const [year, setYear] = useState(register.nextYear);
  const [checked, setChecked] = useState(false);
  const asking = useAsking();
  const wanted = /^\d{1,4}$/.test(count.trim()) ? Number(count) : 0;
  const isCount = wanted >= 1 && wanted <= 1000;
  const confirm = () => {
    setChecked(true);
    if (!isCount || holder.trim() === '') return;
    asking.run(bridge.ask('number.block', { registerId: register.book.registerId, year, count: wanted, holder: holder.trim(), device: null }), onDone);
  };
  return (
    <DialogFrame
      title={t('registers:blockTitle')} lead={t('registers:blockLead')} testId="block-dialog" onClose={onClose}
      actions={<>
        <Button appearance="primary" disabled={asking.busy} onClick={confirm} data-testid="block-confirm">{t('registers:block')}</Button>
        <Button onClick={onClose}>{t('common.cancel')}</Button>
      </>}
    >
      <Field label={t('registers:holder')} hint={t('registers:holderHint')} required validationMessage={checked && holder.trim() === '' ? t('registers:holderMissing') : null}>
        <Input value={holder} maxLength={200} autoFocus onChange={(_, data) => setHolder(data.value)} data-testid="block-holder" />
      </Field>
      <div className={styles.two}>
        <Field label={t('registers:blockCount')} required validationMessage={checked && !isCount ? t('registers:countWrong') : null}>
          <Input value={count} inputMode="numeric" maxLength={4} onChange={(_, data) => setCount(data.value)} data-testid="block-count" />
        </Field>
        <Field label={t('registers:year')}>
          <Select value={String(year)} onChange={(_, data) => setYear(Number(data.value))}>
            {[register.nextYear, register.nextYear + 1].map((one) => <option key={one} value={String(one)}>{one}</option>)}
          </Select>
        </Field>
      </div>
      <RefusedStrip failure={asking.failure} />
    </DialogFrame>
  );
}
