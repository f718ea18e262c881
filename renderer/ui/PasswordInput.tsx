import { Button, Field, Input } from '@fluentui/react-components';
import { Eye20Regular, EyeOff20Regular } from '@fluentui/react-icons';
import { useState } from 'react';

interface PasswordInputProps {
  readonly label: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly showLabel: string;
  readonly hideLabel: string;
  readonly hint?: string | undefined;
  readonly error?: string | undefined;
  readonly autoComplete?: 'current-password' | 'new-password' | 'off';
  readonly autoFocus?: boolean;
  readonly required?: boolean;
  readonly testId?: string;
}

export function PasswordInput(props: PasswordInputProps) {
  const [shown, setShown] = useState(false);
  return (
    <Field
      label={props.label} required={props.required ?? false} {...(props.hint === undefined ? {} : { hint: props.hint })}
      {...(props.error === undefined ? {} : { validationMessage: props.error, validationState: 'error' as const })}
    >
      <Input
        type={shown ? 'text' : 'password'} value={props.value} onChange={(_, data) => props.onChange(data.value)} autoComplete={props.autoComplete ?? 'off'}
        autoFocus={props.autoFocus ?? false} data-testid={props.testId} spellCheck={false}
        contentAfter={
          <Button
            appearance="transparent" size="small" aria-label={shown ? props.hideLabel : props.showLabel} aria-pressed={shown}
            icon={shown ? <EyeOff20Regular /> : <Eye20Regular />} onClick={() => setShown(!shown)}
          />
        }
      />
    </Field>
  );
}
