import { Button } from '@fluentui/react-components';
import { useTranslation } from 'react-i18next';
import { Strip } from '../ui/Strip';

/** Stands until the file is put right: the office works by older rules than its administrator wrote. */
export function PolicyNoteStrip({ note }: { readonly note: string }) {
  const { t } = useTranslation();
  return (
    <Strip tone="warn" label={t('common.notice')} headline={t('notes.policy')} testId="policy-note" live>
      {t(`policyNote.${note}`, { defaultValue: t('policyNote.wrongShape') })}
    </Strip>
  );
}

interface JournalNoteProps {
  readonly note: string;
  /** the damaged segment was the one that knew the mailbox */
  readonly lostMailbox: boolean;
  readonly onSeen: () => void;
}

/** What opening the books found; it is over, so it may be put away. */
export function JournalNoteStrip({ note, lostMailbox, onSeen }: JournalNoteProps) {
  const { t } = useTranslation();
  const tone = note === 'tailCut' ? 'info' : 'warn';
  return (
    <Strip
      tone={tone} label={t('common.notice')} headline={t(`journalNote.${note}`, { defaultValue: t('journalNote.other') })} testId="journal-note" live
      actions={<Button size="small" onClick={onSeen}>{t('notes.seen')}</Button>}
    >
      {lostMailbox && t('notes.reconnect')}
    </Strip>
  );
}
