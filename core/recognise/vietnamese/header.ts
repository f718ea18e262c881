import type { Line, PreparedText } from '../prepare-text';
import { found } from '../found';
import type { Found } from '../found';
import type { IsoDate } from '../../model/ids';
import { findNumbers } from '../number-symbol';
import { dateOfMatch, findVietnameseDates, vietnameseDate } from '../read-date';
import { bareTypeNames, bareTypes, isCapitals, startsWithOne } from './vocabulary';
import type { BareType } from './vocabulary';

/** Lines at most that may precede the type name: covering words, letterhead, stamps. */
const headerLines = 60;

/** lines below "Kính gửi" in which the rest of a head out of order is looked for */
const belowAddressees = 8;

interface TypeLine {
  readonly line: number;
  readonly type: BareType;
  /** where the type name ends in the text */
  readonly end: number;
}

/** The boxes of the first page that everything else is placed by; line numbers, null where absent. */
export interface Header {
  readonly motto: number | null;
  readonly party: boolean;
  readonly numberLine: number | null;
  readonly number: Found<string> | null;
  readonly dateLine: number | null;
  readonly date: Found<IsoDate> | null;
  readonly place: Found<string> | null;
  /** box 5b: "V/v …" */
  readonly subjectLine: number | null;
  /** box 5a */
  readonly typeLine: TypeLine | null;
  readonly addresseeLine: number | null;
  /** first line of the body */
  readonly bodyLine: number;
}

export const motto = /[co][oq0]?ng h\S{1,3} .{0,10}ch.{0,4}nghia viet na|cong ho\S{0,5} ?h[oq]i .{0,6}nghia|d[oq]c lap ?[-_~] ?t[uy] do ?[-_~] ?h[ao4]nh ph/;
export const partyHead = /dang cong san viet nam/;
export const subjectStart = /^(?:v ?[/.] ?[vwy]|viv|vv|vw|w\/v|v\/ v|ve viec|trich yeu)(?![a-z])\s*[:.]?\s*/;
export const bodyStart =
  /^(?:can cu|kinh gui|thuc hien|theo de nghi|xet bao cao|theo quy|xet de nghi|xet to trinh|tra loi|tiep theo|de (?!nghi|an)|nham |ngay \d|trong thoi|vua qua|chuong i\b|dieu 1\b|i\. |1\. |phan |phuc dap|trien khai thuc hien (?:chi thi|nghi|quyet|cong|ke|thong|luat)|hom nay|cong hoa xa hoi|xin trao|tran trong|ban hanh kem|hop dong nay)/;
/** A stamp printed on the line of the number. */
const stampLead = /^(?:hoa toc hen gio|hoa toc|thuong khan|khan|toi mat|tuyet mat|mat) (?=so ?:)/;
const scannedStart = /^\S{1,3}:\s?(?=\d{1,6} ?\/)/;
/** A sentence goes on behind the number: an item of a list, not box 3. */
const runsOn = /^[,:]? (?!ngày)\p{Ll}/u;
/** A number left blank or illegible before its symbol: "Số:      /SGDĐT-…". */
const blankNumber = /^\S{2,3}\s?[:.]?\s*\S{0,9} ?\/ ?\p{Lu}[\p{L}&]*\p{Lu}/u;
/** A thư công is titled by its occasion. */
const openLetterTitle = /^(?:thu (?:chuc mung|chuc tet|chuc|khen|cam on|chia buon|tham hoi|dong vien|keu goi|ngo|gui)|dien (?:chuc mung|chia buon|mung))\b/;
export const numberStart = /^(?:luat |bo luat |phap lenh |nghi quyet |lenh )?[s$][o0e6]\s?[:.;]?\s*(?=\S)/;
/** "Kính gửi", also as scanners spell it. */
export const addresseeLabel = /^(?:kinh gui\b\s*:*|k\S{2,4} g\S{1,3} ?[:;]+|n?gui ?:)\s*/;

function readNumber(text: PreparedText, line: Line): Found<string> | null {
  const skip = stampLead.exec(line.bare)?.[0].length ?? 0;
  const rest = line.bare.slice(skip);
  const label = numberStart.exec(rest);
  const scanned = label ?? scannedStart.exec(rest);
  if (scanned === null) return null;
  const at = line.start + skip + scanned[0].length;
  const first = findNumbers(text.text, at, line.end)[0];
  if (first === undefined || first.start > at) return null;
  if (runsOn.test(text.text.slice(first.end, line.end))) return null;
  return found(first.number, first.start, first.end, label === null ? 'number-line-scanned' : 'number-line', label === null ? 0.6 : 0.97);
}

