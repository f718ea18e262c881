import { makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import { useVirtualizer } from '@tanstack/react-virtual';
import { useEffect, useRef } from 'react';
import type { KeyboardEvent, MouseEvent } from 'react';
import { useTranslation } from 'react-i18next';
import type { ListRow } from '../../../core/contract/list';
import { LetterRow } from './LetterRow';
import { rowAfterKey } from './list-keys';
import { rowLabel } from './row-label';
import { useMinute } from '../../ui/use-minute';
import type { MenuPlace } from '../acts/RowMenu';
import { useAnchoredScroll } from './use-anchored-scroll';
import type { Rows } from './use-rows';
import type { ChoiceWay, Selection } from './use-selection';

/** CSS pixels; constant, so that the list never jumps */
const rowHeight = 72;

const useStyles = makeStyles({
  scroll: {
    flexGrow: 1, minHeight: 0, overflowY: 'auto', outlineStyle: 'none',
    '&:focus-visible [data-active="true"]': { outline: `2px solid ${tokens.colorCompoundBrandStroke}`, outlineOffset: '-2px' },
  },
  inner: { position: 'relative', width: '100%' },
  option: {
    position: 'absolute', left: 0, top: 0, width: '100%', height: `${rowHeight}px`, boxSizing: 'border-box', cursor: 'default',
    // Shift and a click choose rows, not the words between them
    userSelect: 'none',
    borderBottom: `1px solid ${tokens.colorNeutralStroke3}`, borderLeft: '3px solid transparent',
    ':hover': { backgroundColor: tokens.colorNeutralBackground1Hover },
  },
  selected: {
    backgroundColor: tokens.colorBrandBackground2, borderLeftColor: tokens.colorBrandForeground1,
    ':hover': { backgroundColor: tokens.colorBrandBackground2Hover },
  },
  empty: { padding: '24px 16px', color: tokens.colorNeutralForeground2, lineHeight: '20px' },
});

interface LetterListProps {
  readonly rows: Rows;
  readonly selection: Selection;
  /** accounts whose server is reached: acts on their letters wait for nothing */
  readonly online: ReadonlySet<string>;
  readonly emptyText: string;
  /** another list starts at its top */
  readonly listKey: string;
  readonly onEnter: () => void;
  readonly onMenu: (place: MenuPlace) => void;
}

/** The list as one stop of the Tab key; arrows move the choice (Shift: to more rows), Enter goes on to the letter. */
export function LetterList(props: LetterListProps) {
  const { t } = useTranslation();
  const styles = useStyles();
  const { rows, selection } = props;
  const { active, marked } = selection;
  const scroll = useRef<HTMLDivElement>(null);
  const now = useMinute();
  const virtual = useVirtualizer({
    count: rows.total, getScrollElement: () => scroll.current, estimateSize: () => rowHeight, overscan: 6,
    initialRect: { width: 380, height: 700 },
  });
  const items = virtual.getVirtualItems();
  const from = items[0]?.index ?? 0;
  const to = (items.at(-1)?.index ?? 0) + 1;
  const { want } = rows;
  useEffect(() => want(from, to), [want, from, to]);
  useEffect(() => {
    scroll.current?.scrollTo(0, 0);
  }, [props.listKey]);

  const onScroll = useAnchoredScroll(scroll, rows, rowHeight, props.listKey);

  const onKeyDown = (event: KeyboardEvent) => {
    if (event.ctrlKey && !event.altKey && !event.shiftKey && event.key.toLowerCase() === 'a') {
      event.preventDefault();
      selection.chooseAll();
      return;
    }
    if (event.ctrlKey || event.altKey || event.metaKey) return;
    if (event.key === 'Enter') {
      event.preventDefault();
      props.onEnter();
      return;
    }
    const page = Math.max(1, Math.floor((scroll.current?.clientHeight ?? rowHeight) / rowHeight) - 1);
    const next = rowAfterKey(event.key, active, rows.total, page);
    if (next === null) return;
    event.preventDefault();
    virtual.scrollToIndex(next, { align: 'auto' });
    selection.moveTo(next, event.shiftKey);
  };

  const onRowClick = (event: MouseEvent, row: ListRow, index: number) => selection.choose(row, index, wayOf(event));

  // by the right button at the pointer, by the menu key at the row it is about
  const onContextMenu = (event: MouseEvent) => {
    event.preventDefault();
    const option = event.target instanceof Element ? event.target.closest('[data-letter-id]') : null;
    const index = option === null ? -1 : Number(option.getAttribute('data-index'));
    const row = index < 0 ? undefined : rows.rowAt(index);
    if (row !== undefined && !marked.has(row.letterId) && row.letterId !== selection.letterId) selection.choose(row, index, 'only');
    const under = option ?? document.getElementById(`letter-row-${active}`);
    if (under === null) return;
    const box = under.getBoundingClientRect();
    props.onMenu(option !== null && event.button === 2 ? { x: event.clientX, y: event.clientY } : { x: box.left + 24, y: box.top + rowHeight / 2 });
  };

  const activeShown = active >= from && active < to;
  return (
    <div
      ref={scroll} className={styles.scroll} tabIndex={0} role="listbox" aria-multiselectable onContextMenu={onContextMenu} aria-label={t('list.region')} id="letter-list" data-testid="letter-list"
      aria-activedescendant={activeShown ? `letter-row-${active}` : undefined} onKeyDown={onKeyDown} onScroll={onScroll}
    >
      {rows.total === 0 && rows.answered && <div role="option" aria-selected="false" aria-disabled="true" className={styles.empty}>{props.emptyText}</div>}
      <div className={styles.inner} role="presentation" style={{ height: virtual.getTotalSize() }}>
        {items.map((item) => {
          const row = rows.rowAt(item.index);
          const selected = row !== undefined && (marked.size > 0 ? marked.has(row.letterId) : row.letterId === selection.letterId);
          return (
            <div
              key={item.key} id={`letter-row-${item.index}`} role="option" aria-selected={selected} aria-setsize={rows.total} aria-posinset={item.index + 1}
              aria-label={row === undefined ? t('row.loading') : rowLabel(row, now, props.online.has(row.accountId), t)} data-letter-id={row?.letterId} data-index={item.index} data-active={item.index === active}
              className={mergeClasses(styles.option, selected && styles.selected)} style={{ transform: `translateY(${item.start}px)` }}
              onClick={(event) => row !== undefined && onRowClick(event, row, item.index)}
            >
              {row !== undefined && <LetterRow row={row} now={now} online={props.online.has(row.accountId)} />}
            </div>
          );
        })}
      </div>
    </div>
  );
}

function wayOf({ ctrlKey, metaKey, shiftKey }: MouseEvent): ChoiceWay {
  if (shiftKey) return 'range';
  return ctrlKey || metaKey ? 'toggle' : 'only';
}
