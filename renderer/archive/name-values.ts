import type { NameValues } from '../../core/archive/name-template';
import type { ListRow } from '../../core/contract/list';
import { localDay } from '../ui/format-time';

/** What a name template may say of a letter. Dates as year-month-day: files then stand in the order of time. */
export function nameValues(row: ListRow): NameValues {
  const arrived = localDay(new Date(row.arrivedAt));
  return {
    date: row.date ?? arrived, arrived, number: row.number ?? '', type: row.type ?? '', unit: row.unit, summary: row.summary, subject: row.subject, from: row.from,
  };
}
