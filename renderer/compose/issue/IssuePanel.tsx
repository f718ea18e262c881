import { Button, Field, Input, Radio, RadioGroup, makeStyles } from '@fluentui/react-components';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { AppBridge } from '../../../core/contract/bridge';
import type { AppState } from '../../../core/contract/commands';
import type { GuardFinding } from '../../../core/guard/guard-finding';
import type { SignerPart } from '../../../core/model/draft';
import { Strip } from '../../ui/Strip';
import type { DraftChange, OpenDraft } from '../draft-keeper';
import { issueSteps } from './issue-steps';
import { IssueStepLine } from './IssueStepLine';
import { NumberStep } from './NumberStep';
import { SignDialog } from './SignDialog';
import { SignedLines } from './SignedLines';
import { StampDialog } from './StampDialog';
import { useIssuedLine } from './use-issued-line';
import { useRegisters } from './use-registers';
import { useSigningKeys } from './use-signing-keys';

const useStyles = makeStyles({
  steps: { listStyleType: 'none', margin: 0, padding: 0 },
  wide: { width: '100%' },
});

interface IssuePanelProps {
  readonly bridge: AppBridge;
  readonly state: AppState;
  readonly draft: OpenDraft['draft'];
  readonly onChange: (change: DraftChange) => void;
  /** keeps what stands there now; false: it could not be kept, and nothing may rest on it */
  readonly keep: () => Promise<boolean>;
  /** what the guard says of the draft as it stands */
  readonly findings: readonly GuardFinding[];
  readonly onSend: () => void;
}

/** The one way of an official document: number, stamp, signature of the person, signature of the agency, issued, sent. */
export function IssuePanel({ bridge, state, draft, onChange, keep, findings, onSend }: IssuePanelProps) {
  const { t } = useTranslation();
  const styles = useStyles();
  const registers = useRegisters(bridge);
  const keys = useSigningKeys(bridge);
  const line = useIssuedLine(bridge, draft);
  const [open, setOpen] = useState<SignerPart | 'stamp' | null>(null);
  const [route, setRoute] = useState<'mail' | 'paper'>(() => 'mail');
  const [keeper, setKeeper] = useState('');
  const [failure, setFailure] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  if (registers === null || keys === null) return null;
  const steps = issueSteps(draft, line);
  // what must not leave by mail may still be issued on paper
  const mustBePaper = findings.some(({ rule, code }) => rule === 'block' && (code === 'secret' || code === 'financial' || code === 'medicalReferral'));
  const way = mustBePaper ? 'paper' : route;
  const changed = (next: OpenDraft['draft']) => {
    setOpen(null);
    onChange(next);
    keep().then((isKept) => setFailure(isKept ? null : 'common.failed'), () => setFailure('common.failed'));
  };
  const issue = async () => {
    if (!await keep()) return setFailure('common.failed');
    const issued = await bridge.ask('document.issue', { draftId: draft.draftId, route: way, keeper: keeper.trim() });
    return setFailure(issued.ok ? null : `registers:failure.${issued.failure.code}`);
  };
  const run = (act: () => Promise<void>) => {
    setBusy(true);
    act().catch(() => setFailure('common.failed')).finally(() => setBusy(false)).catch((cause: unknown) => reportError(cause));
  };
  return (
    <section aria-label={t('issue:title')} data-testid="issue-panel">
      <ol className={styles.steps}>
        <IssueStepLine name="number" index={1} state={steps.number}>
          <NumberStep bridge={bridge} draft={draft} registers={registers} keep={keep} onChange={changed} isLocked={line !== null} />
        </IssueStepLine>
        <IssueStepLine name="stamp" index={2} state={steps.stamp}>
          {steps.stamp === 'now' && <Button size="small" appearance="primary" onClick={() => setOpen('stamp')} data-testid="open-stamp">{t('issue:stamp.open')}</Button>}
        </IssueStepLine>
        <IssueStepLine name="person" index={3} state={steps.person}>
          <SignedLines files={draft.files} part="person" />
          {steps.person === 'later' && steps.number === 'done' && <span data-testid="nothing-to-sign">{t('issue:sign.noFile')}</span>}
          {steps.person === 'now' && <Button size="small" appearance={steps.stamp === 'now' ? 'secondary' : 'primary'} onClick={() => setOpen('person')} data-testid="open-sign-person">{t('issue:sign.open.person')}</Button>}
        </IssueStepLine>
        <IssueStepLine name="agency" index={4} state={steps.agency}>
          <SignedLines files={draft.files} part="agency" />
          {steps.agency === 'now' && <Button size="small" appearance="primary" onClick={() => setOpen('agency')} data-testid="open-sign-agency">{t('issue:sign.open.agency')}</Button>}
        </IssueStepLine>
        <IssueStepLine name="issue" index={5} state={steps.issue}>
          {steps.issue === 'now' && (
            <>
              {mustBePaper
                ? <Strip tone="warn" label={t('common.notice')} headline={t('issue:route.mustBePaper')} testId="must-be-paper" />
                : (
                  <RadioGroup value={route} onChange={(_, { value }) => setRoute(value === 'paper' ? 'paper' : 'mail')} aria-label={t('issue:route.title')}>
                    <Radio value="mail" label={t('issue:route.mail')} />
                    <Radio value="paper" label={t('issue:route.paper')} />
                  </RadioGroup>
                )}
              <Field label={t('issue:keeper')} className={styles.wide}><Input value={keeper} onChange={(_, { value }) => setKeeper(value)} data-testid="issue-keeper" /></Field>
              <Button appearance={steps.agency === 'done' ? 'primary' : 'secondary'} disabled={busy} onClick={() => run(issue)} data-testid="issue-document">{t('issue:do')}</Button>
            </>
          )}
          {line !== null && <span data-testid="issued-line">{t('issue:issued', { code: line.code })}</span>}
        </IssueStepLine>
        <IssueStepLine name="send" index={6} state={steps.send}>
          {steps.send === 'now' && <Button appearance="primary" onClick={onSend} data-testid="issue-send">{t('issue:send')}</Button>}
          {line?.route === 'paper' && <span data-testid="paper-next">{t('issue:paperNext')}</span>}
        </IssueStepLine>
      </ol>
      {failure !== null && <Strip tone="bad" label={t('common.notice')} headline={t(failure)} live testId="issue-failure" />}
      {open === 'stamp' && <StampDialog bridge={bridge} draft={draft} onStamped={changed} onClose={() => setOpen(null)} />}
      {(open === 'person' || open === 'agency') && <SignDialog bridge={bridge} state={state} draft={draft} keys={keys} part={open} unit={registers.find(({ book }) => book.registerId === draft.document?.registerId)?.book.unit ?? null} onSigned={changed} onClose={() => setOpen(null)} />}
    </section>
  );
}
