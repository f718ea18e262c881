import { Button, makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ListRow } from '../../core/contract/list';
import type { LetterId } from '../../core/model/ids';
import type { StorePort } from '../store/store-port';
import { formatDay, formatDayOfInstant } from '../ui/format-time';
import { sentenceCase } from '../ui/sentence-case';

const useStyles = makeStyles({
  list: { listStyleType: 'none', margin: 0, padding: 0 },
  row: {
    display: 'grid', gridTemplateColumns: '92px minmax(120px, 220px) minmax(0, 1fr)', columnGap: '12px', width: '100%', padding: '6px 8px', border: 'none', borderBottom: `1px solid ${tokens.colorNeutralStroke3}`, backgroundColor: 'transparent',
    color: 'inherit', font: 'inherit', textAlign: 'left', lineHeight: '20px', cursor: 'pointer', ':hover': { backgroundColor: tokens.colorNeutralBackground1Hover },
    ':focus-visible': { outline: `2px solid ${tokens.colorStrokeFocus2}`, outlineOffset: '-2px' },
  },
  cut: { overflow: 'hidden', textOverflow: 'ellipsis', whiteSpace: 'nowrap' },
  day: { color: tokens.colorNeutralForeground2, fontVariantNumeric: 'tabular-nums' },
  number: { fontWeight: tokens.fontWeightSemibold },
  unread: { fontWeight: tokens.fontWeightBold },
  note: { margin: 0, color: tokens.colorNeutralForeground2, lineHeight: '20px' },
  more: { marginTop: '8px' },
});

/** letters that are shown at first, and with each further step */
const step = 50;

interface UnitLettersProps {
  readonly store: StorePort;
  readonly unitKey: string;
  readonly onOpen: (letterId: LetterId) => void;
}

/** All letters of a unit, the newest first; those in junk or without the server's copy included, as the list of all letters has them. */
export function UnitLetters({ store, unitKey, onOpen }: UnitLettersProps) {
  const { t } = useTranslation();
  const styles = useStyles();
  const [most, setMost] = useState(step);
  const [found, setFound] = useState<{ readonly total: number; readonly rows: readonly ListRow[] } | null>(null);
  useEffect(() => {
    let left = false;
    const ask = () => {
      store.rows({ accountId: null, queue: 'all', folder: null, search: '', unitKey }, 0, most).then((answer) => {
        if (!left) setFound(answer);
      }, () => {
        if (!left) setFound({ total: 0, rows: [] });
      });
    };
    ask();
    const leave = store.onRowsChanged(ask);
    return () => {
      left = true;
      leave();
    };
  }, [store, unitKey, most]);
  if (found === null) return null;
  if (found.total === 0) return <p className={styles.note}>{t('directory:noLettersYet')}</p>;
  return (
    <div>
      <ul className={styles.list} data-testid="unit-letters">
        {found.rows.map((row) => (
          <li key={row.letterId}>
            <button type="button" className={mergeClasses(styles.row, !row.read && styles.unread)} onClick={() => onOpen(row.letterId)} data-testid="unit-letter">
              <span className={styles.day}>{row.date === null ? formatDayOfInstant(row.arrivedAt) : formatDay(row.date)}</span>
              <span className={mergeClasses(styles.cut, styles.number)}>{row.official ? (row.number ?? row.type ?? t('row.noNumber')) : t('directory:ordinary')}</span>
              <span className={styles.cut}>{row.secret ? t('row.secretSummary') : row.summary === '' ? t('reading.noSubject') : sentenceCase(row.summary)}</span>
            </button>
          </li>
        ))}
      </ul>
      {found.total > found.rows.length && <Button className={styles.more} onClick={() => setMost(most + step)}>{t('directory:moreLetters', { count: found.total - found.rows.length })}</Button>}
    </div>
  );
}
