import { makeStyles, tokens } from '@fluentui/react-components';
import { CalendarLtr20Regular } from '@fluentui/react-icons';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Meeting, OfficialDocument } from '../../../core/model/document';
import { formatWallTime } from '../../ui/format-time';
import { Pairs } from '../../ui/Pairs';
import { evidenceFor } from './current-reading';
import { EvidenceButton } from './EvidenceButton';
import type { Highlight } from './highlight';

const useStyles = makeStyles({
  block: { display: 'grid', gridTemplateColumns: '24px minmax(0, 1fr) auto', columnGap: '8px', padding: '8px 8px 8px 12px', border: `1px solid ${tokens.colorNeutralStroke2}`, borderRadius: tokens.borderRadiusMedium },
  icon: { color: tokens.colorBrandForeground1, display: 'inline-flex' },
  actions: { display: 'flex', flexDirection: 'column', alignItems: 'flex-end', rowGap: '2px' },
  people: { margin: 0, padding: 0, listStyleType: 'none' },
  when: { fontWeight: tokens.fontWeightSemibold, margin: '0 0 0 -4px' },
});

interface MeetingBlockProps {
  readonly document: OfficialDocument;
  readonly meeting: Meeting;
  readonly actions: ReactNode;
  readonly onPoint: (highlight: Highlight) => void;
}

/** An invitation as what one has to know of it: when, where, who, under whom. */
export function MeetingBlock({ document, meeting, actions, onPoint }: MeetingBlockProps) {
  const { t } = useTranslation();
  const styles = useStyles();
  const when = whenOf(meeting, (from, to) => t('document:meeting.until', { from, to }));
  const found = evidenceFor(document, 'meeting');
  const evidence = found === null ? [] : [found];
  const rows = [
    { name: t('document:meeting.time'), value: when === null ? t('field.notFound') : <EvidenceButton text={when} evidence={evidence} className={styles.when} onPoint={onPoint} /> },
    ...(meeting.place === null ? [] : [{ name: t('document:meeting.place'), value: meeting.place }]),
    ...(meeting.participants.length === 0 ? [] : [{ name: t('document:meeting.participants'), value: <ul className={styles.people}>{meeting.participants.map((one, index) => <li key={index}>{one}</li>)}</ul> }]),
    ...(meeting.chair === null ? [] : [{ name: t('document:meeting.chair'), value: meeting.chair }]),
  ];
  return (
    <section className={styles.block} aria-label={t('document:meeting.region')} data-testid="meeting">
      <span className={styles.icon}><CalendarLtr20Regular aria-hidden /></span>
      <Pairs rows={rows} />
      <div className={styles.actions}>{actions}</div>
    </section>
  );
}

/** "14:00, 25/11/2026 đến 17:00"; null: no time was read. */
function whenOf({ at, until }: Meeting, span: (from: string, to: string) => string): string | null {
  if (at === null) return null;
  if (until === null) return formatWallTime(at);
  const sameDay = at.slice(0, 10) === until.slice(0, 10);
  const clock = /T(\d{2}:\d{2})/.exec(until)?.[1];
  return span(formatWallTime(at), sameDay && clock !== undefined ? clock : formatWallTime(until));
}
