import { Button, makeStyles, tokens } from '@fluentui/react-components';
import { ArrowDownload16Regular, Open16Regular } from '@fluentui/react-icons';
import { useTranslation } from 'react-i18next';
import type { AppBridge } from '../../../core/contract/bridge';
import type { LetterId } from '../../../core/model/ids';
import { formatBytes } from '../../ui/format-time';
import { Stamp } from '../../ui/Stamp';
import { useToneText } from '../../ui/use-tone-styles';
import { AttachmentIcon } from './AttachmentIcon';
import type { AttachmentLine } from './attachment-lines';
import { openAttachment, saveAttachment } from './attachment-acts';
import type { AttachmentActs } from './use-attachment-acts';

const useStyles = makeStyles({
  list: { display: 'grid', gridTemplateColumns: 'repeat(auto-fill, minmax(300px, 1fr))', gap: '6px', margin: 0, padding: 0, listStyleType: 'none' },
  item: { display: 'grid', gridTemplateColumns: '20px minmax(0, 1fr) auto', columnGap: '8px', alignItems: 'center', padding: '4px 4px 4px 10px', border: `1px solid ${tokens.colorNeutralStroke2}`, borderRadius: tokens.borderRadiusMedium },
  name: { display: 'block', overflow: 'hidden', textOverflow: 'ellipsis', whiteSpace: 'nowrap', lineHeight: '20px' },
  below: { display: 'flex', flexWrap: 'wrap', columnGap: '8px', fontSize: tokens.fontSizeBase200, lineHeight: '16px', color: tokens.colorNeutralForeground2 },
});

interface AttachmentListProps {
  readonly bridge: AppBridge;
  readonly letterId: LetterId;
  readonly lines: readonly AttachmentLine[];
  readonly acts: AttachmentActs;
}

/** Every file of the letter with what can be done with it, and why not. */
export function AttachmentList({ bridge, letterId, lines, acts }: AttachmentListProps) {
  const styles = useStyles();
  return (
    <ul className={styles.list}>
      {lines.map((line) => (
        <Attachment
          key={line.part} line={line} busy={acts.busy}
          onOpen={() => acts.run(openAttachment(bridge, letterId, line))} onSave={() => acts.run(saveAttachment(bridge, letterId, line))}
        />
      ))}
    </ul>
  );
}

interface AttachmentProps {
  readonly line: AttachmentLine;
  readonly busy: boolean;
  readonly onOpen: () => void;
  readonly onSave: () => void;
}

function Attachment({ line, busy, onOpen, onSave }: AttachmentProps) {
  const { t, i18n } = useTranslation();
  const styles = useStyles();
  const tone = useToneText();
  return (
    <li className={styles.item}>
      <AttachmentIcon name={line.name} contentType={line.contentType} opens={line.opens} />
      <span>
        <span className={styles.name} title={line.name}>{line.name}</span>
        <span className={styles.below}>
          <span>{formatBytes(line.size, i18n.language)}</span>
          {line.opens === 'saveOnly' && <span className={tone.warn}>{t('attachment.saveOnly', { why: t(`attachment.why.${line.why ?? 'other'}`, { defaultValue: t('attachment.why.other') }) })}</span>}
          {line.signed && <span>{t('attachment.hasSignature')}</span>}
          {line.outsideSignature && <Stamp kind="caution">{t('verdict.outside')}</Stamp>}
        </span>
      </span>
      <span>
        {line.opens === 'open' && <Button size="small" appearance="subtle" disabled={busy} icon={<Open16Regular />} aria-label={t('attachment.openNamed', { name: line.name })} onClick={onOpen}>{t('attachment.open')}</Button>}
        <Button size="small" appearance="subtle" disabled={busy} icon={<ArrowDownload16Regular />} aria-label={t('attachment.saveNamed', { name: line.name })} onClick={onSave}>{t('attachment.save')}</Button>
      </span>
    </li>
  );
}
