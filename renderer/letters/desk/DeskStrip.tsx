import { Button } from '@fluentui/react-components';
import { BookContacts20Regular, DocumentDismiss20Regular, MailCheckmark20Regular } from '@fluentui/react-icons';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { AppBridge } from '../../../core/contract/bridge';
import type { LetterView } from '../../store/letter-view';
import { formatDay, formatMoment } from '../../ui/format-time';
import { Strip } from '../../ui/Strip';
import { ProgressDialog } from './ProgressDialog';
import { RefuseDialog } from './RefuseDialog';
import { RegisterDialog } from './RegisterDialog';

interface DeskStripProps {
  readonly bridge: AppBridge;
  readonly view: LetterView;
  /** document that is looked at */
  readonly place: number;
}

type Asked = 'register' | 'refuse' | 'progress';

/** What the office did with a letter that came in, and what it may do next. Sent letters, junk and receipts are nobody's to register. */
export function DeskStrip({ bridge, view, place }: DeskStripProps) {
  const { t } = useTranslation();
  const [asked, setAsked] = useState<Asked | null>(null);
  const { desk, seen, stageOne } = view;
  const { registered, refused, progress } = desk;
  const isDue = registered === null && !seen.outgoing && !seen.junk && !seen.trashed && stageOne?.notice === null && !view.secret;
  useEffect(() => {
    if (!isDue) return undefined;
    const onKey = (event: KeyboardEvent) => {
      if (event.key !== 'Enter' || !event.ctrlKey || event.altKey || event.shiftKey || document.querySelector('[role=dialog], [role=alertdialog]') !== null) return;
      event.preventDefault();
      setAsked('register');
    };
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, [isDue]);
  const close = () => setAsked(null);
  const registerButton = <Button size="small" appearance={refused === null ? 'primary' : 'secondary'} title="Ctrl+Enter" onClick={() => setAsked('register')} data-testid="desk-register">{t('desk:registerOpen')}</Button>;
  const dialog = asked === 'register' ? <RegisterDialog bridge={bridge} view={view} place={place} onClose={close} />
    : asked === 'refuse' ? <RefuseDialog bridge={bridge} view={view} onClose={close} />
      : asked === 'progress' ? <ProgressDialog bridge={bridge} letterId={view.kept.letterId} next={nextCode(progress)} onClose={close} /> : null;
  if (registered !== null) {
    const last = progress.at(-1);
    return (
      <>
        <Strip
          tone="good" icon={<BookContacts20Regular aria-hidden />} label={t('desk:region')} testId="desk-strip" headline={t('desk:registered', { number: registered.number, date: formatDay(registered.date) })}
          actions={<Button size="small" onClick={() => setAsked('progress')} data-testid="desk-progress">{t('desk:progressOpen')}</Button>}
        >
          {[
            ...(registered.receiver === '' ? [] : [t('desk:receiver', { receiver: registered.receiver })]),
            ...(registered.because === null ? [] : [t('desk:registeredBecause', { because: registered.because })]),
            ...(last === undefined ? [] : [t('desk:progressNow', { step: t(`desk:progress.${last.code}`), at: formatMoment(last.at), words: last.words === '' ? 'none' : 'some', said: last.words })]),
          ].join(' · ')}
        </Strip>
        {dialog}
      </>
    );
  }
  if (refused !== null) {
    return (
      <>
        <Strip tone="warn" icon={<DocumentDismiss20Regular aria-hidden />} label={t('desk:region')} testId="desk-strip" headline={t('desk:refused', { at: formatMoment(refused.at) })} actions={isDue ? registerButton : null}>
          {t(`desk:refusal.${refused.reason}`)}{refused.words !== '' && ` – ${refused.words}`}
        </Strip>
        {dialog}
      </>
    );
  }
  if (stageOne?.notice != null) {
    const step = stageOne.notice.told[0]?.step;
    return step === undefined ? null : <Strip tone="neutral" icon={<MailCheckmark20Regular aria-hidden />} label={t('desk:region')} testId="notice-strip" headline={t('desk:notice')}>{t(`tracking:step.${step}`)}</Strip>;
  }
  if (!isDue) return null;
  return (
    <>
      <Strip
        tone="neutral" icon={<BookContacts20Regular aria-hidden />} label={t('desk:region')} testId="desk-strip" headline={t('desk:due')}
        actions={<>
          {registerButton}
          <Button size="small" onClick={() => setAsked('refuse')} data-testid="desk-refuse">{t('desk:refuseOpen')}</Button>
        </>}
      />
      {dialog}
    </>
  );
}

function nextCode(progress: LetterView['desk']['progress']): '04' | '05' | '06' {
  const last = progress.at(-1)?.code;
  return last === undefined ? '04' : last === '04' ? '05' : '06';
}
