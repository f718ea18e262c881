import { makeStyles, tokens } from '@fluentui/react-components';
import { useTranslation } from 'react-i18next';
import type { AppBridge } from '../../../../core/contract/bridge';
import type { LetterId } from '../../../../core/model/ids';
import type { LetterVerdict, SignaturePicture, SignatureVerdict } from '../../../../core/model/verdict';
import type { DocumentVerdict } from '../../../../core/verify/document-verdicts';
import { Fingerprint } from '../../../ui/Fingerprint';
import { formatMoment } from '../../../ui/format-time';
import { Pairs } from '../../../ui/Pairs';
import { nameOfFile } from '../document-name';
import { rolesWords } from '../signer-roles';
import { Disclosure } from './Disclosure';
import { SignatureDetails } from './SignatureDetails';

const useStyles = makeStyles({
  stack: { display: 'flex', flexDirection: 'column', rowGap: '20px' },
  heading: { margin: '0 0 8px', maxWidth: 'calc(100% - 140px)', fontSize: tokens.fontSizeBase300, fontWeight: tokens.fontWeightSemibold, overflowWrap: 'anywhere' },
  place: { margin: '12px 0 4px', fontSize: tokens.fontSizeBase300, fontWeight: tokens.fontWeightRegular, color: tokens.colorNeutralForeground2 },
  sentence: { margin: '0 0 8px', lineHeight: '20px' },
  list: { margin: '4px 0 0', paddingLeft: '20px', lineHeight: '20px' },
});

interface VerdictDetailsProps {
  readonly bridge: AppBridge;
  readonly letterId: LetterId;
  readonly verdict: LetterVerdict;
  /** the same document by document */
  readonly signed: readonly DocumentVerdict[];
  readonly pictures: readonly SignaturePicture[];
  /** names of what nobody signed */
  readonly unsigned: readonly string[];
  readonly partName: (part: string) => string;
  /** shows the revision of a file that a signature is on; null where there is none of its own */
  readonly onSigned: (signature: SignatureVerdict) => (() => void) | null;
}

/** What stands behind a verdict: document by document, signature by signature, and what no signature covers. */
export function VerdictDetails({ bridge, letterId, verdict, signed, pictures, unsigned, partName, onSigned }: VerdictDetailsProps) {
  const { t } = useTranslation();
  const styles = useStyles();
  return (
    <div className={styles.stack} data-testid="verdict-details">
      {signed.filter(({ signatures }) => signatures.length > 0).map((document, index) => <DocumentDetails key={index} document={document} said={verdict.signatures.length > 1} bridge={bridge} letterId={letterId} partName={partName} onSigned={onSigned} />)}
      {unsigned.length > 0 && <p className={styles.sentence}>{t('verdict.unsignedList', { parts: unsigned.join('; ') })}</p>}
      {pictures.length > 0 && <PictureList pictures={pictures} partName={partName} />}
      {verdict.pin !== null && (
        <Disclosure name={t('details.pin')} testId="pin">
          {() => verdict.pin !== null && (
            <Pairs rows={[
              { name: t('details.pin'), value: t('details.pinOf', { version: verdict.pin.coreVersion, seq: verdict.pin.evidenceSeq, at: formatMoment(verdict.pin.at) }) },
              { name: t('details.pinTrust'), value: <Fingerprint hex={verdict.pin.trust} /> },
              { name: t('details.letterDigest'), value: <Fingerprint hex={verdict.pin.letter} /> },
            ]} />
          )}
        </Disclosure>
      )}
    </div>
  );
}

function DocumentDetails({ document, bridge, letterId, partName, said, onSigned }: Omit<VerdictDetailsProps, 'verdict' | 'signed' | 'pictures' | 'unsigned'> & { readonly document: DocumentVerdict; readonly said: boolean }) {
  const { t } = useTranslation();
  const styles = useStyles();
  const roles = rolesWords(document);
  const count = document.signatures.length;
  const [first] = document.signatures;
  if (first === undefined) return null;
  return (
    <section>
      <h2 className={styles.heading}>{document.part === null ? t(`signatureKind.${first.kind}`) : t('verdict.signatureOn', { kind: t(`signatureKind.${first.kind}`), where: nameOfFile(first, partName) })}</h2>
      {roles !== null && <p className={styles.sentence}>{t(roles.key, roles.values)}</p>}
      {document.signatures.map((signature, index) => (
        <div key={index}>
          {count > 1 && <h3 className={styles.place}>{t('details.signature', { place: index + 1, count })}</h3>}
          <SignatureDetails bridge={bridge} letterId={letterId} signature={signature} said={said} onSigned={onSigned(signature)} />
        </div>
      ))}
    </section>
  );
}

/** pictures named before the rest is only counted */
const picturesMost = 20;

/** What looks like a signature or a seal and is none. */
export function PictureList({ pictures, partName }: Pick<VerdictDetailsProps, 'pictures' | 'partName'>) {
  const { t } = useTranslation();
  const styles = useStyles();
  return (
    <section data-testid="signature-pictures">
      <h2 className={styles.heading}>{t('details.pictures')}</h2>
      <ul className={styles.list}>
        {pictures.slice(0, picturesMost).map((picture, index) => (
          <li key={index}>{t('details.picturePage', { name: nameOfFile({ ...picture, where: picture.part }, partName), page: picture.page, what: t(`details.picture.${picture.what}`) })}</li>
        ))}
        {pictures.length > picturesMost && <li>{t('details.more', { count: pictures.length - picturesMost })}</li>}
      </ul>
    </section>
  );
}
