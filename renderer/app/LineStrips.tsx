import { makeStyles } from '@fluentui/react-components';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { AppBridge } from '../../core/contract/bridge';
import type { AppState } from '../../core/contract/commands';
import { JournalNoteStrip, PolicyNoteStrip } from './NoteStrips';
import { QuotaStrip } from './QuotaStrip';
import { PausedStrip } from './PausedStrip';
import { quotaLevel } from '../../core/acts/quota-level';
import type { AccountId } from '../../core/model/ids';
import { ActivationStrip } from './ActivationStrip';
import { StoppedStrip } from './StoppedStrip';

const useStyles = makeStyles({ strips: { padding: '8px 12px', display: 'flex', flexDirection: 'column', rowGap: '8px' } });

/** What stops the line until a person does something, and what is wrong with books or policy; all else stands in the status bar. */
interface LineStripsProps {
  readonly bridge: AppBridge;
  readonly state: Pick<AppState, 'accounts' | 'policyNotes' | 'journalNotes'>;
  /** the person wants to free space on the server; absent where that cannot be done yet */
  readonly onFree?: (accountId: AccountId) => void;
}

export function LineStrips({ bridge, state, onFree }: LineStripsProps) {
  const { t } = useTranslation();
  const styles = useStyles();
  const [seen, setSeen] = useState<ReadonlySet<string>>(new Set());
  const halted = state.accounts.filter(({ connection }) => connection.state === 'paused' || connection.state === 'stopped');
  const crowded = state.accounts.filter(({ quota }) => quota != null && ['above95', 'full'].includes(quotaLevel(quota)));
  const unactivated = state.accounts.filter(({ activation }) => activation !== undefined);
  const notes = state.journalNotes.filter((note) => !seen.has(note));
  if (halted.length + crowded.length + unactivated.length + state.policyNotes.length + notes.length === 0) return null;
  return (
    <aside className={styles.strips} aria-label={t('notes.region')}>
      {halted.map((account) => (account.connection.state === 'paused'
        ? <PausedStrip key={account.accountId} bridge={bridge} account={account} />
        : <StoppedStrip key={account.accountId} bridge={bridge} account={account} />))}
      {unactivated.map((account) => <ActivationStrip key={account.accountId} account={account} />)}
      {crowded.map((account) => <QuotaStrip key={account.accountId} account={account} onFree={() => onFree?.(account.accountId)} />)}
      {state.policyNotes.map((note) => <PolicyNoteStrip key={note} note={note} />)}
      {notes.map((note) => <JournalNoteStrip key={note} note={note} lostMailbox={note === 'segmentQuarantined' && state.accounts.length === 0} onSeen={() => setSeen(new Set([...seen, note]))} />)}
    </aside>
  );
}
