import type { IsoDate } from '../../model/ids';
import { thaiAgencyHeads, thaiHeadings, thaiKinds, thaiSecrecy, thaiUrgency } from '../data/thai';
import { emptyReading, found } from '../found';
import type { Found, Reading } from '../found';
import type { Line, PreparedText } from '../prepare-text';
import { findThaiDates } from '../read-date';
import type { Verdict } from '../vietnamese/read-vietnamese';
import { readThaiCitations } from './thai-citations';
import { thaiNumber, thaiNumberAt, thaiOrderNumber } from './thai-number';

/** lines of the head of a letter; characters of a text that is nothing but a citation line */
const headLines = 30;
const citationOnly = 700;
/** characters of a line that may have been broken */
const fullLine = 36;

const numberLine = new RegExp(`^(?:(${thaiUrgency.join('|')}) )?(?:เลข)?ที่ ?(${thaiNumber})`);
/** A stamp stands alone, behind its label, or behind the number. */
const stampLead = new RegExp(`^(?:(?:ชั้น)?ความ(?:เร็ว|ลับ) ?:? ?|(?:เลข)?ที่ ?${thaiNumber} )`);
const orderLine = new RegExp(`^(?:เลข)?ที่ ?(${thaiOrderNumber})`);
const address = /^(?:ถนน|ต\.|ตำบล|อ\.|อำเภอ|จ\.|แขวง|เขต|ซอย|เลขที่|\d)|\d{5}$/;

function lineWith(text: PreparedText, pattern: RegExp, to = headLines): { line: Line; match: RegExpExecArray; index: number } | null {
  for (let index = 0; index < Math.min(to, text.lines.length); index += 1) {
    const line = text.lines[index];
    const match = line === undefined ? null : pattern.exec(line.bare);
    if (line !== undefined && match !== null) return { line, match, index };
  }
  return null;
}

/** The rest of a labelled line and its wrapped continuation. */
function labelled(text: PreparedText, label: RegExp, rule: string): Found<string> | null {
  const at = lineWith(text, label);
  if (at === null) return null;
  const start = at.line.start + at.match[0].length;
  let end = at.line.end;
  for (let index = at.index + 1; index < at.index + 4; index += 1) {
    const line = text.lines[index];
    // only a full line is broken: copied text keeps no gap between a short one and what follows
    const before = text.lines[index - 1];
    if (line === undefined || before === undefined || before.text.length < fullLine || line.afterGap || /^(?:เรียน|ถึง|อ้างถึง|สิ่งที่ส่ง|กราบ|ด้วย|ตาม|เรื่อง|ที่ |วันที่)/.test(line.bare)) break;
    end = line.end;
  }
  const value = text.text.slice(start, end).replaceAll(/\s+/g, ' ').trim();
  return value === '' ? null : found(value, start, end, rule, 0.93);
}

function stamp(text: PreparedText, words: readonly string[]): Found<string> | null {
  for (const line of text.lines.slice(0, headLines)) {
    const lead = stampLead.exec(line.bare)?.[0].length ?? 0;
    const printed = line.bare.slice(lead).trim();
    const word = words.find((candidate) => printed === candidate || (candidate === 'ด่วน' && /^ด่วนภายใน/.test(printed)));
    if (word === undefined) continue;
    const start = line.start + line.bare.indexOf(printed, lead);
    return found(text.text.slice(start, line.end).trim(), start, line.end, 'stamp', 0.9);
  }
  return null;
}

function readDate(text: PreparedText): Found<IsoDate> | null {
  const closing = text.lines.findLast((line) => /(?:สั่ง|ประกาศ|ให้ไว้) ?ณ ?วันที่/.test(line.bare));
  const line = closing ?? text.lines.slice(0, headLines).find((candidate) => {
    const date = findThaiDates(candidate.bare)[0];
    return date !== undefined && (/^วันที่/.test(candidate.bare) || date.start === 0 && candidate.bare.length - date.end < 3 ||
      /^ที่ .{0,60}วันที่/.test(candidate.bare));
  });
  const date = line === undefined ? undefined : findThaiDates(line.bare).at(-1);
  return line === undefined || date === undefined ? null
    : found(date.date, line.start + date.start, line.start + date.end, closing === undefined ? 'date-line' : 'closing-date', 0.95);
}

