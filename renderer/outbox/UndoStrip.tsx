import { Button, makeStyles } from '@fluentui/react-components';
import { ArrowUndo20Regular, Dismiss20Regular, MailArrowUp20Regular } from '@fluentui/react-icons';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { AppBridge } from '../../core/contract/bridge';
import type { DraftId, OutgoingId } from '../../core/model/ids';
import { Strip } from '../ui/Strip';
import { idsIn } from './group-sendings';
import { secondsLeft } from './mail-words';
import { undoWords } from './undo-words';
import { useNow } from './use-now';
import { useOutbox } from './use-outbox';

const useStyles = makeStyles({ outer: { padding: '8px 12px', flexShrink: 0 } });

interface UndoStripProps {
  readonly bridge: AppBridge;
  /** what was queued just now, as `mail.queue` answered */
  readonly outgoingIds: readonly OutgoingId[];
  /** all of it was taken back: the draft can be edited */
  readonly onTakenBack: (draftId: DraftId) => void;
  readonly onOpenOutbox: () => void;
  readonly onClose: () => void;
}

/** how long "sent" stands there */
const readMillis = 8_000;

/** "In the outbox; sent in 8 seconds · Undo", for whoever has just pressed "send". */
export function UndoStrip({ bridge, outgoingIds, onTakenBack, onOpenOutbox, onClose }: UndoStripProps) {
  const { t } = useTranslation();
  const styles = useStyles();
  const [said, setSaid] = useState<string | null>(null);
  const mails = (useOutbox(bridge) ?? []).filter(({ mail }) => outgoingIds.includes(mail.outgoingId));
  const now = useNow(mails.some((one) => secondsLeft(one, new Date()) !== null));
  const [first] = mails;
  const isSent = first !== undefined && idsIn({ mails }, ['sent']).length === mails.length;
  useEffect(() => {
    if (!isSent) return undefined;
    const timer = setTimeout(onClose, readMillis);
    return () => clearTimeout(timer);
  }, [isSent, onClose]);
  if (first === undefined) return null;
  const { tone, headline } = undoWords(mails, now);
  const waiting = idsIn({ mails }, ['waiting']);
  const undo = () => {
    bridge.ask('mail.takeBack', { outgoingIds: [...waiting] }).then(({ takenBack, tooLate }) => {
      if (takenBack === mails.length) onTakenBack(first.mail.draftId);
      else setSaid(takenBack === 0 ? t('outbox:tooLate') : t('outbox:takenBackSome', { count: takenBack, tooLate: tooLate + mails.length - waiting.length }));
    }, () => setSaid(t('common.failed')));
  };
  return (
    <div className={styles.outer}>
      <Strip
        tone={tone} label={t('outbox:undo.region')} headline={t(headline.key, headline.values)} testId="undo-strip"
        actions={<>
          {waiting.length > 0 && <Button size="small" appearance="primary" icon={<ArrowUndo20Regular />} onClick={undo} data-testid="undo">{t('outbox:undo.undo')}</Button>}
          <Button size="small" icon={<MailArrowUp20Regular />} onClick={onOpenOutbox} data-testid="undo-outbox">{t('outbox:undo.outbox')}</Button>
          <Button size="small" appearance="subtle" icon={<Dismiss20Regular />} aria-label={t('outbox:undo.close')} onClick={onClose} data-testid="undo-close" />
        </>}
      >
        {said}
      </Strip>
    </div>
  );
}