/** "Long An, ", behind a number or a bracket where it does not stand alone */
const placeAtEnd = /(?:^|[)\]] |\d[^ ]{0,40} )(\p{Lu}[\p{L} .'-]{1,60}?) ?[,.] ?$/u;

/** What stands behind the last number and symbol of a line. */
function behindNumber(line: string): string {
  const slash = line.lastIndexOf('/');
  return slash < 0 ? line : line.slice(slash).replace(/^\/\S{1,60}(?: ?- ?\S{1,40})? /u, '');
}

/** "Long An, ngày 02 tháng 5 năm 2019", alone or behind the number on the same line. */
function readPlaceAndDate(text: PreparedText, line: Line, next: Line | undefined): { date: Found<IsoDate> | null; place: Found<string> | null } | null {
  if (!line.bare.includes('ngay')) return null;
  const comma = /(?:^|[^a-z])([a-z][a-z .'-]{1,60}?) ?[,.] ?ngay ?[^a-z]{0,8}(?:thang|[/.-]|$)/.exec(line.bare);
  if (comma === null) return null;
  const ngay = line.start + line.bare.indexOf('ngay', comma.index);
  const end = next !== undefined && !next.afterGap && !/\d{4}/.test(line.bare.slice(ngay - line.start)) ? next.end : line.end;
  const span = findVietnameseDates(text.bare, ngay, end)[0];
  const printed = placeAtEnd.exec(behindNumber(text.text.slice(line.start, ngay)));
  // a stamp or a body of the left column may stand before the place, in capitals
  const name = printed?.[1]?.replace(/^\p{Lu}{2}[\p{Lu} ,-]{1,58} (?=\p{Lu}\p{Ll})/u, '');
  const at = name === undefined ? -1 : text.text.slice(line.start, ngay).lastIndexOf(name);
  return {
    date: span === undefined || span.start !== ngay ? null : found(span.date, span.start, span.end, 'place-date-line', 0.97),
    place: name === undefined || at < 0 ? null
      : found(name, line.start + at, line.start + at + name.length, 'place-date-line', 0.95),
  };
}

function readTypeLine(line: Line): { type: BareType; length: number } | null {
  // A speck read as a colon: "TO: TRÌNH".
  const specked = line.bare.length < 24 && /[:.,] ?[a-z]/.test(line.bare) ? line.bare.replaceAll(/[:.,]/g, '') : null;
  const whole = specked === null || !isCapitals(line.text) ? undefined : bareTypes.find((type) => type.bare === specked);
  if (whole !== undefined) return { type: whole, length: line.text.length };
  const word = startsWithOne(line.bare, bareTypeNames);
  const type = word === null ? undefined : bareTypes.find(({ bare }) => bare === word);
  if (word === null || type === undefined || !isCapitals(line.text.slice(0, word.length))) return null;
  const rest = line.text.slice(word.length).replace(/^[\s:.]+/, '');
  // "QUYẾT ĐỊNH:" opens the articles, it is not box 5a; "LUẬT" inside a heading is a topic.
  if (/^\s*:/.test(line.text.slice(word.length)) && rest === '') return null;
  return rest !== '' && !isCapitals(rest) && type.bare.length < 8 ? null : { type, length: word.length };
}

/** Finds the boxes of decree 30/2020 in the first lines of a text. */
export function readHeader(text: PreparedText): Header {
  let mottoLine: number | null = null;
  let party = false;
  let numberLine: number | null = null;
  let number: Found<string> | null = null;
  let dateLine: number | null = null;
  let date: Found<IsoDate> | null = null;
  let place: Found<string> | null = null;
  let subjectLine: number | null = null;
  let typeLine: TypeLine | null = null;
  let addresseeLine: number | null = null;
  let bodyLine: number | null = null;
  const last = Math.min(text.lines.length, headerLines);
  const openLetter = bareTypes.find((type) => type.bare === 'thu cong');
  for (let index = 0; index < last; index += 1) {
    const line = text.lines[index];
    if (line === undefined) break;
    if (line.bare.length > 2000) {
      bodyLine ??= index;
      if (number !== null || mottoLine !== null) break;
      continue;
    }
    if (motto.test(line.bare)) mottoLine ??= index;
    if (partyHead.test(line.bare) && isCapitals(line.text)) party = true;
    const started = number !== null || mottoLine !== null || party;
    if (number === null && numberLine === null && (numberStart.test(line.bare) || scannedStart.test(line.bare) || stampLead.test(line.bare))) {
      const read = readNumber(text, line);
      const blank = blankNumber.exec(line.text);
      if (read !== null || (blank !== null && !runsOn.test(line.text.slice(blank[0].length).replace(/^\S+/u, '')))) numberLine = index;
      number = read;
    }
    if (dateLine === null && line.bare.length < 200) {
      const read = readPlaceAndDate(text, line, text.lines[index + 1]);
      if (read !== null && !bodyStart.test(line.bare)) {
        dateLine = index;
        date = read.date;
        place = read.place;
      }
    }
    // A covering mail may greet first; only a "Kính gửi" below a letterhead is box 9a.
    if ((started || numberLine !== null) && addresseeLabel.test(line.bare)) {
      addresseeLine = index;
      bodyLine ??= index;
      break;
    }
    if (subjectLine === null && typeLine === null && subjectStart.test(line.bare) && (started || numberLine !== null)) subjectLine = index;
    if (typeLine === null && subjectLine === null && (started || numberLine !== null || index === 0)) {
      const read = readTypeLine(line);
      if (read !== null) typeLine = { line: index, type: read.type, end: line.start + read.length };
      else if (openLetter !== undefined && number === null && started && openLetterTitle.test(line.bare) && isCapitals(line.text)) typeLine = { line: index, type: openLetter, end: line.start };
    }
    const opened = typeLine === null ? numberLine ?? index : typeLine.line + 1;
    if (started && (index > opened || /^can cu\b/.test(line.bare)) && bodyStart.test(line.bare) && !motto.test(line.bare) && !isCapitals(line.text) && !/^\p{Ll}/u.test(line.text)) {
      bodyLine ??= index;
      break;
    }
  }
  // In the text of a PDF "Kính gửi" may come before the rest of the head.
  const belowFrom = number === null ? last : addresseeLine ?? last;
  for (let index = belowFrom + 1; index < Math.min(last, belowFrom + belowAddressees); index += 1) {
    const line = text.lines[index];
    if (line === undefined || line.bare.length > 160) continue;
    if (subjectLine === null && typeLine === null && /^v ?\/ ?v(?![a-z])/.test(line.bare)) subjectLine = index;
    const read = dateLine === null && /^\p{Lu}/u.test(line.text) ? readPlaceAndDate(text, line, text.lines[index + 1]) : null;
    if (read === null || read.date === null || bodyStart.test(line.bare)) continue;
    dateLine = index;
    date = read.date;
    place = read.place;
  }
  return {
    motto: mottoLine, party, numberLine, number, dateLine, date, place, subjectLine, typeLine, addresseeLine,
    bodyLine: bodyLine ?? Math.min(last, (typeLine?.line ?? subjectLine ?? numberLine ?? 0) + 1),
  };
}

const openingDate = new RegExp(`(?:hom nay|vao hoi|bat dau|thoi gian|vao luc)[^.;]{0,40}?${vietnameseDate}`);
const adoptionDate = new RegExp(`thong qua ${vietnameseDate}`);

/** Minutes and contracts say when they were made: "Hôm nay, ngày 5 tháng 2 năm 2026". */
export function readOpeningDate(text: PreparedText, from: number): Found<IsoDate> | null {
  const flat = text.bare.slice(from, from + 3000).replaceAll('\n', ' ');
  const match = openingDate.exec(flat);
  const span = match === null ? undefined : findVietnameseDates(text.bare, from + match.index, from + match.index + match[0].length)[0];
  return span === undefined ? null : found(span.date, span.start, span.end, 'opening-words', 0.65);
}

/** Laws carry their date in the closing formula: "thông qua ngày 21 tháng 6 năm 2024". */
export function readAdoptionDate(text: PreparedText): Found<IsoDate> | null {
  const { flat } = text;
  const match = adoptionDate.exec(flat);
  if (match === null) return null;
  const date = dateOfMatch(match);
  return date === null ? null : found(date, match.index + 10, match.index + match[0].length, 'adoption-formula', 0.85);
}
