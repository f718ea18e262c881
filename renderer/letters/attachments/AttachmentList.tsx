import { Button, makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import { ArrowDownload16Regular, Open16Regular } from '@fluentui/react-icons';
import { Fragment, useState } from 'react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { AppBridge } from '../../../core/contract/bridge';
import type { LetterId } from '../../../core/model/ids';
import type { DocumentVerdict } from '../../../core/verify/document-verdicts';
import { formatBytes } from '../../ui/format-time';
import { Stamp } from '../../ui/Stamp';
import { useToneText } from '../../ui/use-tone-styles';
import { verdictOfFile } from '../verdict/document-name';
import { DocumentSentence } from '../verdict/DocumentSentence';
import { AttachmentIcon } from './AttachmentIcon';
import { fileKey } from './attachment-lines';
import type { AttachmentLine } from './attachment-lines';
import { openAttachment, saveAttachment } from './attachment-acts';
import type { AttachmentActs } from './use-attachment-acts';

const useStyles = makeStyles({
  list: { display: 'grid', gridTemplateColumns: 'repeat(auto-fill, minmax(300px, 1fr))', gap: '6px', margin: 0, padding: 0, listStyleType: 'none' },
  // three buttons beside it: the end of a name, which tells what the file is, must not be cut
  members: { gridTemplateColumns: 'repeat(auto-fill, minmax(min(380px, 100%), 1fr))' },
  item: { display: 'grid', gridTemplateColumns: '20px minmax(0, 1fr) auto', columnGap: '8px', alignItems: 'center', padding: '4px 4px 4px 10px', border: `1px solid ${tokens.colorNeutralStroke2}`, borderRadius: tokens.borderRadiusMedium },
  inside: { gridColumnStart: '1', gridColumnEnd: '-1', paddingLeft: '12px', borderLeft: `2px solid ${tokens.colorNeutralStroke2}`, marginLeft: '10px' },
  verdict: { gridColumnStart: '1', gridColumnEnd: '-1', padding: '2px 6px 4px 0' },
  more: { minWidth: 'auto' },
  name: { display: 'block', overflow: 'hidden', textOverflow: 'ellipsis', whiteSpace: 'nowrap', lineHeight: '20px' },
  below: { display: 'flex', flexWrap: 'wrap', columnGap: '8px', fontSize: tokens.fontSizeBase200, lineHeight: '16px', color: tokens.colorNeutralForeground2 },
});

interface AttachmentListProps {
  readonly bridge: AppBridge;
  readonly letterId: LetterId;
  readonly lines: readonly AttachmentLine[];
  /** what holds of the signed ones */
  readonly signed: readonly DocumentVerdict[];
  /** nothing is offered that takes a file out of here */
  readonly sealed: boolean;
  /** brings up the file in a tab; null: there is none for it */
  readonly onShow: (line: AttachmentLine) => (() => void) | null;
  readonly acts: AttachmentActs;
}

/** Every file of the letter with what can be done with it, and why not. */
export function AttachmentList({ bridge, letterId, lines, signed, sealed, acts, onShow }: AttachmentListProps) {
  const styles = useStyles();
  const attachment = (line: AttachmentLine) => (
    <Attachment
      key={fileKey(line)} line={line} verdict={verdictOfFile(signed, line)} sealed={sealed} busy={acts.busy} onShow={onShow(line)}
      onOpen={() => acts.run(openAttachment(bridge, letterId, line))} onSave={() => acts.run(saveAttachment(bridge, letterId, line))}
    />
  );
  return (
    <ul className={styles.list}>
      {lines.map((line) => (line.members.length === 0 ? attachment(line) : (
        <Fragment key={fileKey(line)}>
          {attachment(line)}
          <li className={styles.inside}><MemberList line={line} attachment={attachment} /></li>
        </Fragment>
      )))}
    </ul>
  );
}

/** files of an archive that stand there before the rest is unfolded */
const membersFirst = 6;
/** an archive may hold thousands: more than this are only counted */
const membersMost = 500;

function MemberList({ line, attachment }: { readonly line: AttachmentLine; readonly attachment: (line: AttachmentLine) => ReactNode }) {
  const { t } = useTranslation();
  const styles = useStyles();
  const [all, setAll] = useState(false);
  const { members } = line;
  const shown = members.slice(0, all ? membersMost : membersFirst);
  const rest = members.length - shown.length;
  return (
    <>
      <ul className={mergeClasses(styles.list, styles.members)} aria-label={t('members:region', { name: line.name })} data-testid="members">{shown.map(attachment)}</ul>
      {members.length > membersFirst && (
        <Button size="small" appearance="transparent" className={styles.more} aria-expanded={all} onClick={() => setAll(!all)}>{all && rest === 0 ? t('members:fewer') : t('members:more', { count: rest })}</Button>
      )}
    </>
  );
}

interface AttachmentProps {
  readonly line: AttachmentLine;
  readonly verdict: DocumentVerdict | null;
  readonly sealed: boolean;
  readonly onShow: (() => void) | null;
  readonly busy: boolean;
  readonly onOpen: () => void;
  readonly onSave: () => void;
}

function Attachment({ line, verdict, sealed, busy, onShow, onOpen, onSave }: AttachmentProps) {
  const { t, i18n } = useTranslation();
  const styles = useStyles();
  const tone = useToneText();
  return (
    <li className={styles.item}>
      <AttachmentIcon name={line.name} contentType={line.contentType} opens={line.opens} />
      <span>
        <span className={styles.name} title={line.member ?? line.name}>{line.name}</span>
        <span className={styles.below}>
          {line.member === undefined || line.size > 0 ? <span>{formatBytes(line.size, i18n.language)}</span> : <span>{t('members:notUnpacked')}</span>}
          {line.members.length > 0 && <span>{t('members:count', { count: line.members.length })}</span>}
          {warnsOfOpening(line) && <span className={tone.warn}>{t('attachment.saveOnly', { why: t(`attachment.why.${line.why ?? 'other'}`, { defaultValue: t('attachment.why.other') }) })}</span>}
          {line.problems.map((code) => <span key={code} className={tone.warn}>{t(`problem.${code}`, { defaultValue: t('problem.other') })}</span>)}
          {line.signed && verdict === null && <span>{t('attachment.hasSignature')}</span>}
          {line.outsideSignature && <Stamp kind="caution">{t('verdict.outside')}</Stamp>}
        </span>
      </span>
      <span>
        {onShow !== null && line.member !== undefined && <Button size="small" appearance="subtle" aria-label={t('members:showNamed', { name: line.name })} onClick={onShow}>{t('members:show')}</Button>}
        {!sealed && line.opens === 'open' && <Button size="small" appearance="subtle" disabled={busy} icon={<Open16Regular />} aria-label={t('attachment.openNamed', { name: line.name })} onClick={onOpen}>{t('attachment.open')}</Button>}
        {!sealed && isThere(line) && <Button size="small" appearance="subtle" disabled={busy} icon={<ArrowDownload16Regular />} aria-label={t('attachment.saveNamed', { name: line.name })} onClick={onSave}>{t('attachment.save')}</Button>}
      </span>
      {verdict !== null && <span className={styles.verdict}><DocumentSentence document={verdict} /></span>}
    </li>
  );
}

/** That an archive may only be saved needs no words where its files stand below it; that a workbook may carry macros does. */
function warnsOfOpening({ opens, why, members, problems }: AttachmentLine): boolean {
  return opens === 'saveOnly' && problems.length === 0 && !(why === 'archive' && members.length > 0);
}

/** A file that could not be unpacked has no bytes to save. */
function isThere({ member, size, problems }: AttachmentLine): boolean {
  return member === undefined || size > 0 || problems.length === 0;
}
