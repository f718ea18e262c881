import { Button } from '@fluentui/react-components';
import { Add16Regular } from '@fluentui/react-icons';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { AppBridge } from '../../core/contract/bridge';
import type { AccountStatus } from '../../core/model/account';
import type { AccountId } from '../../core/model/ids';
import type { Policy } from '../../core/model/policy';
import type { KnownMailbox } from '../store/known-mailbox';
import type { StorePort } from '../store/store-port';
import { Section } from '../ui/Section';
import { AccountCard } from './accounts/AccountCard';
import type { AccountQuestion } from './accounts/AccountCard';
import { FoldersDialog } from './accounts/FoldersDialog';
import { FreeSpaceDialog } from './accounts/FreeSpaceDialog';
import { RemoveDialog } from './accounts/RemoveDialog';
import { ServersDialog } from './accounts/ServersDialog';

interface AccountsSectionProps {
  readonly bridge: AppBridge;
  readonly store: StorePort | null;
  readonly mailboxes: readonly KnownMailbox[];
  readonly accounts: readonly AccountStatus[];
  readonly policy: Policy;
  /** the account whose space on the server a person wants to free, asked for elsewhere */
  readonly freeing: AccountId | null;
  readonly onFreeing: (accountId: AccountId | null) => void;
  readonly onChanged: () => void;
  readonly onAdd: () => void;
}

export function AccountsSection({ bridge, store, mailboxes, accounts, policy, freeing, onFreeing, onChanged, onAdd }: AccountsSectionProps) {
  const { t } = useTranslation();
  const [open, setOpen] = useState<{ readonly accountId: AccountId; readonly question: Exclude<AccountQuestion, 'free'> } | null>(null);
  const ask = (accountId: AccountId, question: AccountQuestion) => (question === 'free' ? onFreeing(accountId) : setOpen({ accountId, question }));
  const account = accounts.find(({ accountId }) => accountId === open?.accountId);
  const mailbox = mailboxes.find((one) => one.account.accountId === open?.accountId);
  const crowded = accounts.find(({ accountId }) => accountId === freeing);
  const close = () => setOpen(null);
  const done = () => {
    close();
    onChanged();
  };
  return (
    <Section title={t('settings.accounts')} lead={t('settings.accountsLead')}>
      {accounts.map((one) => <AccountCard key={one.accountId} bridge={bridge} account={one} policy={policy} onAsk={(question) => ask(one.accountId, question)} />)}
      <div><Button icon={<Add16Regular />} onClick={onAdd} data-testid="add-account">{t('settings.addAccount')}</Button></div>
      {open?.question === 'servers' && mailbox !== undefined && <ServersDialog bridge={bridge} account={mailbox.account} onDone={done} onClose={close} />}
      {open?.question === 'folders' && mailbox !== undefined && <FoldersDialog bridge={bridge} mailbox={mailbox} onClose={close} />}
      {open?.question === 'remove' && account !== undefined && <RemoveDialog bridge={bridge} account={account} onDone={done} onClose={close} />}
      {crowded !== undefined && <FreeSpaceDialog bridge={bridge} store={store} account={crowded} onClose={() => onFreeing(null)} />}
    </Section>
  );
}
