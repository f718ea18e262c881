import { makeStyles } from '@fluentui/react-components';
import { useTranslation } from 'react-i18next';
import type { CheckReport } from '../../../core/contract/commands';
import type { ConnectionFailure } from '../../../core/model/account';
import { formatBytes } from '../../ui/format-time';
import { Strip } from '../../ui/Strip';
import { FailureStrip } from './FailureStrip';

const useStyles = makeStyles({ stack: { display: 'flex', flexDirection: 'column', rowGap: '8px' } });

/** The answer may come up below the edge of a small screen. */
function intoView(result: HTMLElement | null): void {
  result?.scrollIntoView({ block: 'nearest' });
}

interface CheckResultProps {
  readonly report: CheckReport;
  readonly onAccept: (failure: ConnectionFailure, fingerprint: string) => void;
}

export function CheckResult({ report, onAccept }: CheckResultProps) {
  const { t, i18n } = useTranslation();
  const styles = useStyles();
  const { imap, smtp } = report;
  const accept = (failure: ConnectionFailure) => (fingerprint: string) => onAccept(failure, fingerprint);
  return (
    <div ref={intoView} className={styles.stack} data-testid="check-result">
      {imap.ok
        ? <Strip tone="good" label={t('connect.imap')} headline={t('connect.imapGood')} live testId="check-imap-good">
            {t('connect.imapLetters', { count: imap.value.letters })}{!imap.value.canClaim && ` ${t('connect.cannotClaim')}`}
          </Strip>
        : <FailureStrip label={t('connect.imap')} failure={imap.failure} onAccept={accept(imap.failure)} />}
      {smtp.ok
        ? <Strip tone="good" label={t('connect.smtp')} headline={t('connect.smtpGood')} live testId="check-smtp-good">
            {smtp.value.maxBytes !== null && smtp.value.maxBytes > 0 && t('connect.smtpLimit', { size: formatBytes(smtp.value.maxBytes, i18n.language) })}
          </Strip>
        : <FailureStrip label={t('connect.smtp')} failure={smtp.failure} onAccept={accept(smtp.failure)} />}
    </div>
  );
}
