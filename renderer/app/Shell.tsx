import { Button, Toaster, makeStyles, tokens } from '@fluentui/react-components';
import { Compose20Regular } from '@fluentui/react-icons';
import { useCallback, useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { AppBridge } from '../../core/contract/bridge';
import type { AppState } from '../../core/contract/commands';
import type { ListQuery } from '../../core/contract/list';
import type { Draft } from '../../core/model/draft';
import type { AccountId, DraftId, LetterId, OutgoingId } from '../../core/model/ids';
import { newDraft, randomDraftId } from '../../core/outgoing/new-draft';
import { ArchivePage } from '../archive/ArchivePage';
import type { ExportScope } from '../archive/export-scope';
import { useArchive } from '../archive/use-archive';
import { useFileDrop } from '../archive/use-file-drop';
import { useComposing } from '../compose/use-composing';
import { DirectoryPage } from '../directory/DirectoryPage';
import { letterReport } from '../letters/letter-report';
import { LettersView } from '../letters/LettersView';
import type { ShownUnit } from '../letters/LettersView';
import type { ComposeRequest } from '../letters/reply/compose-context';
import { SearchField } from '../letters/search/SearchField';
import { AttentionStrip } from '../outbox/AttentionStrip';
import { OutboxPage } from '../outbox/OutboxPage';
import { UndoStrip } from '../outbox/UndoStrip';
import { RegistersPage } from '../registers/RegistersPage';
import { SettingsView } from '../settings/SettingsView';
import { TrackingPage } from '../tracking/TrackingPage';
import { ComposeRoom } from './ComposeRoom';
import { ErrorBoundary } from './ErrorBoundary';
import { FaultPage } from './FaultPage';
import { LineStrips } from './LineStrips';
import { Rail } from './Rail';
import type { RoomName } from './Rail';
import { RecheckStrip } from './RecheckStrip';
import { StatusBar } from './StatusBar';
import { useDraftMirror } from './use-draft-mirror';
import { useMailboxes } from './use-mailboxes';
import { useRechecks } from './use-rechecks';
import { useStore } from './use-store';

const useStyles = makeStyles({
  shell: { height: '100%', display: 'flex', flexDirection: 'column', backgroundColor: tokens.colorNeutralBackground1, color: tokens.colorNeutralForeground1 },
  top: { display: 'flex', alignItems: 'center', columnGap: '16px', height: '58px', flexShrink: 0, padding: '0 16px 0 14px', backgroundColor: tokens.colorNeutralBackground3, borderBottom: `1px solid ${tokens.colorNeutralStroke2}` },
  product: { fontWeight: tokens.fontWeightBold, fontSize: tokens.fontSizeBase300, width: '60px' },
  // the field of the search takes the place in the middle where there is one
  compose: { flexShrink: 0 },
  office: { marginLeft: 'auto', color: tokens.colorNeutralForeground2, overflow: 'hidden', textOverflow: 'ellipsis', whiteSpace: 'nowrap' },
  middle: { flexGrow: 1, minHeight: 0, display: 'flex' },
  room: { flexGrow: 1, minWidth: 0, minHeight: 0, display: 'flex' },
});

/** CSS pixels: beside the rail, above the foot; what is read stays free */
const besideRail = { horizontal: 84, vertical: 40 };

interface ShellProps {
  readonly bridge: AppBridge;
  readonly state: AppState;
  readonly onChanged: () => void;
  readonly onAddAccount: () => void;
}

/** The office: the only place where the rooms meet. */
export function Shell({ bridge, state, onChanged, onAddAccount }: ShellProps) {
  const { t } = useTranslation();
  const styles = useStyles();
  const [room, setRoom] = useState<RoomName>('incoming');
  const [search, setSearch] = useState('');
  const [asked, setAsked] = useState<{ readonly letterId: LetterId; readonly stamp: number } | null>(null);
  const [askedUnit, setAskedUnit] = useState<{ readonly unit: ShownUnit; readonly stamp: number } | null>(null);
  const store = useStore(bridge, state.profile === 'open');
  const mailboxes = useMailboxes(store === 'failed' ? null : store);
  const rechecks = useRechecks(store === 'failed' ? null : store);
  const [freeing, setFreeing] = useState<AccountId | null>(null);
  const archive = useArchive(bridge, store === 'failed' ? null : store, useCallback((view) => letterReport(view, t), [t]));
  const [dropped, setDropped] = useState<readonly string[]>([]);
  const [exported, setExported] = useState<ExportScope | null>(null);
  const exportFrom = useCallback((letterIds: readonly LetterId[], list: { readonly query: ListQuery; readonly name: string }) => {
    setExported(letterIds.length > 0 ? { kind: 'letters', letterIds } : { kind: 'list', ...list });
    setRoom('archive');
  }, []);
  const over = useFileDrop(bridge, useCallback((paths: readonly string[]) => {
    setDropped(paths);
    setRoom('archive');
  }, []));
  const showLetter = useCallback((letterId: LetterId) => {
    setRoom('incoming');
    setAskedUnit(null);
    setAsked((before) => ({ letterId, stamp: (before?.stamp ?? 0) + 1 }));
  }, []);
  const { accounts } = state;
  useDraftMirror(bridge, accounts);
  const composing = useComposing(bridge, useCallback(({ accountId }: Draft) => accounts.find((account) => account.accountId === accountId)?.displayName ?? '', [accounts]));
  const { begin, goOn } = composing;
  const write = useCallback((draft: Draft) => {
    begin(draft);
    setRoom('drafts');
  }, [begin]);
  const openDraft = useCallback((draftId: DraftId) => {
    bridge.ask('draft.list', {}).then((kept) => {
      const found = kept.find(({ draft }) => draft.draftId === draftId);
      if (found) goOn(found);
      setRoom('drafts');
    }, () => undefined);
  }, [bridge, goOn]);
  const [queued, setQueued] = useState<readonly OutgoingId[]>([]);
  const closeUndo = useCallback(() => setQueued([]), []);
  const answer = useCallback(({ draft, files }: ComposeRequest) => {
    begin(draft, files);
    setRoom('drafts');
  }, [begin]);
  const first = accounts[0]?.accountId;
  const writeNew = useCallback(() => {
    if (first !== undefined) write(newDraft(randomDraftId(), first));
  }, [first, write]);
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (!event.ctrlKey || event.altKey || event.shiftKey || event.metaKey || event.key.toLowerCase() !== 'n' || document.querySelector('[role=dialog], [role=alertdialog]') !== null) return;
      event.preventDefault();
      writeNew();
    };
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, [writeNew]);
  useEffect(() => bridge.on('letter.show', ({ letterId }) => showLetter(letterId as LetterId)), [bridge, showLetter]);
  const fetching = state.policy.revocation?.fetch ?? 'automatic';
  const toList = useCallback(() => document.getElementById('letter-list')?.focus(), []);
  const office = state.accounts.map((account) => (account.displayName === '' ? account.address : account.displayName)).join(' · ');
  if (store === 'failed') return <FaultPage />;
  return (
    <div className={styles.shell}>
      <header className={styles.top}>
        <span className={styles.product}>VanThu</span>
        {room === 'incoming' && <SearchField onSearch={setSearch} onLeave={toList} />}
        {first !== undefined && <Button appearance={room === 'drafts' ? 'secondary' : 'primary'} className={styles.compose} icon={<Compose20Regular />} onClick={writeNew} title="Ctrl+N" data-testid="compose-new">{t('compose:new')}</Button>}
        <span className={styles.office} title={office}>{office}</span>
      </header>
      <LineStrips bridge={bridge} state={state} onFree={(accountId) => {
        setFreeing(accountId);
        setRoom('settings');
      }} />
      {store !== null && rechecks.shown.length > 0 && <RecheckStrip store={store} changes={rechecks.shown} onLetter={showLetter} onClose={rechecks.close} />}
      {queued.length === 0 && room !== 'outbox' && <AttentionStrip bridge={bridge} onOpenOutbox={() => setRoom('outbox')} />}
      {queued.length > 0 && (
        <UndoStrip
          key={queued[0]} bridge={bridge} outgoingIds={queued} onOpenOutbox={() => setRoom('outbox')} onClose={closeUndo}
          onTakenBack={(draftId) => {
            setQueued([]);
            openDraft(draftId);
          }}
        />
      )}
      <div className={styles.middle}>
        <Rail room={room} onChoose={(next) => {
          setExported(null);
          setAskedUnit(null);
          setRoom(next);
        }} />
        <ErrorBoundary key={room} fallback={<div className={styles.room}><FaultPage /></div>}>
          <div className={styles.room}>
            {room === 'archive' && <ArchivePage archive={archive} store={store} accounts={state.accounts} dropped={dropped} onDropped={setDropped} scope={exported} over={over} />}
            {room === 'settings' && <SettingsView bridge={bridge} store={store} mailboxes={mailboxes} state={state} freeing={freeing} onFreeing={setFreeing} onChanged={onChanged} onAddAccount={onAddAccount} />}
            {room === 'directory' && store !== null && (
              <DirectoryPage
                bridge={bridge} store={store} freeDomains={state.policy.freeDomains} onOpen={showLetter}
                onShowUnit={(unit) => {
                  setRoom('incoming');
                  setAsked(null);
                  setAskedUnit((before) => ({ unit, stamp: (before?.stamp ?? 0) + 1 }));
                }}
              />
            )}
            {room === 'outbox' && <OutboxPage bridge={bridge} onOpenDraft={openDraft} />}
            {room === 'tracking' && store !== null && <TrackingPage bridge={bridge} store={store} onLetter={showLetter} />}
            {room === 'registers' && <RegistersPage bridge={bridge} onOpenDraft={openDraft} />}
            {room === 'drafts' && store !== null && <ComposeRoom bridge={bridge} store={store} state={state} composing={composing} onNew={writeNew} onRegisters={() => setRoom('registers')} onQueued={setQueued} />}
            {room === 'incoming' && store !== null && <LettersView bridge={bridge} store={store} mailboxes={mailboxes} accounts={state.accounts} search={search} fetching={fetching} asked={asked} askedUnit={askedUnit} onCompose={answer} onExport={exportFrom} />}
            {room === 'incoming' && store === null && <main aria-label={t('app.opening')} />}
          </div>
        </ErrorBoundary>
      </div>
      <Toaster toasterId={rechecks.toasterId} position="bottom-start" offset={besideRail} />
      <StatusBar bridge={bridge} accounts={state.accounts} store={store} fetching={fetching} rechecked={rechecks.waiting} onRechecked={rechecks.show} />
    </div>
  );
}
