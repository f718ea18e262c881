import { makeStyles, tokens } from '@fluentui/react-components';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { CertificateView } from '../../../core/model/verdict';
import { Fingerprint } from '../../ui/Fingerprint';
import { formatMoment } from '../../ui/format-time';
import { Pairs } from '../../ui/Pairs';

const useStyles = makeStyles({
  card: { borderLeft: `3px solid ${tokens.colorNeutralStroke1}`, paddingLeft: '14px', display: 'flex', flexDirection: 'column', rowGap: '8px' },
  name: { margin: 0, fontSize: tokens.fontSizeBase300, fontWeight: tokens.fontWeightSemibold },
});

interface AnchorCardProps {
  readonly view: CertificateView;
  /** where it came from, by whom and when */
  readonly origin?: readonly { readonly name: string; readonly value: string }[];
  readonly actions?: ReactNode;
  readonly testId?: string;
}

export function AnchorCard({ view, origin = [], actions, testId = 'anchor' }: AnchorCardProps) {
  const { t } = useTranslation();
  const styles = useStyles();
  return (
    <div className={styles.card} data-testid={testId} data-fingerprint={view.fingerprint}>
      <h4 className={styles.name}>{view.holder}</h4>
      <Pairs rows={[
        { name: t('certificate.subject'), value: view.subject },
        { name: t('certificate.issuer'), value: view.issuer },
        { name: t('certificate.validity'), value: t('certificate.fromTo', { from: formatMoment(view.notBefore), to: formatMoment(view.notAfter) }) },
        { name: t('certificate.fingerprint'), value: <Fingerprint hex={view.fingerprint} /> },
        ...origin,
      ]} />
      {actions !== undefined && <div>{actions}</div>}
    </div>
  );
}
