import type { Meeting } from '../../model/document';
import type { PreparedText } from '../prepare-text';
import { found } from '../found';
import type { Found } from '../found';
import { findVietnameseDates } from '../read-date';

const clock = /(\d{1,2}) ?(?:gio|h|g|:) ?(\d{2})?(?: ?phut)?/;
const timeLabel = /(?:thoi gian|vao hoi|vao luc|bat dau (?:tu|luc)|luc)(?: [a-z]{2,8}){0,3}\s*:?/g;
const placeLabel = /(?:dia diem|tai dia diem|noi hop)(?: (?:hop|to chuc|hoi nghi))?\s*:\s*/;

/** Time and place of an invitation (model 1.7 of decree 30/2020): local wall time. */
export function readMeeting(text: PreparedText, from: number): Found<Meeting> | null {
  const flat = text.bare.replaceAll('\n', ' ');
  let at: string | null = null;
  let start = -1;
  let end = -1;
  timeLabel.lastIndex = from;
  for (let label = timeLabel.exec(flat); label !== null; label = timeLabel.exec(flat)) {
    const window = flat.slice(label.index, label.index + 160);
    const day = findVietnameseDates(flat, label.index, label.index + 160)[0];
    if (day === undefined) continue;
    const hour = clock.exec(window.slice(0, day.start - label.index)) ?? clock.exec(window.slice(day.end - label.index).slice(0, 30));
    const hours = Number(hour?.[1] ?? 99);
    const minutes = Number(hour?.[2] ?? 0);
    at = hour !== null && hours < 24 && minutes < 60
      ? `${day.date}T${String(hours).padStart(2, '0')}:${String(minutes).padStart(2, '0')}` : day.date;
    start = label.index;
    end = day.end;
    break;
  }
  const placeMark = placeLabel.exec(flat.slice(from));
  let place: string | null = null;
  if (placeMark !== null) {
    const begin = from + placeMark.index + placeMark[0].length;
    const stop = /\n(?=\n|[-+•\d*]|\p{Lu}[\p{L} ]{2,24}:)|[.;](?=\s|$)|$/u.exec(text.text.slice(begin, begin + 300))?.index ?? 0;
    const value = text.text.slice(begin, begin + stop).replaceAll(/\s+/g, ' ').replace(/[ ,]+$/, '');
    if (value.length > 2) {
      place = value;
      if (start < 0) start = begin;
      end = Math.max(end, begin + stop);
    }
  }
  return at === null && place === null ? null : found({ at, place, until: null, participants: [], chair: null }, start, end, 'invitation', at !== null && place !== null ? 0.9 : 0.7);
}
