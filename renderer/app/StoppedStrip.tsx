import { Button } from '@fluentui/react-components';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { AppBridge } from '../../core/contract/bridge';
import type { AccountStatus } from '../../core/model/account';
import { Strip } from '../ui/Strip';

/** Fetching was stopped, by a person or because the disk is nearly full or may only be read; it goes on when a person says so. */
export function StoppedStrip({ bridge, account }: { readonly bridge: AppBridge; readonly account: AccountStatus }) {
  const { t } = useTranslation();
  const [failed, setFailed] = useState(false);
  if (account.connection.state !== 'stopped') return null;
  const { reason } = account.connection;
  const goOn = () => {
    bridge.ask('sync.start', { accountId: account.accountId }).then(() => setFailed(false), () => setFailed(true));
  };
  return (
    <Strip
      tone={reason === 'person' ? 'warn' : 'bad'} label={t('notes.region')} headline={t(`stopped.${reason}`, { address: account.address })} testId="stopped" live
      actions={<Button size="small" appearance="primary" onClick={goOn} data-testid="sync-start">{t('stopped.goOn')}</Button>}
    >
      {t(`stopped.${reason}Next`)}
      {failed && ` ${t('common.failed')}`}
    </Strip>
  );
}
