import { Button, Link, makeStyles, tokens } from '@fluentui/react-components';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ListRow, VerdictChange } from '../../core/contract/list';
import type { LetterId } from '../../core/model/ids';
import type { StorePort } from '../store/store-port';
import { Strip } from '../ui/Strip';

const useStyles = makeStyles({
  outer: { padding: '8px 12px' },
  list: { margin: '4px 0 0', padding: 0, listStyleType: 'none', display: 'grid', rowGap: '2px', maxHeight: '220px', overflowY: 'auto' },
  said: { color: tokens.colorNeutralForeground2 },
});

/** letters named at most */
const shownMost = 200;

interface RecheckStripProps {
  readonly store: StorePort;
  readonly changes: readonly VerdictChange[];
  readonly onLetter: (letterId: LetterId) => void;
  readonly onClose: () => void;
}

/** The letters whose signatures are judged differently since they were checked again, from what to what. */
export function RecheckStrip({ store, changes, onLetter, onClose }: RecheckStripProps) {
  const { t } = useTranslation();
  const styles = useStyles();
  const [rows, setRows] = useState<readonly ListRow[]>([]);
  useEffect(() => {
    let left = false;
    store.rowsOf(changes.slice(0, shownMost).map(({ letterId }) => letterId)).then((found) => {
      if (!left) setRows(found);
    }, () => setRows([]));
    return () => {
      left = true;
    };
  }, [store, changes]);
  const nameOf = (letterId: LetterId): string => {
    const row = rows.find((one) => one.letterId === letterId);
    return row === undefined ? '…' : [row.number, row.unit, row.summary].filter((one) => one !== null && one !== '').join(' · ');
  };
  return (
    <div className={styles.outer}>
      <Strip
        tone={changes.some(({ is }) => is === 'failed') ? 'bad' : 'info'} label={t('recheck.region')} headline={t('recheck.changed', { count: changes.length })} testId="recheck-strip"
        actions={<Button size="small" onClick={onClose}>{t('notes.seen')}</Button>}
      >
        <ul className={styles.list}>
          {changes.slice(0, shownMost).map(({ letterId, was, is, reason }) => (
            <li key={letterId}>
              <Link as="button" onClick={() => onLetter(letterId)}>{nameOf(letterId)}</Link>{' '}
              <span className={styles.said}>{t('recheck.fromTo', { was: t(`verdictShort.${was}`), is: t(`verdictShort.${reason ?? is}`) })}</span>
            </li>
          ))}
        </ul>
      </Strip>
    </div>
  );
}
