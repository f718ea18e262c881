import ICAL from 'ical.js';

/** Việt Nam and Thailand, without summer time: the wall clock that meetings are told by at the desk. */
const deskOffsetSeconds = 7 * 3600;

/**
 * Wall time at the desk of a DTSTART or DTEND, `2026-11-25T14:00`, or its day; null where it cannot be known.
 * @param days added to a day: the end of an event of whole days is the day after it (RFC 5545, 3.6.1)
 */
export function deskTime(property: ICAL.Property, calendar: ICAL.Component, days = 0, seconds = 0): string | null {
  const value: unknown = property.getFirstValue();
  if (!(value instanceof ICAL.Time)) return null;
  const wall = Date.UTC(value.year, value.month - 1, value.day + (value.isDate ? days : 0), value.isDate ? 0 : value.hour, value.isDate ? 0 : value.minute);
  // beyond the year 9999 a date is written otherwise, and meant by nobody
  if (!Number.isFinite(wall) || value.year < 1 || value.year > 9998) return null;
  if (value.isDate) return new Date(wall).toISOString().slice(0, 10);
  const tzid = parameterOf(property, 'tzid');
  const offset = value.zone === ICAL.Timezone.utcTimezone ? 0 : tzid === '' ? deskOffsetSeconds : offsetOf(tzid, wall, calendar);
  return offset === null ? null : new Date(wall + (deskOffsetSeconds - offset + seconds) * 1000).toISOString().slice(0, 16);
}

/**
 * Seconds east of UTC. A zone with one offset is read from the object itself; one with summer time by its IANA name, because its rules are a
 * program of the sender's making that is not run here.
 */
function offsetOf(tzid: string, wall: number, calendar: ICAL.Component): number | null {
  const zone = calendar.getAllSubcomponents('vtimezone').find((one) => one.getFirstPropertyValue('tzid') === tzid);
  const offsets = new Set((zone?.getAllSubcomponents() ?? []).map((one) => secondsOf(one.getFirstPropertyValue('tzoffsetto'))));
  const [only] = offsets;
  if (offsets.size === 1 && only !== undefined && only !== null) return only;
  return namedOffset(tzid, wall);
}

/** '' where there is none: the package's types promise a string that is not there */
export function parameterOf(property: ICAL.Property, name: string): string {
  const value = property.getFirstParameter(name) as unknown;
  return typeof value === 'string' ? value : '';
}

function secondsOf(value: unknown): number | null {
  return value instanceof ICAL.UtcOffset ? value.toSeconds() : null;
}

function namedOffset(tzid: string, wall: number): number | null {
  try {
    const parts = new Intl.DateTimeFormat('en-US', { timeZone: tzid, timeZoneName: 'longOffset' }).formatToParts(new Date(wall));
    const name = parts.find((part) => part.type === 'timeZoneName')?.value ?? '';
    const match = /^GMT(?:([+-])(\d\d):(\d\d))?$/u.exec(name);
    if (match === null) return null;
    return (match[1] === '-' ? -1 : 1) * (Number(match[2] ?? 0) * 3600 + Number(match[3] ?? 0) * 60);
  } catch (cause) {
    // a name that nobody knows
    if (!(cause instanceof RangeError)) throw cause;
    return null;
  }
}
