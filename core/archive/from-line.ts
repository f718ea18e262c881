import type { IsoTime } from '../model/ids';
import { parseDate } from '../letter/parse-date';

/** Sender in the From_ lines that this program writes: their times are INTERNALDATEs, and their files are mboxrd without exception. */
export const ownEnvelope = 'vanthu@invalid';

const weekdays = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'];
const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

export interface FromLine {
  /** `dated`: with a time as RFC 4155 wants it. `bare`: nothing but a dash or an address. `own`: written by this program. `loose`: none of these */
  readonly shape: 'own' | 'dated' | 'bare' | 'loose';
  readonly at: IsoTime | null;
}

// "Fri Nov 20 08:00:00 2026", with a zone before or after the year as some programs write it; without one it is UTC (RFC 4155)
const asctime = /\b([A-Z][a-z]{2}) +(\d{1,2}) +(\d{1,2}:\d{2}(?::\d{2})?) +(?:([+-]\d{4}|[A-Z]{2,5}) +)?(\d{4})(?: +([+-]\d{4}|[A-Z]{2,5}))?\s*$/;
// "20 Nov 2026 08:00:00 +0700", as mail dates are written
const mailDate = /\b\d{1,2}[ -][A-Z][a-z]{2}[ -]\d{4} +\d{1,2}:\d{2}/;

/** Reads a line that begins with "From ". @param line without its line break, bytes as Latin-1 */
export function readFromLine(line: string): FromLine {
  const at = timeOf(line);
  if (line.startsWith(`From ${ownEnvelope} `) && at !== null) return { shape: 'own', at };
  if (at !== null) return { shape: 'dated', at };
  return { shape: /^From (?:-|[^\s@]*@[^\s@]+|MAILER-DAEMON)?\s*$/.test(line) ? 'bare' : 'loose', at: null };
}

function timeOf(line: string): IsoTime | null {
  const match = asctime.exec(line);
  if (match !== null && months.includes(match[1] ?? '')) {
    const [, month, day, clock, zoneBefore, year, zoneAfter] = match;
    return parseDate(`${day ?? ''} ${month ?? ''} ${year ?? ''} ${clock ?? ''} ${zoneBefore ?? zoneAfter ?? '+0000'}`);
  }
  return mailDate.test(line) ? parseDate(line.slice('From '.length)) : null;
}

/** The From_ line of a letter that is written out (RFC 4155: asctime in UTC). */
export function writeFromLine(at: IsoTime): string {
  const time = new Date(at);
  const two = (value: number): string => String(value).padStart(2, '0');
  const day = String(time.getUTCDate()).padStart(2, ' ');
  return `From ${ownEnvelope} ${weekdays[time.getUTCDay()] ?? ''} ${months[time.getUTCMonth()] ?? ''} ${day} ${two(time.getUTCHours())}:${two(time.getUTCMinutes())}:${two(time.getUTCSeconds())} ${String(time.getUTCFullYear()).padStart(4, '0')}`;
}
