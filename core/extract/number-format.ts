/** How a number of a spreadsheet is to be shown, as far as text needs it. */
export type NumberKind = 'number' | 'percent' | 'date' | 'time' | 'dateTime';

/** ECMA-376 part 1, 18.8.30: formats without a code of their own in the file. */
function builtIn(id: number): NumberKind {
  if (id === 9 || id === 10) return 'percent';
  if ((id >= 14 && id <= 17) || (id >= 27 && id <= 31) || id === 36 || (id >= 50 && id <= 58)) return 'date';
  if ((id >= 18 && id <= 21) || (id >= 32 && id <= 35) || (id >= 45 && id <= 47)) return 'time';
  return id === 22 ? 'dateTime' : 'number';
}

/** Kind of a number format: its code, or its number where it has none. */
export function numberKind(id: number, code: string | null): NumberKind {
  if (code === null) return builtIn(id);
  const bare = code.slice(0, 300).replace(/\[([hms]{1,3})\]/gi, '$1').replace(/"[^"]*"|\\.|_.|\*.|\[[^\]]*\]/g, ' ').split(';')[0] ?? '';
  if (/general/i.test(bare)) return 'number';
  const day = /[dy]/i.test(bare);
  const hour = /[hs]/i.test(bare);
  if (day || (/m/i.test(bare) && !hour)) return hour ? 'dateTime' : 'date';
  if (hour) return 'time';
  return bare.includes('%') ? 'percent' : 'number';
}

const two = (value: number): string => String(value).padStart(2, '0');
const dayMillis = 86_400_000;

/** A date as offices here write it, dd/MM/yyyy, from a serial number (ECMA-376 part 1, 18.17.4). */
function dateText(serial: number, epoch1904: boolean, kind: NumberKind): string | null {
  // the year 1900 is a leap year in spreadsheets: what lies before March is a day off
  const days = epoch1904 ? serial + 1462 : serial < 60 ? serial + 1 : serial;
  if (!(serial >= 0 && days < 2_958_466)) return null;
  const minutes = Math.round((days * dayMillis) / 60_000);
  const date = new Date(Date.UTC(1899, 11, 30) + minutes * 60_000);
  const day = `${two(date.getUTCDate())}/${two(date.getUTCMonth() + 1)}/${date.getUTCFullYear()}`;
  const time = `${two(date.getUTCHours())}:${two(date.getUTCMinutes())}`;
  if (kind === 'time') return time;
  return kind === 'dateTime' ? `${day} ${time}` : day;
}

/** Text of a number cell: `raw` as it stands in the file. What is no number stays as written. */
export function numberText(raw: string, kind: NumberKind, epoch1904: boolean): string {
  const value = Number(raw);
  if (raw.trim() === '' || !Number.isFinite(value)) return raw.trim();
  // fifteen digits are what a spreadsheet keeps; the rest is binary rounding
  const plain = (number: number): string => String(Number(number.toPrecision(15)));
  if (kind === 'number') return plain(value);
  if (kind === 'percent') return `${plain(value * 100)}%`;
  return dateText(value, epoch1904, kind) ?? plain(value);
}
