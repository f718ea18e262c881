import { Button, Checkbox, makeStyles, tokens } from '@fluentui/react-components';
import { Print16Regular, Save16Regular } from '@fluentui/react-icons';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { AppBridge } from '../../../core/contract/bridge';
import { CopyButton } from '../../ui/CopyButton';
import { Card, Page } from '../../ui/Page';
import { codeGroups } from './code-groups';
import { setupSteps } from './setup-steps';

const useStyles = makeStyles({
  code: {
    display: 'grid', gridTemplateColumns: 'repeat(auto-fill, minmax(92px, 1fr))', gap: '8px', margin: 0, padding: 0, listStyleType: 'none', userSelect: 'text',
    fontFamily: tokens.fontFamilyMonospace, fontSize: '18px', lineHeight: '28px', fontWeight: tokens.fontWeightSemibold,
  },
  group: { textAlign: 'center', backgroundColor: tokens.colorNeutralBackground3, borderRadius: tokens.borderRadiusSmall },
  actions: { display: 'flex', flexWrap: 'wrap', columnGap: '8px', rowGap: '8px' },
  outcome: { lineHeight: '20px', overflowWrap: 'anywhere' },
});

interface RecoveryCodeStepProps {
  readonly bridge: AppBridge;
  readonly code: string;
  readonly onDone: () => void;
}

export function RecoveryCodeStep({ bridge, code, onDone }: RecoveryCodeStepProps) {
  const { t } = useTranslation();
  const styles = useStyles();
  const [kept, setKept] = useState(false);
  const [outcome, setOutcome] = useState<string | null>(null);
  const save = () => {
    bridge.ask('profile.saveRecoveryCode', { code }).then((answer) => {
      if (!answer.ok) setOutcome(t(`fileFailure.${answer.failure.code}`));
      else if (answer.value !== null) setOutcome(t('attachment.savedTo', { path: answer.value }));
    }, () => setOutcome(t('common.failed')));
  };
  return (
    <Page
      step={t('setup.step', { step: 2, of: setupSteps })} title={t('setup.recoveryTitle')} lead={t('setup.recoveryLead')}
      actions={<Button appearance="primary" size="large" disabled={!kept} onClick={onDone} data-testid="recovery-done">{t('common.next')}</Button>}
    >
      <Card>
        <ol className={styles.code} aria-label={t('setup.recoveryCode')} data-testid="recovery-code" data-code={code}>
          {codeGroups(code).map((group, index) => <li key={index} className={styles.group}>{group}</li>)}
        </ol>
        <div className={styles.actions}>
          <Button icon={<Save16Regular />} onClick={save}>{t('setup.recoverySave')}</Button>
          <Button icon={<Print16Regular />} onClick={() => window.print()}>{t('common.print')}</Button>
          <CopyButton appearance="secondary" text={code} label={t('common.copy')} doneLabel={t('common.copied')} failedLabel={t('common.failed')} />
        </div>
        <div className={styles.outcome} role="status">{outcome}</div>
        <Checkbox checked={kept} onChange={(_, data) => setKept(data.checked === true)} label={t('setup.recoveryKept')} data-testid="recovery-kept" />
      </Card>
    </Page>
  );
}
