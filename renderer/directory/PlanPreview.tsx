import { Button, makeStyles, tokens } from '@fluentui/react-components';
import { useState } from 'react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { UnitPlan } from '../../core/directory/plan-units';
import type { UnitProblem } from '../../core/directory/unit-draft';
import { Section } from '../ui/Section';
import { Strip } from '../ui/Strip';

const useStyles = makeStyles({
  page: { display: 'flex', flexDirection: 'column', rowGap: '16px' },
  list: { margin: 0, paddingLeft: '20px', lineHeight: '20px', maxHeight: '260px', overflowY: 'auto', userSelect: 'text' },
  beside: { color: tokens.colorNeutralForeground2 },
  actions: { display: 'flex', columnGap: '8px' },
});

/** entries of a list that are written out */
const most = 500;

interface PlanPreviewProps {
  readonly plan: UnitPlan;
  /** of the table itself, before it was compared */
  readonly problems: readonly UnitProblem[];
  readonly onSave: () => Promise<void>;
  readonly onLeave: () => void;
}

/** What saving would do: new, changed, as before, and what could not be taken, row by row. Nothing is saved yet. */
export function PlanPreview({ plan, problems, onSave, onLeave }: PlanPreviewProps) {
  const { t } = useTranslation();
  const styles = useStyles();
  const [state, setState] = useState<'idle' | 'saving' | 'failed'>('idle');
  const { fresh, changed, unchanged } = plan;
  const all = [...problems, ...plan.problems].toSorted((a, b) => a.row - b.row);
  const count = fresh.length + changed.length;
  const part = (title: string, entries: readonly ReactNode[]) => (entries.length === 0 ? null : <Section title={title}><ul className={styles.list}>{entries.slice(0, most)}{entries.length > most && <li>{t('directory:andMore', { count: entries.length - most })}</li>}</ul></Section>);
  return (
    <div className={styles.page} data-testid="plan-preview">
      <Strip tone={count > 0 ? 'info' : 'neutral'} label={t('common.notice')} headline={t('directory:planSummary', { fresh: fresh.length, changed: changed.length, unchanged: unchanged.length })}>{t('directory:planNothingYet')}</Strip>
      {part(t('directory:planProblems', { count: all.length }), all.map((problem, at) => (
        <li key={at}>{problem.row > 0 && `${t('directory:row', { row: problem.row })}: `}{t(`directory:problem.${problem.code}`, { value: problem.value })}</li>
      )))}
      {part(t('directory:planFresh', { count: fresh.length }), fresh.map((unit) => (
        <li key={unit.unitId}>{unit.name} <span className={styles.beside}>{[...unit.codes, ...unit.addresses, ...unit.domains].slice(0, 3).join(' · ')}</span></li>
      )))}
      {part(t('directory:planChanged', { count: changed.length }), changed.map(({ after, fields }) => (
        <li key={after.unitId}>{after.name} <span className={styles.beside}>{fields.map((field) => t(`directory:field.${field}`)).join(', ')}</span></li>
      )))}
      {state === 'failed' && <Strip tone="bad" label={t('common.notice')} headline={t('common.failed')} live />}
      <div className={styles.actions}>
        <Button
          appearance="primary" disabled={count === 0 || state === 'saving'} data-testid="plan-save"
          onClick={() => {
            setState('saving');
            onSave().catch(() => setState('failed'));
          }}
        >{t('directory:planSave', { count })}</Button>
        <Button onClick={onLeave}>{t('common.cancel')}</Button>
      </div>
    </div>
  );
}
