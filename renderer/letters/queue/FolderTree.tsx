import { makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import { ChevronDown12Regular, ChevronRight12Regular } from '@fluentui/react-icons';
import { useVirtualizer } from '@tanstack/react-virtual';
import { useLayoutEffect, useMemo, useRef, useState } from 'react';
import type { KeyboardEvent, MouseEvent, RefObject } from 'react';
import { useTranslation } from 'react-i18next';
import type { QueueCounts } from '../../../core/contract/list';
import type { AccountStatus } from '../../../core/model/account';
import type { KnownMailbox } from '../../store/known-mailbox';
import { formatNumber } from '../../ui/format-time';
import { folderName } from '../folder-name';
import { paneLines } from './pane-tree';
import type { PaneLine } from './pane-tree';
import type { QueueChoice } from './QueuePane';
import { useEntryStyles } from './use-entry-styles';

/** CSS pixels */
const lineHeight = 28;

const useStyles = makeStyles({
  tree: { position: 'relative' },
  line: { position: 'absolute', left: 0, top: 0, height: `${lineHeight}px`, columnGap: '2px', paddingLeft: '4px' },
  turn: { width: '16px', height: '20px', display: 'inline-flex', alignItems: 'center', justifyContent: 'center', flexShrink: 0, color: tokens.colorNeutralForeground2 },
  bare: { color: tokens.colorNeutralForeground2, cursor: 'default' },
  account: { fontWeight: tokens.fontWeightSemibold },
  unread: { fontWeight: tokens.fontWeightSemibold, color: tokens.colorBrandForeground1, paddingLeft: '6px' },
});

interface FolderTreeProps {
  /** the box that scrolls the whole pane */
  readonly scroll: RefObject<HTMLDivElement | null>;
  readonly counts: QueueCounts | null;
  readonly mailboxes: readonly KnownMailbox[];
  readonly accounts: readonly AccountStatus[];
  readonly chosen: QueueChoice['folder'];
  readonly onChoose: (folder: NonNullable<QueueChoice['folder']>) => void;
}

/** The folders of every account; only the lines in sight are drawn, however many thousand a server lists. */
export function FolderTree({ scroll, counts, mailboxes, accounts, chosen, onChoose }: FolderTreeProps) {
  const { t } = useTranslation();
  const styles = useStyles();
  const entry = useEntryStyles();
  const tree = useRef<HTMLDivElement>(null);
  const [turned, setTurned] = useState<ReadonlySet<string>>(new Set());
  const [above, setAbove] = useState(0);
  const connected = useMemo(() => new Set(accounts.map(({ accountId }) => accountId)), [accounts]);
  const lines = useMemo(() => paneLines({ mailboxes, connected, counts, turned }), [mailboxes, connected, counts, turned]);
  const virtual = useVirtualizer({ count: lines.length, getScrollElement: () => scroll.current, estimateSize: () => lineHeight, overscan: 12, scrollMargin: above, initialRect: { width: 224, height: 700 } });
  // queues that appear above push the tree down
  useLayoutEffect(() => setAbove(tree.current?.offsetTop ?? 0), [counts, lines.length]);
  const isFlat = lines.every(({ hasMore }) => !hasMore);
  if (lines.length === 0) return null;
  const turn = (line: PaneLine) => setTurned((before) => {
    const next = new Set(before);
    if (!next.delete(line.key)) next.add(line.key);
    return next;
  });
  const choose = (line: PaneLine) => {
    if (line.kind === 'folder' && line.node.info?.selectable === true) onChoose({ accountId: line.accountId, path: line.node.path });
    else if (line.hasMore) turn(line);
  };
  return (
    <>
      <h2 className={entry.heading} id="folders-heading">{t('queue.folders')}</h2>
      <div ref={tree} role="tree" aria-labelledby="folders-heading" className={styles.tree} style={{ height: virtual.getTotalSize() }} data-testid="folder-tree">
        {virtual.getVirtualItems().map((item) => {
          const line = lines[item.index];
          if (line === undefined) return null;
          const isChosen = line.kind === 'folder' && chosen?.accountId === line.accountId && chosen.path === line.node.path;
          return (
            <TreeLine
              key={line.key} line={line} flat={isFlat} counts={counts} chosen={isChosen} reachable={isChosen || (chosen === null && item.index === 0)} top={item.start - above}
              onChoose={() => choose(line)} onTurn={() => turn(line)}
            />
          );
        })}
      </div>
    </>
  );
}

interface TreeLineProps {
  readonly line: PaneLine;
  /** nothing can be opened or closed anywhere: no room is kept for it */
  readonly flat: boolean;
  readonly counts: QueueCounts | null;
  readonly chosen: boolean;
  /** the one stop of the Tab key in this tree */
  readonly reachable: boolean;
  readonly top: number;
  readonly onChoose: () => void;
  readonly onTurn: () => void;
}

function TreeLine({ line, flat, counts, chosen, reachable, top, onChoose, onTurn }: TreeLineProps) {
  const { t, i18n } = useTranslation();
  const styles = useStyles();
  const entry = useEntryStyles();
  const count = line.kind === 'folder' ? counts?.folders[line.accountId]?.[line.node.path] : undefined;
  const name = nameOf(line, t);
  const said = count === undefined ? name : t('mailbox:folders.said', { name, letters: count.letters, unread: count.unread });
  const isBare = line.kind === 'shared' || (line.kind === 'folder' && line.node.info?.selectable !== true);
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Enter' || event.key === ' ') onChoose();
    else if ((event.key === 'ArrowRight' && line.hasMore && !line.isOpen) || (event.key === 'ArrowLeft' && line.isOpen)) onTurn();
    else return;
    event.preventDefault();
  };
  const onTurnClick = (event: MouseEvent) => {
    event.stopPropagation();
    onTurn();
  };
  return (
    <div
      role="treeitem" aria-level={line.depth + 1} aria-selected={chosen} aria-current={chosen ? 'true' : undefined} aria-expanded={line.hasMore ? line.isOpen : undefined} aria-label={said} title={said}
      tabIndex={reachable ? 0 : -1} data-entry data-testid={testIdOf(line)} data-account={line.accountId} onClick={onChoose} onKeyDown={onKeyDown}
      className={mergeClasses(entry.entry, styles.line, chosen && entry.chosen, isBare && styles.bare, line.kind === 'account' && styles.account)}
      style={{ transform: `translateY(${top}px)`, paddingLeft: `${(flat ? 8 : 2) + line.depth * 14}px` }}
    >
      {!flat && <span className={styles.turn} aria-hidden onClick={line.hasMore ? onTurnClick : undefined}>{line.hasMore && (line.isOpen ? <ChevronDown12Regular /> : <ChevronRight12Regular />)}</span>}
      <span className={entry.name}>{name}</span>
      {count !== undefined && count.unread > 0 && <span className={mergeClasses(entry.count, styles.unread)}>{formatNumber(count.unread, i18n.language)}</span>}
    </div>
  );
}

function nameOf(line: PaneLine, t: ReturnType<typeof useTranslation>['t']): string {
  switch (line.kind) {
    case 'account': return line.removed ? t('mailbox:folders.removed', { address: line.address }) : line.address;
    case 'shared': return t('mailbox:folders.shared');
    case 'folder': return folderName(line.node, t);
  }
}

function testIdOf(line: PaneLine): string {
  return line.kind === 'folder' ? `folder-${line.node.path}` : `folders-${line.kind}`;
}
