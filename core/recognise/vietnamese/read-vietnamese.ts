import { emptyReading, found } from '../found';
import type { Found, Reading } from '../found';
import type { DocumentCopy } from '../../model/document';
import type { PreparedText } from '../prepare-text';
import { readAddressees } from './addressees';
import { readAgencies } from './agency';
import { readCitations } from './citations';
import { classify, firstGroup, isPartyNumber, typeOfSymbol } from './classify';
import { readCopy } from './copy';
import { readDeadline } from './deadline';
import { readDeskKind } from './desk-kind';
import { readAdoptionDate, readHeader, readOpeningDate } from './header';
import type { Header } from './header';
import { readMeeting } from './meeting';
import { readPhones } from './phones';
import { readSignature } from './signature';
import type { Signature } from './signature';
import { readStamp, readStrayStamp } from './stamps';
import { readSummary } from './summary';
import { bareTypes, vocabulary } from './vocabulary';

export interface Verdict {
  readonly reading: Reading;
  readonly isOfficial: boolean;
}

/**
 * Layout decides, not the number: CT, TC, PC, HĐ, KH are also agencies. Box 5a names the type; box 5b
 * ("V/v" under the number) or a bare "Kính gửi" makes it a công văn.
 */
function readType(text: PreparedText, header: Header): Found<string> | null {
  const number = header.number;
  // A consolidation prints the heading of what it consolidates; only its number says so (Ordinance 01/2012/UBTVQH13).
  if (number !== null && firstGroup(number.value) === 'VBHN') return found('Văn bản hợp nhất', number.start, number.end, 'number-symbol', 0.9);
  if (header.typeLine !== null) {
    const { type, end, line } = header.typeLine;
    return found(type.type.name, text.lines[line]?.start ?? end - type.bare.length, end, 'type-line', 0.97);
  }
  const subject = header.subjectLine === null ? undefined : text.lines[header.subjectLine];
  if (subject !== undefined) return found('Công văn', subject.start, subject.end, 'subject-below-number', 0.93);
  if (number === null) return null;
  const numberLine = text.lines[header.numberLine ?? 0];
  const lawful = /^(?:luat|bo luat|phap lenh|nghi quyet|lenh)(?= so)/.exec(numberLine?.bare ?? '');
  const named = lawful === null ? undefined : bareTypes.find((type) => type.bare === lawful[0]);
  if (named !== undefined) return found(named.type.name, numberLine?.start ?? 0, number.start, 'number-line', 0.8);
  const typed = typeOfSymbol(number.value);
  if (isPartyNumber(number.value) && typed !== null && typed.code !== 'QĐ') return found(typed.name, number.start, number.end, 'number-symbol', 0.75);
  if (header.addresseeLine !== null) return found('Công văn', number.start, number.end, 'addressees-without-type', 0.7);
  const legible = header.motto !== null && typed !== null && legibleTypes.has(typed.code);
  return legible ? found(typed.name, number.start, number.end, 'number-symbol', 0.5) : null;
}

/** Types whose abbreviation is no agency's. */
const legibleTypes = new Set(['QĐ', 'NĐ', 'NQ', 'TTr', 'TB', 'CĐ', 'GM', 'KL', 'BC', 'SY', 'TrS', 'SL']);
/** characters of a body that show what is asked for */
const deskLength = 6000;
/** Types that two parties make together. */
const madeByParties = new Set(['BB', 'HĐ', 'BGN', 'BTT']);

