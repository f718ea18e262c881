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
/** CSS pixels of a unit's name above its first row, where the list is grouped */
const headingHeight = 30;

const useStyles = makeStyles({
  scroll: {
    flexGrow: 1, minHeight: 0, overflowY: 'auto', outlineStyle: 'none',
    '&:focus-visible [data-active="true"]': { outline: `2px solid ${tokens.colorCompoundBrandStroke}`, outlineOffset: '-2px' },
  },
  inner: { position: 'relative', width: '100%' },
  option: {
    position: 'absolute', left: 0, top: 0, width: '100%', boxSizing: 'border-box', cursor: 'default',
    // Shift and a click choose rows, not the words between them
    userSelect: 'none',
    borderBottom: `1px solid ${tokens.colorNeutralStroke3}`, borderLeft: '3px solid transparent',
    ':hover': { backgroundColor: tokens.colorNeutralBackground1Hover },
  },
  selected: {
    backgroundColor: tokens.colorBrandBackground2, borderLeftColor: tokens.colorBrandForeground1,
    // no deeper: red marks would lose their contrast
    ':hover': { backgroundColor: tokens.colorBrandBackground2 },
  },
  heading: {
    height: `${headingHeight}px`, boxSizing: 'border-box', padding: '6px 14px 2px', backgroundColor: tokens.colorNeutralBackground3, fontSize: '12px', lineHeight: '20px', fontWeight: tokens.fontWeightSemibold,
    color: tokens.colorNeutralForeground2, overflow: 'hidden', textOverflow: 'ellipsis', whiteSpace: 'nowrap', marginLeft: '-3px', borderBottom: `1px solid ${tokens.colorNeutralStroke3}`,
  },
  inRow: { height: `${rowHeight}px` },
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
  /** rows come unit by unit: each unit's name stands above its first row */
  readonly grouped: boolean;
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
  const headingOf = (index: number): string | null => {
    const row = props.grouped ? rows.rowAt(index) : undefined;
    if (row === undefined || (index > 0 && rows.rowAt(index - 1)?.unitKey === row.unitKey)) return null;
    return row.unit === '' ? t('list.noUnit') : row.unit;
  };
  const virtual = useVirtualizer({
    count: rows.total, getScrollElement: () => scroll.current, estimateSize: (index) => (headingOf(index) === null ? rowHeight : rowHeight + headingHeight), overscan: 6,
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

  // which rows begin a unit is known once they are here
  useEffect(() => {
    if (props.grouped) virtual.measure();
  }, [props.grouped, rows, virtual]);

  // letters that arrive regroup a grouped list: there is no row to hold on to
  const onScroll = useAnchoredScroll(scroll, rows, props.grouped ? null : rowHeight, props.listKey);

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
          const heading = headingOf(item.index);
          const selected = row !== undefined && (marked.size > 0 ? marked.has(row.letterId) : row.letterId === selection.letterId);
          return (
            <div
              key={item.key} id={`letter-row-${item.index}`} role="option" aria-selected={selected} aria-setsize={rows.total} aria-posinset={item.index + 1}
              aria-label={row === undefined ? t('row.loading') : rowLabel(row, now, props.online.has(row.accountId), t)} data-letter-id={row?.letterId} data-index={item.index} data-active={item.index === active}
              className={mergeClasses(styles.option, selected && styles.selected)} style={{ height: item.size, transform: `translateY(${item.start}px)` }}
              onClick={(event) => row !== undefined && onRowClick(event, row, item.index)}
            >
              {heading !== null && <div className={styles.heading} title={heading} aria-hidden data-testid="unit-heading">{heading}</div>}
              {row !== undefined && <div className={styles.inRow}><LetterRow row={row} now={now} online={props.online.has(row.accountId)} /></div>}
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
