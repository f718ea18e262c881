import { Button, Field, Input, Textarea, makeStyles, tokens } from '@fluentui/react-components';
import { Dismiss16Regular } from '@fluentui/react-icons';
import { useState } from 'react';
import type { FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import type { UnitProblem } from '../../core/directory/unit-draft';
import type { Unit } from '../../core/model/unit';
import { Strip } from '../ui/Strip';
import { formOf, readForm, type FormValues } from './form-values';
import { UnitPicker } from './UnitPicker';

const useStyles = makeStyles({
  page: { maxWidth: '860px', padding: '20px 28px 48px', display: 'flex', flexDirection: 'column', rowGap: '14px', boxSizing: 'border-box' },
  title: { margin: 0, fontSize: '22px', lineHeight: '30px', fontWeight: tokens.fontWeightSemibold },
  two: { display: 'grid', gridTemplateColumns: '1fr 1fr', columnGap: '16px', rowGap: '14px', alignItems: 'start' },
  chosen: { display: 'flex', alignItems: 'center', columnGap: '6px', lineHeight: '28px' },
  actions: { display: 'flex', columnGap: '8px' },
});

interface UnitFormProps {
  readonly unit: Unit;
  readonly isNew: boolean;
  readonly directory: readonly Unit[];
  readonly freeDomains: readonly string[];
  readonly onSave: (unit: Unit) => Promise<void>;
  readonly onLeave: () => void;
}

/** An entry of the directory as a form; what cannot be taken is told before anything is saved. */
export function UnitForm({ unit, isNew, directory, freeDomains, onSave, onLeave }: UnitFormProps) {
  const { t } = useTranslation();
  const styles = useStyles();
  const [values, setValues] = useState<FormValues>(() => formOf(unit));
  const [problems, setProblems] = useState<readonly UnitProblem[]>([]);
  const [nameless, setNameless] = useState(false);
  const [failed, setFailed] = useState(false);
  const others = directory.filter(({ unitId }) => unitId !== unit.unitId);
  const set = (change: Partial<FormValues>) => setValues((before) => ({ ...before, ...change }));
  const save = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const read = readForm(unit, values, freeDomains);
    setNameless(read.unit === null);
    setProblems(read.unit === null ? [] : read.problems);
    if (read.unit === null) event.currentTarget.querySelector('input')?.focus();
    if (read.unit !== null && read.problems.length === 0) onSave(read.unit).catch(() => setFailed(true));
  };
  const line = (field: 'name' | 'validFrom' | 'validTo', required = false) => (
    <Field label={t(`directory:field.${field}`)} required={required} validationMessage={required && nameless ? t('directory:nameMissing') : null}>
      <Input autoFocus={field === 'name'} value={values[field]} spellCheck={false} maxLength={500} onChange={(_, data) => set({ [field]: data.value })} placeholder={field === 'name' ? '' : t('directory:dayHint')} data-testid={`unit-field-${field}`} />
    </Field>
  );
  const area = (field: 'aliases' | 'symbols' | 'codes' | 'domains' | 'addresses' | 'phones' | 'groups' | 'people') => (
    <Field label={t(`directory:field.${field}`)} hint={t(`directory:hint.${field}`)}>
      <Textarea value={values[field]} rows={field === 'people' ? 3 : 2} resize="vertical" spellCheck={false} onChange={(_, data) => set({ [field]: data.value })} data-testid={`unit-field-${field}`} />
    </Field>
  );
  return (
    <form className={styles.page} noValidate onSubmit={save} data-testid="unit-form" onKeyDown={(event) => {
      if (event.key === 'Escape' && !event.defaultPrevented) onLeave();
    }}>
      <h1 className={styles.title}>{t(isNew ? 'directory:formNew' : 'directory:formEdit')}</h1>
      {line('name', true)}
      <div className={styles.two}>
        {area('addresses')}{area('domains')}{area('codes')}{area('symbols')}{area('aliases')}{area('phones')}
        <Field label={t('directory:field.parent')}><UnitPicker directory={others} chosen={values.parentId} placeholder={t('directory:pick')} onChoose={(parentId) => set({ parentId })} /></Field>
        {area('groups')}
        {line('validFrom')}{line('validTo')}
      </div>
      <Field label={t('directory:field.successors')} hint={t('directory:hint.successors')}>
        <div>
          {values.successors.map((id) => (
            <div key={id} className={styles.chosen}>
              {directory.find(({ unitId }) => unitId === id)?.name ?? id}
              <Button size="small" appearance="subtle" icon={<Dismiss16Regular />} aria-label={t('directory:takeOut')} onClick={() => set({ successors: values.successors.filter((one) => one !== id) })} />
            </div>
          ))}
          <UnitPicker key={values.successors.length} directory={others.filter(({ unitId }) => !values.successors.includes(unitId))} chosen={null} placeholder={t('directory:pick')} onChoose={(id) => id !== null && set({ successors: [...values.successors, id] })} />
        </div>
      </Field>
      {area('people')}
      {problems.length > 0 && (
        <Strip tone="warn" label={t('common.notice')} headline={t('directory:formProblems')} live>
          {problems.map((problem) => t(`directory:problem.${problem.code}`, { value: problem.value })).join(' ')}
        </Strip>
      )}
      {failed && <Strip tone="bad" label={t('common.notice')} headline={t('common.failed')} live />}
      <div className={styles.actions}>
        <Button type="submit" appearance="primary" data-testid="unit-save">{t('directory:save')}</Button>
        <Button onClick={onLeave}>{t('common.cancel')}</Button>
      </div>
    </form>
  );
}
