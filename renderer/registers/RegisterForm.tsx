import { Button, Checkbox, Field, Input, Select, makeStyles, tokens } from '@fluentui/react-components';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { AppBridge } from '../../core/contract/bridge';
import type { RegisterView } from '../../core/contract/outgoing-commands';
import type { RegisterId } from '../../core/model/ids';
import { numberCode } from '../../core/register/number-code';
import { officeDay, yearOfDay } from '../../core/register/office-day';
import { DialogFrame } from '../ui/DialogFrame';
import { RefusedStrip } from './RefusedStrip';
import { bookOf, patternPresets, problemsOf, randomRegisterId, valuesOf, type RegisterProblem, type RegisterValues } from './register-values';
import { useAsking } from './use-asking';

const useStyles = makeStyles({
  two: { display: 'grid', gridTemplateColumns: '1fr 1fr', columnGap: '16px', rowGap: '14px', alignItems: 'start' },
  example: { padding: '10px 12px', lineHeight: '22px', borderRadius: tokens.borderRadiusMedium, border: `1px solid ${tokens.colorNeutralStroke2}`, backgroundColor: tokens.colorNeutralBackground2 },
  code: { fontWeight: tokens.fontWeightSemibold, overflowWrap: 'anywhere' },
});

interface RegisterFormProps {
  readonly bridge: AppBridge;
  /** null: a new one */
  readonly known: RegisterView | null;
  readonly onClose: () => void;
  readonly onDone: (registerId: RegisterId) => void;
}

/** A register is opened or changed; how its numbers will read is shown while it is typed. */
export function RegisterForm({ bridge, known, onClose, onDone }: RegisterFormProps) {
  const { t } = useTranslation();
  const styles = useStyles();
  const [values, setValues] = useState<RegisterValues>(() => valuesOf(known?.book ?? null, t('registers:defaultName')));
  const [registerId] = useState(() => known?.book.registerId ?? randomRegisterId());
  const [problems, setProblems] = useState<readonly RegisterProblem[]>([]);
  const asking = useAsking();
  const set = (change: Partial<RegisterValues>) => setValues((before) => ({ ...before, ...change }));
  const year = yearOfDay(officeDay(new Date()));
  const book = bookOf(values, registerId, known?.book.firstYear ?? year);
  const number = known?.next ?? (Number.isFinite(book.firstNumber) ? book.firstNumber : 1);
  const firstType = book.typeCodes?.find((code) => code !== 'CV') ?? 'TB';
  const confirm = () => {
    const found = problemsOf(values);
    setProblems(found);
    if (found.length === 0) asking.run(bridge.ask(known === null ? 'register.open' : 'register.change', { book: { ...book, typeCodes: book.typeCodes === null ? null : [...book.typeCodes] } }), () => onDone(registerId));
  };
  const wrong = (problem: RegisterProblem) => (problems.includes(problem) ? t(`registers:problem.${problem}`) : null);
  return (
    <DialogFrame
      title={t(known === null ? 'registers:openTitle' : 'registers:changeTitle')} lead={t(known === null ? 'registers:openLead' : 'registers:changeLead')} testId="register-form" onClose={onClose}
      actions={<>
        <Button appearance="primary" disabled={asking.busy} onClick={confirm} data-testid="register-save">{t(known === null ? 'registers:open' : 'registers:save')}</Button>
        <Button onClick={onClose}>{t('common.cancel')}</Button>
      </>}
    >
      <Field label={t('registers:name')} required validationMessage={wrong('nameMissing')}>
        <Input value={values.name} maxLength={200} autoFocus onChange={(_, data) => set({ name: data.value })} data-testid="register-name" />
      </Field>
      <Field label={t('registers:unit')} hint={t('registers:unitHint')}>
        <Input value={values.unit} maxLength={500} onChange={(_, data) => set({ unit: data.value })} data-testid="register-unit" />
      </Field>
      <Field label={t('registers:presetLabel')}>
        <Select
          value={patternPresets.find((preset) => preset.pattern === values.pattern)?.name ?? ''} data-testid="register-preset"
          onChange={(_, data) => {
            const preset = patternPresets.find(({ name }) => name === data.value);
            if (preset) set({ pattern: preset.pattern, untypedPattern: preset.untypedPattern });
          }}
        >
          <option value="">{t('registers:preset.own')}</option>
          {patternPresets.map(({ name }) => <option key={name} value={name}>{t(`registers:preset.${name}`)}</option>)}
        </Select>
      </Field>
      <div className={styles.two}>
        <Field label={t('registers:pattern')} required validationMessage={wrong('patternWrong')}>
          <Input value={values.pattern} maxLength={200} spellCheck={false} onChange={(_, data) => set({ pattern: data.value })} data-testid="register-pattern" />
        </Field>
        <Field label={t('registers:untypedPattern')} validationMessage={wrong('untypedPatternWrong')}>
          <Input value={values.untypedPattern} maxLength={200} spellCheck={false} onChange={(_, data) => set({ untypedPattern: data.value })} data-testid="register-untyped" />
        </Field>
      </div>
      <div className={styles.example} aria-live="polite" data-testid="register-example">
        {t('registers:exampleIs')}{' '}
        <span className={styles.code}>{numberCode(book, { number, year, typeCode: firstType })}</span>
        {' · '}{t('registers:exampleLetter')}{' '}
        <span className={styles.code}>{numberCode(book, { number, year, typeCode: 'CV' })}</span>
        <div>{t('registers:patternHint', { number: '{number}', number2: '{number2}', year: '{year}', type: '{type}', drafter: '{drafter}' })}</div>
      </div>
      <div className={styles.two}>
        <Field label={t('registers:drafter')}>
          <Input value={values.drafter} maxLength={100} spellCheck={false} onChange={(_, data) => set({ drafter: data.value })} data-testid="register-drafter" />
        </Field>
        <Field label={t('registers:firstNumber')} hint={t('registers:firstNumberHint')} validationMessage={wrong('firstNumberWrong')}>
          <Input value={values.firstNumber} inputMode="numeric" maxLength={7} disabled={known !== null} onChange={(_, data) => set({ firstNumber: data.value })} data-testid="register-first" />
        </Field>
      </div>
      <Field label={t('registers:types')} hint={t('registers:typesHint')}>
        <Input value={values.types} maxLength={500} spellCheck={false} onChange={(_, data) => set({ types: data.value })} data-testid="register-types" />
      </Field>
      <Checkbox label={t('registers:secret')} checked={values.isSecret} disabled={known !== null} onChange={(_, data) => set({ isSecret: data.checked === true })} data-testid="register-secret" />
      <RefusedStrip failure={asking.failure} />
    </DialogFrame>
  );
}
