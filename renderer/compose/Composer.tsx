import { Button, Checkbox, Dropdown, Field, Input, Option, Textarea, makeStyles, tokens } from '@fluentui/react-components';
import { ArrowLeft20Regular, Save20Regular, Send20Regular } from '@fluentui/react-icons';
import { useCallback, useEffect, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { AppBridge } from '../../core/contract/bridge';
import type { AppState } from '../../core/contract/commands';
import type { DraftFailure } from '../../core/contract/outgoing-commands';
import type { GuardFinding } from '../../core/guard/guard-finding';
import type { Draft, DraftFile } from '../../core/model/draft';
import type { AccountId, IsoDate, OutgoingId } from '../../core/model/ids';
import type { Unit } from '../../core/model/unit';
import { withTemplate } from '../../core/outgoing/choose-template';
import { documentTypes, secrecies, urgencies } from '../../core/outgoing/document-types';
import { messageBytes, withNewFiles } from '../../core/outgoing/draft-files';
import { templateOf } from '../../core/outgoing/template';
import { localDay } from '../ui/format-time';
import { AddresseeField } from './AddresseeField';
import { DocumentFields } from './DocumentFields';
import type { DraftKeeper } from './draft-keeper';
import { FileList } from './FileList';
import { IssuePanel } from './issue/IssuePanel';
import { KindField } from './KindField';
import { SaveNote } from './SaveNote';
import { SendOptions } from './SendOptions';
import { useComposeKeys } from './use-compose-keys';
import { useOpenDraft } from './use-open-draft';
import { useServerLimits } from './use-size-limit';
import { sendDraft } from './work/send-draft';

const useStyles = makeStyles({
  room: { flexGrow: 1, minWidth: 0, minHeight: 0, display: 'flex', flexDirection: 'column', backgroundColor: tokens.colorNeutralBackground1 },
  tools: { display: 'flex', alignItems: 'center', columnGap: '6px', minHeight: '44px', flexShrink: 0, padding: '2px 16px', borderBottom: `1px solid ${tokens.colorNeutralStroke2}` },
  middle: { flexGrow: 1, minHeight: 0, display: 'flex' },
  form: { flexGrow: 1, minWidth: 0, overflowY: 'auto', scrollbarGutter: 'stable', ':focus-visible': { outline: `2px solid ${tokens.colorStrokeFocus2}`, outlineOffset: '-2px' } },
  page: { maxWidth: '940px', padding: '12px 24px 28px', display: 'flex', flexDirection: 'column', rowGap: '10px', boxSizing: 'border-box' },
  two: { display: 'grid', gridTemplateColumns: 'repeat(2, minmax(0, 1fr))', columnGap: '16px' },
  extra: { display: 'flex', flexWrap: 'wrap', alignItems: 'center', columnGap: '12px' },
  body: { '& textarea': { minHeight: '220px', fontSize: '14px', lineHeight: '22px' } },
  side: { width: '348px', flexShrink: 0, overflowY: 'auto', scrollbarGutter: 'stable', borderLeft: `1px solid ${tokens.colorNeutralStroke2}`, backgroundColor: tokens.colorNeutralBackground2, padding: '12px 14px', boxSizing: 'border-box', display: 'flex', flexDirection: 'column', rowGap: '12px' },
});

interface ComposerProps {
  readonly bridge: AppBridge;
  readonly directory: readonly Unit[];
  readonly state: AppState;
  readonly keeper: DraftKeeper;
  readonly onLeave: () => void;
  readonly onQueued: (outgoingIds: readonly OutgoingId[]) => void;
}

/** One letter while it is written. */
export function Composer({ bridge, directory, state, keeper, onLeave, onQueued }: ComposerProps) {
  const { t } = useTranslation();
  const styles = useStyles();
  const { draft, save } = useOpenDraft(keeper);
  const limits = useServerLimits(bridge, draft.accountId);
  const [copied, setCopied] = useState(draft.cc.length > 0 || draft.bcc.length > 0);
  const [failure, setFailure] = useState<DraftFailure['code'] | null>(null);
  const findings: readonly GuardFinding[] = useMemo(() => [], []);
  const today = localDay(new Date()) as IsoDate;
  const language = templateOf(draft)?.language ?? 'vi';
  const disabled = save.state === 'queued';
  const { change } = keeper;
  const set = useCallback((part: Partial<Draft>) => change((before) => ({ ...before, ...part })), [change]);
  const isOfficial = draft.document !== null;
  const addressed = [...draft.to, ...draft.cc].map(({ name, address }) => name || address);
  const bytes = useMemo(() => messageBytes(draft.files, draft.body, { signed: draft.signWith !== null, encrypted: draft.encrypt }), [draft.files, draft.body, draft.signWith, draft.encrypt]);
  const attach = useCallback(async (paths: readonly string[] | null) => {
    setFailure(null);
    // main takes files only for a draft it knows
    if (!await keeper.keep()) return;
    const { draftId } = keeper.current().draft;
    const answer = await bridge.ask('draft.attach', { draftId, paths: paths === null ? null : [...paths] });
    if (answer.ok) change((before) => ({ ...before, files: withNewFiles(before.files, answer.value, before.document !== null) }));
    else if (answer.failure.code !== 'cancelled') setFailure(answer.failure.code);
  }, [bridge, keeper, change]);
  const onAttach = useCallback((paths: readonly string[] | null) => {
    attach(paths).catch(() => setFailure('notReadable'));
  }, [attach]);
  const send = useCallback(async () => {
    if (!await keeper.keep()) return;
    const sent = await sendDraft(bridge, keeper.current().draft, []);
    if (sent.ok) onQueued(sent.value);
  }, [bridge, keeper, onQueued]);
  const onSend = useCallback(() => void send(), [send]);
  useComposeKeys({ onSend, onSave: useCallback(() => void keeper.keep(), [keeper]), onAttach: useCallback(() => onAttach(null), [onAttach]), onLeave });
  useEffect(() => setCopied((before) => before || draft.cc.length > 0 || draft.bcc.length > 0), [draft.cc, draft.bcc]);
  const field = (name: 'to' | 'cc' | 'bcc', autoFocus = false) => (
    <AddresseeField label={t(`compose:${name}`)} addressees={draft[name]} directory={directory} today={today} testId={`compose-${name}`} autoFocus={autoFocus} disabled={disabled} onChange={(addressees) => set({ [name]: addressees })} />
  );
  return (
    <main className={styles.room} aria-label={t('compose:title')} data-testid="composer">
      <div className={styles.tools} id="compose-tools" role="toolbar" aria-label={t('compose:tools')}>
        <Button appearance="subtle" icon={<ArrowLeft20Regular />} onClick={onLeave} title="Esc" data-testid="compose-leave">{t('compose:back')}</Button>
        {!isOfficial && <Button appearance="primary" icon={<Send20Regular />} disabled={disabled} onClick={onSend} title="Ctrl+Enter" data-testid="compose-send">{t('compose:send')}</Button>}
        <Button appearance="subtle" icon={<Save20Regular />} disabled={disabled} onClick={() => void keeper.keep()} title="Ctrl+S" data-testid="compose-save">{t('compose:save')}</Button>
        <SaveNote save={save} onRetry={() => void keeper.keep()} />
      </div>
      <div className={styles.middle}>
        <div className={styles.form} id="compose-form" tabIndex={-1}>
          <div className={styles.page}>
            <div className={styles.two}>
              <KindField draft={draft} disabled={disabled || draft.document?.number != null} onTemplate={(id) => change((before) => withTemplate(before, id, keeper.unit))} />
              <Field label={t('compose:from')}>
                <Dropdown value={accountName(state, draft.accountId)} selectedOptions={[draft.accountId]} disabled={disabled || draft.document?.number != null} onOptionSelect={(_, data) => data.optionValue !== undefined && set({ accountId: data.optionValue as AccountId })} data-testid="compose-from">
                  {state.accounts.map(({ accountId }) => <Option key={accountId} value={accountId}>{accountName(state, accountId)}</Option>)}
                </Dropdown>
              </Field>
            </div>
            {field('to', draft.to.length === 0)}
            {copied && <>{field('cc')}{field('bcc')}</>}
            <div className={styles.extra}>
              {!copied && <Button size="small" appearance="subtle" disabled={disabled} onClick={() => setCopied(true)} data-testid="compose-more-fields">{t('compose:showCopies')}</Button>}
              <Checkbox checked={draft.separately} disabled={disabled} label={t('compose:separately')} onChange={(_, data) => set({ separately: data.checked === true })} data-testid="compose-separately" />
            </div>
            {draft.document !== null && (
              <DocumentFields
                document={draft.document} types={documentTypes(language)} urgencies={urgencies(language)} secrecies={secrecies(language)} addressed={addressed} disabled={disabled}
                onChange={(part) => change((before) => (before.document === null ? before : { ...before, document: { ...before.document, ...part } }))}
              />
            )}
            <Field label={t('compose:subject')}>
              <Input value={draft.subject} maxLength={5000} disabled={disabled} onChange={(_, data) => set({ subject: data.value })} data-testid="compose-subject" />
            </Field>
            <Field label={t('compose:files')}>
              <FileList
                bridge={bridge} files={draft.files} official={isOfficial} locked={draft.document?.number != null} disabled={disabled} size={{ bytes, maxBytes: limits?.maxBytes ?? null }} failure={failure}
                onChange={(files) => change((before) => ({ ...before, files: files(before.files) as readonly DraftFile[] }))} onAttach={onAttach}
              />
            </Field>
            <Field id="compose-text" label={t('compose:body')} className={styles.body}>
              <Textarea value={draft.body} resize="vertical" spellCheck disabled={disabled} onChange={(_, data) => set({ body: data.value })} data-testid="compose-body" />
            </Field>
            <SendOptions draft={draft} dsn={limits?.dsn ?? null} disabled={disabled} onChange={set} />
          </div>
        </div>
        {isOfficial && (
          <aside className={styles.side} id="compose-side" tabIndex={-1} aria-label={t('compose:side')}>
            <IssuePanel bridge={bridge} draft={draft} onChange={change} state={state} findings={findings} keep={() => keeper.keep()} onSend={onSend} />
          </aside>
        )}
      </div>
    </main>
  );
}

function accountName({ accounts }: AppState, accountId: AccountId): string {
  const account = accounts.find((one) => one.accountId === accountId);
  return account === undefined ? '' : account.displayName === '' ? account.address : `${account.displayName} <${account.address}>`;
}
