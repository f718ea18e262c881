import { Button } from '@fluentui/react-components';
import { useTranslation } from 'react-i18next';
import { Page } from '../ui/Page';

export function FaultPage() {
  const { t } = useTranslation();
  return (
    <Page title={t('app.fault')} lead={t('app.faultLead')} actions={<Button appearance="primary" size="large" onClick={() => window.location.reload()}>{t('app.reload')}</Button>}>
      {null}
    </Page>
  );
}
