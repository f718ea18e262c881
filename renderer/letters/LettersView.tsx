import { makeStyles, tokens } from '@fluentui/react-components';
import { useCallback, useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { AppBridge } from '../../core/contract/bridge';
import type { ListQuery, ListRow } from '../../core/contract/list';
import type { AccountId, LetterId } from '../../core/model/ids';
import type { Policy } from '../../core/model/policy';
import type { StorePort } from '../store/store-port';
import { LetterList } from './list/LetterList';
import { useRows } from './list/use-rows';
import { goToNextPane } from './pane-keys';
import { isInbox } from './queue/queue-groups';
import { QueuePane } from './queue/QueuePane';
import type { QueueChoice } from './queue/QueuePane';
import { ReadingPane } from './reading/ReadingPane';

const useStyles = makeStyles({
  view: { flexGrow: 1, minWidth: 0, minHeight: 0, display: 'flex' },
  list: { width: 'clamp(372px, 29vw, 480px)', flexShrink: 0, display: 'flex', flexDirection: 'column', minHeight: 0, borderRight: `1px solid ${tokens.colorNeutralStroke2}`, backgroundColor: tokens.colorNeutralBackground1 },
  head: { display: 'flex', alignItems: 'baseline', columnGap: '8px', padding: '9px 14px', borderBottom: `1px solid ${tokens.colorNeutralStroke2}`, lineHeight: '20px' },
  title: { margin: 0, fontSize: '14px', fontWeight: tokens.fontWeightSemibold, overflow: 'hidden', textOverflow: 'ellipsis', whiteSpace: 'nowrap' },
  count: { color: tokens.colorNeutralForeground2, flexShrink: 0, marginLeft: 'auto', fontVariantNumeric: 'tabular-nums' },
});

interface LettersViewProps {
  readonly bridge: AppBridge;
  readonly store: StorePort;
  readonly policy: Policy;
  readonly onlineAccounts: readonly AccountId[];
  readonly search: string;
  /** a letter to show because a person asked for it elsewhere (a notification); `stamp` tells two askings apart */
  readonly asked: { readonly letterId: LetterId; readonly stamp: number } | null;
}

interface Selection {
  readonly letterId: LetterId;
  readonly index: number;
  readonly byHand: boolean;
}

export function LettersView({ bridge, store, policy, onlineAccounts, search, asked }: LettersViewProps) {
  const { t } = useTranslation();
  const styles = useStyles();
  const [choice, setChoice] = useState<QueueChoice>({ queue: 'official', folder: null });
  const [selection, setSelection] = useState<Selection | null>(null);
  const [wanted, setWanted] = useState<number | null>(null);
  const query: ListQuery = { accountId: null, queue: choice.queue, folder: choice.folder, search };
  const rows = useRows(store, query);

  useEffect(() => {
    if (asked !== null) setSelection({ letterId: asked.letterId, index: -1, byHand: true });
  }, [asked]);

  const choose = useCallback((row: ListRow, index: number) => {
    setWanted(null);
    setSelection({ letterId: row.letterId, index, byHand: true });
  }, []);

  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.key !== 'F6') return;
      event.preventDefault();
      goToNextPane(event.shiftKey);
    };
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, []);

  // the keyboard may run ahead of the rows at hand; the letter is chosen as soon as its row is there
  const ahead = wanted === null ? undefined : rows.rowAt(wanted);
  useEffect(() => {
    if (wanted !== null && ahead !== undefined) choose(ahead, wanted);
  }, [wanted, ahead, choose]);

  // letters that arrive push the chosen one down: the keyboard goes on from where it now stands
  const found = selection === null ? -1 : rows.indexOf(selection.letterId);
  const active = wanted ?? (found >= 0 ? found : Math.min(selection?.index ?? -1, rows.total - 1));

  const chooseQueue = (next: QueueChoice) => {
    setChoice(next);
    setSelection((before) => (before === null ? null : { ...before, index: -1 }));
  };
  const queueName = choice.folder === null ? t(`queue.${choice.queue}`) : isInbox(choice.folder) ? t('queue.inbox') : choice.folder;
  return (
    <div className={styles.view}>
      <QueuePane counts={rows.counts} choice={choice} onChoose={chooseQueue} />
      <section className={styles.list} aria-label={t('list.section')}>
        <div className={styles.head}>
          <h2 className={styles.title}>{search === '' ? queueName : t('search.title', { search, queue: queueName })}</h2>
          <span className={styles.count} role="status" data-testid="list-count">{rows.answered ? t('list.count', { count: rows.total }) : ''}</span>
        </div>
        <LetterList
          rows={rows} listKey={JSON.stringify(query)} selectedId={selection?.letterId ?? null} active={active} emptyText={t(search === '' ? `list.empty.${choice.folder === null ? choice.queue : 'all'}` : 'search.nothing')}
          onChoose={choose} onMove={(index) => setWanted(index)} onEnter={() => document.getElementById('reading-pane')?.focus()}
        />
      </section>
      <ReadingPane bridge={bridge} store={store} policy={policy} onlineAccounts={onlineAccounts} letterId={selection?.letterId ?? null} chosenByHand={selection?.byHand ?? false} />
    </div>
  );
}
