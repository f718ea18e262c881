import type { Meeting } from '../../model/document';
import type { IsoDate } from '../../model/ids';
import type { PreparedText } from '../prepare-text';
import { found } from '../found';
import type { Found } from '../found';
import { findVietnameseDates, isoDate } from '../read-date';
import { findClocks, findDays, wallTime } from './moments';
import type { Day } from './moments';


type Slot = 'time' | 'place' | 'participants' | 'chair' | 'other';

/** What stands before the colon of an invitation's lines (model 1.7 of decree 30/2020/NĐ-CP and what offices add to it). */
const labels: readonly (readonly [Slot, string])[] = [
  ['time', 'thoi gian|bat dau|vao hoi|vao luc'], ['place', 'dia diem|tai dia diem|noi hop|hinh thuc va dia diem'],
  ['participants', 'thanh phan|thanh phan kinh moi|thanh phan moi|dai bieu|thanh phan tham gia|doi tuong'],
  ['chair', 'nguoi chu tri|dong chi chu tri|chu tri|chu toa|nguoi chu toa'],
  ['other', 'noi dung|tai lieu|hinh thuc|lien he|trang phuc|phuong tien|kinh phi|ghi chu|luu y|de nghi|chuong trinh|noi nhan|kinh moi|kinh gui|toi du|phan cong|giay moi nay|van phong|chuan bi|rat mong|tran trong|thoi han'],
];
const every = labels.map(([, words]) => words).join('|');
const marker = `(?:[-–+•*] ?|\\d{1,2}(?:\\.\\d)?[.)/]? ?|[a-z][.)] ?|[ivx]{1,4}\\. ?|\\()?`;
const label = new RegExp(`(?:^|\\n|[.;,)] )${marker}(${every})(?: [a-z]{1,8}){0,5} ?:|(?:^|\\n)(?:\\d{1,2}\\.|[ivx]{1,4}\\.) ?(${every})(?: [a-z]{1,8}){0,4}(?=\\n)`, 'g');
/** Where a field without a successor ends: a sentence of the letter begins. */
const closing = /\n(?:de nghi|rat mong|tran trong|noi nhan|kinh de nghi|su co mat|vi vay|de cuoc|de hoi|giay moi nay|so |ubnd |van phong |moi thong tin|thong tin lien he)|\.\/\./;
const looseTime = /(?:thoi gian|vao hoi|vao luc|bat dau (?:tu|luc)|luc)(?: [a-z]{2,8}){0,3}\s*:?/g;
const chaired = /(?:duoi su chu tri cua|do) ((?:dong chi |ong |ba )?[^.;:,()\n]{4,80}?(?:, [^.;:,()\n]{4,80}?)?) (?:lam )?chu tri/;
/** longest field, characters */
const longest = 2500;
/** participants kept */
const most = 100;

interface Field {
  readonly slot: Slot;
  readonly start: number;
  readonly end: number;
}

function fieldsOf(text: PreparedText, from: number, to: number): readonly Field[] {
  const bare = text.bare.slice(from, to);
  const marks = [...bare.matchAll(label)].map((match) => ({ slot: slotOf(match[1] ?? match[2] ?? ''), at: from + match.index, start: from + match.index + match[0].length }));
  return marks.map(({ slot, start }, index) => {
    const limit = Math.min(marks[index + 1]?.at ?? to, start + longest);
    const stop = closing.exec(text.bare.slice(start, limit));
    return { slot, start, end: stop === null ? limit : start + stop.index };
  });
}

const slotOf = (word: string): Slot => labels.find(([, words]) => words.split('|').includes(word))?.[0] ?? 'other';

interface Times {
  readonly at: string;
  readonly until: string | null;
  readonly start: number;
  readonly end: number;
}

const toward = /^[^a-z\d]*(?:den|-|toi|den het|ket thuc)/;

/** "ngày 24 đến hết ngày 25 tháng 11 năm 2025", "ngày 24-25/11/2025": the first day borrows month and year of the last. */
const span = /ngay ?(\d{1,2}) ?(?:-|va|,|den|toi)(?: het)?(?: ngay)? ?(?=\d{1,2}(?: ?thang ?|\/)\d{1,2}(?: ?,? ?nam ?|\/)\d{4}(?!\d))/;

function spanIn(flat: string, from: number, to: number): readonly Day[] | null {
  const match = span.exec(flat.slice(from, to));
  if (match === null) return null;
  const start = from + match.index;
  const end = start + match[0].length;
  const last = findVietnameseDates(`ngay ${flat.slice(end, end + 40)}`)[0];
  if (last === undefined) return null;
  const [year = '', month = ''] = last.date.split('-');
  const first = isoDate(Number(year), Number(month), Number(match[1]));
  if (first === null || first >= last.date) return null;
  return [{ date: first, start, end: start + 7, yearless: false }, { date: last.date, start: end, end: end + last.end - 5, yearless: false }];
}

