import { Button, Checkbox, makeStyles } from '@fluentui/react-components';
import { useState } from 'react';
import type { FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import type { AppBridge } from '../../core/contract/bridge';
import type { AccountStatus } from '../../core/model/account';
import { PasswordInput } from '../ui/PasswordInput';
import { sentenceCase } from '../ui/sentence-case';
import { Strip } from '../ui/Strip';

const useStyles = makeStyles({
  form: { display: 'flex', flexWrap: 'wrap', alignItems: 'flex-end', columnGap: '12px', rowGap: '8px', marginTop: '8px' },
});

/** A refused password stops every connection of the account; it goes on with what the person says, never by itself. */
export function PausedStrip({ bridge, account }: { readonly bridge: AppBridge; readonly account: AccountStatus }) {
  const { t } = useTranslation();
  const styles = useStyles();
  const [password, setPassword] = useState('');
  const [keep, setKeep] = useState(true);
  const [failed, setFailed] = useState(false);
  if (account.connection.state !== 'paused') return null;
  const { failure } = account.connection;
  const retry = (next: string | null) => {
    setFailed(false);
    bridge.ask('account.retry', { accountId: account.accountId, password: next, keepPassword: keep }).then(() => setPassword(''), () => setFailed(true));
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (password !== '') retry(password);
  };
  const values = { server: `${failure.host}:${failure.port}`, host: failure.host };
  return (
    <Strip tone="bad" label={t('paused.region')} headline={t('paused.headline', { address: account.address })} testId="paused" live>
      {`${sentenceCase(t(`connection.${failure.code}.what`, values))} ${t(failure.code === 'passwordMissing' ? 'paused.missing' : 'paused.meaning')}`}
      {failure.serverSaid !== null && ` ${t('connection.serverSaid', { said: failure.serverSaid })}`}
      <form className={styles.form} onSubmit={submit}>
        <PasswordInput label={t('paused.password')} value={password} onChange={setPassword} showLabel={t('common.show')} hideLabel={t('common.hide')} testId="paused-password" />
        <Checkbox checked={keep} onChange={(_, data) => setKeep(data.checked === true)} label={t('connect.keep')} />
        <Button type="submit" appearance="primary" disabled={password === ''} data-testid="paused-connect">{t('paused.connect')}</Button>
        {failure.code !== 'passwordMissing' && <Button onClick={() => retry(null)} data-testid="paused-again">{t('paused.again')}</Button>}
      </form>
      {failed && <span role="alert">{t('common.failed')}</span>}
    </Strip>
  );
}
