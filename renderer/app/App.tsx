import { FluentProvider, Spinner, makeStyles } from '@fluentui/react-components';
import type { i18n } from 'i18next';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import type { AppBridge } from '../../core/contract/bridge';
import { ErrorBoundary } from './ErrorBoundary';
import { FaultPage } from './FaultPage';
import { Routes } from './Routes';
import { useTheme } from './theme';
import { useAppState } from './use-app-state';
import { useDocumentLook } from './use-document-look';

const useStyles = makeStyles({
  // menus stand outside the application's own box and take over what the provider wears: it may not have a size
  words: { fontSize: '13px' },
  app: { height: '100vh', overflow: 'hidden' },
  waiting: { height: '100%', display: 'flex', alignItems: 'center', justifyContent: 'center' },
});

export function App({ bridge, texts }: { readonly bridge: AppBridge; readonly texts: i18n }) {
  const { t } = useTranslation();
  const styles = useStyles();
  const { state, failed, refresh } = useAppState(bridge);
  const language = state?.preferences.language ?? 'vi';
  const { theme, dark } = useTheme(state?.preferences.theme ?? 'system');
  useDocumentLook(language, dark, theme.colorNeutralBackground1);
  useEffect(() => {
    if (texts.language !== language) texts.changeLanguage(language).catch(() => undefined);
  }, [texts, language]);
  return (
    <FluentProvider theme={theme} className={styles.words}>
      <div className={styles.app}>
        <ErrorBoundary fallback={<FaultPage />}>
          {state === null
            ? failed ? <FaultPage /> : <div className={styles.waiting}><Spinner label={t('app.opening')} /></div>
            : <Routes bridge={bridge} state={state} onChanged={refresh} />}
        </ErrorBoundary>
      </div>
    </FluentProvider>
  );
}
