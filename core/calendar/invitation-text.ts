import type { Meeting } from '../model/document';
import type { Invitation } from './read-invitation';

/** An invitation as a person would write it down, one thing a line, without words of our own: what was sent is what is shown and searched. */
export function invitationText({ summary, meeting, description, organizer }: Invitation): string {
  return [summary, whenText(meeting), meeting.place, organizer, ...meeting.participants, description].filter((line) => line !== null && line !== '').join('\n');
}

/** The line of that text that says when; '' where it is not known. */
export function whenText({ at, until }: Pick<Meeting, 'at' | 'until'>): string {
  return [at, until].flatMap((moment) => (moment === null ? [] : [printed(moment)])).join(' – ');
}

/** `14:00 25/11/2026`, `25/11/2026` */
function printed(moment: string): string {
  const [day = '', time] = moment.split('T');
  const date = day.split('-').reverse().join('/');
  return time === undefined ? date : `${time} ${date}`;
}
