import { makeStyles, tokens } from '@fluentui/react-components';
import { useVirtualizer } from '@tanstack/react-virtual';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ListRow } from '../../../core/contract/list';
import type { LetterId } from '../../../core/model/ids';
import type { StorePort } from '../../store/store-port';
import { formatDayOfInstant } from '../../ui/format-time';
import { sentenceCase } from '../../ui/sentence-case';

/** CSS pixels */
const lineHeight = 28;

const useStyles = makeStyles({
  scroll: { height: '168px', overflowY: 'auto', border: `1px solid ${tokens.colorNeutralStroke2}`, borderRadius: tokens.borderRadiusMedium },
  inner: { position: 'relative' },
  line: { position: 'absolute', left: 0, top: 0, width: '100%', boxSizing: 'border-box', height: `${lineHeight}px`, padding: '0 10px', display: 'grid', gridTemplateColumns: '84px minmax(0, 2fr) minmax(0, 3fr)', columnGap: '10px', alignItems: 'center', whiteSpace: 'nowrap' },
  cut: { overflow: 'hidden', textOverflow: 'ellipsis' },
  day: { color: tokens.colorNeutralForeground2, fontVariantNumeric: 'tabular-nums' },
});

/** Every letter of the plan can be looked through, however many there are. */
export function FreedLetters({ store, letterIds }: { readonly store: StorePort; readonly letterIds: readonly LetterId[] }) {
  const { t } = useTranslation();
  const styles = useStyles();
  const [rows, setRows] = useState<ReadonlyMap<LetterId, ListRow>>(new Map());
  const [scroll, setScroll] = useState<HTMLDivElement | null>(null);
  const virtual = useVirtualizer({ count: letterIds.length, getScrollElement: () => scroll, estimateSize: () => lineHeight, overscan: 10, initialRect: { width: 560, height: 168 } });
  const items = virtual.getVirtualItems();
  const [from, to] = [items[0]?.index ?? 0, (items.at(-1)?.index ?? 0) + 1];
  useEffect(() => {
    let left = false;
    store.rowsOf(letterIds.slice(from, to)).then((found) => {
      if (!left) setRows((before) => new Map([...before, ...found.map((row) => [row.letterId, row] as const)]));
    }, () => undefined);
    return () => {
      left = true;
    };
  }, [store, letterIds, from, to]);
  return (
    <div ref={setScroll} className={styles.scroll} role="list" tabIndex={0} aria-label={t('mailbox:free.list')} data-testid="free-list">
      <div className={styles.inner} role="presentation" style={{ height: virtual.getTotalSize() }}>
        {items.map((item) => {
          const row = rows.get(letterIds[item.index] as LetterId);
          return (
            <div key={item.key} role="listitem" className={styles.line} style={{ transform: `translateY(${item.start}px)` }}>
              <span className={styles.day}>{row === undefined ? '' : formatDayOfInstant(row.arrivedAt)}</span>
              <span className={styles.cut}>{row?.number ?? row?.unit ?? ''}</span>
              <span className={styles.cut}>{row === undefined ? t('row.loading') : row.summary === '' ? t('mailbox:free.noSubject') : sentenceCase(row.summary)}</span>
            </div>
          );
        })}
      </div>
    </div>
  );
}
