import { Button, Field, Input, Radio, RadioGroup, Select, Textarea, makeStyles } from '@fluentui/react-components';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { AppBridge } from '../../../core/contract/bridge';
import type { ConnectFailure } from '../../../core/contract/commands';
import type { AccountRecord } from '../../../core/model/account';
import { Strip } from '../../ui/Strip';
import { FailureStrip } from '../connect/FailureStrip';
import { ServerFields } from '../connect/ServerFields';
import { accountProblems, draftOfAccount, settingsOfDraft } from './account-draft';
import type { AccountDraft, AccountProblem } from './account-draft';
import { DialogFrame } from '../../ui/DialogFrame';

const useStyles = makeStyles({
  pair: { display: 'grid', gridTemplateColumns: 'minmax(0, 1fr) minmax(0, 1fr)', columnGap: '12px', alignItems: 'start' },
  proxy: { display: 'grid', gridTemplateColumns: '190px minmax(0, 1fr) 96px', columnGap: '12px', alignItems: 'start' },
  narrow: { minWidth: 0, width: '100%' },
});

const proxyKinds = ['none', 'system', 'socks5', 'http'] as const;

interface ServersDialogProps {
  readonly bridge: AppBridge;
  readonly account: AccountRecord;
  readonly onDone: () => void;
  readonly onClose: () => void;
}

/** Servers, user, name, proxy and way of login of a known mailbox. */
export function ServersDialog({ bridge, account, onDone, onClose }: ServersDialogProps) {
  const { t } = useTranslation();
  const styles = useStyles();
  const [draft, setDraft] = useState<AccountDraft>(() => draftOfAccount(account.settings));
  const [tried, setTried] = useState(false);
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<ConnectFailure | 'unknown' | null>(null);
  const problems = tried ? accountProblems(draft) : [];
  const error = (problem: AccountProblem, key: string) => (problems.includes(problem) ? { validationMessage: t(key), validationState: 'error' as const } : {});
  const change = (next: Partial<AccountDraft>) => setDraft((before) => ({ ...before, ...next }));
  const save = () => {
    setTried(true);
    if (busy || accountProblems(draft).length > 0) return;
    setBusy(true);
    setFailure(null);
    const settings = settingsOfDraft(draft);
    bridge.ask('account.setSettings', { accountId: account.accountId, settings: { ...settings, aliases: [...settings.aliases], acceptedCertificates: { ...settings.acceptedCertificates } } }).then(
      (answer) => (answer.ok ? onDone() : setFailure(answer.failure)), () => setFailure('unknown'),
    ).finally(() => setBusy(false)).catch(() => undefined);
  };
  return (
    <DialogFrame
      title={t('mailbox:account.serversTitle')} lead={t('mailbox:account.serversLead')} testId="servers-dialog" onClose={onClose}
      actions={<>
        <Button appearance="primary" disabled={busy} onClick={save} data-testid="servers-save">{t(busy ? 'mailbox:account.saving' : 'mailbox:account.save')}</Button>
        <Button onClick={onClose}>{t('common.cancel')}</Button>
      </>}
    >
      <ServerFields kind="imap" server={draft.imap} problems={problems.filter(isServerProblem)} onChange={(imap) => change({ imap })} />
      <ServerFields kind="smtp" server={draft.smtp} problems={problems.filter(isServerProblem)} onChange={(smtp) => change({ smtp })} />
      <div className={styles.pair}>
        <Field label={t('connect.user')} required {...error('user', 'connect.needed')}>
          <Input value={draft.user} onChange={(_, data) => change({ user: data.value })} spellCheck={false} autoComplete="off" data-testid="servers-user" />
        </Field>
        <Field label={t('mailbox:account.displayName')}>
          <Input value={draft.displayName} maxLength={200} onChange={(_, data) => change({ displayName: data.value })} data-testid="servers-name" />
        </Field>
      </div>
      <Field label={t('mailbox:account.login')}>
        <RadioGroup layout="horizontal" value={draft.login} onChange={(_, data) => change({ login: data.value === 'oauth2' ? 'oauth2' : 'password' })} data-testid="servers-login">
          <Radio value="password" label={t('mailbox:account.loginPassword')} />
          <Radio value="oauth2" label={t('mailbox:account.loginOauth2')} />
        </RadioGroup>
      </Field>
      <div className={styles.proxy} role="group" aria-label={t('mailbox:account.proxy')}>
        <Field label={t('mailbox:account.proxy')}>
          <Select value={draft.proxy.kind} onChange={(_, data) => change({ proxy: { ...draft.proxy, kind: proxyKinds.find((kind) => kind === data.value) ?? 'none' } })} data-testid="proxy-kind">
            {proxyKinds.map((kind) => <option key={kind} value={kind}>{t(`mailbox:account.proxyKind.${kind}`)}</option>)}
          </Select>
        </Field>
        {(draft.proxy.kind === 'socks5' || draft.proxy.kind === 'http') && <>
          <Field label={t('mailbox:account.proxyHost')} required {...error('proxyHost', 'connect.needed')}>
            <Input value={draft.proxy.host} onChange={(_, data) => change({ proxy: { ...draft.proxy, host: data.value } })} spellCheck={false} data-testid="proxy-host" />
          </Field>
          <Field label={t('connect.port')} required {...error('proxyPort', 'connect.portWrong')}>
            <Input className={styles.narrow} input={{ className: styles.narrow }} value={draft.proxy.port} inputMode="numeric" onChange={(_, data) => change({ proxy: { ...draft.proxy, port: data.value } })} data-testid="proxy-port" />
          </Field>
        </>}
      </div>
      <Field label={t('mailbox:account.aliases')} hint={t('mailbox:account.aliasesHint')} {...error('aliases', 'mailbox:account.aliasWrong')}>
        <Textarea value={draft.aliases} rows={2} spellCheck={false} onChange={(_, data) => change({ aliases: data.value })} data-testid="servers-aliases" />
      </Field>
      {failure !== null && <SettingsFailed failure={failure} />}
    </DialogFrame>
  );
}

function isServerProblem(problem: AccountProblem): problem is Exclude<AccountProblem, 'proxyHost' | 'proxyPort' | 'aliases'> {
  return problem !== 'proxyHost' && problem !== 'proxyPort' && problem !== 'aliases';
}

function SettingsFailed({ failure }: { readonly failure: ConnectFailure | 'unknown' }) {
  const { t } = useTranslation();
  if (failure === 'unknown') return <Strip tone="bad" label={t('common.notice')} headline={t('common.failed')} live />;
  if ('host' in failure) return <FailureStrip label={t('connect.failed')} failure={failure} />;
  return <Strip tone="bad" label={t('common.notice')} headline={t(`connectFailure.${failure.code}`)} live />;
}
