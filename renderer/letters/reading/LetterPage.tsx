import { makeStyles } from '@fluentui/react-components';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { exchangeRule } from '../../../core/acknowledge/exchange-rule';
import type { AppBridge } from '../../../core/contract/bridge';
import type { FolderInfo } from '../../../core/model/folder';
import type { LetterId } from '../../../core/model/ids';
import type { KnownMailbox } from '../../store/known-mailbox';
import type { LetterView } from '../../store/letter-view';
import type { StorePort } from '../../store/store-port';
import { CopyButton } from '../../ui/CopyButton';
import { Stamp } from '../../ui/Stamp';
import { ViewChoice } from '../../ui/ViewChoice';
import { ActStrips } from '../acts/ActStrips';
import type { ActName } from '../acts/offered-acts';
import { attachmentLines } from '../attachments/attachment-lines';
import { LetterBody } from '../body/LetterBody';
import { ConversationStrip } from '../conversation/ConversationStrip';
import { useCorrections } from '../correct/use-corrections';
import { DeskStrip } from '../desk/DeskStrip';
import { urgencyStamp } from '../list/urgency-stamp';
import { OcrStrip } from '../ocr/OcrStrip';
import { LetterTabs } from '../pages/LetterTabs';
import { ReceiptStrips } from '../receipt/ReceiptStrips';
import { SignedReceiptStrip } from '../receipt/SignedReceiptStrip';
import { DocumentAlarms, RelatedStrip } from '../related/RelatedStrips';
import { useRelated } from '../related/use-related';
import { SecretCover } from '../secret/SecretCover';
import { SenderSection } from '../sender/SenderSection';
import { SignedRevision } from '../verdict/revision/SignedRevision';
import { useSignedRevision } from '../verdict/revision/use-signed-revision';
import { VerdictStrip } from '../verdict/VerdictStrip';
import { currentReading } from './current-reading';
import { documentName } from './document-name';
import { EvidenceLine } from './EvidenceLine';
import { FieldGrid } from './FieldGrid';
import type { HeldCitations } from './FieldList';
import { ForwardedStrip } from './ForwardedStrip';
import { noHighlight } from './highlight';
import type { Highlight } from './highlight';
import { LetterLine } from './LetterLine';
import { LetterTitle } from './LetterTitle';
import { MeetingActions } from './MeetingActions';
import { MeetingBlock } from './MeetingBlock';
import { NoticeStrips } from './NoticeStrips';
import { registerLine } from './register-line';

const useStyles = makeStyles({
  page: { padding: '12px 24px 24px', display: 'flex', flexDirection: 'column', rowGap: '6px', maxWidth: '1040px' },
  head: { display: 'flex', alignItems: 'flex-start', columnGap: '10px' },
  stamps: { display: 'flex', columnGap: '6px', paddingTop: '5px', flexShrink: 0 },
  envelope: { position: 'relative', minHeight: '20px' },
  strips: { display: 'flex', flexDirection: 'column', rowGap: '6px' },
  // what asks for nothing shares a line, so that the text of the letter stands higher
  standing: { display: 'flex', flexWrap: 'wrap', gap: '6px', alignItems: 'flex-start', '& > *': { flexGrow: 1, flexShrink: 1, flexBasis: '100%', minWidth: 0 }, '& > [data-tone=neutral]': { flexBasis: 'auto' } },
  heard: { position: 'absolute', width: '1px', height: '1px', overflow: 'hidden', clipPath: 'inset(50%)' },
  uncopied: { userSelect: 'none', '& *': { userSelect: 'none' } },
});

interface LetterPageProps {
  readonly bridge: AppBridge;
  readonly store: StorePort;
  readonly view: LetterView;
  readonly mailboxes: readonly KnownMailbox[];
  /** of the letter's account */
  readonly folders: readonly FolderInfo[];
  readonly online: boolean;
  readonly onAct: (name: ActName) => void;
  readonly onLetter: (letterId: LetterId) => void;
  /** shows the letters of one unit only */
  readonly onUnit: (unitKey: string, name: string) => void;
}

