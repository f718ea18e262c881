import type { TFunction } from 'i18next';
import type { CertificateView, SignatureVerdict } from '../../../core/model/verdict';
import { checkOrder } from '../../../core/report/check-order';
import { formatMoment } from '../../ui/format-time';
import { groupFingerprint } from '../../ui/group-fingerprint';
import { changeWords } from '../verdict/change-words';
import { checkWords } from '../verdict/check-words';
import { chainOf, chainRole } from '../verdict/chain-role';
import { signatureSentences } from '../verdict/signature-words';
import { toneOfVerdict } from '../verdict/verdict-tone';
import { SheetRows } from './SheetRows';

interface SheetSignatureProps {
  readonly signature: SignatureVerdict;
  readonly t: TFunction;
}

/** changes that are named on paper; the rest is counted */
const changesMost = 40;

/** One signature on paper: what the screen unfolds, all at once. */
export function SheetSignature({ signature, t }: SheetSignatureProps) {
  const { extent, timestamps, digest, inputs, revocationListAt } = signature;
  return (
    <>
      <p className={`said ${toneOfVerdict(signature.verdict)}`}>
        <strong>{t(`verdictHeadline.${signature.verdict}`)}</strong> {signatureSentences(signature).map((one) => t(one.key, { ...one.values })).join(' ')}
      </p>
      <h3>{t('details.checks')}</h3>
      <SheetRows rows={checkOrder.map((name) => {
        return [t(`check.name.${name}`), checkWords(signature.checks[name], t).filter((one) => one !== null).join(' – ')] as const;
      })} />
      <h3>{t('verdict.times')}</h3>
      <SheetRows rows={[
        [t('verdict.signedAt'), signature.signedAt === null ? t('verdict.notStated') : t('verdict.claimed', { at: formatMoment(signature.signedAt) })],
        [t('verdict.judgedAt'), t('verdict.judgedBy', { basis: signature.judgedBy, at: formatMoment(signature.judgedAt) })],
        [t(signature.revocationBy === 'ocsp' ? 'details.revocationAnswer' : 'verdict.revocationList'), revocationListAt === null ? t('verdict.noList') : formatMoment(revocationListAt)],
        ...timestamps.map(({ kind, at, verdict, authority }) => [
          t(`timestamp.kind.${kind}`),
          `${at === null ? t('timestamp.unread') : formatMoment(at)}${authority === null ? '' : `, ${t('timestamp.by', { authority: authority.holder })}`} – ${t(`timestamp.verdict.${verdict}`)}`,
        ] as const),
        ...(signature.revokedAt === null ? [] : [[t('details.revoked'), formatMoment(signature.revokedAt)] as const]),
      ]} />
      {extent !== null && extent.changes.length > 0 && (
        <>
          <h3>{t('details.changes')}</h3>
          <ul>
            {extent.changes.slice(0, changesMost).map((change, index) => (
              <li key={index}>{`${changeWords(change, extent.revision, t)}: ${t(`details.permitted.${change.permitted}`)}`}</li>
            ))}
            {extent.changes.length > changesMost && <li>{t('details.more', { count: extent.changes.length - changesMost })}</li>}
          </ul>
        </>
      )}
      <h3>{t('verdict.chain')}</h3>
      {chainOf(signature).map((certificate, index) => <SheetCertificate key={certificate.fingerprint} certificate={certificate} role={t(`certificate.${chainRole(signature, index)}`)} t={t} />)}
      <h3>{t('details.rawDigest')}</h3>
      <SheetRows rows={[
        [t('details.etsi'), [signature.etsi.indication.toUpperCase(), signature.etsi.sub].filter((one) => one !== null).join(', ')],
        [t('details.digest'), digest === null ? t('details.digestNone') : `${digest.algorithm.toUpperCase()} ${groupFingerprint(digest.value)}`],
        ...inputs.map((input) => [t('details.inputs'), groupFingerprint(input)] as const),
      ]} />
    </>
  );
}

function SheetCertificate({ certificate, role, t }: { readonly certificate: CertificateView; readonly role: string; readonly t: TFunction }) {
  return (
    <SheetRows rows={[
      [role, certificate.holder],
      [t('certificate.subject'), certificate.subject],
      [t('certificate.issuer'), certificate.issuer],
      [t('certificate.validity'), t('certificate.fromTo', { from: formatMoment(certificate.notBefore), to: formatMoment(certificate.notAfter) })],
      [t('certificate.serial'), groupFingerprint(certificate.serial)],
      [t('certificate.fingerprint'), groupFingerprint(certificate.fingerprint)],
    ]} />
  );
}
