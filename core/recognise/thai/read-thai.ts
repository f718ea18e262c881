import type { IsoDate } from '../../model/ids';
import { thaiHeadings, thaiKinds, thaiSecrecy, thaiTitleHeads, thaiUrgency } from '../data/thai';
import { emptyReading, found } from '../found';
import type { Found, Reading } from '../found';
import type { PreparedText } from '../prepare-text';
import { findThaiDates } from '../read-date';
import type { Verdict } from '../vietnamese/read-vietnamese';
import { agencyAbove, readThaiAgency } from './thai-agency';
import { readThaiCitations } from './thai-citations';
import { readThaiDeadline } from './thai-deadline';
import { thaiDeskKind, thaiHeading, thaiMemo, unnamedKind } from './thai-kind';
import type { Heading, KindFound } from './thai-kind';
import { foundWords, headLines, labelLine, labelledSpan, lineWith } from './thai-lines';
import { readThaiMeeting, readThaiMinutes } from './thai-meeting';
import { thaiNumber, thaiNumberAt, thaiOrderNumber } from './thai-number';
import { readThaiPhones } from './thai-phones';
import { readThaiSignature } from './thai-signature';
import { readThaiStamp } from './thai-stamps';

/** characters of a text that is nothing but a citation line */
const citationOnly = 700;
/** addressees listed below the first */
const maxAddressees = 40;

const stampWords = [...thaiUrgency, ...thaiSecrecy].join('|');
const numberLine = new RegExp(`^(?:(?:${stampWords}) ?[-–,/]? ?){0,3}(?:เลข)?ที่ ?(${thaiNumber})`);
const orderLine = new RegExp(`^(?:เลข)?ที่ ?(${thaiOrderNumber})`);
const closingDate = /^(?:ทั้งนี้ )?(?:สั่ง|ประกาศ|ให้ไว้|แถลง) ?ณ ?วันที่/;

/** The subject with its wrapped continuation. */
function readTopic(text: PreparedText): Found<string> | null {
  const at = lineWith(text, /^เรื่อง ?:? ?/);
  if (at === null) return null;
  const span = labelledSpan(text, at);
  return foundWords(text, span.start, span.end, 'thai-subject', 0.93);
}

/** One line, or a list: numbered, or of titles below each other. */
function readAddressees(text: PreparedText): readonly Found<string>[] {
  const at = lineWith(text, /^(?:กราบเรียน|นมัสการ|เรียน|ถึง) ?:? ?/);
  if (at === null) return [];
  const span = labelledSpan(text, at);
  const all: Found<string>[] = [];
  const note = (start: number, end: number): void => {
    const digits = /^\d{1,2}[.)] ?/.exec(text.bare.slice(start, end))?.[0].length ?? 0;
    const words = foundWords(text, start + digits, end, 'thai-addressee', 0.93);
    if (words !== null) all.push(words);
  };
  note(span.start, span.end);
  for (const line of text.lines.slice(span.last + 1, span.last + maxAddressees)) {
    const listed = /^\d{1,2}[.)]/.test(line.bare) || thaiTitleHeads.some((head) => line.bare.startsWith(head));
    if (!listed || line.afterGap || line.text.length > 90 || labelLine.test(line.bare)) break;
    note(line.start, line.end);
  }
  return all;
}

function readDate(text: PreparedText): Found<IsoDate> | null {
  const closing = text.lines.findLast((line) => closingDate.test(line.bare));
  const line = closing ?? text.lines.slice(0, headLines).find((candidate) => {
    const date = findThaiDates(candidate.bare)[0];
    return date !== undefined && (/^วันที่/.test(candidate.bare) || date.start === 0 && candidate.bare.length - date.end < 3 ||
      /^ที่ .{0,60}วันที่/.test(candidate.bare));
  }) ?? text.lines.slice(-10).find((candidate) => {
    // sealed letters, statements and news bear their day below the text
    const date = findThaiDates(candidate.bare)[0];
    return date !== undefined && date.start <= 7 && candidate.bare.length - date.end < 3;
  });
  const date = line === undefined ? undefined : findThaiDates(line.bare).at(-1);
  return line === undefined || date === undefined ? null
    : found(date.date, line.start + date.start, line.start + date.end, closing === undefined ? 'date-line' : 'closing-date', 0.95);
}

