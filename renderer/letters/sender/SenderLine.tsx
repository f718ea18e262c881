import { Button, Link, makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import { ChevronDown16Regular, ChevronUp16Regular, Question16Regular, ShieldCheckmark16Regular, Warning16Filled } from '@fluentui/react-icons';
import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { assertNever } from '../../../core/base/assert-never';
import type { Officialness, OfficialnessLevel, SenderFinding } from '../../../core/model/sender';
import { Stamp } from '../../ui/Stamp';
import type { Tone } from '../../ui/tone';
import { useToneText } from '../../ui/use-tone-styles';
import { useFocusKept } from '../reading/use-focus-kept';
import { SenderReasons } from './SenderReasons';

const useStyles = makeStyles({
  line: { display: 'flex', flexWrap: 'wrap', alignItems: 'center', columnGap: '10px', rowGap: '2px', lineHeight: '22px' },
  unit: { fontSize: tokens.fontSizeBase400, lineHeight: '22px', fontWeight: tokens.fontWeightSemibold, color: tokens.colorNeutralForeground1, textAlign: 'left', overflowWrap: 'anywhere' },
  from: { color: tokens.colorNeutralForeground2, userSelect: 'text', overflowWrap: 'anywhere' },
  level: {
    display: 'inline-flex', alignItems: 'center', columnGap: '4px', padding: '0 4px', border: 'none', backgroundColor: 'transparent', font: 'inherit', lineHeight: '20px', cursor: 'pointer', borderRadius: tokens.borderRadiusSmall, whiteSpace: 'nowrap',
    ':hover': { backgroundColor: tokens.colorNeutralBackground1Hover },
    ':focus-visible': { outline: `2px solid ${tokens.colorStrokeFocus2}` },
  },
  actions: { display: 'inline-flex', columnGap: '4px' },
  action: { minWidth: 'auto' },
  conflict: { display: 'flex', alignItems: 'flex-start', columnGap: '6px', margin: 0, lineHeight: '20px' },
  icon: { display: 'inline-flex', paddingTop: '2px', flexShrink: 0 },
});

const tones: Readonly<Record<OfficialnessLevel, Tone>> = { official: 'good', unproven: 'warn', doubtful: 'bad' };

interface SenderLineProps {
  readonly sender: SenderFinding;
  readonly officialness: Officialness;
  readonly from: string;
  /** a personal letter is not blamed for naming no unit */
  readonly official: boolean;
  readonly onUnit: () => void;
  readonly onChoose: () => void;
  /** null: there is no mailbox to ask from */
  readonly onAsk: (() => void) | null;
}

/** The unit, whether the letter may be taken to come from it, and why; what speaks against each other is never folded away. */
export function SenderLine({ sender, officialness, from, official, onUnit, onChoose, onAsk }: SenderLineProps) {
  const { t } = useTranslation();
  const styles = useStyles();
  const tone = useToneText();
  const id = useId();
  const { level } = officialness;
  const [asked, setAsked] = useState<boolean | null>(null);
  // why a letter must not be trusted is told without being asked
  const open = asked ?? level === 'doubtful';
  return (
    <>
      <div className={styles.line} data-testid="unit-line">
        <Link as="button" className={styles.unit} title={t('sender:filter')} aria-description={t('sender:filter')} onClick={onUnit} data-testid="unit-filter">{sender.unit === '' ? from : sender.unit}</Link>
        {official && !sender.known && <Stamp kind="caution">{t('row.unitUnknown')}</Stamp>}
        {from !== sender.unit && <span className={styles.from}>{from}</span>}
        <button type="button" className={mergeClasses(styles.level, tone[tones[level]])} aria-expanded={open} aria-controls={id} onClick={() => setAsked(!open)} data-testid="officialness" data-level={level}>
          <LevelIcon level={level} />{t(`sender:level.${level}`, { basis: basisOf(officialness) })}{open ? <ChevronUp16Regular aria-hidden /> : <ChevronDown16Regular aria-hidden />}
        </button>
        {official && !sender.known && <UnknownUnitActions onChoose={onChoose} onAsk={onAsk} />}
      </div>
      {sender.conflicts.map(([first, second]) => (
        <p key={`${first.kind}-${second.kind}-${first.seen}-${second.seen}`} className={mergeClasses(styles.conflict, tone.warn)} data-testid="sender-conflict">
          <span className={styles.icon}><Warning16Filled aria-hidden /></span>
          {t('sender:conflict', { first: t(`sender:clue.${first.kind}`), firstSeen: first.seen, second: t(`sender:clue.${second.kind}`).toLocaleLowerCase(), secondSeen: second.seen })}
        </p>
      ))}
      <div id={id} hidden={!open}>{open && <SenderReasons sender={sender} officialness={officialness} onChoose={official && sender.known ? onChoose : null} />}</div>
    </>
  );
}

/** An address is official whatever becomes of the signature; only where the signature alone speaks for the sender it is named instead. */
function basisOf({ reasons }: Officialness): 'address' | 'signature' {
  return reasons.some(({ code, speaks }) => speaks === 'for' && (code === 'officialDomain' || code === 'directoryKnowsAddress')) ? 'address' : 'signature';
}

/** They go once the unit is known. */
function UnknownUnitActions({ onChoose, onAsk }: Pick<SenderLineProps, 'onChoose' | 'onAsk'>) {
  const { t } = useTranslation();
  const styles = useStyles();
  const part = useFocusKept<HTMLSpanElement>();
  return (
    <span ref={part} className={styles.actions}>
      <Button className={styles.action} size="small" onClick={onChoose} data-testid="unit-choose">{t('sender:choose')}</Button>
      {onAsk !== null && <Button className={styles.action} size="small" onClick={onAsk} data-testid="unit-ask">{t('sender:ask')}</Button>}
    </span>
  );
}

function LevelIcon({ level }: { readonly level: OfficialnessLevel }) {
  switch (level) {
    case 'official': return <ShieldCheckmark16Regular aria-hidden />;
    case 'unproven': return <Question16Regular aria-hidden />;
    case 'doubtful': return <Warning16Filled aria-hidden />;
    default: return assertNever(level);
  }
}
