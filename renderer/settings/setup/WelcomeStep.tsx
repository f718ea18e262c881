import { Button, Radio, RadioGroup, makeStyles } from '@fluentui/react-components';
import { useTranslation } from 'react-i18next';
import type { AppBridge } from '../../../core/contract/bridge';
import type { Preferences } from '../../../core/contract/commands';
import { Card, Page } from '../../ui/Page';

const useStyles = makeStyles({
  list: { margin: 0, paddingLeft: '20px', lineHeight: '22px', display: 'grid', rowGap: '8px' },
});

interface WelcomeStepProps {
  readonly bridge: AppBridge;
  readonly preferences: Preferences;
  readonly onChanged: () => void;
  readonly onNext: () => void;
}

export function WelcomeStep({ bridge, preferences, onChanged, onNext }: WelcomeStepProps) {
  const { t } = useTranslation();
  const styles = useStyles();
  const setLanguage = (language: string) => {
    bridge.ask('preferences.set', { language: language === 'en' ? 'en' : 'vi' }).then(onChanged, onChanged);
  };
  return (
    <Page
      title={t('setup.welcome')} lead={t('setup.welcomeLead')}
      actions={<Button appearance="primary" size="large" onClick={onNext} autoFocus data-testid="setup-begin">{t('setup.begin')}</Button>}
    >
      <Card>
        <ul className={styles.list}>
          <li>{t('setup.promiseKept')}</li>
          <li>{t('setup.promiseReceipts')}</li>
          <li>{t('setup.promiseLocal')}</li>
        </ul>
        <RadioGroup layout="horizontal" value={preferences.language} onChange={(_, data) => setLanguage(data.value)} aria-label={t('settings.language')}>
          <Radio value="vi" label="Tiếng Việt" />
          <Radio value="en" label="English" />
        </RadioGroup>
      </Card>
    </Page>
  );
}