const orderCitation = new RegExp(`^(${thaiHeadings.map(({ name }) => name).join('|')})([^ \\n][^\\n]{0,80}?) เรื่อง (.{2,300}?) (?:สั่ง|ประกาศ|ให้ไว้) ?ณ ?วันที่ `);

/** "ประกาศมหาวิทยาลัย… เรื่อง … ประกาศ ณ วันที่ …" on one line. */
function readOrderCitation(text: PreparedText): Verdict | null {
  const match = text.bare.length > citationOnly ? null : orderCitation.exec(text.bare);
  const [whole = '', name = '', issuer = '', topic = ''] = match ?? [];
  const date = match === null ? undefined : findThaiDates(text.bare.slice(whole.length))[0];
  const kind = thaiHeadings.find((candidate) => candidate.name === name);
  if (date === undefined || kind === undefined) return null;
  const topicAt = whole.indexOf(topic, name.length + issuer.length);
  return {
    isOfficial: true,
    reading: {
      ...emptyReading, system: 'thai', type: found(name, 0, name.length, 'thai-citation', 0.85), typeCode: kind.code,
      agency: found(text.text.slice(name.length, name.length + issuer.length), name.length, name.length + issuer.length, 'thai-citation', 0.8),
      summary: found(text.text.slice(topicAt, topicAt + topic.length), topicAt, topicAt + topic.length, 'thai-citation', 0.8),
      date: found(date.date, whole.length + date.start, whole.length + date.end, 'thai-citation', 0.85),
    },
  };
}

/** A text that only names a letter: subject lines and cover notes do this. */
function readCitationOnly(text: PreparedText): Verdict {
  const order = readOrderCitation(text);
  if (order !== null) return order;
  const cite = text.bare.length <= citationOnly ? readThaiCitations(text)[0] : undefined;
  if (cite === undefined || text.bare.slice(0, cite.start).trim().length > 10) return { reading: emptyReading, isOfficial: false };
  const date = cite.cite.date;
  return {
    isOfficial: cite.dateSpan !== null || text.bare.startsWith('หนังสือ'),
    reading: {
      ...emptyReading, system: 'thai', number: cite.number, agency: cite.agency, urgency: cite.urgency, summary: cite.summary,
      date: date === null || cite.dateSpan === null ? null : found(date, cite.dateSpan.start, cite.dateSpan.end, 'thai-citation', 0.9),
    },
  };
}

