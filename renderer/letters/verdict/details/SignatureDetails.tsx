import { Button, makeStyles, tokens } from '@fluentui/react-components';
import { DocumentCheckmark16Regular } from '@fluentui/react-icons';
import { useContext } from 'react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { AppBridge } from '../../../../core/contract/bridge';
import type { LetterId } from '../../../../core/model/ids';
import type { SignatureVerdict } from '../../../../core/model/verdict';
import { formatMoment } from '../../../ui/format-time';
import { Pairs } from '../../../ui/Pairs';
import { useToneText } from '../../../ui/use-tone-styles';
import { FetchingContext } from '../fetching-context';
import { signatureSentences } from '../signature-words';
import { toneOfVerdict } from '../verdict-tone';
import { VerdictIcon } from '../VerdictIcon';
import { ChangeList, OutsideList } from './ChangeList';
import { CheckList } from './CheckList';
import { RawEvidence } from './RawEvidence';
import { WantedBlock } from './WantedBlock';

const useStyles = makeStyles({
  signature: { display: 'flex', flexDirection: 'column', rowGap: '10px' },
  said: { display: 'grid', gridTemplateColumns: '24px minmax(0, 1fr)', lineHeight: '20px' },
  small: { margin: '0 0 4px', fontSize: tokens.fontSizeBase200, fontWeight: tokens.fontWeightSemibold, color: tokens.colorNeutralForeground2 },
});

interface SignatureDetailsProps {
  readonly bridge: AppBridge;
  readonly letterId: LetterId;
  readonly signature: SignatureVerdict;
  /** repeat its sentence: there are others, and the strip speaks of one */
  readonly said: boolean;
  /** shows the file as it was when signed; null: that is the file itself, or cannot be told */
  readonly onSigned: (() => void) | null;
}

/** One signature: its sentence, the checks behind it, what came later, what is missing, and then the raw evidence. */
export function SignatureDetails({ bridge, letterId, signature, said, onSigned }: SignatureDetailsProps) {
  const { t } = useTranslation();
  const styles = useStyles();
  const text = useToneText();
  const fetching = useContext(FetchingContext);
  const { extent } = signature;
  const tone = toneOfVerdict(signature.verdict);
  return (
    <div className={styles.signature} data-testid="signature" data-verdict={signature.verdict} data-reason={signature.reason}>
      {said && <div className={styles.said}>
        <span className={text[tone]}><VerdictIcon tone={tone} small={false} /></span>
        <span><strong className={text[tone]}>{t(`verdictHeadline.${signature.verdict}`)}</strong> {signatureSentences(signature, fetching).map((one) => t(one.key, one.values)).join(' ')}</span>
      </div>}
      <CheckList checks={signature.checks} verdict={signature.verdict} />
      <Pairs rows={factsOf(signature, t)} />
      {extent !== null && (extent.changes.length > 0 || extent.revisions !== null) && <Block name={t('details.changes')}><ChangeList extent={extent} /></Block>}
      {extent !== null && extent.outside.length > 0 && <Block name={t('details.outside')}><OutsideList outside={extent.outside} /></Block>}
      {onSigned !== null && said && <div><Button size="small" icon={<DocumentCheckmark16Regular />} onClick={onSigned} data-testid="open-signed">{t('details.openSigned')}</Button></div>}
      {signature.wanted.length > 0 && <Block name={t('wanted.title')}><WantedBlock bridge={bridge} letterId={letterId} signature={signature} /></Block>}
      <Block name={t('details.raw')}><RawEvidence letterId={letterId} signature={signature} /></Block>
    </div>
  );
}

function Block({ name, children }: { readonly name: string; readonly children: ReactNode }) {
  const styles = useStyles();
  return <div><h4 className={styles.small}>{name}</h4>{children}</div>;
}

/** Times and circumstances; a line that has nothing to say is left out. */
function factsOf(signature: SignatureVerdict, t: ReturnType<typeof useTranslation>['t']): readonly { readonly name: string; readonly value: string }[] {
  const { extent, signer, role } = signature;
  const listed = signature.revocationListAt;
  return [
    ...(signer === null ? [] : [{ name: t('certificate.holder'), value: signer.holder }]),
    ...(role === 'unknown' ? [] : [{ name: t('details.role'), value: t(`roles.name.${role}`) }]),
    { name: t('verdict.signedAt'), value: signature.signedAt === null ? t('verdict.notStated') : t('verdict.claimed', { at: formatMoment(signature.signedAt) }) },
    { name: t('verdict.judgedAt'), value: t('verdict.judgedBy', { basis: signature.judgedBy, at: formatMoment(signature.judgedAt) }) },
    { name: t(signature.revocationBy === 'ocsp' ? 'details.revocationAnswer' : 'verdict.revocationList'), value: listed === null ? t('verdict.noList') : formatMoment(listed) },
    ...(signature.revokedAt === null ? [] : [{ name: t('details.revoked'), value: formatMoment(signature.revokedAt) }]),
    ...(extent?.revision == null || extent.revisions === null ? [] : [{ name: t('details.revision'), value: t('details.revisionOf', { revision: extent.revision, revisions: extent.revisions }) }]),
    ...(extent?.certification == null ? [] : [{ name: t('details.certification'), value: t(`details.certifies.${extent.certification}`) }]),
  ];
}
