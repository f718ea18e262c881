import type { Meeting } from '../../model/document';
import type { IsoDate } from '../../model/ids';
import { found } from '../found';
import type { Found } from '../found';
import type { Line, PreparedText } from '../prepare-text';
import { findMalayDates } from '../read-date';

/** lines behind the first label of a meeting in which the others stand */
const blockLines = 14;

const due = /(?:sebelum atau pada|pada atau sebelum|selewat-lewatnya|paling lewat|tidak lewat daripada|sebelum|paling lambat|selambat-lambatnya)(?: pada)?(?: (?:tanggal|tarikh))?(?: (?:hari )?[a-z']{4,8},)?(?: (?:hari [a-z']{4,8}|tanggal|tarikh))? ?$/;

/** The earliest day behind a word that sets a limit, after the letter's own date. */
export function readMalayDeadline(flat: string, issued: IsoDate | null): Found<IsoDate> | null {
  let earliest: Found<IsoDate> | null = null;
  for (const span of findMalayDates(flat)) {
    if ((issued !== null && span.date < issued) || (earliest !== null && earliest.value <= span.date)) continue;
    if (due.test(flat.slice(Math.max(0, span.start - 60), span.start))) earliest = found(span.date, span.start, span.end, 'deadline-phrase', 0.85);
  }
  return earliest;
}

const dayLabel = /^(?:tarikh|tanggal|hari ?[/,dan ]{0,5} ?(?:tanggal|tarikh)|hari) ?: ?/;
const timeLabel = /^(?:masa|waktu|pukul|jam) ?: ?/;
const placeLabel = /^(?:tempat|lokasi) ?: ?/;
const chairLabel = /^(?:pengerusi|pimpinan rapat|dipimpin oleh) ?: ?/;
const peopleLabel = /^(?:kehadiran|peserta|ahli mesyuarat) ?: ?/;
const part = '(?: ?(pagi|tengah hari|petang|malam|siang|sore))?';
const hours = new RegExp(`(\\d{1,2})[.:](\\d{2})${part}(?: ?(?:wib|wita|wit))?(?: ?(?:-|hingga|sehingga|s\\.?/?d\\.?|sampai(?: dengan)?) ?(?:(?:pukul|jam) ?)?(\\d{1,2})[.:](\\d{2})${part})?`);

function clock(hour: string | undefined, minute: string | undefined, half: string | undefined): string | null {
  if (hour === undefined || minute === undefined) return null;
  const after = half === 'petang' || half === 'malam' || half === 'sore' || (half === 'tengah hari' && Number(hour) < 11);
  const all = Number(hour) + (after && Number(hour) < 12 ? 12 : 0);
  return all > 23 || Number(minute) > 59 ? null : `T${String(all).padStart(2, '0')}:${minute}`;
}

function valueOf(line: Line | undefined, label: RegExp): string | null {
  const skip = line === undefined ? null : label.exec(line.bare);
  const value = line === undefined || skip === null ? '' : line.text.slice(skip[0].length).replace(/[;.]$/, '').trim();
  return value === '' ? null : value;
}

/** "Tarikh: …, Masa: …, Tempat: …" (Malaysia) and "hari, tanggal: …, waktu: …, tempat: …" (Indonesia), below the head of the letter. */
export function readMalayMeeting(text: PreparedText, fromLine: number, addressees: readonly string[]): Found<Meeting> | null {
  const first = text.lines.findIndex((line, index) => index > fromLine && dayLabel.test(line.bare) && findMalayDates(line.bare).length > 0);
  const line = text.lines[first];
  if (line === undefined) return null;
  const day = findMalayDates(line.bare).at(0);
  const lastDay = findMalayDates(line.bare).at(-1);
  if (day === undefined || lastDay === undefined) return null;
  const block = text.lines.slice(first, first + blockLines);
  const find = (label: RegExp): Line | undefined => block.find((candidate) => label.test(candidate.bare));
  const timed = find(timeLabel);
  const placed = find(placeLabel);
  if (timed === undefined && placed === undefined) return null;
  const time = hours.exec((timed ?? line).bare);
  const start = clock(time?.[1], time?.[2], time?.[3] ?? (time?.[6] === 'pagi' ? 'pagi' : undefined));
  const end = clock(time?.[4], time?.[5], time?.[6]);
  const people = valueOf(find(peopleLabel), peopleLabel);
  const last = [timed, placed].reduce((most, one) => Math.max(most, one?.end ?? 0), line.end);
  const value: Meeting = {
    at: `${day.date}${start ?? ''}`, until: end !== null ? `${lastDay.date}${end}` : lastDay.date > day.date ? lastDay.date : null,
    place: valueOf(placed, placeLabel), participants: people === null ? addressees : [people], chair: valueOf(find(chairLabel), chairLabel),
  };
  return found(value, line.start, last, 'invitation', placed === undefined ? 0.7 : 0.9);
}
