import type { TFunction } from 'i18next';
import type { ListRow } from '../../../core/contract/list';
import { formatArrival } from '../../ui/format-time';
import { rowMarks } from './row-marks';

/** The whole row as one sentence, for people who hear it. */
export function rowLabel(row: ListRow, now: Date, online: boolean, t: TFunction): string {
  if (!row.listed) return t('row.notListed');
  return [
    row.read ? null : t('row.unread'),
    row.urgency,
    row.flagged ? t('mailbox:row.flagged') : null,
    row.answered ? t('mailbox:row.answered') : null,
    row.number ?? (row.official ? t('row.noNumber') : null),
    row.type,
    row.unitKnown ? row.unit : `${t('row.unitUnknown')}: ${row.unit}`,
    row.secret ? t('row.secretSummary') : row.summary,
    ...rowMarks(row, now, online).map((mark) => t(mark.words.key, mark.words.values)),
    formatArrival(row.arrivedAt, now),
  ].filter((part) => part !== null && part !== '').join(', ');
}
