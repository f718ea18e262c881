import { Field, Radio, RadioGroup, makeStyles, tokens } from '@fluentui/react-components';
import { useTranslation } from 'react-i18next';
import { effectiveChoice } from '../../core/acknowledge/decide-receipt';
import type { ReceiptChoice } from '../../core/model/account';
import type { ReceiptPolicy } from '../../core/model/policy';

const useStyles = makeStyles({
  stack: { display: 'flex', flexDirection: 'column', rowGap: '16px' },
  note: { color: tokens.colorNeutralForeground2, lineHeight: '20px' },
});

const kinds = ['arrivalNotice', 'displayedMdn'] as const satisfies readonly (keyof ReceiptChoice)[];
const choices = ['automatic', 'ask', 'never'] as const;

interface ReceiptChoiceFormProps {
  readonly choice: ReceiptChoice;
  readonly policy: ReceiptPolicy;
  readonly onChange: (choice: ReceiptChoice) => void;
}

/** What the policy has decided stands there as decided, not as a choice that does nothing. */
export function ReceiptChoiceForm({ choice, policy, onChange }: ReceiptChoiceFormProps) {
  const { t } = useTranslation();
  const styles = useStyles();
  const shown = effectiveChoice(policy, choice);
  return (
    <div className={styles.stack}>
      {kinds.map((kind) => (
        <Field key={kind} label={t(`receiptChoice.${kind}`)} hint={t(`receiptChoice.${kind}Hint`)}>
          {policy[kind] === null
            ? (
              <RadioGroup value={shown[kind]} onChange={(_, data) => onChange({ ...choice, [kind]: data.value as ReceiptChoice[typeof kind] })} data-testid={`receipt-choice-${kind}`}>
                {choices.map((one) => <Radio key={one} value={one} label={t(`receiptChoice.${one}`)} />)}
              </RadioGroup>
            )
            : <div className={styles.note}>{t('receiptChoice.fixed', { choice: t(`receiptChoice.${shown[kind]}`) })}</div>}
        </Field>
      ))}
    </div>
  );
}
