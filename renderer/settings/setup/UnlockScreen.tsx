import { Button, Field, Input } from '@fluentui/react-components';
import { useState } from 'react';
import type { FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import type { AppBridge } from '../../../core/contract/bridge';
import { Card, Page } from '../../ui/Page';
import { PasswordInput } from '../../ui/PasswordInput';
import { Strip } from '../../ui/Strip';

/** The books are locked: the passphrase opens them, or the recovery code. */
export function UnlockScreen({ bridge }: { readonly bridge: AppBridge }) {
  const { t } = useTranslation();
  const [way, setWay] = useState<'passphrase' | 'recovery'>('passphrase');
  const [secret, setSecret] = useState('');
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<string | null>(null);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (busy || secret === '') return;
    setBusy(true);
    setFailure(null);
    bridge.ask('profile.unlock', { with: way, secret }).then(
      (answer) => {
        if (!answer.ok) setFailure(answer.failure.code === 'wrongSecret' ? `unlock.wrong.${way}` : `keyFailure.${answer.failure.code}`);
      },
      () => setFailure('common.failed'),
    ).finally(() => setBusy(false)).catch(() => undefined);
  };
  const turn = () => {
    setWay(way === 'passphrase' ? 'recovery' : 'passphrase');
    setSecret('');
    setFailure(null);
  };
  return (
    <form onSubmit={submit} style={{ height: '100%' }}>
      <Page
        title={t('unlock.title')} lead={t(`unlock.${way}Lead`)}
        actions={<>
          <Button type="submit" appearance="primary" size="large" disabled={busy || secret === ''} data-testid="unlock">{t(busy ? 'unlock.opening' : 'unlock.open')}</Button>
          <Button size="large" appearance="subtle" onClick={turn} data-testid="unlock-other">{t(way === 'passphrase' ? 'unlock.useRecovery' : 'unlock.usePassphrase')}</Button>
        </>}
      >
        <Card>
          {way === 'passphrase'
            ? <PasswordInput key="passphrase" label={t('setup.passphrase')} value={secret} onChange={setSecret} showLabel={t('common.show')} hideLabel={t('common.hide')} autoComplete="current-password" autoFocus testId="unlock-secret" />
            : <Field label={t('setup.recoveryCode')} hint={t('unlock.recoveryHint')}><Input value={secret} onChange={(_, data) => setSecret(data.value)} autoFocus spellCheck={false} autoComplete="off" data-testid="unlock-secret" /></Field>}
        </Card>
        {failure !== null && <Strip tone="bad" label={t('common.notice')} headline={t(failure)} live />}
      </Page>
    </form>
  );
}
