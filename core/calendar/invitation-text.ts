import type { Invitation } from './read-invitation';

/** An invitation as a person would write it down, one thing a line, without words of our own: what was sent is what is shown and searched. */
export function invitationText({ summary, meeting, description, organizer }: Invitation): string {
  const when = [meeting.at, meeting.until].flatMap((moment) => (moment === null ? [] : [printed(moment)])).join(' – ');
  return [summary, when, meeting.place, organizer, ...meeting.participants, description].filter((line) => line !== null && line !== '').join('\n');
}

/** `14:00 25/11/2026`, `25/11/2026` */
function printed(moment: string): string {
  const [day = '', time] = moment.split('T');
  const date = day.split('-').reverse().join('/');
  return time === undefined ? date : `${time} ${date}`;
}
