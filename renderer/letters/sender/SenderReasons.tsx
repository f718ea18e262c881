import { Button, makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import { Checkmark16Regular, Subtract16Regular, Warning16Filled } from '@fluentui/react-icons';
import { useTranslation } from 'react-i18next';
import { assertNever } from '../../../core/base/assert-never';
import type { Officialness, OfficialnessReason, SenderFinding } from '../../../core/model/sender';
import { formatDay } from '../../ui/format-time';
import type { Tone } from '../../ui/tone';
import { useToneText } from '../../ui/use-tone-styles';

const useStyles = makeStyles({
  box: { border: `1px solid ${tokens.colorNeutralStroke2}`, borderRadius: tokens.borderRadiusMedium, padding: '8px 12px', display: 'grid', rowGap: '8px', userSelect: 'text' },
  list: { margin: 0, padding: 0, listStyleType: 'none', display: 'grid', rowGap: '3px' },
  entry: { display: 'grid', gridTemplateColumns: '22px minmax(0, 1fr)', lineHeight: '20px' },
  icon: { display: 'inline-flex', paddingTop: '2px' },
  heading: { margin: '0 0 2px', fontSize: tokens.fontSizeBase200, lineHeight: '16px', fontWeight: tokens.fontWeightSemibold, color: tokens.colorNeutralForeground2 },
  clues: { margin: 0, display: 'grid', gridTemplateColumns: 'max-content minmax(0, 1fr)', columnGap: '16px', rowGap: '2px', lineHeight: '20px' },
  name: { color: tokens.colorNeutralForeground2 },
  seen: { margin: 0, overflowWrap: 'anywhere' },
});

interface SenderReasonsProps {
  readonly sender: SenderFinding;
  readonly officialness: Officialness;
  /** another unit can be chosen; null: that is offered above already */
  readonly onChoose: (() => void) | null;
}

/** Everything that was weighed, each with what it speaks for. */
export function SenderReasons({ sender, officialness, onChoose }: SenderReasonsProps) {
  const { t } = useTranslation();
  const styles = useStyles();
  const tone = useToneText();
  return (
    <div className={styles.box} data-testid="sender-reasons">
      <ul className={styles.list}>
        {officialness.reasons.map((reason, index) => (
          <li key={`${reason.code}-${index}`} className={styles.entry}>
            <span className={mergeClasses(styles.icon, tone[toneOf(reason)])}><ReasonIcon reason={reason} /></span>
            <span>{t(`officialness:${reason.code}`, shownValues(reason))}</span>
          </li>
        ))}
      </ul>
      {sender.clues.length > 0 && (
        <div>
          <h2 className={styles.heading}>{t('sender:clues')}</h2>
          <dl className={styles.clues}>
            {sender.clues.map((clue) => [
              <dt key={`${clue.kind}-${clue.seen}-name`} className={styles.name}>{t(`sender:clue.${clue.kind}`)}</dt>,
              <dd key={`${clue.kind}-${clue.seen}`} className={styles.seen}>{clue.seen}{clue.unitId === null && ` (${t('sender:notInDirectory')})`}</dd>,
            ])}
          </dl>
        </div>
      )}
      {onChoose !== null && <div><Button size="small" onClick={onChoose}>{t('sender:choose')}</Button></div>}
    </div>
  );
}

/** Days as people here write them. */
function shownValues({ values }: OfficialnessReason): Readonly<Record<string, string>> {
  return values['day'] === undefined ? values : { ...values, day: formatDay(values['day']) };
}

function toneOf({ speaks }: OfficialnessReason): Tone {
  switch (speaks) {
    case 'for': return 'good';
    case 'against': return 'bad';
    case 'neither': return 'neutral';
    default: return assertNever(speaks);
  }
}

function ReasonIcon({ reason: { speaks } }: { readonly reason: OfficialnessReason }) {
  switch (speaks) {
    case 'for': return <Checkmark16Regular aria-hidden />;
    case 'against': return <Warning16Filled aria-hidden />;
    case 'neither': return <Subtract16Regular aria-hidden />;
    default: return assertNever(speaks);
  }
}
