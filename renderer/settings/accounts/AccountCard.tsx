import { Button, makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { AppBridge } from '../../../core/contract/bridge';
import type { AccountStatus, ReceiptChoice } from '../../../core/model/account';
import type { Policy } from '../../../core/model/policy';
import { formatShare } from '../../ui/format-time';
import { useToneText } from '../../ui/use-tone-styles';
import { ReceiptChoiceForm } from '../ReceiptChoiceForm';

const useStyles = makeStyles({
  account: { display: 'flex', flexDirection: 'column', rowGap: '12px', paddingBottom: '16px', borderBottom: `1px solid ${tokens.colorNeutralStroke2}` },
  head: { display: 'flex', alignItems: 'baseline', columnGap: '12px', flexWrap: 'wrap' },
  name: { margin: 0, fontSize: tokens.fontSizeBase300, fontWeight: tokens.fontWeightSemibold },
  address: { color: tokens.colorNeutralForeground2, fontWeight: tokens.fontWeightRegular },
  state: { display: 'inline-flex', alignItems: 'center', columnGap: '6px', fontSize: tokens.fontSizeBase200 },
  dot: { width: '8px', height: '8px', borderRadius: '50%', backgroundColor: 'currentColor' },
  quota: { color: tokens.colorNeutralForeground2, fontSize: tokens.fontSizeBase200 },
  actions: { display: 'flex', flexWrap: 'wrap', gap: '8px' },
});

export type AccountQuestion = 'servers' | 'folders' | 'free' | 'remove';

interface AccountCardProps {
  readonly bridge: AppBridge;
  readonly account: AccountStatus;
  readonly policy: Policy;
  readonly onAsk: (question: AccountQuestion) => void;
}

/** One mailbox: whether it is reached, what can be changed about it, what it tells senders. */
export function AccountCard({ bridge, account, policy, onAsk }: AccountCardProps) {
  const { t, i18n } = useTranslation();
  const styles = useStyles();
  const tone = useToneText();
  const [failed, setFailed] = useState(false);
  const change = (receipts: ReceiptChoice) => {
    bridge.ask('account.setReceipts', { accountId: account.accountId, receipts }).then(() => setFailed(false), () => setFailed(true));
  };
  const { state } = account.connection;
  const { quota } = account;
  return (
    <div className={styles.account} role="group" aria-label={account.address} data-testid="account-card">
      <div className={styles.head}>
        <h3 className={styles.name}>{account.displayName} <span className={styles.address}>{account.address}</span></h3>
        <span className={mergeClasses(styles.state, tone[state === 'online' ? 'good' : state === 'connecting' ? 'neutral' : state === 'paused' ? 'bad' : 'warn'])}><span className={styles.dot} aria-hidden />{t(`mailbox:account.state.${state}`)}</span>
        {quota != null && quota.limitBytes > 0 && <span className={styles.quota}>{t('mailbox:quota.used', { share: formatShare(quota.usedBytes, quota.limitBytes, i18n.language) })}</span>}
      </div>
      <div className={styles.actions}>
        <Button size="small" onClick={() => onAsk('servers')} data-testid="account-servers">{t('mailbox:account.servers')}</Button>
        <Button size="small" onClick={() => onAsk('folders')} data-testid="account-folders">{t('mailbox:account.folders')}</Button>
        <Button size="small" onClick={() => onAsk('free')} data-testid="account-free">{t('mailbox:free.open')}</Button>
        <Button size="small" onClick={() => onAsk('remove')} data-testid="account-remove">{t('mailbox:account.remove')}</Button>
      </div>
      <ReceiptChoiceForm choice={account.receipts} policy={policy.receipts} onChange={change} />
      {failed && <span role="alert">{t('common.failed')}</span>}
    </div>
  );
}