/** The sender stands in the block behind the number (external) or after "ส่วนราชการ" (internal). */
function readAgency(text: PreparedText, afterLine: number): Found<string> | null {
  const internal = lineWith(text, /^ส่วนราชการ ?:? ?/);
  if (internal !== null) {
    const start = internal.line.start + internal.match[0].length;
    const phone = / ?โทร/.exec(text.bare.slice(start, internal.line.end));
    const end = phone === null ? internal.line.end : start + phone.index;
    return end <= start ? null : found(text.text.slice(start, end).trim(), start, end, 'memo-head', 0.93);
  }
  let from = -1;
  let to = -1;
  for (let index = Math.max(0, afterLine - 4); index < afterLine + 6; index += 1) {
    const line = text.lines[index];
    if (line === undefined || /^(?:เรื่อง|เรียน|ถึง)/.test(line.bare)) break;
    if (address.test(line.bare) || !thaiAgencyHeads.some((head) => line.bare.startsWith(head))) {
      if (from >= 0) break;
      continue;
    }
    if (from < 0) from = line.start;
    const campus = / วิทยาเขต/.exec(line.bare);
    to = campus === null ? line.end : line.start + campus.index;
  }
  return from < 0 ? null : found(text.text.slice(from, to).replaceAll(/\s+/g, ' ').trim(), from, to, 'sender-block', 0.9);
}

function readSigner(text: PreparedText): Pick<Reading, 'signer' | 'signerTitle'> {
  const closed = text.lines.findLastIndex((line) => /^(?:ขอแสดงความนับถือ|จึงเรียนมา|(?:สั่ง|ประกาศ|ให้ไว้) ?ณ ?วันที่)/.test(line.bare));
  const closing = closed >= 0 ? closed : text.lines.findLastIndex((line, index) => index > text.lines.length - 6 && /^\( ?[^()\d]{4,60} ?\)$/.test(line.bare));
  for (let index = Math.max(0, closing); index < text.lines.length; index += 1) {
    const line = text.lines[index];
    const name = line === undefined ? null : /^(?:\(?ลงชื่อ\)?[ .]*)?\( ?([^()]{4,70}?) ?\)/.exec(line.text);
    if (line === undefined || name?.[1] === undefined || closing < 0) continue;
    const start = line.start + line.text.indexOf(name[1]);
    const titles: Line[] = [];
    for (const next of text.lines.slice(index + 1, index + 5)) {
      if (next.afterGap || /^(?:โทร|ผู้ประสาน|e-?mail|อีเมล|สำเนา)/.test(next.bare)) break;
      titles.push(next);
    }
    const first = titles[0];
    const last = titles.at(-1);
    return {
      signer: found(name[1], start, start + name[1].length, 'signature-in-parentheses', 0.93),
      signerTitle: first === undefined || last === undefined ? null
        : found(titles.map((title) => title.text).join(' / '), first.start, last.end, 'signature-in-parentheses', 0.9),
    };
  }
  return { signer: null, signerTitle: null };
}

function readDeadline(text: PreparedText, issued: IsoDate | null): Found<IsoDate> | null {
  for (const match of text.bare.matchAll(/ภายใน(?:วัน.{0,14})?วันที่ ?/g)) {
    const from = match.index + match[0].length;
    const date = findThaiDates(text.bare.slice(from, from + 40))[0];
    if (date === undefined || date.start > 2 || issued !== null && date.date <= issued) continue;
    return found(date.date, from + date.start, from + date.end, 'deadline-phrase', 0.85);
  }
  return null;
}

const orderCitation = new RegExp(`^(${thaiHeadings.join('|')})([^ ][^\\n]{0,80}?) เรื่อง (.{2,300}?) (?:สั่ง|ประกาศ|ให้ไว้) ?ณ ?วันที่ `);

