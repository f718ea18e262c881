import { RendererProvider } from '@fluentui/react-components';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { I18nextProvider } from 'react-i18next';
import type { AppBridge } from '../../core/contract/bridge';
import { App } from './App';
import { createTexts } from './i18n';
import { styleRenderer } from './style-renderer';

declare global {
  interface Window {
    /** put there by the preload script */
    readonly vanthu: AppBridge;
  }
}

async function start(root: HTMLElement): Promise<void> {
  const texts = await createTexts('vi');
  createRoot(root).render(
    <StrictMode>
      <RendererProvider renderer={styleRenderer()} targetDocument={document}>
        <I18nextProvider i18n={texts}>
          <App bridge={window.vanthu} texts={texts} />
        </I18nextProvider>
      </RendererProvider>
    </StrictMode>,
  );
}

const root = document.getElementById('root');
if (root === null) throw new Error('index.html has no root element');
start(root).catch((error: unknown) => {
  throw error;
});
