import { Button } from '@fluentui/react-components';
import { Checkmark16Regular, Copy16Regular, Warning16Regular } from '@fluentui/react-icons';
import { useState } from 'react';

interface CopyButtonProps {
  readonly text: string;
  readonly label: string;
  readonly doneLabel: string;
  readonly failedLabel: string;
  readonly appearance?: 'transparent' | 'secondary' | 'primary';
}

export function CopyButton(props: CopyButtonProps) {
  const [state, setState] = useState<'idle' | 'done' | 'failed'>('idle');
  const copy = () => {
    navigator.clipboard.writeText(props.text).then(() => setState('done'), () => setState('failed'));
  };
  return (
    <Button
      style={{ whiteSpace: 'nowrap', flexShrink: 0 }}
      size={(props.appearance ?? 'transparent') === 'transparent' ? 'small' : 'medium'} appearance={props.appearance ?? 'transparent'} onClick={copy} onBlur={() => setState('idle')}
      icon={state === 'done' ? <Checkmark16Regular /> : state === 'failed' ? <Warning16Regular /> : <Copy16Regular />}
    >
      <span aria-live="polite">{state === 'done' ? props.doneLabel : state === 'failed' ? props.failedLabel : props.label}</span>
    </Button>
  );
}
