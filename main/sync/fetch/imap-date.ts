import { isoTime } from '../../../core/base/clock';
import type { IsoTime } from '../../../core/model/ids';

const months = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];

/** INTERNALDATE as a server writes it (RFC 9051, 9, date-time: `17-Jul-2026 02:44:25 +0700`); what cannot be read is 1970. */
export function imapDate(text: string | null): IsoTime {
  const match = /^ ?(\d{1,2})-([A-Za-z]{3})-(\d{4}) (\d\d):(\d\d):(\d\d) ([+-])(\d\d)(\d\d)$/.exec(text ?? '');
  const month = months.indexOf(match?.[2]?.toLowerCase() ?? '');
  if (!match || month === -1) return isoTime(new Date(0));
  const [day, year, hour, minute, second, zoneHours, zoneMinutes] = [1, 3, 4, 5, 6, 8, 9].map((at) => Number(match[at])) as [number, number, number, number, number, number, number];
  const zone = (match[7] === '-' ? -1 : 1) * (zoneHours * 60 + zoneMinutes);
  return isoTime(new Date(Date.UTC(year, month, day, hour, minute, second) - zone * 60_000));
}
