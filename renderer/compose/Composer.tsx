import { makeStyles, tokens } from '@fluentui/react-components';
import { useCallback, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { AppBridge } from '../../core/contract/bridge';
import type { AppState } from '../../core/contract/commands';
import type { OutgoingId } from '../../core/model/ids';
import type { Unit } from '../../core/model/unit';
import { Strip } from '../ui/Strip';
import { ComposeForm } from './ComposeForm';
import { ComposeTools } from './ComposeTools';
import type { DraftKeeper } from './draft-keeper';
import { FindingPanel } from './FindingPanel';
import { IssuePanel } from './issue/IssuePanel';
import { useIssuedLine } from './issue/use-issued-line';
import { SendDialog } from './SendDialog';
import { useAttaching } from './use-attaching';
import { useComposeKeys } from './use-compose-keys';
import { useFindings } from './use-findings';
import { useMissingReaders } from './use-missing-readers';
import { useOpenDraft } from './use-open-draft';
import { useSending } from './use-sending';
import { useServerLimits } from './use-size-limit';
import type { AskReaders } from './work/send-draft';

const useStyles = makeStyles({
  room: { flexGrow: 1, minWidth: 0, minHeight: 0, display: 'flex', flexDirection: 'column', backgroundColor: tokens.colorNeutralBackground1 },
  strips: { padding: '8px 16px 0', display: 'flex', flexDirection: 'column', rowGap: '6px' },
  middle: { flexGrow: 1, minHeight: 0, display: 'flex' },
  side: {
    width: '356px', flexShrink: 0, overflowY: 'auto', scrollbarGutter: 'stable', borderLeft: `1px solid ${tokens.colorNeutralStroke2}`, backgroundColor: tokens.colorNeutralBackground2, padding: '12px 8px 20px 14px', boxSizing: 'border-box',
    display: 'flex', flexDirection: 'column', rowGap: '16px', ':focus-visible': { outline: `2px solid ${tokens.colorStrokeFocus2}`, outlineOffset: '-2px' },
  },
});

const nobody: readonly string[] = [];

interface ComposerProps {
  readonly bridge: AppBridge;
  readonly directory: readonly Unit[];
  readonly state: AppState;
  readonly readersOf: AskReaders;
  readonly keeper: DraftKeeper;
  readonly onLeave: () => void;
  readonly onQueued: (outgoingIds: readonly OutgoingId[]) => void;
}

/** One letter while it is written: the letter, and beside it its way out and what would stand in that way. */
export function Composer({ bridge, directory, state, readersOf, keeper, onLeave, onQueued }: ComposerProps) {
  const { t } = useTranslation();
  const styles = useStyles();
  const { draft, save, brought } = useOpenDraft(keeper);
  const limits = useServerLimits(bridge, draft.accountId);
  const missing = useMissingReaders(readersOf, draft, state);
  const findings = useFindings(bridge, draft, state, directory, limits, missing ?? nobody);
  const line = useIssuedLine(bridge, draft);
  const attaching = useAttaching(bridge, keeper);
  const sending = useSending(bridge, readersOf, keeper, findings.all, onQueued);
  const [told, setTold] = useState(false);
  const isOfficial = draft.document !== null;
  const maySend = !isOfficial || line?.route === 'mail';
  const { begin } = sending;
  const onSend = useCallback(() => {
    setTold(!maySend);
    if (maySend) begin();
    else document.getElementById('compose-side')?.querySelector<HTMLElement>('input:not([disabled]), button:not([disabled])')?.focus();
  }, [maySend, begin]);
  const onSave = useCallback(() => {
    keeper.keep().catch((cause: unknown) => reportError(cause));
  }, [keeper]);
  const { attach } = attaching;
  const onAttach = useCallback(() => attach(null), [attach]);
  useComposeKeys({ onSend, onSave, onAttach, onLeave });
  const disabled = save.state === 'queued' || brought === 'coming' || sending.state === 'sending';
  const size = useMemo(() => ({ bytes: findings.bytes, maxBytes: limits?.maxBytes ?? null }), [findings.bytes, limits]);
  return (
    <main className={styles.room} aria-label={t('compose:title')} data-testid="composer">
      <ComposeTools save={save} onSend={maySend ? onSend : null} sending={sending.state === 'sending'} disabled={disabled} onSave={onSave} onAttach={onAttach} onLeave={onLeave} />
      {(sending.trouble !== null || (told && !maySend) || brought === 'coming' || brought === 'failed') && (
        <div className={styles.strips}>
          {sending.trouble !== null && <Strip tone="bad" label={t('common.notice')} headline={t(sending.trouble.text, { about: sending.trouble.about ?? '' })} live testId="send-trouble">{sending.trouble.about}</Strip>}
          {brought === 'coming' && <Strip tone="neutral" label={t('common.notice')} headline={t('compose:bringing')} live />}
          {brought === 'failed' && <Strip tone="bad" label={t('common.notice')} headline={t('compose:bringFailed')} live testId="bring-failed" />}
          {told && !maySend && <Strip tone="warn" label={t('common.notice')} headline={t(line?.route === 'paper' ? 'compose:paperOnly' : 'compose:issueFirst')} live testId="issue-first" />}
        </div>
      )}
      <div className={styles.middle}>
        <ComposeForm bridge={bridge} directory={directory} accounts={state.accounts} keeper={keeper} draft={draft} dsn={limits?.dsn ?? null} size={size} attaching={attaching} read={findings.read} issued={line !== null} missingReaders={missing} opensOwn={state.keys.length > 0} disabled={disabled} />
        <aside className={styles.side} id="compose-side" tabIndex={-1} aria-label={t('compose:side')}>
          {isOfficial && <IssuePanel bridge={bridge} draft={draft} onChange={keeper.change} state={state} findings={findings.all} keep={() => keeper.keep()} onSend={onSend} />}
          <FindingPanel findings={findings} />
        </aside>
      </div>
      {sending.state === 'asking' && <SendDialog findings={findings.all.filter(({ rule }) => rule !== 'allow')} onSend={sending.send} onClose={sending.stop} />}
    </main>
  );
}
