import { makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import { Checkmark16Regular, Warning16Regular } from '@fluentui/react-icons';
import { useTranslation } from 'react-i18next';
import type { Evidence } from '../../../core/model/document';
import type { UnitBelief } from '../../../core/recognise/believe-unit';
import { Stamp } from '../../ui/Stamp';
import { useToneText } from '../../ui/use-tone-styles';
import { EvidenceButton } from './EvidenceButton';
import type { Highlight } from './highlight';
import { unitReasons } from './unit-reasons';

const useStyles = makeStyles({
  line: { display: 'flex', flexWrap: 'wrap', alignItems: 'center', columnGap: '12px', rowGap: '2px', lineHeight: '22px' },
  unit: { fontSize: tokens.fontSizeBase400, fontWeight: tokens.fontWeightSemibold, padding: '0', border: 'none', margin: '0' },
  reason: { display: 'inline-flex', alignItems: 'center', columnGap: '4px' },
  from: { color: tokens.colorNeutralForeground2, userSelect: 'text', overflowWrap: 'anywhere' },
});

interface UnitLineProps {
  readonly belief: UnitBelief;
  readonly from: string;
  /** a personal letter is not blamed for naming no unit */
  readonly official: boolean;
  readonly evidence: readonly Evidence[];
  readonly onPoint: (highlight: Highlight) => void;
}

/** The unit, and why it may be believed to be it. */
export function UnitLine({ belief, from, official, evidence, onPoint }: UnitLineProps) {
  const { t } = useTranslation();
  const styles = useStyles();
  const text = useToneText();
  return (
    <div className={styles.line} data-testid="unit-line">
      <EvidenceButton plain text={belief.unit} evidence={evidence} className={styles.unit} onPoint={onPoint} />
      {official && !belief.known && <Stamp kind="caution">{t('row.unitUnknown')}</Stamp>}
      {from !== belief.unit && <span className={styles.from}>{from}</span>}
      {unitReasons(belief).map((reason) => (
        <span key={reason.words.key} className={mergeClasses(styles.reason, text[reason.tone])}>
          {reason.tone === 'good' ? <Checkmark16Regular aria-hidden /> : <Warning16Regular aria-hidden />}
          {t(reason.words.key, reason.words.values)}
        </span>
      ))}
    </div>
  );
}
