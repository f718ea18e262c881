import { Button, ProgressBar, makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import { Info16Regular } from '@fluentui/react-icons';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { AppBridge } from '../../core/contract/bridge';
import type { AccountStatus } from '../../core/model/account';
import type { RevocationPolicy } from '../../core/model/policy';
import type { StorePort } from '../store/store-port';
import { formatSince } from '../ui/format-time';
import { useMinute } from '../ui/use-minute';
import { useToneText } from '../ui/use-tone-styles';
import { freshnessWords } from './freshness-words';
import { foldersUnderway, lineWords, waitingActs } from './line-words';
import { useEvidenceStatus } from './use-evidence-status';

const useStyles = makeStyles({
  bar: {
    display: 'flex', alignItems: 'center', columnGap: '20px', minHeight: '28px', flexShrink: 0, padding: '0 12px', overflow: 'hidden', whiteSpace: 'nowrap',
    backgroundColor: tokens.colorNeutralBackground3, borderTop: `1px solid ${tokens.colorNeutralStroke2}`, fontSize: tokens.fontSizeBase200, color: tokens.colorNeutralForeground2,
  },
  account: { display: 'inline-flex', alignItems: 'center', columnGap: '8px', minWidth: 0, overflow: 'hidden' },
  text: { overflow: 'hidden', textOverflow: 'ellipsis' },
  kept: { flexShrink: 0 },
  fresh: { marginLeft: 'auto', flexShrink: 2 },
  urgent: { color: tokens.colorPaletteRedForeground1, fontWeight: tokens.fontWeightSemibold },
  dot: { width: '8px', height: '8px', borderRadius: '50%', backgroundColor: 'currentColor', flexShrink: 0 },
  progress: { width: '96px', flexShrink: 0 },
  button: { minWidth: 'auto', height: '22px' },
});

interface StatusBarProps {
  readonly bridge: AppBridge;
  readonly accounts: readonly AccountStatus[];
  readonly store: StorePort | null;
  readonly fetching: RevocationPolicy['fetch'];
  /** changed answers on signatures that nobody has looked at */
  readonly rechecked: number;
  readonly onRechecked: () => void;
}

/** The truth about the line: which mailbox is reached or since when not, what is still to come, what is still to go out. */
export function StatusBar({ bridge, accounts, store, fetching, rechecked, onRechecked }: StatusBarProps) {
  const { t } = useTranslation();
  const styles = useStyles();
  const [letters, setLetters] = useState<Parameters<Parameters<StorePort['onRowsChanged']>[0]>[0] | null>(null);
  const [scans, setScans] = useState(0);
  useEffect(() => store?.onRowsChanged(setLetters), [store]);
  useEffect(() => store?.watchOcr(({ waiting }) => setScans(waiting)), [store]);
  const waiting = accounts.reduce((sum, account) => sum + account.waiting, 0);
  const acts = waitingActs(accounts);
  const now = useMinute();
  const evidence = useEvidenceStatus(bridge, store !== null);
  const freshness = evidence === null ? '' : freshnessWords(evidence, letters?.newestList ?? null, fetching, now).map(({ key, values }) => t(key, values)).join(' · ');
  return (
    <footer className={styles.bar} aria-label={t('status.region')} data-testid="status-bar">
      {accounts.map((account) => <AccountLine key={account.accountId} bridge={bridge} account={account} />)}
      {letters !== null && <span className={styles.kept} data-testid="status-letters">{t('status.letters', { count: letters.letters })}</span>}
      {letters !== null && letters.pending > 0 && <span className={styles.kept} data-testid="status-pending">{t('status.pending', { count: letters.pending })}</span>}
      {scans > 0 && <span className={styles.kept} data-testid="status-ocr">{t('status.ocr', { count: scans })}</span>}
      {acts > 0 && <span className={styles.kept} data-testid="status-acts">{t('mailbox:status.acts', { count: acts })}</span>}
      <span className={styles.kept} data-testid="status-waiting">{t('status.waiting', { count: waiting })}</span>
      {rechecked > 0 && <Button className={styles.button} size="small" appearance="subtle" icon={<Info16Regular />} onClick={onRechecked} data-testid="status-rechecked">{t('recheck.waiting', { count: rechecked })}</Button>}
      {freshness !== '' && <span className={mergeClasses(styles.text, styles.fresh)} title={[freshness, ...(evidence?.failures ?? []).map(({ host, code }) => `${host}: ${t(`evidence.failure.${code}`, { defaultValue: t('evidence.failure.other') })}`)].join('\n')} data-testid="status-freshness">{freshness}</span>}
    </footer>
  );
}

function AccountLine({ bridge, account }: { readonly bridge: AppBridge; readonly account: AccountStatus }) {
  const { t } = useTranslation();
  const styles = useStyles();
  const tone = useToneText();
  const now = useMinute();
  const line = lineWords(account, now);
  const { progress, connection, accountId, arriving } = account;
  const underway = foldersUnderway(account);
  const stop = () => {
    bridge.ask('sync.stop', { accountId }).catch(() => undefined);
  };
  const why = line.why === null ? '' : ` – ${t(line.why.key, line.why.values).replace(/\.$/, '')}`;
  const checked = account.lastChecked === null || connection.state === 'online' ? '' : ` · ${t('status.lastChecked', { at: formatSince(account.lastChecked, now) })}`;
  const said = `${t(line.words.key, line.words.values)}${why}${checked}`;
  return (
    <span className={styles.account} data-testid="status-account" data-state={connection.state}>
      <span className={mergeClasses(styles.dot, tone[line.tone])} aria-hidden />
      <span className={styles.text} role="status" title={said}>{`${account.address}: ${said}`}</span>
      {arriving != null && arriving.letters > 0 && (
        <span className={styles.kept} data-testid="status-arriving">
          {t('mailbox:status.arriving', { count: arriving.letters })}
          {arriving.urgent > 0 && <>, <span className={styles.urgent}>{t('mailbox:status.urgent', { count: arriving.urgent })}</span></>}
        </span>
      )}
      {progress !== null && progress.total > 0 && <>
        <ProgressBar className={styles.progress} value={progress.kept} max={progress.total} thickness="large" aria-label={t('status.progressLabel')} />
        <span className={styles.kept} data-testid="status-progress">{t('status.progress', { kept: progress.kept, total: progress.total })}</span>
      </>}
      {underway !== null && <span className={styles.kept} data-testid="status-folders">{t('mailbox:status.folders', { done: underway.done, total: underway.total })}</span>}
      {progress !== null && progress.total > 0 && <Button className={styles.button} size="small" appearance="subtle" onClick={stop} data-testid="sync-stop">{t('status.stop')}</Button>}
    </span>
  );
}
