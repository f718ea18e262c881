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

export function AnchorCard({ view, source, actions }: { readonly view: CertificateView; readonly source: string | null; readonly actions?: ReactNode }) {
  const { t } = useTranslation();
  const styles = useStyles();
  return (
    <div className={styles.card} data-testid="anchor" data-fingerprint={view.fingerprint}>
      <h3 className={styles.name}>{view.holder}</h3>
      <Pairs rows={[
        { name: t('certificate.subject'), value: view.subject },
        { name: t('certificate.issuer'), value: view.issuer },
        { name: t('certificate.validity'), value: t('certificate.fromTo', { from: formatMoment(view.notBefore), to: formatMoment(view.notAfter) }) },
        { name: t('certificate.fingerprint'), value: <Fingerprint hex={view.fingerprint} /> },
        ...(source === null ? [] : [{ name: t('anchor.source'), value: source }]),
      ]} />
      {actions !== undefined && <div>{actions}</div>}
    </div>
  );
}
