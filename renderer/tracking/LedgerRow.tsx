import { Button, Link, makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import { ChevronDown16Regular, ChevronRight16Regular } from '@fluentui/react-icons';
import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { LetterId } from '../../core/model/ids';
import type { LedgerLine, LedgerStep } from '../../core/model/tracking';
import { formatDay, formatMoment } from '../ui/format-time';
import { ToneIcon } from '../ui/ToneIcon';
import { useToneText } from '../ui/use-tone-styles';
import { addresseeName, furthestStep, stepWords, toneOfStep } from './ledger-words';

const useStyles = makeStyles({
  row: { borderBottom: `1px solid ${tokens.colorNeutralStroke3}`, padding: '8px 16px 8px 8px' },
  line: { display: 'flex', alignItems: 'flex-start', columnGap: '10px' },
  body: { flexGrow: 1, minWidth: 0, display: 'flex', flexWrap: 'wrap', columnGap: '16px', rowGap: '4px' },
  link: { fontSize: 'inherit', lineHeight: 'inherit' },
  fold: { flexShrink: 0, minWidth: '28px' },
  who: { flexBasis: '240px', flexGrow: 1, minWidth: 0, overflowWrap: 'anywhere' },
  name: { fontWeight: tokens.fontWeightSemibold, lineHeight: '20px' },
  quiet: { color: tokens.colorNeutralForeground2, fontSize: '12px', lineHeight: '16px' },
  what: { flexBasis: '280px', flexGrow: 2, minWidth: 0, overflowWrap: 'anywhere', lineHeight: '20px' },
  state: { display: 'flex', alignItems: 'flex-start', columnGap: '6px' },
  icon: { flexShrink: 0, display: 'inline-flex' },
  // kept free where there is nothing to do, so that the columns stand straight
  acts: { flexShrink: 0, width: '88px', display: 'flex', justifyContent: 'flex-end' },
  alarm: { fontWeight: tokens.fontWeightSemibold },
  steps: { margin: '8px 0 2px 40px', padding: '0 0 0 14px', listStyleType: 'none', borderLeft: `2px solid ${tokens.colorNeutralStroke2}`, display: 'flex', flexDirection: 'column', rowGap: '6px', lineHeight: '20px', overflowWrap: 'anywhere' },
});

interface LedgerRowProps {
  readonly line: LedgerLine;
  readonly onLetter: (letterId: LetterId) => void;
  readonly onSettle: () => void;
}

/** One addressee: how far the letter came there, how that is known, and what has to be looked at. */
export function LedgerRow({ line, onLetter, onSettle }: LedgerRowProps) {
  const { t } = useTranslation();
  const styles = useStyles();
  const tone = useToneText();
  const [open, setOpen] = useState(false);
  const stepsId = useId();
  const step = furthestStep(line);
  const name = addresseeName(line);
  const stepTone = toneOfStep(line.furthest);
  return (
    <li className={styles.row} data-testid="ledger-line" data-step={line.furthest} data-alarm={line.alarm ?? ''}>
      <div className={styles.line}>
        <Button className={styles.fold} size="small" appearance="subtle" icon={open ? <ChevronDown16Regular /> : <ChevronRight16Regular />} aria-expanded={open} aria-controls={stepsId} aria-label={t('tracking:stepsOf', { name })} onClick={() => setOpen(!open)} />
        <div className={styles.body}>
          <div className={styles.who}>
            <div className={styles.name}>{name}</div>
            {name !== line.addressee.address && <div className={styles.quiet}>{line.addressee.address}</div>}
          </div>
          <div className={styles.what}>
            <div className={styles.state}>
              <span className={mergeClasses(styles.icon, tone[stepTone])}><ToneIcon tone={stepTone} /></span>
              <span>
                <span className={tone[stepTone]}>{step === null ? t(`tracking:step.${line.furthest}`) : stepWords(step, t)}</span>
                {step?.strength === 'guessed' && <span className={styles.quiet}> ({t('tracking:strength.guessed')})</span>}
              </span>
            </div>
            {step !== null && <div className={styles.quiet}>{formatMoment(step.at)}{step.letterId !== null && <> · <Evidence step={step} onLetter={onLetter} /></>}</div>}
            {(line.furthest === 'failed' || line.furthest === 'refused') && step?.line != null && step.line.words !== '' && <div className={styles.quiet}>{t('tracking:theirWords', { words: step.line.words })}</div>}
            {line.alarm !== null && line.alarm !== line.furthest && (
              <div className={mergeClasses(styles.alarm, tone[line.alarm === 'silent' || line.alarm === 'deletedUnread' ? 'warn' : 'bad'])}>
                {line.alarm === 'silent' && line.answerBy !== null ? t('tracking:silentSince', { at: formatMoment(line.answerBy) }) : t(`tracking:alarm.${line.alarm}`)}
              </div>
            )}
            {line.settled !== null && <div className={styles.quiet}>{t('tracking:settledWith', { words: line.settled })}</div>}
          </div>
        </div>
        <div className={styles.acts}>{line.alarm !== null && <Button size="small" onClick={onSettle} data-testid="settle-open">{t('tracking:settle')}</Button>}</div>
      </div>
      <ol id={stepsId} hidden={!open} className={open ? styles.steps : undefined}>
        {open && line.steps.map((one, index) => <StepItem key={index} step={one} onLetter={onLetter} />)}
      </ol>
    </li>
  );
}

function Evidence({ step, onLetter }: { readonly step: LedgerStep; readonly onLetter: (letterId: LetterId) => void }) {
  const { t } = useTranslation();
  const styles = useStyles();
  const { letterId, kind } = step;
  return letterId === null ? null : <Link as="button" className={styles.link} onClick={() => onLetter(letterId)}>{t(`tracking:evidence.${kind}`)}</Link>;
}

function StepItem({ step, onLetter }: { readonly step: LedgerStep; readonly onLetter: (letterId: LetterId) => void }) {
  const { t } = useTranslation();
  const styles = useStyles();
  const { line } = step;
  return (
    <li>
      <div>{formatMoment(step.at)} – {stepWords(step, t)}{step.strength !== 'ours' && <span className={styles.quiet}> ({t(`tracking:strength.${step.strength}`)})</span>}</div>
      <div className={styles.quiet}>
        {[
          ...(step.toldAt === null ? [] : [t('tracking:toldAt', { at: formatMoment(step.toldAt) })]),
          ...(line?.date != null && step.step !== 'registered' ? [formatDay(line.date)] : []),
          ...(line?.status != null ? [t('tracking:status', { status: line.status })] : []),
          ...(line === null || line.words === '' ? [] : [t('tracking:theirWords', { words: line.words })]),
        ].join(' · ')}
        {step.letterId !== null && <> <Evidence step={step} onLetter={onLetter} /></>}
      </div>
    </li>
  );
}
