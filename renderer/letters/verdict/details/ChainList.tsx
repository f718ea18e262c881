import { makeStyles } from '@fluentui/react-components';
import { useTranslation } from 'react-i18next';
import type { SignatureVerdict } from '../../../../core/model/verdict';
import { CertificateCard } from '../certificate/CertificateCard';
import { chainOf, chainRole } from '../chain-role';

const useStyles = makeStyles({
  chain: { margin: 0, padding: 0, listStyleType: 'none', display: 'grid', rowGap: '10px' },
  none: { margin: 0, lineHeight: '20px' },
});

/** From the signer's certificate to the one that is trusted, where the way got that far. */
export function ChainList({ signature }: { readonly signature: SignatureVerdict }) {
  const { t } = useTranslation();
  const styles = useStyles();
  const chain = chainOf(signature);
  if (chain.length === 0) return <p className={styles.none}>{t('verdict.noCertificate')}</p>;
  return (
    <ol className={styles.chain} data-testid="chain">
      {chain.map((certificate, index) => <li key={certificate.fingerprint}><CertificateCard certificate={certificate} role={chainRole(signature, index)} /></li>)}
    </ol>
  );
}
