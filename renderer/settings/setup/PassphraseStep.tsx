import { Button, Checkbox } from '@fluentui/react-components';
import { useState } from 'react';
import type { FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import type { AppBridge } from '../../../core/contract/bridge';
import { Card, Page } from '../../ui/Page';
import { PasswordInput } from '../../ui/PasswordInput';
import { Strip } from '../../ui/Strip';
import { passphraseStrength } from './passphrase-strength';
import { setupSteps } from './setup-steps';

interface PassphraseStepProps {
  readonly bridge: AppBridge;
  readonly keyring: boolean;
  readonly onBegin: () => void;
  readonly onMade: (recoveryCode: string) => void;
}

/** Where the operating system keeps the key one sentence is enough; elsewhere, or by choice, a passphrase does. */
export function PassphraseStep({ bridge, keyring, onBegin, onMade }: PassphraseStepProps) {
  const { t } = useTranslation();
  const [also, setAlso] = useState(false);
  const [first, setFirst] = useState('');
  const [second, setSecond] = useState('');
  const [tried, setTried] = useState(false);
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<string | null>(null);
  const asked = !keyring || also;
  const strength = passphraseStrength(first);
  const problem = !asked ? null : strength === 'tooShort' ? 'tooShort' : first !== second ? 'differ' : null;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (problem !== null || busy) return;
    setBusy(true);
    setFailure(null);
    onBegin();
    bridge.ask('profile.create', { passphrase: asked ? first : null }).then(
      (answer) => (answer.ok ? onMade(answer.value.recoveryCode) : setFailure(`keyFailure.${answer.failure.code}`)),
      () => setFailure('common.failed'),
    ).finally(() => setBusy(false)).catch(() => undefined);
  };
  return (
    <form onSubmit={submit} style={{ height: '100%' }}>
      <Page
        step={t('setup.step', { step: 1, of: setupSteps })} title={t('setup.keyTitle')} lead={t(keyring ? 'setup.keyringLead' : 'setup.passphraseLead')}
        actions={<Button type="submit" appearance="primary" size="large" disabled={busy} data-testid="setup-create">{t(busy ? 'setup.creating' : 'common.next')}</Button>}
      >
        <Card>
          {!asked && <span>{t('setup.keyringEnough')}</span>}
          {keyring && <Checkbox checked={also} onChange={(_, data) => setAlso(data.checked === true)} label={t('setup.alsoPassphrase')} />}
          {asked && <>
            <PasswordInput
              label={t('setup.passphrase')} value={first} onChange={setFirst} showLabel={t('common.show')} hideLabel={t('common.hide')} autoComplete="new-password" required autoFocus
              hint={first === '' ? t('setup.passphraseHint') : t(`setup.strength.${strength}`)} error={tried && problem === 'tooShort' ? t('setup.strength.tooShort') : undefined} testId="passphrase"
            />
            <PasswordInput
              label={t('setup.passphraseAgain')} value={second} onChange={setSecond} showLabel={t('common.show')} hideLabel={t('common.hide')} autoComplete="new-password" required
              error={problem === 'differ' && (tried || second.length >= first.length) ? t('setup.differ') : undefined} testId="passphrase-again"
            />
          </>}
        </Card>
        {failure !== null && <Strip tone="bad" label={t('common.notice')} headline={t(failure)} live />}
      </Page>
    </form>
  );
}
