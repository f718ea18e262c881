import type { TFunction } from 'i18next';
import type { ReportView } from '../../../core/report/report-view';
import { formatMoment } from '../../ui/format-time';
import { groupFingerprint } from '../../ui/group-fingerprint';
import { sentenceEnd } from '../../ui/sentence-case';
import { rolesWords } from '../verdict/signer-roles';
import { toneOfVerdict } from '../verdict/verdict-tone';
import { SheetRows } from './SheetRows';
import { SheetSignature } from './SheetSignature';

interface SheetPageProps {
  readonly report: ReportView;
  /** the letter's verdict as it stands on the screen */
  readonly said: readonly string[];
  readonly partName: (part: string) => string;
  readonly t: TFunction;
}

/** The validity sheet: everything that is known of a letter's signatures, as it goes into a file on paper. */
export function SheetPage({ report, said, partName, t }: SheetPageProps) {
  const { letter, pin, acceptance } = report;
  const [headline, ...sentences] = said;
  return (
    <main>
      <h1>{t('report:title')}</h1>
      <p className="lead">{t('report:lead', { at: formatMoment(report.madeAt), version: report.program })}</p>
      <SheetRows rows={[
        ...(letter.subject === null ? [] : [[t('report:subject'), letter.subject] as const]),
        ...(letter.from === null ? [] : [[t('report:from'), letter.from] as const]),
        [t('report:arrived'), formatMoment(letter.arrivedAt)],
        [t('details.letterDigest'), `SHA-256 ${groupFingerprint(letter.digest)}`],
      ]} />
      <p className={`said ${toneOfVerdict(report.verdict)}`}><strong>{headline}</strong> {sentences.join(' ')}</p>
      {acceptance !== null && <p>{`${t('accept.done', { at: formatMoment(acceptance.at) })} ${t('accept.because', { because: sentenceEnd(acceptance.because) })}`}</p>}
      {report.documents.map((document, place) => {
        const roles = rolesWords(document);
        const [first] = document.signatures;
        const name = document.name ?? (document.part === null ? t('report:letterItself') : partName(document.part));
        return (
          <section key={place}>
            <h2>{first === undefined ? name : t('verdict.signatureOn', { kind: t(`signatureKind.${first.kind}`), where: name })}</h2>
            {roles !== null && <p>{t(roles.key, { ...roles.values })}</p>}
            {document.pictures.length > 0 && <p>{t('verdictHeadline.pictureOnly')}</p>}
            {document.signatures.map((signature, index) => (
              <div key={index}>
                {document.signatures.length > 1 && <h3>{t('details.signature', { place: index + 1, count: document.signatures.length })}</h3>}
                <SheetSignature signature={signature} t={t} />
              </div>
            ))}
          </section>
        );
      })}
      {report.unsignedParts.length > 0 && <p>{t('verdict.unsignedList', { parts: report.unsignedParts.map(({ name }) => name).join('; ') })}</p>}
      {pin !== null && (
        <>
          <h2>{t('details.pin')}</h2>
          <SheetRows rows={[
            [t('details.pin'), t('details.pinOf', { version: pin.coreVersion, seq: pin.evidenceSeq, at: formatMoment(pin.at) })],
            [t('details.pinTrust'), groupFingerprint(pin.trust)],
            [t('details.letterDigest'), groupFingerprint(pin.letter)],
          ]} />
        </>
      )}
      <footer>{t('report:foot')}</footer>
    </main>
  );
}
