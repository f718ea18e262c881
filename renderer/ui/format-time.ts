/** Dates as offices here write them: day first, in the clock of this computer. */
const locales: Readonly<Record<string, string>> = { vi: 'vi-VN', en: 'en-GB' };

function localeOf(language: string): string {
  return locales[language] ?? 'en-GB';
}

/** Calendar day `2019-05-02` as 02/05/2019; anything else comes back as it is. */
export function formatDay(day: string): string {
  const match = /^(\d{4})-(\d{2})-(\d{2})/.exec(day);
  return match === null ? day : `${match[3]}/${match[2]}/${match[1]}`;
}

/** Local wall time `2026-11-25T14:00` as "14:00, 25/11/2026"; a bare day stays a day. */
export function formatWallTime(at: string): string {
  const match = /T(\d{2}:\d{2})/.exec(at);
  return match === null ? formatDay(at) : `${match[1]}, ${formatDay(at)}`;
}

function two(value: number): string {
  return String(value).padStart(2, '0');
}

export function localDay(date: Date): string {
  return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
}

/** Instant as "08:13" or "08:13:02". */
export function formatClock(instant: string, seconds = false): string {
  const date = new Date(instant);
  const clock = `${two(date.getHours())}:${two(date.getMinutes())}`;
  return seconds ? `${clock}:${two(date.getSeconds())}` : clock;
}

/** Instant as "08:13 02/05/2019". */
export function formatMoment(instant: string): string {
  return `${formatClock(instant)} ${formatDay(localDay(new Date(instant)))}`;
}

export function formatDayOfInstant(instant: string): string {
  return formatDay(localDay(new Date(instant)));
}

/** In a list: the hour today, day and month this year, else the whole day. */
export function formatArrival(instant: string, now: Date): string {
  const date = new Date(instant);
  if (localDay(date) === localDay(now)) return formatClock(instant);
  const day = formatDay(localDay(date));
  return date.getFullYear() === now.getFullYear() ? day.slice(0, 5) : day;
}

/** A moment today by its hour, an earlier one with its day. */
export function formatSince(instant: string, now: Date): string {
  return localDay(new Date(instant)) === localDay(now) ? formatClock(instant) : formatMoment(instant);
}

export function formatNumber(value: number, language: string): string {
  return new Intl.NumberFormat(localeOf(language)).format(value);
}

/** "11,2 / 15 GB": how much of how much, in the unit of the whole. */
export function formatShare(part: number, whole: number, language: string): string {
  const power = whole < 1024 ** 2 ? 1 : whole < 1024 ** 3 ? 2 : 3;
  const short = new Intl.NumberFormat(localeOf(language), { maximumFractionDigits: 1 });
  return `${short.format(part / 1024 ** power)} / ${short.format(whole / 1024 ** power)} ${['KB', 'MB', 'GB'][power - 1]}`;
}

/** Bytes with the unit a person reads: B, KB, MB, GB (1024). */
export function formatBytes(bytes: number, language: string): string {
  if (bytes < 1024) return `${formatNumber(bytes, language)} B`;
  const kilo = bytes / 1024;
  if (kilo < 1024) return `${formatNumber(Math.round(kilo), language)} KB`;
  const mega = kilo / 1024;
  const short = new Intl.NumberFormat(localeOf(language), { maximumFractionDigits: 1 });
  return mega < 1024 ? `${short.format(mega)} MB` : `${short.format(mega / 1024)} GB`;
}
