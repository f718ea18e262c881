import { Button, makeStyles } from '@fluentui/react-components';
import { useState } from 'react';
import type { FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import type { AppBridge } from '../../../core/contract/bridge';
import { PasswordInput } from '../../ui/PasswordInput';
import { importKey } from './import-key';
import type { KeyFile, KeyFileFailure } from './import-key';

const useStyles = makeStyles({
  form: { display: 'flex', flexDirection: 'column', rowGap: '12px' },
  actions: { display: 'flex', columnGap: '8px' },
});

interface KeyFormProps {
  readonly bridge: AppBridge;
  readonly file: KeyFile;
  readonly onDone: (holder: string) => void;
  readonly onCancel: () => void;
}

/** The password of a key file, asked for until it fits or the person gives up. */
export function KeyForm({ bridge, file, onDone, onCancel }: KeyFormProps) {
  const { t } = useTranslation();
  const styles = useStyles();
  const [password, setPassword] = useState('');
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<KeyFileFailure | 'failed' | null>(null);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setBusy(true);
    setFailure(null);
    importKey(bridge, file, password).then((outcome) => (outcome.ok ? onDone(outcome.holder) : setFailure(outcome.code)), () => setFailure('failed'))
      .finally(() => setBusy(false)).catch((cause: unknown) => reportError(cause));
  };
  return (
    <form className={styles.form} aria-label={t('trust:keys.importNamed', { name: file.name })} onSubmit={submit} data-testid="key-form">
      <span>{t('trust:keys.importNamed', { name: file.name })}</span>
      <PasswordInput
        label={t('trust:keys.password')} hint={t('trust:keys.passwordHint')} value={password} onChange={setPassword} showLabel={t('common.show')} hideLabel={t('common.hide')} autoFocus testId="key-password"
        error={failure === null ? undefined : t(failure === 'failed' ? 'common.failed' : `trust:keys.failure.${failure}`)}
      />
      <div className={styles.actions}>
        <Button type="submit" appearance="primary" disabled={busy} data-testid="key-import">{t('trust:keys.do')}</Button>
        <Button onClick={onCancel}>{t('common.cancel')}</Button>
      </div>
    </form>
  );
}