function timesIn(flat: string, from: number, to: number, issued: IsoDate | null): Times | null {
  const spanned = spanIn(flat, from, to);
  const days = spanned ?? findDays(flat, from, to, issued);
  const first = days[0];
  if (first === undefined) return null;
  const clocks = findClocks(flat, from, to);
  const [opening, ending] = clocks;
  const between = (left: { readonly end: number }, right: { readonly start: number }): string => flat.slice(left.end, right.start);
  const last = spanned?.[1] ?? days.find((day) => day.start > first.start && day.date > first.date && between(first, day).length < 60 && /(?:den|-|toi)/.test(between(first, day)));
  const start = Math.min(first.start, opening?.start ?? first.start);
  if (last !== undefined) {
    const begin = clocks.find((one) => one.end <= first.start || (one.start >= first.end && one.end < last.start && !/(?:den|toi)/.test(between(first, one)))) ?? null;
    const finish = clocks.find((one) => one !== begin && (one.start >= last.end || (one.start >= first.end && one.end <= last.start))) ?? null;
    return { at: wallTime(first.date, begin), until: wallTime(last.date, finish), start, end: Math.max(last.end, finish?.end ?? 0) };
  }
  const near = opening !== undefined && (opening.start - first.end < 30 && first.start - opening.end < 120) ? opening : null;
  const until = near !== null && ending !== undefined && ending.minutes > near.minutes && ending.start - near.end < 24 && toward.test(between(near, ending)) ? ending : null;
  return { at: wallTime(first.date, near), until: until === null ? null : wallTime(first.date, until), start, end: Math.max(first.end, (until ?? near)?.end ?? 0) };
}

function trimmed(text: PreparedText, start: number, end: number): { readonly value: string; readonly start: number; readonly end: number } | null {
  let from = start;
  let to = end;
  while (from < to && /[\s:–+•*-]/.test(text.text.charAt(from))) from += 1;
  while (to > from && /[\s.;,:+•*–/-]/.test(text.text.charAt(to - 1))) to -= 1;
  const value = text.text.slice(from, to).replaceAll(/\s+/g, ' ');
  return value.length > 2 ? { value, start: from, end: to } : null;
}

/** A place is one sentence; what follows it on the next line belongs to it only where the first line breaks off. */
function placeIn(text: PreparedText, field: Field): ReturnType<typeof trimmed> {
  const printed = text.text.slice(field.start, Math.min(field.end, field.start + 300));
  const stop = /\n(?=\n|[-+•\d*]|\p{Lu}[\p{L} ]{2,24}:)|[.;](?=\s|$)/u.exec(printed)?.index ?? printed.length;
  return trimmed(text, field.start, field.start + stop);
}

function participantsIn(text: PreparedText, field: Field): readonly string[] {
  const printed = text.text.slice(field.start, field.end);
  const entries = printed.split(/\n{1,2}(?=[-–+•*]|\d{1,2}(?:\.\d)?[.)] |[a-z]\) )|; ?(?:\n|[-–+•*] ?)|; (?=\p{Lu})|\n\n/u);
  const people: string[] = [];
  for (const entry of entries) {
    const value = entry.replace(/^[\s:]*(?:[-–+•*]|\d{1,2}(?:\.\d)?[.)]|[a-z]\))?\s*/u, '').replaceAll(/\s+/g, ' ').replace(/[\s.;,:/]{1,20}$/, '').replace(/\s(?:[-–+•*]|\d{1,2}[.)]?)$/, '');
    if (/\p{L}{2}/u.test(value) && value.length <= 600 && people.length < most) people.push(value);
  }
  return people;
}

/**
 * Time, place, participants and chair of an invitation, as local wall time. A day without a year is placed after the letter's own date.
 */
export function readMeeting(text: PreparedText, from: number, to: number, issued: IsoDate | null): Found<Meeting> | null {
  const { flat } = text;
  const fields = fieldsOf(text, from, to);
  let times: Times | null = null;
  for (const field of fields) if (field.slot === 'time') times ??= timesIn(flat, field.start, Math.min(field.end, field.start + 220), issued);
  if (times === null) {
    looseTime.lastIndex = from;
    for (let match = looseTime.exec(flat); match !== null && match.index < to && times === null; match = looseTime.exec(flat)) times = timesIn(flat, match.index, Math.min(to, match.index + 160), issued);
  }
  const of = (slot: Slot): Field | undefined => fields.find((field) => field.slot === slot);
  const placed = of('place');
  const place = placed === undefined ? null : placeIn(text, placed);
  const chairField = of('chair');
  const chairMatch = chairField === undefined ? chaired.exec(text.bare.slice(from, to)) : null;
  const chairAt = chairMatch === null ? -1 : from + chairMatch.index + chairMatch[0].indexOf(chairMatch[1] ?? '');
  const chair = chairField !== undefined ? placeIn(text, chairField) : chairMatch === null ? null : trimmed(text, chairAt, chairAt + (chairMatch[1]?.length ?? 0));
  const participants = fields.filter((field) => field.slot === 'participants').flatMap((field) => participantsIn(text, field)).slice(0, most);
  if (times === null && place === null) return null;
  const starts = [times?.start, place?.start].filter((one) => one !== undefined);
  const ends = [times?.end, place?.end].filter((one) => one !== undefined);
  const meeting: Meeting = { at: times?.at ?? null, until: times?.until ?? null, place: place?.value ?? null, participants, chair: chair?.value ?? null };
  return found(meeting, Math.min(...starts), Math.max(...ends), 'invitation', times !== null && place !== null ? 0.9 : 0.7);
}

