import { Button, Field, Radio, RadioGroup } from '@fluentui/react-components';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { AppBridge } from '../../../core/contract/bridge';
import { effectiveChoice } from '../../../core/acknowledge/decide-receipt';
import type { ConnectFailure } from '../../../core/contract/commands';
import type { ReceiptChoice } from '../../../core/model/account';
import type { Policy } from '../../../core/model/policy';
import { Card, Page } from '../../ui/Page';
import { Strip } from '../../ui/Strip';
import { ReceiptChoiceForm } from '../ReceiptChoiceForm';
import { draftSettings } from './draft';
import type { ConnectDraft } from './draft';
import { FailureStrip } from './FailureStrip';
import { setupSteps } from '../setup/setup-steps';

interface ReceiptsStepProps {
  readonly bridge: AppBridge;
  readonly policy: Policy;
  readonly first: boolean;
  readonly draft: ConnectDraft;
  readonly password: string;
  readonly onBack: () => void;
  readonly onDone: () => void;
}

/** Receipts go out by themselves: said plainly before it happens, and left to the person where no policy has decided. */
export function ReceiptsStep({ bridge, policy, first, draft, password, onBack, onDone }: ReceiptsStepProps) {
  const { t } = useTranslation();
  const [receipts, setReceipts] = useState<ReceiptChoice>({ arrivalNotice: 'automatic', displayedMdn: 'automatic' });
  const [keep, setKeep] = useState(true);
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<ConnectFailure | 'unknown' | null>(null);
  const connect = () => {
    if (busy) return;
    setBusy(true);
    setFailure(null);
    const settings = draftSettings(draft);
    bridge.ask('account.connect', {
      settings: { ...settings, aliases: [...settings.aliases], acceptedCertificates: { ...settings.acceptedCertificates } },
      password, keepPassword: keep, receipts: effectiveChoice(policy.receipts, receipts),
    }).then((answer) => (answer.ok ? onDone() : setFailure(answer.failure)), () => setFailure('unknown')).finally(() => setBusy(false)).catch(() => undefined);
  };
  return (
    <Page
      {...(first ? { step: t('setup.step', { step: 5, of: setupSteps }) } : {})} title={t('connect.receiptsTitle')} lead={t('connect.receiptsLead')}
      actions={<>
        <Button appearance="primary" size="large" disabled={busy} onClick={connect} data-testid="connect">{t(busy ? 'connect.connecting' : 'connect.connect')}</Button>
        <Button size="large" appearance="subtle" onClick={onBack}>{t('common.back')}</Button>
      </>}
    >
      <Card><ReceiptChoiceForm choice={receipts} policy={policy.receipts} onChange={setReceipts} /></Card>
      <Card>
        <Field label={t('connect.keepLabel')}>
          <RadioGroup value={keep ? 'keep' : 'run'} onChange={(_, data) => setKeep(data.value === 'keep')} data-testid="keep-password">
            <Radio value="keep" label={t('connect.keep')} />
            <Radio value="run" label={t('connect.keepNot')} />
          </RadioGroup>
        </Field>
      </Card>
      {failure !== null && <ConnectFailed failure={failure} />}
    </Page>
  );
}

function ConnectFailed({ failure }: { readonly failure: ConnectFailure | 'unknown' }) {
  const { t } = useTranslation();
  if (failure === 'unknown') return <Strip tone="bad" label={t('common.notice')} headline={t('common.failed')} live />;
  if ('host' in failure) return <FailureStrip label={t('connect.failed')} failure={failure} />;
  return <Strip tone="bad" label={t('common.notice')} headline={t(`connectFailure.${failure.code}`)} live testId={`failure-${failure.code}`} />;
}
