import ICAL from 'ical.js';
import { limits } from '../base/limits';
import { fail, ok } from '../base/result';
import type { Result } from '../base/result';
import type { Meeting } from '../model/document';
import { deskTime, parameterOf } from './desk-time';

/** A meeting as a calendar program sends it (RFC 5545, RFC 5546). */
export interface Invitation {
  readonly summary: string;
  /** times as wall time at the desk, UTC+7 */
  readonly meeting: Meeting;
  readonly description: string | null;
  /** name or address of who invites */
  readonly organizer: string | null;
  /** METHOD:CANCEL or STATUS:CANCELLED */
  readonly isCancelled: boolean;
  /** METHOD:REPLY and its like: somebody answers an invitation, or asks for another time */
  readonly isAnswer: boolean;
}

/** Does a text begin as a calendar object does? */
export function isCalendar(text: string): boolean {
  return /^\s{0,100}BEGIN:VCALENDAR\s/i.test(text.slice(0, 200));
}

/** The first event of a calendar object, changes to single dates of a series left aside. Never throws. */
export function readInvitation(text: string): Result<Invitation, 'calendarBroken'> {
  if (!isCalendar(text) || text.length > limits.calendarChars) return fail('calendarBroken');
  try {
    const invitation = invitationOf(new ICAL.Component(ICAL.parse(text) as [string, unknown[], unknown[]]));
    return invitation === null ? fail('calendarBroken') : ok(invitation);
  } catch (cause) {
    // ical.js throws on everything it cannot read: parser errors, values of a wrong type
    if (!(cause instanceof Error)) throw cause;
    return fail('calendarBroken');
  }
}

function invitationOf(calendar: ICAL.Component): Invitation | null {
  const events = calendar.getAllSubcomponents('vevent');
  const event = events.find((one) => !one.hasProperty('recurrence-id')) ?? events[0];
  if (calendar.name !== 'vcalendar' || event === undefined) return null;
  const start = event.getFirstProperty('dtstart');
  const attendees = event.getAllProperties('attendee');
  const chair = attendees.find((one) => parameterOf(one, 'role').toUpperCase() === 'CHAIR');
  const organizer = event.getFirstProperty('organizer');
  const method = words(calendar.getFirstPropertyValue('method'))?.toUpperCase();
  return {
    summary: words(event.getFirstPropertyValue('summary')) ?? '',
    meeting: {
      at: start === null ? null : deskTime(start, calendar),
      until: untilOf(event, start, calendar),
      place: words(event.getFirstPropertyValue('location')),
      participants: attendees.slice(0, limits.calendarAttendees).flatMap((one) => personOf(one) ?? []),
      chair: chair === undefined ? null : personOf(chair),
    },
    description: words(event.getFirstPropertyValue('description')),
    organizer: organizer === null ? null : personOf(organizer),
    isCancelled: method === 'CANCEL' || words(event.getFirstPropertyValue('status'))?.toUpperCase() === 'CANCELLED',
    isAnswer: method !== undefined && /^(?:REPLY|COUNTER|REFRESH|DECLINECOUNTER)$/u.test(method),
  };
}

function untilOf(event: ICAL.Component, start: ICAL.Property | null, calendar: ICAL.Component): string | null {
  const end = event.getFirstProperty('dtend');
  const duration = event.getFirstPropertyValue('duration');
  if (end !== null) return deskTime(end, calendar, start?.type === 'date' ? -1 : 0);
  return start !== null && duration instanceof ICAL.Duration && start.type !== 'date' ? deskTime(start, calendar, 0, duration.toSeconds()) : null;
}

/** RFC 5545, 3.2.2: the common name; else the address of `mailto:`. */
function personOf(property: ICAL.Property): string | null {
  const name = parameterOf(property, 'cn').replace(/^["']|["']$/gu, '').trim();
  if (name !== '') return clean(name);
  return words(property.getFirstValue())?.replace(/^mailto:/iu, '') ?? null;
}

function words(value: unknown): string | null {
  if (typeof value !== 'string') return null;
  const text = clean(value);
  return text === '' ? null : text;
}

function clean(text: string): string {
  return text.normalize('NFC').replace(/\r\n?/gu, '\n').replace(/[\0-\x08\x0b\x0c\x0e-\x1f]/gu, '').trim();
}
