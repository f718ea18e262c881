import { Link, makeStyles, tokens } from '@fluentui/react-components';
import { ChatMultiple20Regular } from '@fluentui/react-icons';
import { useTranslation } from 'react-i18next';
import type { ListRow } from '../../../core/contract/list';
import type { LetterId } from '../../../core/model/ids';
import type { StorePort } from '../../store/store-port';
import { formatMoment } from '../../ui/format-time';
import { Stamp } from '../../ui/Stamp';
import { Strip } from '../../ui/Strip';
import { useConversation } from './use-conversation';

const useStyles = makeStyles({
  list: { listStyleType: 'none', margin: 0, padding: 0, display: 'flex', flexDirection: 'column', rowGap: '4px' },
  line: { display: 'grid', gridTemplateColumns: '120px minmax(0, 1fr)', columnGap: '10px', lineHeight: '20px' },
  moment: { color: tokens.colorNeutralForeground2, fontVariantNumeric: 'tabular-nums' },
  rest: { display: 'flex', flexWrap: 'wrap', alignItems: 'baseline', columnGap: '8px', minWidth: 0 },
  ours: { fontWeight: tokens.fontWeightSemibold },
  beside: { color: tokens.colorNeutralForeground2, overflowWrap: 'anywhere' },
});

interface ConversationStripProps {
  readonly store: StorePort;
  readonly letterId: LetterId;
  readonly onLetter: (letterId: LetterId) => void;
}

/** What was written to and fro, in the order in which it was; a letter that stands alone says nothing. */
export function ConversationStrip({ store, letterId, onLetter }: ConversationStripProps) {
  const { t } = useTranslation();
  const styles = useStyles();
  const letters = useConversation(store, letterId);
  if (letters.length < 2) return null;
  const line = (row: ListRow) => (
    <li key={row.letterId} className={styles.line} data-testid="conversation-letter">
      <span className={styles.moment}>{formatMoment(row.arrivedAt)}</span>
      <span className={styles.rest}>
        {row.outgoing && <Stamp kind="quiet">{t('reply:ours')}</Stamp>}
        {row.letterId === letterId
          ? <span className={styles.ours} aria-current="true">{nameOf(row)} ({t('reply:here')})</span>
          : <Link as="button" onClick={() => onLetter(row.letterId)}>{nameOf(row)}</Link>}
        {!row.outgoing && <span className={styles.beside}>{t('reply:from', { unit: row.unit })}</span>}
      </span>
    </li>
  );
  return (
    <Strip
      tone="neutral" icon={<ChatMultiple20Regular aria-hidden />} label={t('reply:conversation')} headline={t('reply:conversationCount', { count: letters.length })} testId="conversation-strip"
      detailsLabel={t('common.details')} details={<ol className={styles.list}>{letters.map(line)}</ol>}
    />
  );
}

/** A state secret is named by nothing but its number. */
function nameOf({ number, secret, summary, subject }: ListRow): string {
  const about = secret ? '' : summary || subject;
  return [number, about].filter((one) => one !== null && one !== '').join(' · ') || '…';
}
