import { emptyReading, found } from '../found';
import type { Found, Reading } from '../found';
import { symbolOf } from '../number-symbol';
import type { PreparedText } from '../prepare-text';
import { vietnameseTypes } from '../data/vietnamese-types';
import { readAddressees } from './addressees';
import { readAgencies } from './agency';
import { readCitations } from './citations';
import { readDeadline } from './deadline';
import { readAdoptionDate, readHeader, readOpeningDate } from './header';
import type { Header } from './header';
import { readMeeting } from './meeting';
import { readSignature } from './signature';
import type { Signature } from './signature';
import { readStamp } from './stamps';
import { readSummary } from './summary';

export interface Verdict {
  readonly reading: Reading;
  readonly isOfficial: boolean;
}

/**
 * Layout decides, not the number: CT, TC, PC, HĐ, KH are also agencies. Box 5a names the type; box 5b
 * ("V/v" under the number) or a bare "Kính gửi" makes it a công văn.
 */
function readType(text: PreparedText, header: Header): Found<string> | null {
  if (header.typeLine !== null) {
    const { type, end, line } = header.typeLine;
    return found(type.type.name, text.lines[line]?.start ?? end - type.bare.length, end, 'type-line', 0.97);
  }
  const subject = header.subjectLine === null ? undefined : text.lines[header.subjectLine];
  if (subject !== undefined) return found('Công văn', subject.start, subject.end, 'subject-below-number', 0.93);
  const number = header.number;
  if (number === null) return null;
  const lawful = /^(luat|bo luat|phap lenh|nghi quyet|lenh) so/.exec(text.lines[header.numberLine ?? 0]?.bare ?? '');
  if (lawful !== null) {
    const name = vietnameseTypes.find((type) => type.name === { luat: 'Luật', 'bo luat': 'Bộ luật', 'phap lenh': 'Pháp lệnh', 'nghi quyet': 'Nghị quyết', lenh: 'Lệnh' }[lawful[1] ?? '']);
    if (name !== undefined) return found(name.name, text.lines[header.numberLine ?? 0]?.start ?? 0, number.start, 'number-line', 0.8);
  }
  if (header.addresseeLine !== null) return found('Công văn', number.start, number.end, 'addressees-without-type', 0.7);
  const first = (symbolOf(number.value) ?? '').split(/[-/]/, 1)[0] ?? '';
  const typed = vietnameseTypes.find((type) => type.symbol === first);
  const legible = header.motto !== null && typed !== undefined && ['QĐ', 'NĐ', 'NQ', 'TTr', 'TB', 'CĐ', 'GM', 'KL', 'BC', 'SY', 'TrS', 'SL'].includes(first);
  return legible ? found(typed.name, number.start, number.end, 'number-symbol', 0.5) : null;
}

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
function isOfficial(text: PreparedText, header: Header, signature: Signature, reading: Reading): boolean {
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
  if (reading.agency !== null && reading.agency.rule === 'letterhead') weight += 1;
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
  if (header.motto === null && !header.party && header.numberLine === null && header.typeLine === null) return { reading: emptyReading, isOfficial: false };
  const signature = readSignature(text, header);
  const type = readType(text, header);
  const { agency, parent } = readAgencies(text, header);
  const bodyStart = text.lines[header.bodyLine]?.start ?? 0;
  const made = ['Biên bản', 'Hợp đồng', 'Bản ghi nhớ', 'Bản thỏa thuận'].includes(type?.value ?? '');
  const date = header.date ?? (header.dateLine !== null ? null : readAdoptionDate(text) ?? (made ? readOpeningDate(text, header.typeLine?.end ?? 0) : null));
  const ends = [header.numberLine, header.dateLine].map((line) => (line === null ? 0 : text.lines[line]?.end ?? 0));
  const headEnd = Math.max(header.number?.end ?? 0, ...ends);
  const normative = ['Luật', 'Bộ luật', 'Nghị định', 'Thông tư', 'Pháp lệnh', 'Nghị quyết'].includes(type?.value ?? '') || /\/\d{4}\//.test(header.number?.value ?? '');
  const invitation = type?.value === 'Giấy mời' || /tran trong kinh moi|kinh moi .{0,60}(?:du|tham du)/.test(text.bare.slice(bodyStart, bodyStart + 3000));
  const reading: Reading = {
    type, typeCode: null, system: null, deskKind: null, copy: null, phones: [], number: header.number, date, place: header.place, agency, parentAgency: parent,
    summary: readSummary(text, header),
    signer: signature.signer, signerTitle: signature.title,
    addressees: readAddressees(text, header),
    cites: readCitations(text, header.number, headEnd),
    urgency: readStamp(text, header, 'urgency'),
    secrecy: readStamp(text, header, 'secrecy'),
    deadline: readDeadline(text, date?.value ?? null, normative, bodyStart),
    meeting: invitation ? readMeeting(text, bodyStart) : null,
  };
  return { reading, isOfficial: isOfficial(text, header, signature, reading) };
}
