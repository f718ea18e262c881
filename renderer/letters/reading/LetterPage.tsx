import { makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { AppBridge } from '../../../core/contract/bridge';
import type { FieldName } from '../../../core/model/document';
import type { FolderInfo } from '../../../core/model/folder';
import type { Policy } from '../../../core/model/policy';
import { believeUnit, provenNames } from '../../../core/recognise/believe-unit';
import type { LetterView } from '../../store/letter-view';
import { CopyButton } from '../../ui/CopyButton';
import { sentenceCase } from '../../ui/sentence-case';
import { Stamp } from '../../ui/Stamp';
import { ViewChoice } from '../../ui/ViewChoice';
import { ActStrips } from '../acts/ActStrips';
import type { ActName } from '../acts/offered-acts';
import { attachmentLines } from '../attachments/attachment-lines';
import { LetterBody } from '../body/LetterBody';
import { urgencyStamp } from '../list/urgency-stamp';
import { LetterTabs } from '../pages/LetterTabs';
import { ReceiptStrips } from '../receipt/ReceiptStrips';
import { VerdictStrip } from '../VerdictStrip';
import { currentReading, evidenceFor } from './current-reading';
import { EvidenceButton } from './EvidenceButton';
import { EvidenceLine } from './EvidenceLine';
import { FieldGrid } from './FieldGrid';
import { ForwardedStrip } from './ForwardedStrip';
import { noHighlight } from './highlight';
import type { Highlight } from './highlight';
import { LetterLine } from './LetterLine';
import { NoticeStrips } from './NoticeStrips';
import { registerLine } from './register-line';
import { UnitLine } from './UnitLine';

/** characters of a summary that would fill a small screen in the size of a title */
const longTitle = 80;

const useStyles = makeStyles({
  page: { padding: '12px 24px 24px', display: 'flex', flexDirection: 'column', rowGap: '6px', maxWidth: '1040px' },
  head: { display: 'flex', alignItems: 'flex-start', columnGap: '10px' },
  title: { margin: 0, flexGrow: 1, minWidth: 0, fontSize: '20px', lineHeight: '28px', fontWeight: tokens.fontWeightSemibold, userSelect: 'text', overflowWrap: 'anywhere' },
  longTitle: { fontSize: '16px', lineHeight: '22px' },
  pressed: { padding: '0', border: 'none', margin: '0' },
  stamps: { display: 'flex', columnGap: '6px', paddingTop: '5px', flexShrink: 0 },
  envelope: { position: 'relative', minHeight: '20px' },
  strips: { display: 'flex', flexDirection: 'column', rowGap: '6px' },
});

interface LetterPageProps {
  readonly bridge: AppBridge;
  readonly view: LetterView;
  readonly policy: Policy;
  /** of the letter's account */
  readonly folders: readonly FolderInfo[];
  readonly online: boolean;
  readonly onAct: (name: ActName) => void;
}

/** A letter as a document: what it is about, from whom and why that may be believed, its fields, its standing, its text. */
export function LetterPage({ bridge, view, policy, folders, online, onAct }: LetterPageProps) {
  const { t } = useTranslation();
  const styles = useStyles();
  const [highlight, setHighlight] = useState<Highlight>(noHighlight);
  const [chosen, setChosen] = useState(0);
  const reading = useMemo(() => currentReading(view), [view]);
  const lines = useMemo(() => attachmentLines(view), [view]);
  const document = reading.documents[chosen] ?? reading.documents[0] ?? null;
  const header = view.stageOne?.header ?? null;
  const from = header?.from[0] ?? null;
  const belief = useMemo(
    () => believeUnit({ agency: document?.agency ?? null, from, certified: provenNames(view.verdict), refuted: view.senderRefuted }, policy),
    [document, from, view.verdict, view.senderRefuted, policy],
  );
  const evidenceOf = (field: FieldName) => (document === null ? [] : [evidenceFor(document, field)].filter((one) => one !== null));
  const partName = (part: string) => lines.find((line) => line.part === part)?.name ?? t('body.part');
  const subject = header === null || header.subject === '' ? t('reading.noSubject') : header.subject;
  return (
    <article className={styles.page} aria-labelledby="letter-title">
      <div className={styles.head}>
        <h1 id="letter-title" className={mergeClasses(styles.title, (document?.summary ?? subject).length > longTitle && styles.longTitle)}>
          {document?.summary == null
            ? subject
            : <EvidenceButton plain text={sentenceCase(document.summary)} evidence={evidenceOf('summary')} className={styles.pressed} onPoint={setHighlight} />}
        </h1>
        {document !== null && (
          <div className={styles.stamps}>
            {document.urgency !== null && <Stamp kind={urgencyStamp(document.urgency)}>{document.urgency}</Stamp>}
            {document.secrecy !== null && <Stamp kind="outline">{document.secrecy}</Stamp>}
          </div>
        )}
        {document !== null && <CopyButton text={registerLine(document, belief.unit)} label={t('reading.copyFields')} doneLabel={t('common.copied')} failedLabel={t('common.failed')} />}
      </div>
      <UnitLine belief={belief} from={from?.address ?? ''} official={document !== null} evidence={document?.agency == null ? [] : evidenceOf('agency')} onPoint={setHighlight} />
      {reading.documents.length > 1 && (
        <ViewChoice
          label={t('reading.documents')} chosen={String(chosen)} onChoose={(id) => setChosen(Number(id))}
          views={reading.documents.map((one, index) => ({ id: String(index), name: one.number ?? one.type ?? t('reading.document', { index: index + 1 }) }))}
        />
      )}
      {document !== null && <FieldGrid document={document} onPoint={setHighlight} />}
      <div className={styles.envelope}>
        {header !== null && <LetterLine header={header} arrivedAt={view.kept.internalDate} showSubject={document?.summary != null} />}
        {document !== null && <EvidenceLine highlight={highlight} sources={reading.sources} partName={partName} />}
      </div>
      <div className={styles.strips}>
        <ActStrips bridge={bridge} view={view} folders={folders} online={online} />
        <NoticeStrips view={view} partName={partName} onAct={onAct} />
        {header !== null && <ForwardedStrip header={header} />}
        <VerdictStrip verdict={view.verdict} looksSigned={view.stageOne?.signed ?? false} partName={partName} />
        <ReceiptStrips bridge={bridge} receipts={view.receipts} unanswered={view.unanswered} online={online} />
      </div>
      {lines.length === 0
        ? <LetterBody view={view} sources={reading.sources} highlight={highlight} />
        : <LetterTabs bridge={bridge} view={view} lines={lines} sources={reading.sources} highlight={highlight} />}
    </article>
  );
}
