import { Button } from '@fluentui/react-components';
import { ArrowDownload16Regular, CalendarAdd16Regular } from '@fluentui/react-icons';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { calendarOf } from '../../../core/calendar/calendar-of';
import type { AppBridge } from '../../../core/contract/bridge';
import type { OfficialDocument } from '../../../core/model/document';
import type { LetterView } from '../../store/letter-view';
import { useToneText } from '../../ui/use-tone-styles';
import { openFile, saveFile } from '../attachments/attachment-acts';
import { useAttachmentActs } from '../attachments/use-attachment-acts';

interface MeetingActionsProps {
  readonly bridge: AppBridge;
  readonly view: LetterView;
  readonly document: OfficialDocument;
  /** place of the document in its letter */
  readonly place: number;
}

/** The meeting into the own calendar: opened with whatever program keeps it, or as a file. */
export function MeetingActions({ bridge, view, document, place }: MeetingActionsProps) {
  const { t } = useTranslation();
  const tone = useToneText();
  const acts = useAttachmentActs();
  const text = useMemo(
    () => calendarOf(document, { uid: `${view.kept.letterId}-${place}`, keptAt: view.kept.keptAt, subject: view.stageOne?.header.subject ?? '' }),
    [document, place, view],
  );
  if (text === null) return null;
  const file = () => ({ name: t('document:meeting.fileName', { day: (document.meeting?.at ?? '').slice(0, 10) }), contentType: 'text/calendar', bytes: new TextEncoder().encode(text) });
  return (
    <>
      <Button size="small" appearance="subtle" disabled={acts.busy} icon={<CalendarAdd16Regular />} onClick={() => acts.run(openFile(bridge, file()))} data-testid="meeting-open">{t('document:meeting.open')}</Button>
      <Button size="small" appearance="subtle" disabled={acts.busy} icon={<ArrowDownload16Regular />} onClick={() => acts.run(saveFile(bridge, file()))} data-testid="meeting-save">{t('document:meeting.save')}</Button>
      <span role="status" className={acts.outcome?.good === false ? tone.bad : undefined}>{acts.outcome !== null && t(acts.outcome.words.key, acts.outcome.words.values)}</span>
    </>
  );
}
