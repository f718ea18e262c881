import ICAL from 'ical.js';
import type { DocumentSystem, OfficialDocument } from '../model/document';
import type { IsoTime } from '../model/ids';

// RFC 5545, 3.1: 75 octets a line; ical.js does not count the blank that begins a continued one
ICAL.foldLength = 74;

/** Of the letter the document came with. */
export interface CalendarLetter {
  /** the same for the same meeting, so that a second export replaces the first: letter id and place of the document */
  readonly uid: string;
  /** when the letter was kept: an export says nothing of when it was made */
  readonly keptAt: IsoTime;
  readonly subject: string;
}

interface Zone {
  readonly name: string;
  readonly offset: string;
}

const vietnam: Zone = { name: 'Asia/Ho_Chi_Minh', offset: '+07:00' };
/** where the wall clock hangs that a document speaks of; Indonesia's west, where its ministries are */
const zones: Readonly<Partial<Record<DocumentSystem, Zone>>> = {
  thai: { name: 'Asia/Bangkok', offset: '+07:00' }, malay: { name: 'Asia/Kuala_Lumpur', offset: '+08:00' }, indonesian: { name: 'Asia/Jakarta', offset: '+07:00' },
};

/**
 * The meeting of a document as a calendar object (RFC 5545) with one event, lines ending in CRLF; null where the document says no
 * time. Times are wall times with the VTIMEZONE of the document's country: what the paper says stays what is shown, wherever it is
 * opened. No METHOD and no attendees: it is a note for the own calendar, and no calendar program shall answer anybody for it.
 */
export function calendarOf(document: OfficialDocument, letter: CalendarLetter): string | null {
  const start = timeOf(document.meeting?.at ?? null, 0);
  if (start === null || document.meeting === null) return null;
  const zone = zones[document.system ?? 'administrative'] ?? vietnam;
  const calendar = new ICAL.Component('vcalendar');
  calendar.addPropertyWithValue('version', '2.0');
  calendar.addPropertyWithValue('prodid', '-//VanThu//VanThu//VI');
  if (!start.isDate) calendar.addSubcomponent(zoneComponent(zone));
  const event = new ICAL.Component('vevent');
  event.addPropertyWithValue('uid', `${letter.uid}@vanthu.invalid`);
  event.addPropertyWithValue('dtstamp', ICAL.Time.fromJSDate(new Date(letter.keptAt), true));
  addTime(event, 'dtstart', start, zone);
  const end = timeOf(document.meeting.until, 1);
  if (end !== null && end.isDate === start.isDate && end.compare(start) > 0) addTime(event, 'dtend', end, zone);
  event.addPropertyWithValue('summary', document.summary ?? letter.subject);
  if (document.meeting.place !== null) event.addPropertyWithValue('location', document.meeting.place);
  const description = descriptionOf(document);
  if (description !== '') event.addPropertyWithValue('description', description);
  calendar.addSubcomponent(event);
  return `${calendar.toString()}\r\n`;
}

/** What the document says, without words of our own; the order is that of a register. */
function descriptionOf({ number, type, agency, meeting }: OfficialDocument): string {
  const head = [type, number].filter((one) => one !== null).join(' ');
  return [head, agency ?? '', meeting?.chair ?? '', ...(meeting?.participants ?? [])].filter((line) => line !== '').join('\n');
}

/** @param days added to a day: RFC 5545, 3.6.1 wants the day after the last */
function timeOf(moment: string | null, days: number): ICAL.Time | null {
  const match = /^(\d{4})-(\d\d)-(\d\d)(?:T(\d\d):(\d\d))?$/u.exec(moment ?? '');
  if (match === null) return null;
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0] = match.slice(1).map((digits: string | undefined) => Number(digits ?? 0));
  const isDate = match[4] === undefined;
  const real = new Date(Date.UTC(year, month - 1, day));
  // 31 November is no day to put anything on
  if (real.getUTCMonth() !== month - 1 || real.getUTCDate() !== day || hour > 23 || minute > 59) return null;
  const time = new ICAL.Time({ year, month, day, hour, minute, second: 0, isDate }, ICAL.Timezone.localTimezone);
  if (isDate && days > 0) time.adjust(days, 0, 0, 0);
  return time;
}

function addTime(event: ICAL.Component, name: 'dtstart' | 'dtend', time: ICAL.Time, zone: Zone): void {
  const property = event.addPropertyWithValue(name, time);
  if (!time.isDate) property.setParameter('tzid', zone.name);
}

function zoneComponent({ name, offset }: Zone): ICAL.Component {
  const zone = new ICAL.Component('vtimezone');
  zone.addPropertyWithValue('tzid', name);
  const standard = new ICAL.Component('standard');
  standard.addPropertyWithValue('dtstart', new ICAL.Time({ year: 1970, month: 1, day: 1, hour: 0, minute: 0, second: 0, isDate: false }, ICAL.Timezone.localTimezone));
  standard.addPropertyWithValue('tzoffsetfrom', ICAL.UtcOffset.fromString(offset));
  standard.addPropertyWithValue('tzoffsetto', ICAL.UtcOffset.fromString(offset));
  zone.addSubcomponent(standard);
  return zone;
}
