import { makeStyles, mergeClasses } from '@fluentui/react-components';
import { CheckmarkCircle16Filled, DismissCircle16Filled, SubtractCircle16Regular, Warning16Filled } from '@fluentui/react-icons';
import { useTranslation } from 'react-i18next';
import type { Check, Indication, SignatureChecks } from '../../../../core/model/verdict';
import { checkOrder } from '../../../../core/report/check-order';
import type { Tone } from '../../../ui/tone';
import { useToneText } from '../../../ui/use-tone-styles';

import { checkWords } from '../check-words';
import { toneOfCheck } from '../verdict-tone';

const useStyles = makeStyles({
  checks: { listStyleType: 'none', margin: '8px 0 0', padding: 0, display: 'grid', rowGap: '4px' },
  check: { display: 'grid', gridTemplateColumns: '20px minmax(120px, 190px) minmax(0, 1fr)', columnGap: '4px', alignItems: 'start', lineHeight: '20px' },
  icon: { display: 'inline-flex', paddingTop: '2px' },
});

/** All nine checks, each with its own state and why. */
export function CheckList({ checks, verdict }: { readonly checks: SignatureChecks; readonly verdict: Indication }) {
  const { t } = useTranslation();
  const styles = useStyles();
  return (
    <ul className={styles.checks} aria-label={t('details.checks')} data-testid="checks">
      {checkOrder.map((name) => <CheckLine key={name} name={name} check={checks[name]} verdict={verdict} />)}
    </ul>
  );
}

function CheckLine({ name, check, verdict }: { readonly name: keyof SignatureChecks; readonly check: Check; readonly verdict: Indication }) {
  const { t } = useTranslation();
  const styles = useStyles();
  const text = useToneText();
  const tone = toneOfCheck(check, verdict);
  const [state, why] = checkWords(check, t);
  return (
    <li className={styles.check} data-testid={`check-${name}`} data-state={check.state}>
      <span className={mergeClasses(styles.icon, text[tone])}><CheckIcon tone={tone} /></span>
      <span>{t(`check.name.${name}`)}</span>
      <span><span className={text[tone]}>{state}</span>{why !== null && ` – ${why}`}</span>
    </li>
  );
}

function CheckIcon({ tone }: { readonly tone: Tone }) {
  if (tone === 'good') return <CheckmarkCircle16Filled aria-hidden />;
  if (tone === 'bad') return <DismissCircle16Filled aria-hidden />;
  return tone === 'warn' ? <Warning16Filled aria-hidden /> : <SubtractCircle16Regular aria-hidden />;
}
