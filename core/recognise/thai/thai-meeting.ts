import type { Meeting } from '../../model/document';
import type { IsoDate } from '../../model/ids';
import { found } from '../found';
import type { Found } from '../found';
import type { Line, PreparedText } from '../prepare-text';
import { findThaiDates, isoDate } from '../read-date';
import { labelLine } from './thai-lines';

/** characters behind a day in which hour and place are looked for; characters of a place */
const reach = 220;
const placeLength = 140;
/** characters of a letter in which it says when and where: an invitation begins with it */
const invitationLength = 8000;
/** people or groups listed */
const maxParticipants = 60;

const invites = /ขอเชิญ|เชิญประชุม|เชิญท่าน|เชิญเข้าร่วม|กำหนด(?:ให้มี|จัด)?(?:ให้มี)?(?:การ)?(?:ประชุม|อบรม|สัมมนา)/;
const hours = /เวลา ?(\d{1,2})[.:](\d{2})(?: ?น\.?| ?นาฬิกา)?(?: ?(?:-|ถึง(?:เวลา)?) ?(\d{1,2})[.:](\d{2}))?/;
/** "5 - 7 มีนาคม", "5 มีนาคม - 7 เมษายน": the first of two days */
const firstDay = /(?:^|\D)(\d{1,2}) ?(?:-|ถึง(?:วันที่)?|และ) ?$/;
/** Thai parts clauses by spaces as it parts the words of a name: a place ends where a clause begins */
const placeEnd = / (?:โดย|เพื่อ|จึง|ทั้งนี้|พร้อม|ตาม|ซึ่ง|ดัง|และขอ|และให้|หรือผ่าน|รายละเอียด|ในการนี้|มี|เวลา|เป็น|กรุณา|ใน?วันที่|\()|[;]|$/;
const chairLine = /(?:โดยมี|มี) ?([^\n]{4,80}?) ?(?:เป็นประธาน|ทำหน้าที่ประธาน)/;
const listLabel = /^(?:ราย(?:ชื่อ|นาม))?ผู้(?:เข้าร่วมประชุม|เข้าประชุม|มาประชุม|เข้าร่วม)(?:ประกอบด้วย)? ?:? ?/;
const listEnd = /^(?:ผู้ไม่มา|ผู้เข้าร่วม|เริ่มประชุม|เปิดประชุม|ระเบียบวาระ|จึงเรียน|ขอแสดง|ทั้งนี้|กำหนดการ)/;

const clock = (hour: string | undefined, minute: string | undefined): string | null =>
  hour === undefined || minute === undefined || Number(hour) > 23 || Number(minute) > 59 ? null : `T${hour.padStart(2, '0')}:${minute}`;

interface Span {
  readonly start: number;
  readonly end: number;
}

interface Times extends Span {
  readonly at: string;
  readonly until: string | null;
}

/** The first day that an hour or a place belongs to, and the hours beside it. */
function readTimes(flat: string, from: number, issued: IsoDate | null): Times | null {
  const days = findThaiDates(flat.slice(from)).map((day) => ({ ...day, start: from + day.start, end: from + day.end }));
  for (const day of days) {
    if (/(?:ลงวันที่|ภายใน(?:วัน)?(?:ที่)?|ก่อนวันที่) ?$/.test(flat.slice(Math.max(0, day.start - 14), day.start))) continue;
    const behind = flat.slice(day.end, day.end + 80);
    const hour = hours.exec(behind);
    const near = hour !== null && hour.index <= 24 ? hour : null;
    if (near === null && !/^ ?ณ /.test(behind) && (issued === null || day.date < issued)) continue;
    const first = firstDay.exec(flat.slice(Math.max(0, day.start - 40), day.start));
    const [year = '', month = ''] = day.date.split('-');
    const opening = first === null ? null : isoDate(Number(year), Number(month), Number(first[1]));
    const begin = opening !== null && opening < day.date ? opening : day.date;
    const start = near === null ? null : clock(near[1], near[2]);
    const end = near === null ? null : clock(near[3], near[4]);
    const ends = end !== null ? `${day.date}${end}` : begin < day.date ? day.date : null;
    return { at: `${begin}${start ?? ''}`, until: ends, start: first === null ? day.start : Math.max(0, day.start - 40) + first.index, end: day.end + (near === null ? 0 : near.index + near[0].length) };
  }
  return null;
}

function readPlace(text: PreparedText, flat: string, from: number): (Span & { readonly place: string }) | null {
  const mark = /(?:^| )ณ ?(?!วันที่)(?=\S)/.exec(flat.slice(from, from + reach));
  if (mark === null) return null;
  const start = from + mark.index + mark[0].length;
  const gap = text.text.indexOf('\n\n', start);
  const rest = flat.slice(start, Math.min(start + placeLength, gap < 0 ? flat.length : gap));
  // the last line of a block ends a place; a broken line goes on
  const end = start + (placeEnd.exec(rest)?.index ?? rest.length);
  const place = text.text.slice(start, end).replaceAll('\n', ' ').trim();
  return place.length < 3 ? null : { place, start, end };
}

const entry = (line: Line): string => line.text.replace(/^(?:\(?[\d๐-๙]{1,3}[.)]|-) ?/, '').trim();

function listed(lines: readonly Line[]): readonly string[] {
  const at = lines.findIndex((line) => listLabel.test(line.bare));
  const label = lines[at];
  if (label === undefined) return [];
  const beside = label.text.slice(listLabel.exec(label.bare)?.[0].length ?? 0).trim();
  const people: string[] = beside === '' ? [] : [beside];
  for (const line of lines.slice(at + 1, at + 1 + maxParticipants)) {
    if (listEnd.test(line.bare) || labelLine.test(line.bare) || (line.afterGap && !/^\(?\d{1,3}[.)]/.test(line.bare))) break;
    people.push(entry(line));
  }
  return people;
}

/**
 * When, where, who: local wall time, the last day of a meeting of several as `until`. Someone invited in person ("ขอเชิญท่าน") is who
 * shall come where no list says so.
 */
export function readThaiMeeting(text: PreparedText, from: number, issued: IsoDate | null, addressees: readonly string[]): Found<Meeting> | null {
  const flat = text.bare.slice(0, from + invitationLength).replaceAll('\n', ' ');
  if (!invites.test(flat)) return null;
  const times = readTimes(flat, from, issued);
  if (times === null) return null;
  const place = readPlace(text, flat, times.end);
  const list = listed(text.lines);
  const chair = chairLine.exec(flat.slice(from))?.[1]?.trim() ?? null;
  const value: Meeting = {
    at: times.at, until: times.until, place: place?.place ?? null,
    participants: list.length > 0 ? list : /ขอเชิญท่าน|เชิญท่าน/.test(flat) ? addressees : [], chair,
  };
  return found(value, times.start, Math.max(times.end, place?.end ?? 0), 'invitation', place === null ? 0.7 : 0.9);
}

/** Minutes (clause 25): the day below the heading, "เริ่มประชุมเวลา", "เลิกประชุมเวลา", the list of those who came. */
export function readThaiMinutes(text: PreparedText): { readonly meeting: Found<Meeting>; readonly date: Found<IsoDate> } | null {
  const flat = text.bare.replaceAll('\n', ' ');
  const day = findThaiDates(flat.slice(0, invitationLength))[0];
  if (day === undefined) return null;
  const begun = /(?:เริ่ม|เปิด)ประชุม ?เวลา ?(\d{1,2})[.:](\d{2})/.exec(flat);
  const ended = /(?:เลิก|ปิด)ประชุม ?เวลา ?(\d{1,2})[.:](\d{2})/.exec(flat);
  const beside = hours.exec(flat.slice(day.end, day.end + 80));
  const at = clock(begun?.[1] ?? beside?.[1], begun?.[2] ?? beside?.[2]);
  const until = clock(ended?.[1] ?? beside?.[3], ended?.[2] ?? beside?.[4]);
  const place = readPlace(text, flat, day.end);
  const value: Meeting = {
    at: `${day.date}${at ?? ''}`, until: until === null ? null : `${day.date}${until}`, place: place?.place ?? null,
    participants: listed(text.lines), chair: null,
  };
  return { meeting: found(value, day.start, Math.max(day.end, place?.end ?? 0), 'minutes', 0.8), date: found(day.date, day.start, day.end, 'meeting-day', 0.8) };
}
