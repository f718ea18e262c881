import { makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import { useEffect, useRef } from 'react';
import type { KeyboardEvent } from 'react';
import { useTranslation } from 'react-i18next';
import type { Ledger } from '../../core/model/tracking';
import { formatArrival } from '../ui/format-time';
import { useToneText } from '../ui/use-tone-styles';
import { countWords, subjectBeside } from './ledger-words';

const useStyles = makeStyles({
  list: { flexGrow: 1, minHeight: 0, overflowY: 'auto', outlineStyle: 'none', borderTop: `1px solid ${tokens.colorNeutralStroke2}`, ':focus-visible': { boxShadow: `inset 0 0 0 2px ${tokens.colorStrokeFocus2}` } },
  row: { padding: '7px 12px 7px 13px', cursor: 'pointer', borderLeft: '3px solid transparent', borderBottom: `1px solid ${tokens.colorNeutralStroke3}`, ':hover': { backgroundColor: tokens.colorNeutralBackground1Hover } },
  chosen: { backgroundColor: tokens.colorBrandBackground2, borderLeftColor: tokens.colorBrandForeground1 },
  head: { display: 'flex', columnGap: '8px', lineHeight: '20px' },
  code: { flexGrow: 1, minWidth: 0, fontWeight: tokens.fontWeightSemibold, overflow: 'hidden', textOverflow: 'ellipsis', whiteSpace: 'nowrap' },
  at: { flexShrink: 0, color: tokens.colorNeutralForeground2, fontSize: '12px' },
  subject: { lineHeight: '20px', overflow: 'hidden', textOverflow: 'ellipsis', whiteSpace: 'nowrap' },
  beside: { color: tokens.colorNeutralForeground2, fontSize: '12px', lineHeight: '16px' },
  alarm: { fontWeight: tokens.fontWeightSemibold },
  note: { padding: '12px 14px', color: tokens.colorNeutralForeground2, lineHeight: '20px' },
});

interface SendingListProps {
  readonly sendings: readonly Ledger[];
  readonly chosen: string | null;
  readonly attention: boolean;
  readonly onChoose: (batch: Ledger['batch']) => void;
}

/** Sendings with what became of them in numbers; those with an alarm stand first. */
export function SendingList({ sendings, chosen, attention, onChoose }: SendingListProps) {
  const { t } = useTranslation();
  const styles = useStyles();
  const tone = useToneText();
  const list = useRef<HTMLDivElement>(null);
  const at = sendings.findIndex(({ batch }) => batch === chosen);
  const now = new Date();
  useEffect(() => list.current?.querySelector('[aria-selected=true]')?.scrollIntoView({ block: 'nearest' }), [chosen]);
  const onKeyDown = (event: KeyboardEvent) => {
    const steps: Readonly<Record<string, number>> = { ArrowDown: at + 1, ArrowUp: Math.max(0, at - 1), Home: 0, End: sendings.length - 1, PageDown: at + 10, PageUp: Math.max(0, at - 10) };
    const next = steps[event.key];
    const sending = next === undefined ? undefined : sendings[Math.min(next, sendings.length - 1)];
    if (sending === undefined) return;
    event.preventDefault();
    onChoose(sending.batch);
  };
  if (sendings.length === 0) return <div className={styles.note} data-testid="tracking-list">{t(attention ? 'tracking:noAlarms' : 'tracking:nothingSent')}</div>;
  return (
    <div ref={list} className={styles.list} role="listbox" tabIndex={0} aria-label={t('tracking:listKeys')} aria-activedescendant={at < 0 ? undefined : `sending-${at}`} onKeyDown={onKeyDown} data-testid="tracking-list">
      {sendings.map((sending, index) => (
        <div key={sending.batch} id={`sending-${index}`} role="option" aria-selected={sending.batch === chosen} className={mergeClasses(styles.row, sending.batch === chosen && styles.chosen)} onClick={() => onChoose(sending.batch)} data-testid="tracking-row">
          <div className={styles.head}>
            <span className={styles.code} title={sending.code === null ? sending.subject : undefined}>{sending.code ?? (sending.subject || t('outbox:noSubject'))}</span>
            <span className={styles.at}>{formatArrival(sending.queuedAt, now)}</span>
          </div>
          {sending.code !== null && <div className={styles.subject} title={sending.subject}>{subjectBeside(sending.code, sending.subject)}</div>}
          <div className={styles.beside}>
            {sending.alarms > 0 && <span className={mergeClasses(styles.alarm, tone.bad)}>{t('tracking:alarms', { count: sending.alarms })} · </span>}
            {[t('tracking:addressees', { count: sending.lines.length }), ...countWords(sending, t).slice(0, 3).map(({ text }) => text)].join(' · ')}
          </div>
        </div>
      ))}
    </div>
  );
}
