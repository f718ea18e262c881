import { makeStyles } from '@fluentui/react-components';
import { useTranslation } from 'react-i18next';
import type { AppBridge } from '../../core/contract/bridge';
import type { AccountStatus } from '../../core/model/account';
import { PausedStrip } from './PausedStrip';

const useStyles = makeStyles({ strips: { padding: '8px 12px', display: 'flex', flexDirection: 'column', rowGap: '8px' } });

/** What stops the line until a person does something; everything else stands in the status bar. */
export function LineStrips({ bridge, accounts }: { readonly bridge: AppBridge; readonly accounts: readonly AccountStatus[] }) {
  const { t } = useTranslation();
  const styles = useStyles();
  const paused = accounts.filter((account) => account.connection.state === 'paused');
  if (paused.length === 0) return null;
  return <aside className={styles.strips} aria-label={t('paused.region')}>{paused.map((account) => <PausedStrip key={account.accountId} bridge={bridge} account={account} />)}</aside>;
}
