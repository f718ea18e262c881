import { Button, makeStyles, tokens } from '@fluentui/react-components';
import { Add16Regular } from '@fluentui/react-icons';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { AppBridge } from '../../core/contract/bridge';
import type { AccountStatus, ReceiptChoice } from '../../core/model/account';
import type { Policy } from '../../core/model/policy';
import { Section } from '../ui/Section';
import { ReceiptChoiceForm } from './ReceiptChoiceForm';

const useStyles = makeStyles({
  account: { display: 'flex', flexDirection: 'column', rowGap: '12px' },
  name: { margin: 0, fontSize: tokens.fontSizeBase300, fontWeight: tokens.fontWeightSemibold },
  address: { color: tokens.colorNeutralForeground2, fontWeight: tokens.fontWeightRegular },
});

interface AccountsSectionProps {
  readonly bridge: AppBridge;
  readonly accounts: readonly AccountStatus[];
  readonly policy: Policy;
  readonly onAdd: () => void;
}

export function AccountsSection({ bridge, accounts, policy, onAdd }: AccountsSectionProps) {
  const { t } = useTranslation();
  return (
    <Section title={t('settings.accounts')} lead={t('settings.accountsLead')}>
      {accounts.map((account) => <Account key={account.accountId} bridge={bridge} account={account} policy={policy} />)}
      <div><Button icon={<Add16Regular />} onClick={onAdd} data-testid="add-account">{t('settings.addAccount')}</Button></div>
    </Section>
  );
}

function Account({ bridge, account, policy }: { readonly bridge: AppBridge; readonly account: AccountStatus; readonly policy: Policy }) {
  const { t } = useTranslation();
  const styles = useStyles();
  const [failed, setFailed] = useState(false);
  const change = (receipts: ReceiptChoice) => {
    bridge.ask('account.setReceipts', { accountId: account.accountId, receipts }).then(() => setFailed(false), () => setFailed(true));
  };
  return (
    <div className={styles.account} role="group" aria-label={account.address}>
      <h3 className={styles.name}>{account.displayName} <span className={styles.address}>{account.address}</span></h3>
      <ReceiptChoiceForm choice={account.receipts} policy={policy.receipts} onChange={change} />
      {failed && <span role="alert">{t('common.failed')}</span>}
    </div>
  );
}
