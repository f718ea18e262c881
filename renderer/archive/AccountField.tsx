import { Field, Select } from '@fluentui/react-components';
import type { AccountStatus } from '../../core/model/account';

interface AccountFieldProps {
  readonly label: string;
  readonly accounts: readonly AccountStatus[];
  readonly chosen: string;
  readonly onChoose: (accountId: string) => void;
}

/** Which mailbox; nothing to ask where there is only one. */
export function AccountField({ label, accounts, chosen, onChoose }: AccountFieldProps) {
  if (accounts.length < 2) return null;
  return (
    <Field label={label}>
      <Select value={chosen} onChange={(_, data) => onChoose(data.value)}>
        {accounts.map(({ accountId, address }) => <option key={accountId} value={accountId}>{address}</option>)}
      </Select>
    </Field>
  );
}
