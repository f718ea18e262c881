import { Spinner, makeStyles, tokens } from '@fluentui/react-components';
import { useTranslation } from 'react-i18next';
import { FindingList } from './FindingList';
import { findingWords, isToFill } from './finding-words';
import type { Findings } from './use-findings';

const useStyles = makeStyles({
  pending: { justifyContent: 'flex-start' },
  panel: { display: 'flex', flexDirection: 'column', rowGap: '8px' },
  title: { margin: 0, fontSize: '14px', lineHeight: '20px', fontWeight: tokens.fontWeightSemibold },
  fill: { margin: 0, paddingLeft: '18px', color: tokens.colorNeutralForeground2, lineHeight: '20px' },
  note: { color: tokens.colorNeutralForeground2, lineHeight: '20px' },
});

/** Beside the letter while it is written: what would be asked before it leaves. */
export function FindingPanel({ findings: { all, pending } }: { readonly findings: Findings }) {
  const { t } = useTranslation();
  const styles = useStyles();
  const toFill = all.filter(isToFill);
  const rest = all.filter((one) => !isToFill(one));
  return (
    <section className={styles.panel} aria-label={t('guard:title')} data-testid="findings">
      <h2 className={styles.title}>{t('guard:title')}</h2>
      {pending > 0 && <Spinner className={styles.pending} size="tiny" labelPosition="after" label={t('guard:pending', { count: pending })} />}
      <FindingList findings={rest} past={null} />
      {toFill.length > 0 && (
        <div>
          <span className={styles.note}>{t('guard:toFill')}</span>
          <ul className={styles.fill}>{toFill.map((one) => <li key={one.code} data-testid="to-fill" data-code={one.code}>{findingWords(one, t).what}</li>)}</ul>
        </div>
      )}
      {all.length === 0 && pending === 0 && <span className={styles.note}>{t('guard:none')}</span>}
    </section>
  );
}
