import { emptyReading, found } from './found';
import type { Found, Reading } from './found';
import { findNumbers } from './number-symbol';
import { bareForm } from './bare-form';
import type { PreparedText } from './prepare-text';
import { findVietnameseDates } from './read-date';
import { readThai } from './thai/read-thai';
import { nothingKnown, readCitations } from './vietnamese/citations';
import { classify, firstGroup, isPartyNumber, typeOfSymbol } from './vietnamese/classify';
import { readDeskKind } from './vietnamese/desk-kind';
import { bareTypes, vocabulary } from './vietnamese/vocabulary';

const forwarded = /^(?:(?:re|fwd?|tr|tl|ct|vs|tra loi|chuyen tiep)(?:\[\d\])? ?: ?)+/;
const replied = /^(?:(?:fwd?|chuyen tiep) ?: ?){0,20}(?:re|tl|tra loi|vs|aw)(?:\[\d\])? ?:/;
const { agencySymbols } = vocabulary;
const shortTypes = vocabulary.types.flatMap(({ symbol }) => (symbol === null || symbol.length < 2 ? [] : [bareForm(symbol)]));
const lead = new RegExp(`^(?:\\[[^\\]\n]{1,30}\\] ?)?(?:(?:[^\\d:]{1,40} )?gui )?(?:(${bareTypes.map((type) => type.bare).join('|')}|cv|${shortTypes.join('|')}) )?(?:so ?:? ?)?`);
const about = /(?:v ?\/ ?v|ve viec)(?![a-z]) ?:? ?/;

/** "Re: …" without a file answers a letter and is none. */
export const isReply = (subject: PreparedText): boolean => replied.test(subject.bare);

function typeOf(word: string | undefined, number: string, start: number, end: number): Found<string> | null {
  const printed = bareTypes.find((type) => type.bare === (word === 'cv' ? 'cong van' : word));
  if (printed !== undefined) return found(printed.type.name, start, end, 'subject-type', 0.65);
  const first = firstGroup(number);
  const typed = typeOfSymbol(number);
  if (isPartyNumber(number) && typed !== null && typed.code !== 'QĐ') return found(typed.name, start, end, 'subject-symbol', 0.6);
  // An organisation first in the symbol is how a công văn is numbered; a doubtful abbreviation stays undecided.
  if (typed === null) return found('Công văn', start, end, 'subject-symbol', 0.5);
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
  const agreed = topic === null && !alone && opening?.[1] !== undefined && opening[1] === bareForm(firstGroup(number.number));
  if (topic === null && !alone && !agreed && (date === undefined || opening?.[1] === undefined || shortTypes.includes(opening[1]))) return null;
  const behind = date === undefined || !/^[ ,]*$/.test(subject.bare.slice(number.end, date.start)) ? number.end : date.end;
  const bare = agreed ? behind + (/^[ :,-]*/.exec(subject.bare.slice(behind))?.[0].length ?? 0) : subject.text.length;
  const from = topic === null ? bare : number.end + topic.index + topic[0].length;
  const summary = subject.text.slice(from).replaceAll(/\s+/g, ' ').replace(/[ .;]{1,40}$/, '');
  const issuer = readCitations(subject, nothingKnown, skip)[0];
  const agency = issuer?.value.agency ?? null;
  const agencyAt = agency === null ? -1 : subject.text.indexOf(agency);
  const type = typeOf(opening?.[1], number.number, skip, number.end);
  const topicFound = summary.length < 2 ? null : found(summary, from, subject.text.length, 'subject-summary', 0.75);
  return {
    ...named(type, topicFound, number.number),
    cites: topicFound === null ? [] : readCitations(subject, { ...nothingKnown, number: found(number.number, number.start, number.end, 'subject-number', 0.8), summary: topicFound }, from),
    number: found(number.number, number.start, number.end, 'subject-number', 0.8),
    date: date === undefined ? null : found(date.date, date.start, date.end, 'subject-date', 0.75),
    agency: agency === null || agencyAt < 0 ? null : found(agency, agencyAt, agencyAt + agency.length, 'subject-issuer', 0.6),
    summary: topicFound,
  };
}

/** Type, what it means to the desk, and by which law: all that follows from type, topic and number. */
function named(type: Found<string> | null, summary: Found<string> | null, number: string): Reading {
  const { typeCode, system } = classify(type?.value ?? null, number, false);
  const deskKind = readDeskKind({ typeCode, type, summary, deadline: false, body: '' });
  return { ...emptyReading, type, typeCode, system, deskKind: deskKind === null || type === null ? deskKind : { ...deskKind, confidence: Math.min(deskKind.confidence, type.confidence) } };
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
  const told = readCitations(body, nothingKnown, 0).filter((cite) => cite.value.type !== null && cite.value.date !== null);
  const first = told[0];
  if (first === undefined || told.length > 1) return null;
  const { number, type, date, agency, summary } = first.value;
  const span = <Value>(value: Value | null): Found<Value> | null =>
    value === null ? null : found(value, first.start, first.end, 'covering-note', 0.5);
  return { ...named(span(type), span(summary), number), number: span(number), date: span(date), agency: span(agency), summary: span(summary) };
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
  const type = known === undefined ? found('Công văn', start, end, 'file-name', 0.4) : typeOf(undefined, number, start, end);
  return { ...named(type, null, number), number: found(number, start, end, 'file-name', 0.5) };
}
