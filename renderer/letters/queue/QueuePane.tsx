import { makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import type { KeyboardEvent, ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { QueueCounts, QueueName } from '../../../core/contract/list';
import { formatNumber } from '../../ui/format-time';
import { documentQueues, isInbox, shownFolders, shownQueues, workQueues } from './queue-groups';
import type { QueueEntry } from './queue-groups';

const useStyles = makeStyles({
  pane: { width: '208px', flexShrink: 0, overflowY: 'auto', backgroundColor: tokens.colorNeutralBackground2, borderRight: `1px solid ${tokens.colorNeutralStroke2}`, padding: '8px', boxSizing: 'border-box' },
  heading: { margin: '12px 8px 4px', fontSize: '11px', lineHeight: '16px', fontWeight: tokens.fontWeightSemibold, color: tokens.colorNeutralForeground2, textTransform: 'uppercase', letterSpacing: '0.02em' },
  list: { margin: 0, padding: 0, listStyleType: 'none' },
  entry: {
    display: 'flex', width: '100%', alignItems: 'center', columnGap: '8px', minHeight: '28px', padding: '4px 8px', border: 'none', borderRadius: tokens.borderRadiusMedium,
    backgroundColor: 'transparent', color: tokens.colorNeutralForeground1, font: 'inherit', fontSize: '13px', lineHeight: '20px', textAlign: 'left', cursor: 'pointer',
    ':hover': { backgroundColor: tokens.colorNeutralBackground2Hover },
    ':focus-visible': { outline: `2px solid ${tokens.colorStrokeFocus2}`, outlineOffset: '-2px' },
  },
  chosen: { backgroundColor: tokens.colorBrandBackground2, fontWeight: tokens.fontWeightSemibold, ':hover': { backgroundColor: tokens.colorBrandBackground2Hover } },
  name: { flexGrow: 1, minWidth: 0, overflow: 'hidden', textOverflow: 'ellipsis', whiteSpace: 'nowrap' },
  count: { color: tokens.colorNeutralForeground2, fontVariantNumeric: 'tabular-nums' },
  pressing: { color: tokens.colorPaletteRedForeground1, fontWeight: tokens.fontWeightBold },
  nothing: { color: tokens.colorNeutralForeground3 },
});

export interface QueueChoice {
  readonly queue: QueueName;
  readonly folder: string | null;
}

interface QueuePaneProps {
  readonly counts: QueueCounts | null;
  readonly choice: QueueChoice;
  readonly onChoose: (choice: QueueChoice) => void;
}

export function QueuePane({ counts, choice, onChoose }: QueuePaneProps) {
  const { t } = useTranslation();
  const styles = useStyles();
  const folders = shownFolders(counts);
  const queueEntry = (entry: QueueEntry) => (
    <Entry
      key={entry.queue} testId={`queue-${entry.queue}`} name={t(`queue.${entry.queue}`)} count={counts?.[entry.queue] ?? null} pressing={entry.pressing}
      chosen={choice.folder === null && choice.queue === entry.queue} onChoose={() => onChoose({ queue: entry.queue, folder: null })}
    />
  );
  return (
    <nav id="queue-pane" className={styles.pane} onKeyDown={moveFocus} aria-label={t('queue.region')} data-testid="queue-pane">
      <Group heading={t('queue.work')}>{shownQueues(workQueues, counts).map(queueEntry)}</Group>
      <Group heading={t('queue.documents')}>{shownQueues(documentQueues, counts).map(queueEntry)}</Group>
      {folders.length > 0 && (
        <Group heading={t('queue.folders')}>
          {folders.map(({ folder, count }) => (
            <Entry
              key={folder} testId={`folder-${folder}`} name={isInbox(folder) ? t('queue.inbox') : folder} count={count} pressing={false}
              chosen={choice.folder === folder} onChoose={() => onChoose({ queue: 'all', folder })}
            />
          ))}
        </Group>
      )}
    </nav>
  );
}

/** Arrow keys walk through the entries; Enter or Space chooses. */
function moveFocus(event: KeyboardEvent<HTMLElement>): void {
  if (event.key !== 'ArrowDown' && event.key !== 'ArrowUp') return;
  const entries = [...event.currentTarget.querySelectorAll('button')];
  const at = entries.findIndex((entry) => entry === document.activeElement);
  event.preventDefault();
  entries[Math.max(0, Math.min(entries.length - 1, at + (event.key === 'ArrowDown' ? 1 : -1)))]?.focus();
}

function Group({ heading, children }: { readonly heading: string; readonly children: ReactNode }) {
  const styles = useStyles();
  return (
    <>
      <h2 className={styles.heading}>{heading}</h2>
      <ul className={styles.list} aria-label={heading}>{children}</ul>
    </>
  );
}

interface EntryProps {
  readonly name: string;
  readonly testId: string;
  readonly count: number | null;
  readonly pressing: boolean;
  readonly chosen: boolean;
  readonly onChoose: () => void;
}

function Entry(props: EntryProps) {
  const { i18n } = useTranslation();
  const styles = useStyles();
  const look = props.count === 0 ? styles.nothing : props.pressing ? styles.pressing : undefined;
  return (
    <li>
      <button type="button" className={mergeClasses(styles.entry, props.chosen && styles.chosen)} aria-current={props.chosen ? 'true' : undefined} onClick={props.onChoose} data-testid={props.testId}>
        <span className={styles.name} title={props.name}>{props.name}</span>
        {props.count !== null && <span className={mergeClasses(styles.count, look)}>{formatNumber(props.count, i18n.language)}</span>}
      </button>
    </li>
  );
}
