import { emptyReading, found } from './found';
import type { Found, Reading } from './found';
import { findNumbers, symbolOf } from './number-symbol';
import { agencySymbols } from './data/vietnamese-agencies';
import { bareForm } from './prepare-text';
import type { PreparedText } from './prepare-text';
import { findVietnameseDates } from './read-date';
import { readThai } from './thai/read-thai';
import { vietnameseTypes } from './data/vietnamese-types';
import { bareTypes } from './vietnamese/vocabulary';
import { readCitations } from './vietnamese/citations';

const forwarded = /^(?:(?:re|fwd?|fw|tr|tl|ct|vs|tra loi|chuyen tiep)(?:\[\d\])? ?: ?)+/;
const replied = /^(?:(?:fwd?|fw|chuyen tiep) ?: ?)*(?:re|tl|tra loi|vs|aw)(?:\[\d\])? ?:/;
const shortTypes = vietnameseTypes.flatMap(({ symbol }) => (symbol === null || symbol.length < 2 ? [] : [bareForm(symbol)]));
const lead = new RegExp(`^(?:\\[[^\\]\n]{1,30}\\] ?)?(?:(?:[^\\d:]{1,40} )?gui )?(?:(${bareTypes.map((type) => type.bare).join('|')}|cv|${shortTypes.join('|')}) )?(?:so ?:? ?)?`);
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
  return word === bareForm(first) || ['QĐ', 'NĐ', 'NQ', 'TTr', 'CĐ', 'TB', 'GM', 'BC'].includes(first) ? found(typed.name, start, end, 'subject-symbol', 0.5) : null;
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
  // "GM 45/GM-SNV họp giao ban": abbreviation and symbol agree, so what follows is the topic
  const agreed = topic === null && !alone && opening?.[1] !== undefined && opening[1] === bareForm((symbolOf(number.number) ?? '').split(/[-/]/, 1)[0] ?? '');
  if (topic === null && !alone && !agreed && (date === undefined || opening?.[1] === undefined || shortTypes.includes(opening[1]))) return null;
  const behind = date === undefined || !/^[ ,]*$/.test(subject.bare.slice(number.end, date.start)) ? number.end : date.end;
  const bare = agreed ? behind + (/^[ :,-]*/.exec(subject.bare.slice(behind))?.[0].length ?? 0) : subject.text.length;
  const from = topic === null ? bare : number.end + topic.index + topic[0].length;
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

const fileNumber = /^(?:(?:cv|cong van|van ban|so|qd|tb|scan) ?)*(\d{1,6})[ .-](?:((?:19|20)\d{2})[ .-])?([A-ZĐy][\p{L}&]{0,9})-([A-ZĐ][\p{L}&]{1,11}(?:-[A-ZĐ][\p{L}&]{0,11})?)(?![\p{L}\d-])/iu;
/** Abbreviations as they are typed without diacritics, where only one type can be meant: HD is Hướng dẫn and Hợp đồng. */
const typed = ['QĐ', 'NĐ', 'NQ', 'TTr', 'CĐ', 'TB', 'GM', 'BC', 'KH', 'CT', 'TT'].map((symbol) => ({ symbol, bare: bareForm(symbol) }));
const knownAgencies = new Set(agencySymbols.map(([symbol]) => bareForm(symbol)));

/**
 * "1234_SNV-TCBC.pdf", "75-QD-UBND.pdf": a file name has no slash. Type or agency must be a known one, for cameras and
 * shops name files much alike.
 */
export function readFileName(name: PreparedText): Reading | null {
  const flat = name.text.replaceAll(/[_/]/g, ' ');
  const match = fileNumber.exec(flat);
  const [whole, digits, year, first, rest] = match ?? [];
  if (match === null || whole === undefined || digits === undefined || first === undefined || rest === undefined) return null;
  const known = typed.find(({ bare }) => bare === bareForm(first));
  const issuer = bareForm((known === undefined ? first : rest).split('-', 1)[0] ?? '');
  if (!knownAgencies.has(issuer)) return null;
  const number = `${digits}/${year === undefined ? '' : `${year}/`}${known?.symbol ?? first}-${rest}`;
  const start = match.index + whole.search(/\d/);
  const end = match.index + whole.length;
  return {
    ...emptyReading, number: found(number, start, end, 'file-name', 0.5),
    type: known === undefined ? found('Công văn', start, end, 'file-name', 0.4) : typeOf(undefined, number, start, end),
  };
}
