import { Button, Field, Input, Select, Spinner, makeStyles, tokens } from '@fluentui/react-components';
import { useState } from 'react';
import type { FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import type { AppBridge } from '../../core/contract/bridge';
import type { LdapFailure } from '../../core/contract/commands';
import { randomUnitId } from '../../core/directory/new-unit';
import { planUnits, type UnitPlan } from '../../core/directory/plan-units';
import { unitsFromLdap } from '../../core/directory/units-from-ldap';
import type { Encryption } from '../../core/model/account';
import type { StorePort } from '../store/store-port';
import { PasswordInput } from '../ui/PasswordInput';
import { sentenceCase } from '../ui/sentence-case';
import { Strip } from '../ui/Strip';
import { PlanPreview } from './PlanPreview';
import { saveUnits } from './save-units';

const useStyles = makeStyles({
  page: { maxWidth: '860px', padding: '20px 28px 48px', display: 'flex', flexDirection: 'column', rowGap: '14px', boxSizing: 'border-box' },
  title: { margin: 0, fontSize: '22px', lineHeight: '30px', fontWeight: tokens.fontWeightSemibold },
  lead: { margin: 0, lineHeight: '20px', maxWidth: '720px' },
  three: { display: 'grid', gridTemplateColumns: '2fr 1fr 2fr', columnGap: '16px' },
  two: { display: 'grid', gridTemplateColumns: '1fr 1fr', columnGap: '16px' },
  actions: { display: 'flex', columnGap: '8px' },
});

const ports: Readonly<Record<Encryption, number>> = { tls: 636, starttls: 389, none: 389 };

interface LdapPanelProps {
  readonly bridge: AppBridge;
  readonly store: StorePort;
  readonly freeDomains: readonly string[];
  readonly onDone: (saved: number) => void;
  readonly onLeave: () => void;
}

/** Units of the office's directory service: asked for once, compared, shown, and only then saved. The password is kept nowhere. */
export function LdapPanel({ bridge, store, freeDomains, onDone, onLeave }: LdapPanelProps) {
  const { t } = useTranslation();
  const styles = useStyles();
  const [server, setServer] = useState({ host: '', port: 636, encryption: 'tls' as Encryption, baseDn: '', filter: '', bindDn: '' });
  const [password, setPassword] = useState('');
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<LdapFailure | 'fault' | null>(null);
  const [plan, setPlan] = useState<UnitPlan | null>(null);
  const set = (change: Partial<typeof server>) => setServer((before) => ({ ...before, ...change }));
  const read = async () => {
    const answer = await bridge.ask('units.ldap', { server: { ...server, host: server.host.trim(), baseDn: server.baseDn.trim(), bindDn: server.bindDn.trim() }, password });
    if (!answer.ok) setFailure(answer.failure);
    else setPlan(planUnits(unitsFromLdap(answer.value, freeDomains), await store.directory(), 'ldap', randomUnitId));
  };
  const go = (event: FormEvent) => {
    event.preventDefault();
    setBusy(true);
    setFailure(null);
    read().catch(() => setFailure('fault')).finally(() => setBusy(false));
  };
  if (plan !== null) {
    return (
      <div className={styles.page}>
        <h1 className={styles.title}>{t('directory:ldapTitle')}</h1>
        <PlanPreview
          plan={plan} problems={[]} onLeave={onLeave}
          onSave={async () => {
            const units = [...plan.fresh, ...plan.changed.map(({ after }) => after)];
            await saveUnits(bridge, units);
            onDone(units.length);
          }}
        />
      </div>
    );
  }
  return (
    <form className={styles.page} onSubmit={go} data-testid="ldap-panel">
      <h1 className={styles.title}>{t('directory:ldapTitle')}</h1>
      <p className={styles.lead}>{t('directory:ldapLead')}</p>
      <div className={styles.three}>
        <Field label={t('directory:ldap.host')} required><Input value={server.host} maxLength={255} spellCheck={false} onChange={(_, data) => set({ host: data.value })} data-testid="ldap-host" /></Field>
        <Field label={t('directory:ldap.port')} required><Input type="number" value={String(server.port)} onChange={(_, data) => set({ port: Number(data.value) })} data-testid="ldap-port" /></Field>
        <Field label={t('directory:ldap.encryption')}>
          <Select value={server.encryption} onChange={(_, data) => set({ encryption: data.value as Encryption, port: ports[data.value as Encryption] })} data-testid="ldap-encryption">
            {(['tls', 'starttls', 'none'] as const).map((kind) => <option key={kind} value={kind}>{t(`directory:ldap.${kind}`)}</option>)}
          </Select>
        </Field>
      </div>
      <Field label={t('directory:ldap.baseDn')} hint={t('directory:ldap.baseHint')} required><Input value={server.baseDn} maxLength={1000} spellCheck={false} placeholder="dc=longan,dc=gov,dc=vn" onChange={(_, data) => set({ baseDn: data.value })} data-testid="ldap-base" /></Field>
      <div className={styles.two}>
        <Field label={t('directory:ldap.bindDn')} hint={t('directory:ldap.bindHint')}><Input value={server.bindDn} maxLength={1000} spellCheck={false} onChange={(_, data) => set({ bindDn: data.value })} data-testid="ldap-bind" /></Field>
        <PasswordInput label={t('directory:ldap.password')} hint={t('directory:ldap.passwordHint')} value={password} onChange={setPassword} showLabel={t('common.show')} hideLabel={t('common.hide')} autoComplete="off" testId="ldap-password" />
      </div>
      <Field label={t('directory:ldap.filter')} hint={t('directory:ldap.filterHint')}><Input value={server.filter} maxLength={2000} spellCheck={false} onChange={(_, data) => set({ filter: data.value })} /></Field>
      {failure !== null && <LdapFailureStrip failure={failure} />}
      <div className={styles.actions}>
        <Button type="submit" appearance="primary" disabled={busy || server.host.trim() === '' || server.baseDn.trim() === '' || !(server.port >= 1 && server.port <= 65535)} icon={busy ? <Spinner size="tiny" /> : null} data-testid="ldap-go">{t(busy ? 'directory:ldap.reading' : 'directory:ldap.read')}</Button>
        <Button onClick={onLeave}>{t('common.cancel')}</Button>
      </div>
    </form>
  );
}

function LdapFailureStrip({ failure }: { readonly failure: LdapFailure | 'fault' }) {
  const { t } = useTranslation();
  const label = t('common.notice');
  if (failure === 'fault') return <Strip tone="bad" label={label} headline={t('common.failed')} live />;
  if (!('host' in failure)) return <Strip tone="bad" label={label} headline={t(`directory:ldapFailure.${failure.code}`)} live testId="ldap-failure" />;
  const values = { server: `${failure.host}:${failure.port}`, host: failure.host };
  return (
    <Strip tone="bad" label={label} headline={sentenceCase(t(`connection.${failure.code}.what`, values))} live testId="ldap-failure">
      {failure.serverSaid !== null && t('connection.serverSaid', { said: failure.serverSaid })}
    </Strip>
  );
}
