import { Button, makeStyles, tokens } from '@fluentui/react-components';
import { useTranslation } from 'react-i18next';
import type { LetterView } from '../../store/letter-view';
import { CopyButton } from '../../ui/CopyButton';
import { DialogFrame } from '../../ui/DialogFrame';
import { formatDayOfInstant } from '../../ui/format-time';
import { Pairs } from '../../ui/Pairs';

const useStyles = makeStyles({
  text: {
    margin: 0, padding: '10px 12px', whiteSpace: 'pre-wrap', overflowWrap: 'anywhere', userSelect: 'text', fontFamily: 'inherit', lineHeight: '20px', backgroundColor: tokens.colorNeutralBackground2, border: `1px solid ${tokens.colorNeutralStroke2}`,
    borderRadius: tokens.borderRadiusMedium, maxHeight: '240px', overflowY: 'auto',
  },
});

interface AskDialogProps {
  readonly view: LetterView;
  readonly address: string;
  readonly onClose: () => void;
}

/** The question that settles an unknown unit, ready to be put into a reply. Nothing is sent from here. */
export function AskDialog({ view, address, onClose }: AskDialogProps) {
  const { t } = useTranslation();
  const styles = useStyles();
  const number = view.documents?.[0]?.document.number ?? null;
  const values = { number: number ?? '', hasNumber: number === null ? 'no' : 'yes', subject: view.stageOne?.header.subject ?? '', day: formatDayOfInstant(view.kept.internalDate) };
  const subject = t('sender:question.subject', values);
  const text = t('sender:question.text', values);
  return (
    <DialogFrame
      title={t('sender:askTitle', { address })} lead={t('sender:askLead')} testId="ask-dialog" onClose={onClose}
      actions={<>
        <CopyButton appearance="primary" text={`${subject}\n\n${text}`} label={t('sender:copyQuestion')} doneLabel={t('common.copied')} failedLabel={t('common.failed')} />
        <Button onClick={onClose}>{t('sender:close')}</Button>
      </>}
    >
      <Pairs rows={[{ name: t('letter.to'), value: address }, { name: t('sender:askSubject'), value: subject }]} />
      <pre className={styles.text} tabIndex={0} role="region" aria-label={t('sender:askText')}>{text}</pre>
    </DialogFrame>
  );
}
