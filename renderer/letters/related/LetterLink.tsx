import { Link, makeStyles, tokens } from '@fluentui/react-components';
import { useTranslation } from 'react-i18next';
import type { ListRow } from '../../../core/contract/list';
import type { LetterId } from '../../../core/model/ids';
import { formatDayOfInstant } from '../../ui/format-time';
import { sentenceCase } from '../../ui/sentence-case';
import { Stamp } from '../../ui/Stamp';

const useStyles = makeStyles({
  line: { display: 'flex', flexWrap: 'wrap', alignItems: 'baseline', columnGap: '8px', lineHeight: '20px', minWidth: 0 },
  number: { fontWeight: tokens.fontWeightSemibold, fontSize: 'inherit' },
  beside: { color: tokens.colorNeutralForeground2, overflowWrap: 'anywhere' },
});

interface LetterLinkProps {
  readonly row: ListRow;
  /** what that document does to this one, or this one to that */
  readonly does: string | null;
  readonly onLetter: (letterId: LetterId) => void;
}

/** A letter we hold, in one line: what it does, its number, of whom, when it came, what it is about. */
export function LetterLink({ row, does, onLetter }: LetterLinkProps) {
  const { t } = useTranslation();
  const styles = useStyles();
  const number = row.number ?? row.type ?? t('document:noNumber');
  return (
    <span className={styles.line}>
      {does !== null && <Stamp kind="quiet">{does}</Stamp>}
      <Link as="button" className={styles.number} aria-label={t('document:related.open', { number })} onClick={() => onLetter(row.letterId)} data-testid="related-letter">{number}</Link>
      <span className={styles.beside}>{row.unit} · {t('document:related.arrived', { day: formatDayOfInstant(row.arrivedAt) })}</span>
      {!row.secret && <span className={styles.beside}>{sentenceCase(row.summary)}</span>}
    </span>
  );
}
