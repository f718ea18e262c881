import { Checkbox, makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import { useTranslation } from 'react-i18next';
import type { GuardFinding } from '../../core/guard/guard-finding';
import { ToneIcon } from '../ui/ToneIcon';
import type { Tone } from '../ui/tone';
import { useToneSurface, useToneText } from '../ui/use-tone-styles';
import { findingWords } from './finding-words';

const useStyles = makeStyles({
  list: { listStyleType: 'none', margin: 0, padding: 0, display: 'flex', flexDirection: 'column', rowGap: '8px' },
  finding: { border: '1px solid', borderRadius: tokens.borderRadiusMedium, padding: '8px 10px', display: 'grid', gridTemplateColumns: 'auto minmax(0, 1fr)', columnGap: '8px', rowGap: '4px', lineHeight: '20px' },
  what: { fontWeight: tokens.fontWeightSemibold, overflowWrap: 'anywhere' },
  rest: { gridColumn: '2', color: tokens.colorNeutralForeground2, overflowWrap: 'anywhere' },
  next: { gridColumn: '2', overflowWrap: 'anywhere' },
  box: { gridColumn: '2', marginLeft: '-8px' },
});

const tones: Readonly<Record<GuardFinding['rule'], Tone>> = { allow: 'info', warn: 'warn', block: 'bad' };

interface FindingListProps {
  readonly findings: readonly GuardFinding[];
  /** codes that a person went past, with how to change that; null: only shown */
  readonly past: { readonly codes: ReadonlySet<string>; readonly onChange: (code: string, isPast: boolean) => void } | null;
}

/** What was found, why it matters and what to do about it. */
export function FindingList({ findings, past }: FindingListProps) {
  const { t } = useTranslation();
  const styles = useStyles();
  const surface = useToneSurface();
  const text = useToneText();
  return (
    <ul className={styles.list}>
      {findings.map((finding, index) => {
        const { what, why, next } = findingWords(finding, t);
        const tone = tones[finding.rule];
        return (
          <li key={`${finding.code} ${index}`} className={mergeClasses(styles.finding, surface[tone])} data-testid="finding" data-code={finding.code} data-rule={finding.rule}>
            <span className={text[tone]} title={t(`guard:rule.${finding.rule}`)}><ToneIcon tone={tone} /></span>
            <span className={mergeClasses(styles.what, text[tone])}>{what}</span>
            <span className={styles.rest}>{why}</span>
            <span className={styles.next}>{next}</span>
            {past !== null && finding.rule === 'warn' && (
              <Checkbox className={styles.box} label={t('guard:went')} checked={past.codes.has(finding.code)} onChange={(_, data) => past.onChange(finding.code, data.checked === true)} data-testid={`past-${finding.code}`} />
            )}
          </li>
        );
      })}
    </ul>
  );
}
