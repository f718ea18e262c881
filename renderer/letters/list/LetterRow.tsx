import { makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import { CalendarLtr16Regular, Clock16Regular, CloudOff16Regular, ErrorCircle16Filled, MailCheckmark16Regular, QuestionCircle16Regular, Warning16Regular, Attach16Regular, CloudArrowUp16Regular, ErrorCircle16Regular, Flag16Filled, ArrowForward16Regular, ArrowReply16Regular, DocumentDismiss16Regular, DocumentMultiple16Regular, LockClosed16Filled, ScanText16Regular } from '@fluentui/react-icons';
import { memo } from 'react';
import { useTranslation } from 'react-i18next';
import { assertNever } from '../../../core/base/assert-never';
import type { ListRow } from '../../../core/contract/list';
import { formatArrival } from '../../ui/format-time';
import { sentenceCase } from '../../ui/sentence-case';
import { Stamp } from '../../ui/Stamp';
import { useToneText } from '../../ui/use-tone-styles';
import { VerdictMark } from '../verdict/VerdictMark';
import { marksThatFit, rowMarks } from './row-marks';
import type { RowMark } from './row-marks';
import { urgencyStamp } from './urgency-stamp';

const useStyles = makeStyles({
  row: { height: '100%', boxSizing: 'border-box', display: 'grid', gridTemplateRows: '20px 19px 19px', alignContent: 'center', padding: '0 12px 0 14px', position: 'relative', fontSize: '13px' },
  line: { display: 'flex', alignItems: 'center', columnGap: '6px', minWidth: 0, whiteSpace: 'nowrap' },
  cut: { overflow: 'hidden', textOverflow: 'ellipsis', minWidth: 0 },
  number: { fontWeight: tokens.fontWeightSemibold, fontSize: '14px', flexShrink: 1 },
  unread: { fontWeight: tokens.fontWeightBold },
  noNumber: { color: tokens.colorNeutralForeground2, fontStyle: 'italic' },
  type: { color: tokens.colorNeutralForeground2, flexShrink: 2 },
  push: { marginLeft: 'auto' },
  when: { color: tokens.colorNeutralForeground2, flexShrink: 0, fontVariantNumeric: 'tabular-nums', paddingLeft: '8px' },
  unit: { flexShrink: 1, flexGrow: 1 },
  marks: { display: 'flex', columnGap: '8px', flexShrink: 0, maxWidth: '78%', overflow: 'hidden' },
  mark: { display: 'inline-flex', alignItems: 'center', columnGap: '3px', whiteSpace: 'nowrap' },
  summary: { color: tokens.colorNeutralForeground2 },
  summaryUnread: { color: tokens.colorNeutralForeground1, fontWeight: tokens.fontWeightSemibold },
  dot: { position: 'absolute', left: '3px', top: '50%', width: '6px', height: '6px', marginTop: '-3px', borderRadius: '50%', backgroundColor: tokens.colorBrandForeground1 },
  faded: { opacity: 0.75 },
  paper: { color: tokens.colorNeutralForeground2, display: 'inline-flex', flexShrink: 0, columnGap: '2px' },
  flag: { color: tokens.colorPaletteRedForeground1 },
});

interface LetterRowProps {
  readonly row: ListRow;
  readonly now: Date;
  readonly online: boolean;
}

/** One glance: what it is, from which unit, what needs attention, what it is about. */
export const LetterRow = memo(function LetterRow({ row, now, online }: LetterRowProps) {
  const { t } = useTranslation();
  const styles = useStyles();
  const weight = row.read ? undefined : styles.unread;
  const marks = marksThatFit(rowMarks(row, now, online), (mark) => t(mark.words.key, mark.words.values).length);
  return (
    <div className={mergeClasses(styles.row, row.gone && styles.faded)}>
      {!row.read && <span className={styles.dot} aria-hidden />}
      <div className={styles.line}>
        {row.urgency !== null && <Stamp kind={urgencyStamp(row.urgency)}>{row.urgency}</Stamp>}
        {row.secrecy !== null && <Stamp kind="outline">{row.secrecy}</Stamp>}
        {title(row) === null
          ? <span className={mergeClasses(styles.number, styles.cut, styles.noNumber)}>{t(!row.listed ? 'row.notListed' : isUnreadable(row) ? 'reading.unreadable' : 'row.noNumber')}</span>
          : <span className={mergeClasses(styles.number, styles.cut, weight)}>{title(row)}</span>}
        {row.official && row.type !== null && <span className={mergeClasses(styles.type, styles.cut)}>{row.type}</span>}
        <span className={mergeClasses(styles.push, styles.when)}>{formatArrival(row.arrivedAt, now)}</span>
      </div>
      <div className={styles.line}>
        {row.official && !row.unitKnown && <Stamp kind="caution">{t('row.unitUnknown')}</Stamp>}
        <span className={mergeClasses(styles.unit, styles.cut)}>{row.official ? row.unit : besides(row)}</span>
        <span className={styles.marks}>{marks.map((mark) => <Mark key={mark.words.key} mark={mark} />)}</span>
      </div>
      <div className={styles.line}>
        {row.secret
          ? <span className={mergeClasses(styles.cut, styles.noNumber)}>{t('row.secretSummary')}</span>
          : row.summary === '' && row.listed
          ? <span className={mergeClasses(styles.cut, styles.noNumber)}>{t(isUnreadable(row) ? 'row.refetch' : 'reading.noSubject')}</span>
          : <span className={mergeClasses(styles.cut, row.read ? styles.summary : styles.summaryUnread)}>{row.official ? sentenceCase(row.summary) : row.summary}</span>}
        <span className={mergeClasses(styles.push, styles.paper)}>
          {row.answered && <ArrowReply16Regular aria-hidden />}
          {row.attachments > 0 && <Attach16Regular aria-hidden />}
          {row.flagged && <Flag16Filled className={styles.flag} aria-hidden />}
        </span>
      </div>
    </div>
  );
});

/** Damaged before anything of it was read: it has no sender, and what it says is not known. */
function isUnreadable(row: ListRow): boolean {
  return row.damaged && row.from === '';
}

/** An official document is known by its number; an ordinary letter by who wrote it. */
function title(row: ListRow): string | null {
  return row.official ? row.number : row.unit === '' ? null : row.unit;
}

/** The address beside a name that stands above it already. */
function besides(row: ListRow): string {
  return row.from.startsWith(row.unit) ? row.from.slice(row.unit.length).trim() : row.from;
}

function Mark({ mark }: { readonly mark: RowMark }) {
  const { t } = useTranslation();
  const styles = useStyles();
  const tone = useToneText();
  if (mark.icon === 'signature') return <VerdictMark tone={mark.tone} words={mark.words} />;
  return <span className={mergeClasses(styles.mark, tone[mark.tone])}><Icon mark={mark} />{t(mark.words.key, mark.words.values)}</span>;
}

function Icon({ mark }: { readonly mark: RowMark }) {
  switch (mark.icon) {
    case 'receipt': return mark.tone === 'good' ? <MailCheckmark16Regular aria-hidden /> : mark.tone === 'warn' ? <QuestionCircle16Regular aria-hidden /> : <Clock16Regular aria-hidden />;
    case 'meeting': return <CalendarLtr16Regular aria-hidden />;
    case 'deadline': return <Clock16Regular aria-hidden />;
    case 'sender': return <Warning16Regular aria-hidden />;
    case 'gone': return <CloudOff16Regular aria-hidden />;
    case 'damaged': return <ErrorCircle16Filled aria-hidden />;
    case 'waiting': return <CloudArrowUp16Regular aria-hidden />;
    case 'conflict': return <ErrorCircle16Regular aria-hidden />;
    case 'forwarded': return <ArrowForward16Regular aria-hidden />;
    case 'secret': return <LockClosed16Filled aria-hidden />;
    case 'arrivals': return <DocumentMultiple16Regular aria-hidden />;
    case 'touched': return <DocumentDismiss16Regular aria-hidden />;
    case 'ocr': return <ScanText16Regular aria-hidden />;
    case 'signature': return null;
    default: return assertNever(mark.icon);
  }
}
