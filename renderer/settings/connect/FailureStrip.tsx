import { Button, makeStyles } from '@fluentui/react-components';
import { useTranslation } from 'react-i18next';
import type { ConnectionFailure } from '../../../core/model/account';
import { Fingerprint } from '../../ui/Fingerprint';
import { formatMoment } from '../../ui/format-time';
import { Pairs } from '../../ui/Pairs';
import { Strip } from '../../ui/Strip';

const useStyles = makeStyles({
  said: { display: 'block', marginTop: '4px' },
  certificate: { margin: '12px 0' },
});

/** failures that our own side names: what comes with them was not said by the server */
const ownWords: ReadonlySet<ConnectionFailure['code']> = new Set(['notThisProtocol', 'tlsFailed', 'certificateName', 'certificateNotTrusted', 'certificateExpired']);

interface FailureStripProps {
  readonly label: string;
  readonly failure: ConnectionFailure;
  /** the person looked at the certificate and relies on it for this server */
  readonly onAccept?: (fingerprint: string) => void;
}

/** What failed, what to do next, and the server's own words; a certificate is shown whole before it may be relied on. */
export function FailureStrip({ label, failure, onAccept }: FailureStripProps) {
  const { t } = useTranslation();
  const styles = useStyles();
  const { certificate } = failure;
  const server = `${failure.host}:${failure.port}`;
  return (
    <Strip tone="bad" label={label} headline={`${label}: ${t(`connection.${failure.code}.what`, { server, host: failure.host })}`} testId={`failure-${failure.code}`} live>
      {t(`connection.${failure.code}.next`, { server, host: failure.host })}
      {failure.serverSaid !== null && <span className={styles.said}>{t(ownWords.has(failure.code) ? 'connection.detail' : 'connection.serverSaid', { said: failure.serverSaid })}</span>}
      {certificate !== null && (
        <div className={styles.certificate}>
          <Pairs rows={[
            { name: t('certificate.subject'), value: certificate.subject },
            { name: t('certificate.issuer'), value: certificate.issuer },
            { name: t('certificate.validity'), value: t('certificate.fromTo', { from: formatMoment(certificate.validFrom), to: formatMoment(certificate.validTo) }) },
            { name: t('certificate.fingerprint'), value: <Fingerprint hex={certificate.fingerprint} /> },
          ]} />
        </div>
      )}
      {certificate !== null && onAccept !== undefined && (
        <Button size="small" onClick={() => onAccept(certificate.fingerprint)} data-testid="accept-certificate">{t('connect.acceptCertificate')}</Button>
      )}
    </Strip>
  );
}
