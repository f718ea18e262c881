import { useState } from 'react';
import type { AppBridge } from '../../../core/contract/bridge';
import type { ServerGuess } from '../../../core/contract/commands';
import type { Policy } from '../../../core/model/policy';
import { AddressStep } from './AddressStep';
import { draftFromGuess } from './draft';
import type { ConnectDraft } from './draft';
import { ReceiptsStep } from './ReceiptsStep';
import { ServersStep } from './ServersStep';

interface ConnectWizardProps {
  readonly bridge: AppBridge;
  readonly policy: Policy;
  /** shown before the first mailbox, as the last step of the first start */
  readonly first: boolean;
  readonly onDone: () => void;
  readonly onCancel?: () => void;
}

type Step =
  | { readonly name: 'address' }
  | { readonly name: 'servers' | 'receipts'; readonly draft: ConnectDraft; readonly password: string; readonly guess: ServerGuess };

/** Address, servers that were guessed and may be changed, what happens with receipts, connected. */
export function ConnectWizard({ bridge, policy, first, onDone, onCancel }: ConnectWizardProps) {
  const [step, setStep] = useState<Step>({ name: 'address' });
  const [address, setAddress] = useState({ address: '', displayName: '', password: '' });
  switch (step.name) {
    case 'address':
      return (
        <AddressStep
          bridge={bridge} first={first} value={address} onChange={setAddress} {...(onCancel === undefined ? {} : { onCancel })}
          onGuessed={(guess) => setStep({ name: 'servers', draft: draftFromGuess(address.address.trim(), address.displayName, guess), password: address.password, guess })}
        />
      );
    case 'servers':
      return (
        <ServersStep
          bridge={bridge} first={first} guess={step.guess} draft={step.draft} password={step.password}
          onChange={(draft, password) => setStep({ ...step, draft, password })}
          onBack={() => setStep({ name: 'address' })} onNext={() => setStep({ ...step, name: 'receipts' })}
        />
      );
    case 'receipts':
      return (
        <ReceiptsStep
          bridge={bridge} policy={policy} first={first} draft={step.draft} password={step.password}
          onBack={() => setStep({ ...step, name: 'servers' })} onDone={onDone}
        />
      );
  }
}
