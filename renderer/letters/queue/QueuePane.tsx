import { makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import { useRef } from 'react';
import type { KeyboardEvent, ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { QueueCounts, QueueName } from '../../../core/contract/list';
import type { AccountStatus } from '../../../core/model/account';
import type { AccountId } from '../../../core/model/ids';
import type { KnownMailbox } from '../../store/known-mailbox';
import { formatNumber } from '../../ui/format-time';
import { FolderTree } from './FolderTree';
import { documentQueues, shownQueues, workQueues } from './queue-groups';
import type { QueueEntry } from './queue-groups';
import { QuotaFoot } from './QuotaFoot';
import { useEntryStyles } from './use-entry-styles';

const useStyles = makeStyles({
  pane: { width: '224px', flexShrink: 0, minHeight: 0, display: 'flex', flexDirection: 'column', backgroundColor: tokens.colorNeutralBackground2, borderRight: `1px solid ${tokens.colorNeutralStroke2}`, boxSizing: 'border-box' },
  scroll: { flexGrow: 1, minHeight: 0, overflowY: 'auto', padding: '0 8px 8px' },
  list: { margin: 0, padding: 0, listStyleType: 'none' },
});

export interface QueueChoice {
  readonly queue: QueueName;
  readonly folder: { readonly accountId: AccountId; readonly path: string } | null;
}

interface QueuePaneProps {
  readonly counts: QueueCounts | null;
  readonly mailboxes: readonly KnownMailbox[];
  readonly accounts: readonly AccountStatus[];
  readonly choice: QueueChoice;
  readonly onChoose: (choice: QueueChoice) => void;
}

/** Work first, folders second; how full the mailboxes are stands at the foot. */
export function QueuePane({ counts, mailboxes, accounts, choice, onChoose }: QueuePaneProps) {
  const { t } = useTranslation();
  const styles = useStyles();
  const scroll = useRef<HTMLDivElement>(null);
  const queueEntry = (entry: QueueEntry) => (
    <Entry
      key={entry.queue} testId={`queue-${entry.queue}`} name={t(`queue.${entry.queue}`)} count={counts?.[entry.queue] ?? null} pressing={entry.pressing}
      chosen={choice.folder === null && choice.queue === entry.queue} onChoose={() => onChoose({ queue: entry.queue, folder: null })}
    />
  );
  return (
    <nav id="queue-pane" className={styles.pane} onKeyDown={moveFocus} aria-label={t('queue.region')} data-testid="queue-pane">
      <div ref={scroll} className={styles.scroll}>
        <Group heading={t('queue.work')}>{shownQueues(workQueues, counts).map(queueEntry)}</Group>
        <Group heading={t('queue.documents')}>{shownQueues(documentQueues, counts).map(queueEntry)}</Group>
        <FolderTree scroll={scroll} counts={counts} mailboxes={mailboxes} accounts={accounts} chosen={choice.folder} onChoose={(folder) => onChoose({ queue: 'all', folder })} />
      </div>
      <QuotaFoot accounts={accounts} />
    </nav>
  );
}

/** Arrow keys walk through queues and folders; Enter or Space chooses. */
function moveFocus(event: KeyboardEvent<HTMLElement>): void {
  if (event.key !== 'ArrowDown' && event.key !== 'ArrowUp') return;
  const entries = [...event.currentTarget.querySelectorAll<HTMLElement>('[data-entry]')];
  const at = entries.findIndex((entry) => entry === document.activeElement);
  event.preventDefault();
  entries[Math.max(0, Math.min(entries.length - 1, at + (event.key === 'ArrowDown' ? 1 : -1)))]?.focus();
}

function Group({ heading, children }: { readonly heading: string; readonly children: ReactNode }) {
  const styles = useStyles();
  const entry = useEntryStyles();
  return (
    <>
      <h2 className={entry.heading}>{heading}</h2>
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
  const styles = useEntryStyles();
  const look = props.count === 0 ? styles.nothing : props.pressing ? styles.pressing : undefined;
  return (
    <li>
      <button type="button" className={mergeClasses(styles.entry, props.chosen && styles.chosen)} aria-current={props.chosen ? 'true' : undefined} onClick={props.onChoose} data-entry data-testid={props.testId}>
        <span className={styles.name} title={props.name}>{props.name}</span>
        {props.count !== null && <span className={mergeClasses(styles.count, look)}>{formatNumber(props.count, i18n.language)}</span>}
      </button>
    </li>
  );
}
