import { FluentProvider, RendererProvider } from '@fluentui/react-components';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { I18nextProvider } from 'react-i18next';
import type { PinBridge } from '../../core/contract/bridge';
import { PinView } from '../pin/PinView';
import { usePinQuestion } from '../pin/use-pin-question';
import { createTexts } from './i18n';
import { styleRenderer } from './style-renderer';
import { useTheme } from './theme';
import { useDocumentLook } from './use-document-look';

/** The page of the small window that asks for a PIN: a bridge of its own, and nothing of the mailbox. */
function PinPage({ bridge }: { readonly bridge: PinBridge }) {
  const asked = usePinQuestion(bridge);
  const look = asked.question ?? asked.last;
  const { theme, dark } = useTheme(look?.theme ?? 'system');
  useDocumentLook(look?.language ?? 'vi', dark, theme.colorNeutralBackground1);
  return <FluentProvider theme={theme}>{look !== null && <PinView asked={asked} />}</FluentProvider>;
}

async function start(root: HTMLElement): Promise<void> {
  // main.tsx says what the bridge of the person's window is; here another one stands in its place
  const bridge = window.vanthu as unknown as PinBridge;
  const question = await bridge.ask('pin.question', {});
  const texts = await createTexts(question?.language ?? 'vi');
  createRoot(root).render(
    <StrictMode>
      <RendererProvider renderer={styleRenderer()} targetDocument={document}>
        <I18nextProvider i18n={texts}><PinPage bridge={bridge} /></I18nextProvider>
      </RendererProvider>
    </StrictMode>,
  );
}

const root = document.getElementById('root');
if (root === null) throw new Error('pin.html has no root element');
start(root).catch((error: unknown) => {
  throw error;
});
