import { limits } from '../base/limits';
import { fieldValues } from '../letter/header-fields';
import { parseDate } from '../letter/parse-date';
import type { HeaderField } from '../model/letter';
import type { IsoTime } from '../model/ids';

export interface ArrivalTraces {
  /** time of the From_ line; `own` where this program wrote it, which keeps INTERNALDATE there */
  readonly envelope: { readonly at: IsoTime; readonly own: boolean } | null;
  /** time of the file: the delivery in a Maildir, the saving of an .eml */
  readonly file: IsoTime | null;
  readonly fields: readonly HeaderField[];
}

/**
 * When a letter from a file arrived. In this order: From_ line, file, topmost Received, Date. The first two are times of a store:
 * copying a folder makes them anew. They are believed while they agree within two days with what the letter itself tells
 * (RFC 5321, 4.4: Received is written by the receiving server), or where it tells nothing.
 */
export function arrivalTime({ envelope, file, fields }: ArrivalTraces): IsoTime {
  if (envelope?.own === true) return envelope.at;
  const received = receivedTime(fields);
  const date = parseDate(fieldValues(fields, 'date')[0] ?? '');
  const told = received ?? date;
  const agrees = (at: IsoTime): boolean => told === null || Math.abs(Date.parse(at) - Date.parse(told)) <= limits.arrivalDisagreesMillis;
  for (const at of [envelope?.at ?? null, file]) if (at !== null && agrees(at)) return at;
  return told ?? envelope?.at ?? file ?? (new Date(0).toISOString() as IsoTime);
}

/** The date stands behind the last semicolon (RFC 5321, 4.4). */
function receivedTime(fields: readonly HeaderField[]): IsoTime | null {
  const top = fieldValues(fields, 'received')[0];
  return top === undefined ? null : parseDate(top.slice(top.lastIndexOf(';') + 1));
}
