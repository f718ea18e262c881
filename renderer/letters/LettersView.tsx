import { Button, ToggleButton, Toaster, makeStyles, tokens } from '@fluentui/react-components';
import { useCallback, useEffect, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { AppBridge } from '../../core/contract/bridge';
import type { ListQuery } from '../../core/contract/list';
import type { AccountStatus } from '../../core/model/account';
import type { LetterId } from '../../core/model/ids';
import type { KnownMailbox } from '../store/known-mailbox';
import type { StorePort } from '../store/store-port';
import { MoveDialog } from './acts/MoveDialog';
import type { ActTarget } from './acts/offered-acts';
import { RowMenu } from './acts/RowMenu';
import type { MenuPlace } from './acts/RowMenu';
import { useChosenActs } from './acts/use-chosen-acts';
import { folderName } from './folder-name';
import { LetterList } from './list/LetterList';
import { UnitChip } from './list/UnitChip';
import { useRows } from './list/use-rows';
import { useSelection } from './list/use-selection';
import { goToNextPane } from './pane-keys';
import { QueuePane } from './queue/QueuePane';
import type { QueueChoice } from './queue/QueuePane';
import { ReadingPane } from './reading/ReadingPane';
import { ComposeContext } from './reply/compose-context';
import type { ComposeRequest } from './reply/compose-context';
import { FetchingContext } from './verdict/fetching-context';
import type { Fetching } from './verdict/signature-words';

const useStyles = makeStyles({
  view: { flexGrow: 1, minWidth: 0, minHeight: 0, display: 'flex' },
  list: { width: 'clamp(372px, 29vw, 480px)', flexShrink: 0, display: 'flex', flexDirection: 'column', minHeight: 0, borderRight: `1px solid ${tokens.colorNeutralStroke2}`, backgroundColor: tokens.colorNeutralBackground1 },
  head: { display: 'flex', alignItems: 'baseline', columnGap: '8px', padding: '9px 14px', borderBottom: `1px solid ${tokens.colorNeutralStroke2}`, lineHeight: '20px' },
  title: { margin: 0, fontSize: '14px', fontWeight: tokens.fontWeightSemibold, overflow: 'hidden', textOverflow: 'ellipsis', whiteSpace: 'nowrap' },
  count: { color: tokens.colorNeutralForeground2, flexShrink: 0, marginLeft: 'auto', fontVariantNumeric: 'tabular-nums' },
  group: { minWidth: 'auto', flexShrink: 0, margin: '-2px -2px', whiteSpace: 'nowrap' },
  export: { minWidth: 'auto', flexShrink: 0, margin: '-2px -6px -2px 0' },
});

/** CSS pixels: what was done must not hide the truth about the line */
const aboveStatusBar = { horizontal: 16, vertical: 40 };

/** Only the letters of one unit are shown. */
export interface ShownUnit {
  readonly unitKey: string;
  readonly name: string;
}

interface LettersViewProps {
  readonly bridge: AppBridge;
  readonly store: StorePort;
  readonly mailboxes: readonly KnownMailbox[];
  readonly accounts: readonly AccountStatus[];
  readonly search: string;
  /** may what verdicts want be fetched? */
  readonly fetching: Fetching;
  /** a letter to show because a person asked for it elsewhere (a notification); `stamp` tells two askings apart */
  readonly asked: { readonly letterId: LetterId; readonly stamp: number } | null;
  /** the unit whose letters are to be shown, because a person asked for it elsewhere */
  readonly askedUnit: { readonly unit: ShownUnit; readonly stamp: number } | null;
  /** somebody wants to answer a letter, or to pass it on */
  readonly onCompose: (request: ComposeRequest) => void;
  /** the letters chosen by hand, or none of them: the whole list as it is called */
  readonly onExport: (letterIds: readonly LetterId[], list: { readonly query: ListQuery; readonly name: string }) => void;
}

export function LettersView({ bridge, store, mailboxes, accounts, search, fetching, asked, askedUnit, onCompose, onExport }: LettersViewProps) {
  const { t } = useTranslation();
  const styles = useStyles();
  const [choice, setChoice] = useState<QueueChoice>({ queue: 'official', folder: null });
  const [menuAt, setMenuAt] = useState<MenuPlace | null>(null);
  const [readTarget, setReadTarget] = useState<ActTarget | null>(null);
  const [unit, setUnit] = useState<ShownUnit | null>(null);
  const [byUnit, setByUnit] = useState(false);
  const query: ListQuery = {
    accountId: choice.folder?.accountId ?? null, queue: choice.queue, folder: choice.folder?.path ?? null, search,
    ...(unit === null ? {} : { unitKey: unit.unitKey }), ...(byUnit ? { byUnit } : {}),
  };
  const rows = useRows(store, query);
  const selection = useSelection(store, rows, query);
  const online = useMemo(() => new Set<string>(accounts.filter(({ connection }) => connection.state === 'online').map(({ accountId }) => accountId)), [accounts]);
  const connected = useMemo(() => new Set<string>(accounts.map(({ accountId }) => accountId)), [accounts]);
  const chosen = useChosenActs({ bridge, mailboxes, rows, connected, selection, shown: query.folder, readTarget });

  const { show } = selection;
  useEffect(() => {
    if (asked !== null) show(asked.letterId);
  }, [asked, show]);

  const showUnit = useCallback((unitKey: string, name: string) => {
    setChoice({ queue: 'all', folder: null });
    setUnit({ unitKey, name });
  }, []);
  useEffect(() => {
    if (askedUnit !== null) showUnit(askedUnit.unit.unitKey, askedUnit.unit.name);
  }, [askedUnit, showUnit]);

  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.key !== 'F6') return;
      event.preventDefault();
      goToNextPane(event.shiftKey);
    };
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, []);

  const closeMenu = () => {
    setMenuAt(null);
    document.getElementById('letter-list')?.focus();
  };
  const name = nameOfChoice(choice, mailboxes, t);
  return (
    <div className={styles.view}>
      <QueuePane counts={rows.counts} mailboxes={mailboxes} accounts={accounts} choice={choice} onChoose={setChoice} />
      <section className={styles.list} aria-label={t('list.section')}>
        <div className={styles.head}>
          <h2 className={styles.title}>{search === '' ? name : t('search.title', { search, queue: name })}</h2>
          <span className={styles.count} role="status" data-testid="list-count">{rows.answered ? t('list.count', { count: rows.total }) : ''}</span>
          <ToggleButton size="small" appearance="subtle" className={styles.group} checked={byUnit} onClick={() => setByUnit(!byUnit)} title={t('list.byUnit')} data-testid="by-unit">{t('list.groupShort')}</ToggleButton>
          {rows.total > 0 && choice.queue !== 'secret' && <Button size="small" appearance="subtle" className={styles.export} onClick={() => onExport([...selection.marked.values()].filter((row) => !row.secret).map((row) => row.letterId), { query, name })} data-testid="list-export">{t('archive:fromList')}</Button>}
        </div>
        {unit !== null && <UnitChip name={unit.name} onClear={() => setUnit(null)} />}
        <LetterList
          grouped={byUnit} rows={rows} listKey={JSON.stringify(query)} selection={selection} online={online} emptyText={t(search === '' ? `list.empty.${choice.folder === null ? choice.queue : 'all'}` : 'search.nothing')}
          onEnter={() => document.getElementById('reading-pane')?.focus()} onMenu={setMenuAt}
        />
      </section>
      <ComposeContext value={onCompose}><FetchingContext value={fetching}>
        <ReadingPane
          bridge={bridge} store={store} mailboxes={mailboxes} online={online} connected={connected} letterId={selection.letterId} chosenByHand={selection.byHand} marked={chosen.targets.length} targets={chosen.targets}
          onAct={chosen.act} onTarget={setReadTarget} onLetter={show} onUnit={showUnit}
        />
      </FetchingContext></ComposeContext>
      <RowMenu place={menuAt} targets={chosen.targets} onAct={chosen.act} onClose={closeMenu} />
      {chosen.moving !== null && <MoveDialog folders={chosen.moving.folders} count={chosen.moving.targets.length} from={chosen.moving.from} onMove={chosen.moveTo} onClose={chosen.stopMoving} />}
      <Toaster toasterId={chosen.toasterId} position="bottom-end" offset={aboveStatusBar} />
    </div>
  );
}

function nameOfChoice({ queue, folder }: QueueChoice, mailboxes: readonly KnownMailbox[], t: ReturnType<typeof useTranslation>['t']): string {
  if (folder === null) return t(`queue.${queue}`);
  const found = mailboxes.find(({ account }) => account.accountId === folder.accountId)?.folders.find(({ path }) => path === folder.path);
  if (found !== undefined) return folderName(found, t);
  return folder.path.toUpperCase() === 'INBOX' ? t('mailbox:use.inbox') : folder.path;
}
