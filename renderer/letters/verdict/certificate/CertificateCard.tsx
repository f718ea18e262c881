import { makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import { useTranslation } from 'react-i18next';
import type { CertificateView } from '../../../../core/model/verdict';
import { Fingerprint } from '../../../ui/Fingerprint';
import { formatMoment } from '../../../ui/format-time';
import { Pairs } from '../../../ui/Pairs';
import { Stamp } from '../../../ui/Stamp';
import { useDetails } from './use-details';

const useStyles = makeStyles({
  card: { borderLeft: `2px solid ${tokens.colorNeutralStroke1}`, paddingLeft: '12px' },
  anchor: { borderLeftColor: tokens.colorStatusSuccessBorderActive },
  name: { display: 'flex', flexWrap: 'wrap', alignItems: 'center', columnGap: '8px', marginBottom: '4px', fontWeight: tokens.fontWeightSemibold },
});

export type ChainRole = 'leaf' | 'intermediate' | 'anchor';

interface CertificateCardProps {
  readonly certificate: CertificateView;
  /** its place in the chain; null: it stands alone */
  readonly role: ChainRole | null;
}

/** A certificate as a person needs it: whose, by whom, for how long, for what, and the numbers to compare it by. */
export function CertificateCard({ certificate, role }: CertificateCardProps) {
  const { t } = useTranslation();
  const styles = useStyles();
  const details = useDetails(certificate);
  const row = (name: string, value: string): readonly { readonly name: string; readonly value: string }[] => (value === '' ? [] : [{ name: t(`certificate.${name}`), value }]);
  const purpose = (name: string): string => (name.includes('.') ? name : t(`certificate.purpose.${name}`));
  return (
    <div className={mergeClasses(styles.card, role === 'anchor' && styles.anchor)} data-testid="certificate" data-role={role ?? 'alone'}>
      <div className={styles.name}>{certificate.holder}{role !== null && <Stamp kind="quiet">{t(`certificate.${role}`)}</Stamp>}</div>
      <Pairs rows={[
        ...row('subject', certificate.subject),
        ...row('organisation', certificate.organisation ?? ''),
        ...row('addresses', certificate.addresses.join(', ')),
        ...row('issuer', certificate.issuer),
        ...row('validity', t('certificate.fromTo', { from: formatMoment(certificate.notBefore), to: formatMoment(certificate.notAfter) })),
        ...(details == null ? [] : [
          ...row('key', details.keyBits === 0 ? details.keyAlgorithm : t('certificate.keyOf', { algorithm: details.keyAlgorithm, bits: details.keyBits })),
          ...row('signatureAlgorithm', details.signatureAlgorithm),
          ...row('authority', t(details.authority ? 'certificate.yes' : 'certificate.no')),
          ...row('usages', details.usages.map((usage) => t(`certificate.usage.${usage}`)).join(', ')),
          ...row('extendedUsages', details.purposes.map(purpose).join(', ')),
          ...row('policies', details.policies.join(', ')),
          ...row('lists', details.lists.join(', ')),
        ]),
        { name: t('certificate.serial'), value: <Fingerprint hex={certificate.serial} /> },
        { name: t('certificate.fingerprint'), value: <Fingerprint hex={certificate.fingerprint} /> },
        ...(details == null || details.sha1 === '' ? [] : [{ name: t('certificate.fingerprintSha1'), value: <Fingerprint hex={details.sha1} /> }]),
      ]} />
      {details === null && <span role="note">{t('certificate.unreadable')}</span>}
    </div>
  );
}
