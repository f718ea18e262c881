import { makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import { CheckmarkCircle20Filled } from '@fluentui/react-icons';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { IssueStepName, StepState } from './issue-steps';

const useStyles = makeStyles({
  step: { display: 'grid', gridTemplateColumns: '26px minmax(0, 1fr)', columnGap: '8px', paddingBottom: '12px' },
  mark: { width: '22px', height: '22px', borderRadius: '50%', display: 'flex', alignItems: 'center', justifyContent: 'center', fontSize: '12px', fontWeight: tokens.fontWeightSemibold, border: `1px solid ${tokens.colorNeutralStroke1}`, color: tokens.colorNeutralForeground3, boxSizing: 'border-box' },
  now: { backgroundColor: tokens.colorBrandBackground, color: tokens.colorNeutralForegroundOnBrand, border: 'none' },
  done: { border: 'none', color: tokens.colorStatusSuccessForeground1 },
  title: { margin: '0 0 6px', fontSize: '14px', lineHeight: '22px', fontWeight: tokens.fontWeightRegular, color: tokens.colorNeutralForeground2 },
  titleNow: { fontWeight: tokens.fontWeightSemibold, color: tokens.colorNeutralForeground1 },
  body: { display: 'flex', flexDirection: 'column', rowGap: '8px', alignItems: 'flex-start', '& > *': { maxWidth: '100%' } },
});

interface IssueStepLineProps {
  readonly name: IssueStepName;
  readonly index: number;
  readonly state: StepState;
  readonly children?: ReactNode;
}

/** One step of the way with its number, or the sign that it is done. */
export function IssueStepLine({ name, index, state, children }: IssueStepLineProps) {
  const { t } = useTranslation();
  const styles = useStyles();
  return (
    <li className={styles.step} data-testid={`step-${name}`} data-state={state} aria-current={state === 'now' ? 'step' : undefined}>
      <span className={mergeClasses(styles.mark, state === 'now' && styles.now, state === 'done' && styles.done)} aria-hidden>{state === 'done' ? <CheckmarkCircle20Filled /> : index}</span>
      <div>
        <h3 className={mergeClasses(styles.title, state === 'now' && styles.titleNow)}>{t(`issue:step.${name}`)}{state === 'done' || state === 'skipped' ? ` (${t(`issue:state.${state}`)})` : ''}</h3>
        <div className={styles.body}>{children}</div>
      </div>
    </li>
  );
}
