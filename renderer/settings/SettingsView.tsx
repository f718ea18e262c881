import { makeStyles, tokens } from '@fluentui/react-components';
import { useTranslation } from 'react-i18next';
import type { AppBridge } from '../../core/contract/bridge';
import type { AppState } from '../../core/contract/commands';
import type { AccountId } from '../../core/model/ids';
import type { KnownMailbox } from '../store/known-mailbox';
import type { StorePort } from '../store/store-port';
import { AboutSection } from './AboutSection';
import { AccountsSection } from './AccountsSection';
import { AnchorsSection } from './anchors/AnchorsSection';
import { KeysSection } from './keys/KeysSection';
import { TokensSection } from './tokens/TokensSection';
import { AppearanceSection } from './AppearanceSection';

const useStyles = makeStyles({
  back: { flexGrow: 1, overflowY: 'auto', scrollbarGutter: 'stable', backgroundColor: tokens.colorNeutralBackground2 },
  page: { maxWidth: '760px', padding: '24px 32px 48px', margin: '0 auto', display: 'flex', flexDirection: 'column', rowGap: '24px', boxSizing: 'border-box' },
  title: { margin: 0, fontSize: '24px', lineHeight: '32px', fontWeight: tokens.fontWeightSemibold },
});

interface SettingsViewProps {
  readonly bridge: AppBridge;
  readonly store: StorePort | null;
  readonly mailboxes: readonly KnownMailbox[];
  readonly freeing: AccountId | null;
  readonly onFreeing: (accountId: AccountId | null) => void;
  readonly state: AppState;
  readonly onChanged: () => void;
  readonly onAddAccount: () => void;
}

export function SettingsView({ bridge, store, mailboxes, state, freeing, onFreeing, onChanged, onAddAccount }: SettingsViewProps) {
  const { t } = useTranslation();
  const styles = useStyles();
  return (
    <main className={styles.back} data-testid="settings">
      <div className={styles.page}>
        <h1 className={styles.title}>{t('settings.title')}</h1>
        <AccountsSection
          bridge={bridge} store={store} mailboxes={mailboxes} accounts={state.accounts} policy={state.policy} freeing={freeing} onFreeing={onFreeing} onChanged={onChanged} onAdd={onAddAccount}
        />
        <AnchorsSection bridge={bridge} policy={state.policy} imported={state.importedAnchors} />
        <KeysSection bridge={bridge} keys={state.keys} />
        <TokensSection bridge={bridge} />
        <AppearanceSection bridge={bridge} preferences={state.preferences} onChanged={onChanged} />
        <AboutSection version={state.version} policyNotes={state.policyNotes} journalNotes={state.journalNotes} />
      </div>
    </main>
  );
}