/** A form to be filled in prints dots where number and day belong, and nobody has signed it. */
function isForm(text: PreparedText, header: Header, signature: Signature): boolean {
  if (header.number !== null || header.date !== null || signature.signer !== null) return false;
  const head = text.lines.slice(0, 20).map((line) => line.bare);
  return head.some((line) => /^so ?:? ?[.…]{1,40} ?\//.test(line)) && head.some((line) => /ngay ?[.…]{2,40} ?(?:thang|\/)/.test(line));
}

/**
 * What makes a letter official is its letterhead, not talk about documents: news and newsletters are full
 * of numbers, so only boxes at the head of the text and a signature block count.
 */
function isOfficial(text: PreparedText, header: Header, signature: Signature, headed: boolean): boolean {
  if (isForm(text, header, signature)) return false;
  const numbered = header.number !== null || header.numberLine !== null;
  let weight = 0;
  if (header.motto !== null || header.party) weight += 2;
  if (numbered) weight += 2;
  if (header.date !== null || header.dateLine !== null) weight += 1;
  if (header.typeLine !== null || header.subjectLine !== null) weight += 1;
  if (header.addresseeLine !== null) weight += 1;
  if (signature.copiesLine !== null) weight += 1;
  if (signature.signer !== null) weight += 1;
  if (headed) weight += 1;
  if (weight >= 5 && (numbered || header.motto !== null || header.party)) return true;
  const formed = header.motto !== null && header.motto < 6 && header.typeLine !== null && header.typeLine.line < 25;
  if (formed && weight >= 4) return true;
  // The letterhead is lost in copying, the type name and a whole signature block are not.
  if (header.typeLine?.line === 0 && signature.copiesLine !== null && signature.signer !== null && signature.title !== null) return true;
  // A diplomatic note has neither motto nor type, but greets in a fixed form.
  const note = numbered && (header.numberLine ?? 99) < 8 && header.number !== null &&
    /kinh chao/.test(text.bare.slice(0, 1200)) && /han hanh/.test(text.bare.slice(0, 1200));
  return note || (weight >= 4 && header.number !== null && header.motto !== null);
}

/** Reads one text as a Vietnamese official document (decree 30/2020/NĐ-CP, Party and legal documents alike). */
export function readVietnamese(text: PreparedText): Verdict {
  const header = readHeader(text);
  if (header.motto === null && !header.party && header.numberLine === null && header.typeLine === null) return stamped(text, header);
  const signature = readSignature(text, header);
  const copy = readCopy(text);
  const type = readType(text, header) ?? copyType(copy);
  const { typeCode, system } = classify(type?.value ?? null, header.number?.value ?? null, header.party);
  const { agency, parent, headed } = readAgencies(text, header);
  const bodyStart = text.lines[header.bodyLine]?.start ?? 0;
  const made = madeByParties.has(typeCode ?? '');
  const date = header.date ?? (header.dateLine !== null ? null : readAdoptionDate(text) ?? (made ? readOpeningDate(text, header.typeLine?.end ?? 0) : null));
  const ends = [header.numberLine, header.dateLine].map((line) => (line === null ? 0 : text.lines[line]?.end ?? 0));
  const headEnd = Math.max(header.number?.end ?? 0, ...ends);
  const issued = date?.value ?? null;
  const normative = typeCode === 'NQ' || system === 'normative' || system === 'assembly';
  const opening = text.bare.slice(bodyStart, bodyStart + 3000);
  const invitation = ['GM', 'TM'].includes(typeCode ?? '') || (opening.includes('kinh moi') && /tran trong kinh moi|kinh moi .{0,60}(?:du|tham du)/.test(opening));
  const summary = readSummary(text, header);
  const signs = { typeCode, type, summary, body: text.bare.slice(bodyStart, bodyStart + deskLength) };
  const undated = readDeskKind({ ...signs, deadline: false });
  const invites = invitation || undated?.value === 'invitation';
  const bodyEnd = signature.copiesLine === null ? text.text.length : text.lines[signature.copiesLine]?.start ?? text.text.length;
  const meeting = invites ? readMeeting(text, bodyStart, bodyEnd, issued) : null;
  const deadline = readDeadline(text, issued, normative, bodyStart, meeting);
  const deskKind = deadline === null ? undated : readDeskKind({ ...signs, deadline: true });
  const reading: Reading = {
    type, typeCode, system, deskKind, copy, phones: readPhones(text, header, made), number: header.number, date, place: header.place, agency, parentAgency: parent, summary,
    signer: signature.signer, signerTitle: signature.title,
    addressees: readAddressees(text, header),
    cites: readCitations(text, { number: header.number, summary, copyNumber: copy?.value.number ?? null, isLetter: typeCode === 'CV', onlyProposes: ['TTr', 'BC', 'ĐA', 'PC'].includes(typeCode ?? '') }, headEnd),
    urgency: readStamp(text, header, 'urgency'),
    secrecy: readStamp(text, header, 'secrecy'),
    deadline,
    meeting,
  };
  return isOfficial(text, header, signature, headed) ? { reading, isOfficial: true } : stamped(text, header);
}

/** A page of which only its secrecy stamp can be read still is a secret document. */
function stamped(text: PreparedText, header: Header): Verdict {
  const secrecy = readStrayStamp(text, header);
  return { reading: secrecy === null ? emptyReading : { ...emptyReading, secrecy }, isOfficial: secrecy !== null };
}

/** A copy sent without the original's head is named by its own. */
function copyType(copy: Found<DocumentCopy> | null): Found<string> | null {
  const code = copy === null ? null : { saoY: 'SY', saoLuc: 'SL', trichSao: 'TrS' }[copy.value.form];
  const type = vocabulary.types.find((one) => one.code === code);
  return copy === null || type === undefined || copy.value.number === null ? null : found(type.name, copy.start, copy.end, 'copy-form', 0.7);
}
