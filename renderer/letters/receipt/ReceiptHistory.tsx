import { makeStyles, tokens } from '@fluentui/react-components';
import { useTranslation } from 'react-i18next';
import type { Receipt } from '../../../core/model/receipt';
import { formatClock, formatDayOfInstant } from '../../ui/format-time';
import { sentenceCase } from '../../ui/sentence-case';
import { historyLines } from './receipt-words';

const useStyles = makeStyles({
  heading: { margin: '0 0 4px', fontSize: tokens.fontSizeBase200, fontWeight: tokens.fontWeightSemibold, color: tokens.colorNeutralForeground2 },
  list: { margin: '0 0 12px', padding: 0, listStyleType: 'none', display: 'grid', rowGap: '4px' },
  line: { display: 'grid', gridTemplateColumns: '140px minmax(0, 1fr)', lineHeight: '20px' },
  time: { color: tokens.colorNeutralForeground2, fontVariantNumeric: 'tabular-nums' },
  answer: { color: tokens.colorNeutralForeground2, overflowWrap: 'anywhere' },
});

/** What, when, why, and the server's own words. */
export function ReceiptHistory({ receipts }: { readonly receipts: readonly Receipt[] }) {
  const { t } = useTranslation();
  const styles = useStyles();
  return (
    <>
      {receipts.map((receipt) => (
        <div key={receipt.kind}>
          <h2 className={styles.heading}>{t(`receipt.kind.${receipt.kind}`)}</h2>
          <ol className={styles.list}>
            {historyLines(receipt).map((line, index) => (
              <li key={index} className={styles.line}>
                <time className={styles.time} dateTime={line.at}>{`${formatClock(line.at, true)} ${formatDayOfInstant(line.at)}`}</time>
                <span>
                  {t(line.what.key, line.what.values)}
                  {line.why !== null && ` ${sentenceCase(t(line.why.key, line.why.values))}`}
                  {line.answer !== null && <span className={styles.answer}>{` ${t('receipt.serverSaid', { answer: line.answer })}`}</span>}
                </span>
              </li>
            ))}
          </ol>
        </div>
      ))}
    </>
  );
}
