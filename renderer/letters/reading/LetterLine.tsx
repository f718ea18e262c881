import { makeStyles, tokens } from '@fluentui/react-components';
import { useTranslation } from 'react-i18next';
import type { LetterHeader, Mailbox } from '../../../core/model/letter';
import { formatMoment } from '../../ui/format-time';
import { Pairs } from '../../ui/Pairs';

const useStyles = makeStyles({
  fold: { color: tokens.colorNeutralForeground2, lineHeight: '20px' },
  summary: { cursor: 'pointer', borderRadius: tokens.borderRadiusSmall, overflow: 'hidden', textOverflow: 'ellipsis', whiteSpace: 'nowrap' },
  inner: { padding: '6px 0 0 18px', color: tokens.colorNeutralForeground1 },
});

const shownMost = 100;

function nameMailbox(mailbox: Mailbox): string {
  return mailbox.name === '' ? mailbox.address : `${mailbox.name} <${mailbox.address}>`;
}

function nameAll(mailboxes: readonly Mailbox[]): string {
  const shown = mailboxes.slice(0, shownMost).map(nameMailbox).join('; ');
  return mailboxes.length > shownMost ? `${shown}; …` : shown;
}

interface LetterLineProps {
  readonly header: LetterHeader;
  readonly arrivedAt: string;
  readonly showSubject: boolean;
}

/** The envelope in one line; the whole of it unfolds. */
export function LetterLine({ header, arrivedAt, showSubject }: LetterLineProps) {
  const { t } = useTranslation();
  const styles = useStyles();
  const rows = [
    { name: t('letter.from'), value: nameAll(header.from) },
    ...(header.replyTo.length > 0 ? [{ name: t('letter.replyTo'), value: nameAll(header.replyTo) }] : []),
    { name: t('letter.to'), value: nameAll(header.to) },
    ...(header.cc.length > 0 ? [{ name: t('letter.cc'), value: nameAll(header.cc) }] : []),
    ...(header.date === null ? [] : [{ name: t('letter.written'), value: formatMoment(header.date) }]),
    { name: t('letter.arrived'), value: formatMoment(arrivedAt) },
    ...(showSubject ? [{ name: t('letter.subject'), value: header.subject }] : []),
  ];
  return (
    <details className={styles.fold}>
      <summary className={styles.summary}>{t('letter.line', { from: header.from[0]?.address ?? '–', at: formatMoment(arrivedAt) })}</summary>
      <div className={styles.inner}><Pairs rows={rows} /></div>
    </details>
  );
}