/** "ประกาศมหาวิทยาลัย… เรื่อง … ประกาศ ณ วันที่ …" on one line. */
function readOrderCitation(text: PreparedText): Verdict | null {
  const match = text.bare.length > citationOnly ? null : orderCitation.exec(text.bare);
  const [whole = '', kind = '', issuer = '', topic = ''] = match ?? [];
  const date = match === null ? undefined : findThaiDates(text.bare.slice(whole.length))[0];
  if (date === undefined) return null;
  const topicAt = whole.indexOf(topic, kind.length + issuer.length);
  return {
    isOfficial: true,
    reading: {
      ...emptyReading, type: found(kind, 0, kind.length, 'thai-citation', 0.85),
      agency: found(text.text.slice(kind.length, kind.length + issuer.length), kind.length, kind.length + issuer.length, 'thai-citation', 0.8),
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
      ...emptyReading, number: cite.number, agency: cite.agency, urgency: cite.urgency, summary: cite.summary,
      date: date === null || cite.dateSpan === null ? null : found(date, cite.dateSpan.start, cite.dateSpan.end, 'thai-citation', 0.9),
    },
  };
}

/** Reads one text as a Thai official letter (six kinds of the regulation of 2526). */
export function readThai(text: PreparedText): Verdict {
  if (!/[ก-ฮ]/.test(text.bare)) return { reading: emptyReading, isOfficial: false };
  const numbered = lineWith(text, numberLine);
  const memo = lineWith(text, /^(?:\(?ครุฑ\)? ?)?บันทึกข้อความ$/);
  const heading = lineWith(text, new RegExp(`^(${thaiHeadings.join('|')})`), 6);
  const order = lineWith(text, orderLine, 12);
  const addressed = labelled(text, /^(?:กราบเรียน|นมัสการ|เรียน|ถึง) ?:? ?/, 'thai-addressee');
  const topic = labelled(text, /^เรื่อง ?:? ?/, 'thai-subject');
  const date = readDate(text);
  const signature = readSigner(text);
  const headed = heading !== null && numbered === null && memo === null;
  const closed = text.lines.some((line) => /^(?:สั่ง|ประกาศ|ให้ไว้) ?ณ ?วันที่/.test(line.bare));
  const lone = text.lines.length === 1;
  const official = headed ? closed && !lone : (numbered !== null && topic !== null && (addressed !== null || date !== null)) ||
    (memo !== null && topic !== null);
  if (!official) return readCitationOnly(text);
  const urgent = numbered?.match[1];
  let type: Found<string>;
  if (headed) {
    const name = heading.match[1] ?? '';
    type = found(name, heading.line.start, heading.line.start + name.length, 'heading', 0.95);
  } else if (memo !== null) type = found(thaiKinds.internal, memo.line.start, memo.line.end, 'memo-head', 0.95);
  else {
    const sealed = signature.signer === null && lineWith(text, /^ถึง /) !== null;
    const at = numbered?.line ?? text.lines[0];
    type = found(sealed ? thaiKinds.sealed : thaiKinds.external, at?.start ?? 0, at?.end ?? 0, 'form-of-letter', 0.8);
  }
  const own = numbered ?? order;
  const printed = numbered?.match[2] ?? order?.match[1];
  const numberAt = own === null || printed === undefined ? -1 : own.line.start + own.line.bare.indexOf(printed);
  const headedAgency = headed && heading.line.end - heading.line.start > (heading.match[1]?.length ?? 0) + 2
    ? found(heading.line.text.slice(heading.match[1]?.length ?? 0).replace(/^ ?ของ/, '').trim(), heading.line.start + (heading.match[1]?.length ?? 0), heading.line.end, 'heading', 0.9)
    : null;
  const below = headed && topic === null ? text.lines[(order?.index ?? heading.index) + 1] : undefined;
  return {
    isOfficial: true,
    reading: {
      ...emptyReading, ...signature, type, date,
      number: numberAt < 0 || printed === undefined ? null : thaiNumberAt(text, numberAt, numberAt + printed.length, 'number-line', 0.95),
      agency: headed ? headedAgency : readAgency(text, own?.index ?? 0),
      summary: topic ?? (below === undefined ? null : found(below.text, below.start, below.end, 'below-heading', 0.85)),
      addressees: addressed === null ? [] : [addressed],
      cites: readThaiCitations(text).filter((cite) => cite.number.start !== numberAt)
        .map((cite) => found(cite.cite, cite.number.start, cite.number.end, 'thai-citation', 0.85)),
      urgency: urgent === undefined || numbered === null ? stamp(text, thaiUrgency)
        : found(urgent, numbered.line.start, numbered.line.start + urgent.length, 'stamp-beside-number', 0.85),
      secrecy: stamp(text, thaiSecrecy),
      deadline: readDeadline(text, date?.value ?? null),
    },
  };
}