/** A letter as a document: what it is about, from whom and why that may be believed, its fields, its standing, its text. */
export function LetterPage({ bridge, store, view, mailboxes, folders, online, onAct, onLetter, onUnit }: LetterPageProps) {
  const { t } = useTranslation();
  const styles = useStyles();
  const [highlight, setHighlight] = useState<Highlight>(noHighlight);
  const [chosen, setChosen] = useState(0);
  const [revealed, setRevealed] = useState(false);
  const reading = useMemo(() => currentReading(view), [view]);
  const lines = useMemo(() => attachmentLines(view), [view]);
  const place = chosen < reading.documents.length ? chosen : 0;
  const shown = reading.documents[place] ?? null;
  const document = shown?.document ?? null;
  const covered = view.secret && !revealed;
  // a report that is called a report needs no second word for it
  const kind = document?.deskKind == null ? null : t(`document:kind.${document.deskKind}`);
  const duty = document === null ? null : exchangeRule(document.deskKind, view.exchange);
  const corrections = useCorrections(bridge, view, shown);
  const relations = useRelated(store, view.kept.letterId);
  const revision = useSignedRevision(view.kept.letterId, lines);
  const held: HeldCitations = {
    letterOf: (index) => {
      const number = document?.cites[index]?.number;
      return relations?.related.cites.find((one) => one.document === place && one.cite.number === number)?.letters[0]?.letterId ?? null;
    },
    onLetter,
  };
  const header = view.stageOne?.header ?? null;
  const partName = (part: string) => lines.find((line) => line.part === part)?.name ?? t('body.part');
  const subject = header === null || header.subject === '' ? t('reading.noSubject') : header.subject;
  const marked = reading.documents.find((one) => one.document.secrecy !== null)?.document ?? null;
  const secrecy = marked?.secrecy ?? null;
  const foreign = marked?.system === 'thai' || marked?.system === 'malay' || marked?.system === 'indonesian';
  const coveredTitle = secrecy === null ? t('secret:titleOther') : t('secret:title', { secrecy });
  const choose = (id: string) => {
    corrections.leave();
    setChosen(Number(id));
  };
  return (
    <article className={view.secret ? `${styles.page} ${styles.uncopied}` : styles.page} aria-labelledby="letter-title">
      <div className={styles.head}>
        <LetterTitle shown={covered ? null : shown} subject={covered ? coveredTitle : subject} corrections={corrections} onPoint={setHighlight} />
        {document !== null && (
          <div className={styles.stamps}>
            {document.urgency !== null && <Stamp kind={urgencyStamp(document.urgency)}>{document.urgency}</Stamp>}
            {document.secrecy !== null && <Stamp kind="outline">{document.secrecy}</Stamp>}
            {kind !== null && kind !== document.type && <Stamp kind="quiet">{kind}</Stamp>}
            {duty !== null && !covered && <Stamp kind={duty.duty === 'forbidden' ? 'caution' : 'quiet'} title={duty.source}>{t(`document:exchange.${duty.duty}`)}</Stamp>}
          </div>
        )}
        {document !== null && !view.secret && <CopyButton text={registerLine(document, view.sender.unit)} label={t('reading.copyFields')} doneLabel={t('common.copied')} failedLabel={t('common.failed')} />}
      </div>
      <SenderSection bridge={bridge} store={store} view={view} mailboxes={mailboxes} document={document} onUnit={onUnit} />
      {view.secret && (
        <SecretCover bridge={bridge} view={view} secrecy={secrecy} foreign={foreign} onServer={view.seen.folders.length > 0 && !view.gone} revealed={revealed} onReveal={setRevealed} />
      )}
      {reading.documents.length > 1 && !covered && (
        <ViewChoice
          label={t('reading.documents')} chosen={String(place)} onChoose={choose}
          views={reading.documents.map((one, index) => ({ id: String(index), name: documentName(one.document, index, t) }))}
        />
      )}
      {relations !== null && !covered && <DocumentAlarms relations={relations} document={place} arrivedAt={view.kept.internalDate} onLetter={onLetter} />}
      {shown !== null && !covered && <FieldGrid key={place} shown={shown} corrections={corrections} held={held} onPoint={setHighlight} />}
      {document?.meeting != null && !covered && (
        <MeetingBlock document={document} meeting={document.meeting} onPoint={setHighlight} actions={!view.secret && <MeetingActions bridge={bridge} view={view} document={document} place={place} />} />
      )}
      <span className={styles.heard} role="status" data-testid="correction-said">{corrections.said}</span>
      <div className={styles.envelope}>
        {header !== null && <LetterLine header={header} arrivedAt={view.kept.internalDate} showSubject={document?.summary != null && !covered} />}
        {document !== null && !covered && <EvidenceLine highlight={highlight} sources={reading.sources} partName={partName} />}
      </div>
      <div className={styles.strips}>
        <ActStrips bridge={bridge} view={view} folders={folders} online={online} />
        {relations !== null && !covered && <RelatedStrip relations={relations} document={place} onLetter={onLetter} />}
        {!covered && <ConversationStrip store={store} letterId={view.kept.letterId} onLetter={onLetter} />}
        <NoticeStrips view={view} partName={partName} onAct={onAct} />
        {header !== null && <ForwardedStrip header={header} />}
        <div className={styles.standing}>
          <DeskStrip bridge={bridge} view={view} place={place} />
          <VerdictStrip bridge={bridge} view={view} partName={partName} onSigned={revision.shower} />
          <ReceiptStrips bridge={bridge} receipts={view.receipts} unanswered={view.unanswered} online={online} />
          <SignedReceiptStrip bridge={bridge} view={view} mailboxes={mailboxes} />
          <OcrStrip store={store} view={view} />
        </div>
      </div>
      {revision.shown !== null && !covered && <SignedRevision key={revision.shown.key} bridge={bridge} revision={revision.shown} sealed={view.secret} onClose={revision.close} />}
      {!covered && (lines.length === 0
        ? <LetterBody view={view} sources={reading.sources} highlight={highlight} />
        : <LetterTabs bridge={bridge} view={view} lines={lines} sources={reading.sources} highlight={highlight} />)}
    </article>
  );
}
