import { useState } from 'react';
import type { AppBridge } from '../../../core/contract/bridge';
import type { Preferences } from '../../../core/contract/commands';
import { PassphraseStep } from './PassphraseStep';
import { RecoveryCodeStep } from './RecoveryCodeStep';
import { WelcomeStep } from './WelcomeStep';

interface SetupFlowProps {
  readonly bridge: AppBridge;
  readonly keyring: boolean;
  readonly preferences: Preferences;
  readonly onChanged: () => void;
  /** the profile is being made: what follows must not be hidden by its being open */
  readonly onBegin: () => void;
  readonly onDone: () => void;
}

type Step = { readonly name: 'welcome' | 'key' } | { readonly name: 'recovery'; readonly code: string };

/** First start: what this is, what keeps the key, and the code that opens the books when all else is lost. */
export function SetupFlow({ bridge, keyring, preferences, onChanged, onBegin, onDone }: SetupFlowProps) {
  const [step, setStep] = useState<Step>({ name: 'welcome' });
  switch (step.name) {
    case 'welcome': return <WelcomeStep bridge={bridge} preferences={preferences} onChanged={onChanged} onNext={() => setStep({ name: 'key' })} />;
    case 'key': return <PassphraseStep bridge={bridge} keyring={keyring} onBegin={onBegin} onMade={(code) => setStep({ name: 'recovery', code })} />;
    case 'recovery': return <RecoveryCodeStep bridge={bridge} code={step.code} onDone={onDone} />;
  }
}
