import { ProgressBar, makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import { useTranslation } from 'react-i18next';
import type { AccountStatus } from '../../../core/model/account';
import { formatShare } from '../../ui/format-time';
import { quotaLevel } from '../../../core/acts/quota-level';

const useStyles = makeStyles({
  foot: { flexShrink: 0, padding: '8px 16px 10px', borderTop: `1px solid ${tokens.colorNeutralStroke2}`, display: 'flex', flexDirection: 'column', rowGap: '8px', maxHeight: '132px', overflowY: 'auto', fontSize: '12px', lineHeight: '16px' },
  line: { display: 'flex', flexDirection: 'column', rowGap: '4px' },
  said: { color: tokens.colorNeutralForeground2, overflow: 'hidden', textOverflow: 'ellipsis', whiteSpace: 'nowrap' },
  warn: { color: tokens.colorStatusWarningForeground2 },
  bad: { color: tokens.colorPaletteRedForeground1, fontWeight: tokens.fontWeightSemibold },
});

/** How full each mailbox is on the server: grey says nothing, amber from 80 %, red from 95 %. */
export function QuotaFoot({ accounts }: { readonly accounts: readonly AccountStatus[] }) {
  const { t, i18n } = useTranslation();
  const styles = useStyles();
  const known = accounts.filter((account) => account.quota != null && account.quota.limitBytes > 0);
  if (known.length === 0) return null;
  return (
    <div className={styles.foot} data-testid="quota-foot">
      {known.map(({ accountId, address, quota }) => {
        if (quota == null) return null;
        const level = quotaLevel(quota);
        const said = t('mailbox:quota.used', { share: formatShare(quota.usedBytes, quota.limitBytes, i18n.language) });
        const words = `${said}${level === 'fine' ? '' : ` · ${t(`mailbox:quota.level.${level}`, { percent: Math.floor((100 * quota.usedBytes) / quota.limitBytes) })}`}`;
        const look = level === 'fine' ? undefined : level === 'above80' || level === 'above90' ? styles.warn : styles.bad;
        return (
          <div key={accountId} className={styles.line} data-level={level} data-testid="quota">
            {known.length > 1 && <span className={styles.said} title={address}>{address}</span>}
            <span className={mergeClasses(styles.said, look)} title={words}>{words}</span>
            <ProgressBar
              value={Math.min(1, quota.usedBytes / quota.limitBytes)} thickness="large" shape="rounded" aria-label={`${address}: ${said}`}
              {...(level === 'fine' ? {} : { color: level === 'above80' || level === 'above90' ? 'warning' as const : 'error' as const })}
            />
          </div>
        );
      })}
    </div>
  );
}
