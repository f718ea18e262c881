import { Button, Field, Input } from '@fluentui/react-components';
import { useState } from 'react';
import type { FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import type { AppBridge } from '../../../core/contract/bridge';
import type { ServerGuess } from '../../../core/contract/commands';
import { Card, Page } from '../../ui/Page';
import { PasswordInput } from '../../ui/PasswordInput';
import { Strip } from '../../ui/Strip';
import { isAddress } from './draft';
import { setupSteps } from '../setup/setup-steps';

interface AddressValue {
  readonly address: string;
  readonly displayName: string;
  readonly password: string;
}

interface AddressStepProps {
  readonly bridge: AppBridge;
  readonly first: boolean;
  readonly value: AddressValue;
  readonly onChange: (value: AddressValue) => void;
  readonly onGuessed: (guess: ServerGuess) => void;
  readonly onCancel?: () => void;
}

export function AddressStep({ bridge, first, value, onChange, onGuessed, onCancel }: AddressStepProps) {
  const { t } = useTranslation();
  const [tried, setTried] = useState(false);
  const [busy, setBusy] = useState(false);
  const [failed, setFailed] = useState(false);
  const wrong = !isAddress(value.address);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (wrong || value.password === '' || busy) return;
    setBusy(true);
    setFailed(false);
    bridge.ask('account.guess', { address: value.address.trim() }).then(onGuessed, () => setFailed(true)).finally(() => setBusy(false)).catch(() => undefined);
  };
  return (
    <form onSubmit={submit} noValidate style={{ height: '100%' }}>
      <Page
        {...(first ? { step: t('setup.step', { step: 3, of: setupSteps }) } : {})} title={t('connect.title')} lead={t('connect.lead')}
        actions={<>
          <Button type="submit" appearance="primary" size="large" disabled={busy} data-testid="connect-guess">{t(busy ? 'connect.guessing' : 'common.next')}</Button>
          {onCancel !== undefined && <Button size="large" appearance="subtle" onClick={onCancel}>{t('common.cancel')}</Button>}
        </>}
      >
        <Card>
          <Field label={t('connect.address')} required {...(tried && wrong ? { validationMessage: t('connect.addressWrong'), validationState: 'error' as const } : {})}>
            <Input type="email" value={value.address} onChange={(_, data) => onChange({ ...value, address: data.value })} placeholder="vanthu@tinh.gov.vn" autoFocus spellCheck={false} autoComplete="off" data-testid="address" />
          </Field>
          <PasswordInput
            label={t('connect.password')} value={value.password} onChange={(password) => onChange({ ...value, password })} showLabel={t('common.show')} hideLabel={t('common.hide')} required
            hint={t('connect.passwordHint')} error={tried && value.password === '' ? t('connect.needed') : undefined} testId="password"
          />
          <Field label={t('connect.displayName')} hint={t('connect.displayNameHint')}>
            <Input value={value.displayName} onChange={(_, data) => onChange({ ...value, displayName: data.value })} data-testid="display-name" />
          </Field>
        </Card>
        {failed && <Strip tone="bad" label={t('common.notice')} headline={t('common.failed')} live />}
      </Page>
    </form>
  );
}
