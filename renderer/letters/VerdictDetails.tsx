import { makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import { CheckmarkCircle16Filled, DismissCircle16Filled, SubtractCircle16Regular, Warning16Filled } from '@fluentui/react-icons';
import { useTranslation } from 'react-i18next';
import type { CertificateView, Check, LetterVerdict, SignatureChecks, SignatureVerdict } from '../../core/model/verdict';
import { Fingerprint } from '../ui/Fingerprint';
import { formatMoment } from '../ui/format-time';
import { Pairs } from '../ui/Pairs';
import { useToneText } from '../ui/use-tone-styles';
import { signatureSentences, toneOfCheck } from './verdict-words';

const checkOrder = ['integrity', 'coverage', 'identity', 'binding', 'path', 'revocation', 'time', 'timestamp', 'algorithm'] as const satisfies readonly (keyof SignatureChecks)[];

const useStyles = makeStyles({
  stack: { display: 'flex', flexDirection: 'column', rowGap: '16px' },
  heading: { margin: '0 0 6px', fontSize: tokens.fontSizeBase300, fontWeight: tokens.fontWeightSemibold },
  small: { margin: '12px 0 4px', fontSize: tokens.fontSizeBase200, fontWeight: tokens.fontWeightSemibold, color: tokens.colorNeutralForeground2 },
  checks: { listStyleType: 'none', margin: '8px 0 0', padding: 0, display: 'grid', rowGap: '4px' },
  check: { display: 'grid', gridTemplateColumns: '20px 168px minmax(0, 1fr)', alignItems: 'start', lineHeight: '20px' },
  icon: { display: 'inline-flex', paddingTop: '2px' },
  chain: { margin: 0, padding: 0, listStyleType: 'none', display: 'grid', rowGap: '8px' },
  certificate: { borderLeft: `2px solid ${tokens.colorNeutralStroke1}`, paddingLeft: '12px' },
  sentence: { margin: '0' },
});

interface VerdictDetailsProps {
  readonly verdict: LetterVerdict;
  readonly partName: (part: string) => string;
}

/** What stands behind a verdict: every check with its own state, the certificates, what is not signed. */
export function VerdictDetails({ verdict, partName }: VerdictDetailsProps) {
  const { t } = useTranslation();
  const styles = useStyles();
  return (
    <div className={styles.stack}>
      {verdict.signatures.map((signature, index) => (
        <SignatureDetails key={`${signature.where}-${index}`} signature={signature} partName={partName} />
      ))}
      {verdict.unsignedParts.length > 0 && (
        <p className={styles.sentence}>{t('verdict.unsignedList', { parts: verdict.unsignedParts.map(partName).join('; ') })}</p>
      )}
    </div>
  );
}

function SignatureDetails({ signature, partName }: { readonly signature: SignatureVerdict; readonly partName: (part: string) => string }) {
  const { t } = useTranslation();
  const styles = useStyles();
  const where = signature.part === null ? signature.where : partName(signature.part);
  return (
    <div>
      <h2 className={styles.heading}>{t('verdict.signatureOn', { kind: t(`signatureKind.${signature.kind}`), where })}</h2>
      <p className={styles.sentence}>{signatureSentences(signature).map((one) => t(one.key, one.values)).join(' ')}</p>
      <ul className={styles.checks}>
        {checkOrder.map((name) => <CheckLine key={name} name={name} check={signature.checks[name]} />)}
      </ul>
      <h3 className={styles.small}>{t('verdict.times')}</h3>
      <Pairs rows={[
        { name: t('verdict.signedAt'), value: signature.signedAt === null ? t('verdict.notStated') : t('verdict.claimed', { at: formatMoment(signature.signedAt) }) },
        { name: t('verdict.judgedAt'), value: t('verdict.judgedBy', { basis: signature.judgedBy, at: formatMoment(signature.judgedAt) }) },
        { name: t('verdict.revocationList'), value: signature.revocationListAt === null ? t('verdict.noList') : formatMoment(signature.revocationListAt) },
      ]} />
      <h3 className={styles.small}>{t('verdict.chain')}</h3>
      {signature.chain.length === 0 && signature.signer === null
        ? <p className={styles.sentence}>{t('verdict.noCertificate')}</p>
        : <Chain certificates={signature.chain.length > 0 ? signature.chain : signature.signer === null ? [] : [signature.signer]} />}
    </div>
  );
}

function CheckLine({ name, check }: { readonly name: keyof SignatureChecks; readonly check: Check }) {
  const { t } = useTranslation();
  const styles = useStyles();
  const text = useToneText();
  const why = check.why === null ? '' : ` – ${t(`check.why.${check.why}`, { defaultValue: t('check.why.other') })}`;
  return (
    <li className={styles.check}>
      <span className={mergeClasses(styles.icon, text[toneOfCheck(check)])}><CheckIcon check={check} /></span>
      <span>{t(`check.name.${name}`)}</span>
      <span><span className={text[toneOfCheck(check)]}>{t(`check.state.${check.state}`)}</span>{why}</span>
    </li>
  );
}

function CheckIcon({ check }: { readonly check: Check }) {
  const tone = toneOfCheck(check);
  if (tone === 'good') return <CheckmarkCircle16Filled aria-hidden />;
  if (tone === 'bad') return <DismissCircle16Filled aria-hidden />;
  return tone === 'warn' ? <Warning16Filled aria-hidden /> : <SubtractCircle16Regular aria-hidden />;
}

function Chain({ certificates }: { readonly certificates: readonly CertificateView[] }) {
  const { t } = useTranslation();
  const styles = useStyles();
  return (
    <ol className={styles.chain}>
      {certificates.map((certificate) => (
        <li key={certificate.fingerprint} className={styles.certificate}>
          <Pairs rows={[
            { name: t('certificate.holder'), value: <strong>{certificate.holder}</strong> },
            { name: t('certificate.subject'), value: certificate.subject },
            ...(certificate.addresses.length === 0 ? [] : [{ name: t('certificate.addresses'), value: certificate.addresses.join(', ') }]),
            { name: t('certificate.issuer'), value: certificate.issuer },
            { name: t('certificate.validity'), value: t('certificate.fromTo', { from: formatMoment(certificate.notBefore), to: formatMoment(certificate.notAfter) }) },
            { name: t('certificate.fingerprint'), value: <Fingerprint hex={certificate.fingerprint} /> },
          ]} />
        </li>
      ))}
    </ol>
  );
}
