import { Button, Checkbox, Field, Input } from '@fluentui/react-components';
import { useState } from 'react';
import type { FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import type { AppBridge } from '../../../core/contract/bridge';
import type { CheckReport, ServerGuess } from '../../../core/contract/commands';
import { Card, Page } from '../../ui/Page';
import { PasswordInput } from '../../ui/PasswordInput';
import { Strip } from '../../ui/Strip';
import { CheckResult } from './CheckResult';
import { acceptCertificate, draftProblems, draftSettings } from './draft';
import type { ConnectDraft } from './draft';
import { ServerFields } from './ServerFields';
import { outsideTargets } from './outside-targets';
import { setupSteps } from '../setup/setup-steps';

interface ServersStepProps {
  readonly bridge: AppBridge;
  readonly first: boolean;
  readonly guess: ServerGuess;
  readonly draft: ConnectDraft;
  readonly password: string;
  readonly onChange: (draft: ConnectDraft, password: string) => void;
  readonly onBack: () => void;
  readonly onNext: () => void;
}

export function ServersStep({ bridge, first, guess, draft, password, onChange, onBack, onNext }: ServersStepProps) {
  const { t } = useTranslation();
  const [tried, setTried] = useState(false);
  const [checking, setChecking] = useState(false);
  const [agreed, setAgreed] = useState(false);
  const [failed, setFailed] = useState(false);
  // a report belongs to the settings it was made for
  const [checked, setChecked] = useState<{ readonly draft: ConnectDraft; readonly password: string; readonly report: CheckReport } | null>(null);
  const problems = draftProblems(draft);
  const outside = outsideTargets(guess, draft);
  const report = checked !== null && checked.draft === draft && checked.password === password ? checked.report : null;
  const good = report !== null && report.imap.ok && report.smtp.ok;
  const blocked = problems.length > 0 || password === '' || (outside.length > 0 && !agreed);
  const check = (event?: FormEvent) => {
    event?.preventDefault();
    if (good) {
      onNext();
      return;
    }
    setTried(true);
    if (blocked || checking) return;
    setChecking(true);
    setFailed(false);
    bridge.ask('account.check', { settings: toInput(draft), password }).then(
      (answer) => setChecked({ draft, password, report: answer }), () => setFailed(true),
    ).finally(() => setChecking(false)).catch(() => undefined);
  };
  return (
    <form onSubmit={check} noValidate style={{ height: '100%' }}>
      <Page
        {...(first ? { step: t('setup.step', { step: 4, of: setupSteps }) } : {})} title={t('connect.serversTitle')} lead={t('connect.serversLead')}
        actions={<>
          <Button type="submit" appearance="primary" size="large" disabled={checking} data-testid="connect-check">{t(checking ? 'connect.checking' : good ? 'common.next' : 'connect.check')}</Button>
          {report !== null && !good && !(!report.imap.ok && report.imap.failure.code === 'passwordWrong') && <Button size="large" onClick={onNext} data-testid="connect-anyway">{t('connect.anyway')}</Button>}
          <Button size="large" appearance="subtle" onClick={onBack}>{t('common.back')}</Button>
        </>}
      >
        <Card>
          <ServerFields kind="imap" server={draft.imap} problems={tried ? problems : []} onChange={(imap) => onChange({ ...draft, imap }, password)} />
          <ServerFields kind="smtp" server={draft.smtp} problems={tried ? problems : []} onChange={(smtp) => onChange({ ...draft, smtp }, password)} />
          <Field label={t('connect.user')} required {...(tried && problems.includes('user') ? { validationMessage: t('connect.needed'), validationState: 'error' as const } : {})}>
            <Input value={draft.user} onChange={(_, data) => onChange({ ...draft, user: data.value }, password)} spellCheck={false} autoComplete="off" data-testid="user" />
          </Field>
          <PasswordInput label={t('connect.password')} value={password} onChange={(next) => onChange(draft, next)} showLabel={t('common.show')} hideLabel={t('common.hide')} required testId="password" />
          {outside.length > 0 && (
            <Strip tone="warn" label={t('common.notice')} headline={t('connect.outside')} testId="outside-target">
              {t('connect.outsideWhy', { hosts: outside.join(', ') })}
              <div><Checkbox checked={agreed} onChange={(_, data) => setAgreed(data.checked === true)} label={t('connect.outsideAgree')} data-testid="outside-agree" /></div>
            </Strip>
          )}
        </Card>
        {report !== null && <CheckResult report={report} onAccept={(failure, fingerprint) => onChange(acceptCertificate(draft, failure.host, failure.port, fingerprint), password)} />}
        {report === null && Object.keys(draft.acceptedCertificates).length > 0 && !checking && (
          <Strip tone="info" label={t('common.notice')} headline={t('connect.accepted')} live>{t('connect.acceptedNext')}</Strip>
        )}
        {failed && <Strip tone="bad" label={t('common.notice')} headline={t('common.failed')} live />}
      </Page>
    </form>
  );
}

/** The bridge's schema wants plain, writable values. */
function toInput(draft: ConnectDraft) {
  const settings = draftSettings(draft);
  return { ...settings, aliases: [...settings.aliases], acceptedCertificates: { ...settings.acceptedCertificates } };
}
