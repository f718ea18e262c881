import { emptyReading, found } from './found';
import type { Found, Reading } from './found';
import { findNumbers, symbolOf } from './number-symbol';
import type { PreparedText } from './prepare-text';
import { findVietnameseDates } from './read-date';
import { readThai } from './thai/read-thai';
import { vietnameseTypes } from './data/vietnamese-types';
import { bareTypes } from './vietnamese/vocabulary';
import { readCitations } from './vietnamese/citations';

const forwarded = /^(?:(?:re|fwd?|fw|tr|tl|ct|vs|tra loi|chuyen tiep)(?:\[\d\])? ?: ?)+/;
const replied = /^(?:(?:fwd?|fw|chuyen tiep) ?: ?)*(?:re|tl|tra loi|vs|aw)(?:\[\d\])? ?:/;
const lead = new RegExp(`^(?:\\[[^\\]\n]{1,30}\\] ?)?(?:(?:[^\\d:]{1,40} )?gui )?(?:(${bareTypes.map((type) => type.bare).join('|')}|cv) )?(?:so ?:? ?)?`);
const about = /(?:v ?\/ ?v|ve viec)(?![a-z]) ?:? ?/;

/** "Re: …" without a file answers a letter and is none. */
export const isReply = (subject: PreparedText): boolean => replied.test(subject.bare);

function typeOf(word: string | undefined, number: string, start: number, end: number): Found<string> | null {
  const named = bareTypes.find((type) => type.bare === (word === 'cv' ? 'cong van' : word));
  if (named !== undefined) return found(named.type.name, start, end, 'subject-type', 0.65);
  const first = (symbolOf(number) ?? '').split(/[-/]/, 1)[0] ?? '';
  const typed = vietnameseTypes.find((type) => type.symbol === first);
  // An organisation first in the symbol is how a công văn is numbered; a doubtful abbreviation stays undecided.
  if (typed === undefined) return found('Công văn', start, end, 'subject-symbol', 0.5);
  return ['QĐ', 'NĐ', 'NQ', 'TTr', 'CĐ', 'TB', 'GM', 'BC'].includes(first) ? found(typed.name, start, end, 'subject-symbol', 0.5) : null;
}

/**
 * A subject that is the head of a document: "1077/SGDĐT-KTQLCL V/v …", "Công văn số … ngày … về việc …". It must
 * begin with the number and say what it is about; headlines that merely mention a number do not.
 */
export function readSubject(subject: PreparedText): Reading | null {
  if (/[ก-ฮ]/.test(subject.bare)) {
    const thai = readThai(subject);
    return thai.isOfficial ? thai.reading : null;
  }
  const skip = forwarded.exec(subject.bare)?.[0].length ?? 0;
  const opening = lead.exec(subject.bare.slice(skip));
  const at = skip + (opening?.[0].length ?? 0);
  const number = findNumbers(subject.text, at)[0];
  if (number === undefined || number.start > at) return null;
  const topic = about.exec(subject.bare.slice(number.end));
  const date = findVietnameseDates(subject.bare, number.end, number.end + 60)[0];
  const alone = subject.bare.slice(number.end).trim() === '';
  if (topic === null && !alone && (date === undefined || opening?.[1] === undefined)) return null;
  const from = topic === null ? subject.text.length : number.end + topic.index + topic[0].length;
  const summary = subject.text.slice(from).replaceAll(/\s+/g, ' ').replace(/[ .;]+$/, '');
  const issuer = readCitations(subject, null, skip)[0];
  const agency = issuer?.value.agency ?? null;
  const agencyAt = agency === null ? -1 : subject.text.indexOf(agency);
  return {
    ...emptyReading,
    type: typeOf(opening?.[1], number.number, skip, number.end),
    number: found(number.number, number.start, number.end, 'subject-number', 0.8),
    date: date === undefined ? null : found(date.date, date.start, date.end, 'subject-date', 0.75),
    agency: agency === null || agencyAt < 0 ? null : found(agency, agencyAt, agencyAt + agency.length, 'subject-issuer', 0.6),
    summary: summary.length < 2 ? null : found(summary, from, subject.text.length, 'subject-summary', 0.75),
  };
}

const quoted = /\n ?(?:-{2,} ?(?:original message|forwarded message|thu goc|tin nhan goc)|(?:from|tu|nguoi gui) ?: .{1,200}\n(?:sent|date|to|gui|ngay|den|subject|chu de) ?:|(?:on|vao|luc) .{5,120}(?:wrote|viet) ?:)/;

/** Where a reply begins to quote what it answers: offset in the text as given, null where it quotes nothing. */
export function quotedFrom(text: PreparedText): number | null {
  const separator = quoted.exec(`\n${text.bare}`);
  return separator === null ? null : text.locate(separator.index, separator.index + 1).start;
}

const covering = /(?:gui kem|dinh kem|kem theo|xin gui|kinh gui|gui (?:den|toi)|(?:van ban|file|tep) (?:kem|dinh))/;
/** characters of a covering note */
const coverLength = 1500;

/** A few words that hand over a file; a newsletter is longer and hands over nothing. */
export function isCoveringNote(body: PreparedText): boolean {
  return body.text.length <= coverLength && covering.test(body.bare);
}

/** "Sở gửi kèm Công văn số 75/… ngày … về việc …": the document named by a covering note. */
export function readCoveringNote(body: PreparedText): Reading | null {
  if (!isCoveringNote(body)) return null;
  const named = readCitations(body, null, 0).filter((cite) => cite.value.type !== null && cite.value.date !== null);
  const first = named[0];
  if (first === undefined || named.length > 1) return null;
  const { number, type, date, agency, summary } = first.value;
  const span = <Value>(value: Value | null): Found<Value> | null =>
    value === null ? null : found(value, first.start, first.end, 'covering-note', 0.5);
  return { ...emptyReading, number: span(number), type: span(type), date: span(date), agency: span(agency), summary: span(summary) };
}