/** Issuer and topic of a kind that prints its own name: "ระเบียบกรมตัวอย่าง / ว่าด้วยงานสารบรรณ / พ.ศ. ๒๕๖๙". */
function readHeaded(text: PreparedText, heading: Heading, orderIndex: number, topic: Found<string> | null): Pick<Reading, 'agency' | 'summary'> {
  const about = / ?ว่าด้วย/.exec(heading.line.bare);
  const start = heading.line.start + heading.behind + (/^ ?(?:ของ)?/.exec(heading.line.bare.slice(heading.behind))?.[0].length ?? 0);
  const end = about === null ? heading.line.end : heading.line.start + about.index;
  const named = end - start > 2 ? foundWords(text, start, end, 'heading', 0.9) : null;
  const minutes = heading.kind.name === thaiKinds.minutes.name;
  const from = minutes || about !== null ? (minutes ? start : end) : null;
  const first = from === null ? text.lines[Math.max(orderIndex, heading.index) + 1] : undefined;
  if (topic !== null) return { agency: minutes ? null : named, summary: topic };
  const begin = from ?? first?.start;
  let last = from === null ? Math.max(orderIndex, heading.index) + 1 : heading.index;
  const goesOn = minutes ? /^ครั้งที่/ : /^(?:\(ฉบับที่|พ\.ศ\.)/;
  while (goesOn.test(text.lines[last + 1]?.bare ?? '') && last < heading.index + 4) last += 1;
  const close = text.lines[last]?.end;
  return {
    agency: minutes ? null : named,
    summary: begin === undefined || close === undefined ? null : foundWords(text, begin, close, 'below-heading', 0.85),
  };
}

/** Statements and news are told from talk about them by the issuer in the heading, a serial or subject, and a day below (clauses 21, 22). */
function isStatement(text: PreparedText, heading: Heading, topic: Found<string> | null, date: Found<IsoDate> | null, headed: Pick<Reading, 'agency'>): boolean {
  if (heading.kind.code !== 'public' || heading.kind.name === 'ประกาศ') return false;
  const serial = text.lines.slice(0, 6).some((line) => /^ฉบับที่ ?\d/.test(line.bare));
  return headed.agency !== null && serial && topic !== null && date !== null;
}

/** Reads one text as a Thai official letter (six kinds of the regulation of 2526). */
export function readThai(text: PreparedText): Verdict {
  if (!/[ก-ฮ]/.test(text.bare)) return { reading: emptyReading, isOfficial: false };
  const numbered = lineWith(text, numberLine);
  const memo = thaiMemo(text);
  const named = thaiHeading(text);
  const order = lineWith(text, orderLine, 12);
  const addressees = readAddressees(text);
  const topic = readTopic(text);
  const signature = readThaiSignature(text);
  const heading = named !== null && memo === null && (numbered === null || named.kind.code === 'record') ? named : null;
  const minutes = heading?.kind.name === thaiKinds.minutes.name ? readThaiMinutes(text) : null;
  const date = minutes?.date ?? readDate(text);
  const closed = text.lines.some((line) => closingDate.test(line.bare));
  const headed = heading === null ? null : readHeaded(text, heading, order?.index ?? -1, topic);
  const sealed = lineWith(text, /^ถึง /);
  const certified = lineWith(text, /^(?:หนังสือฉบับนี้ให้ไว้เพื่อรับรอง|หนังสือนี้ให้ไว้เพื่อรับรอง)/) !== null;
  const own = numbered ?? order;
  const official = heading !== null && headed !== null
    ? minutes !== null ? /ผู้มาประชุม|ผู้เข้าประชุม/.test(text.bare) : (closed && text.lines.length > 1) || isStatement(text, heading, topic, date, headed)
    : (numbered !== null && topic !== null && (addressees.length > 0 || date !== null)) || (memo !== null && topic !== null) ||
      (numbered !== null && sealed !== null && date !== null) || (own !== null && certified && closed);
  if (!official) return readCitationOnly(text);
  const kind: KindFound = heading === null ? unnamedKind(text, own, memo, signature.signer !== null, sealed)
    : { kind: heading.kind, shown: found(heading.kind.name, heading.line.start + heading.behind - heading.kind.name.length, heading.line.start + heading.behind, 'heading', 0.95) };
  const printed = numbered?.match[1] ?? order?.match[1];
  const numberAt = own === null || printed === undefined ? -1 : own.line.start + own.line.bare.indexOf(printed);
  const numberEnd = numberAt + (printed?.length ?? 0);
  const flat = text.bare.replaceAll('\n', ' ');
  const answers = topic !== null && /^(?:ขอ)?(?:ตอบ|แจ้งตอบ)/.test(topic.value);
  const bodyFrom = topic?.end ?? own?.line.end ?? 0;
  const invitation = kind.kind.code === 'order' ? null : readThaiMeeting(text, bodyFrom, date?.value ?? null, addressees.map(({ value }) => value));
  const desk = thaiDeskKind(kind, headed === null ? topic : headed.summary);
  return {
    isOfficial: true,
    reading: {
      ...emptyReading, ...signature, type: kind.shown, typeCode: kind.kind.code, system: 'thai', date,
      number: numberAt < 0 || printed === undefined ? null : thaiNumberAt(text, numberAt, numberEnd, 'number-line', 0.95),
      agency: headed !== null ? headed.agency
        : readThaiAgency(text, own, numberEnd) ?? (date === null ? null : agencyAbove(text, date.start)),
      summary: headed === null ? topic : headed.summary,
      addressees: heading === null ? addressees : [],
      cites: readThaiCitations(text, answers, flat).filter((cite) => cite.number.start !== numberAt && cite.number.value !== (printed ?? ''))
        .map((cite) => found(cite.cite, cite.number.start, cite.number.end, 'thai-citation', 0.85)),
      urgency: readThaiStamp(text, 'urgency'),
      secrecy: readThaiStamp(text, 'secrecy'),
      deadline: ['ระเบียบ', 'ข้อบังคับ', thaiKinds.minutes.name].includes(kind.kind.name) ? null : readThaiDeadline(flat, date?.value ?? null),
      meeting: minutes?.meeting ?? invitation,
      deskKind: desk ?? (invitation === null || answers || !/ขอเชิญ|เชิญท่าน/.test(flat.slice(bodyFrom, invitation.end + 400)) ? null : found('invitation', invitation.start, invitation.end, 'invitation', 0.7)),
      phones: readThaiPhones(text),
    },
  };
}
