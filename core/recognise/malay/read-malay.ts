import type { DeskKind } from '../../model/document';
import { indonesianLabels, indonesianTypes } from '../data/indonesian';
import { malayDeskWords, malaysianLabels, malaysianTypes } from '../data/malay';
import type { MalayTypeCode, PrintedType } from '../data/malay';
import { emptyReading, found } from '../found';
import type { Found } from '../found';
import type { Line, PreparedText } from '../prepare-text';
import { findMalayDates } from '../read-date';
import type { Verdict } from '../vietnamese/read-vietnamese';
import { headLines, headingBelow, issuerLines, labelled, readMalayAddressees, withContinuation } from './malay-head';
import type { Labelled } from './malay-head';
import { readMalayCitations } from './malay-citations';
import { readMalayDeadline, readMalayMeeting } from './malay-moments';
import { readMalayPhones } from './malay-phones';
import { readMalaySignature } from './malay-signature';
import { readMalayStamp } from './malay-stamps';

const none: Verdict = { reading: emptyReading, isOfficial: false };
/** "Jakarta, ", alone or behind the number */
const placeBefore = /(?:^|^nomor.{3,40}? )([a-z][a-z .]{2,30}), ?$/;
/** characters of a number */
const longestNumber = 80;
/** lines below a printed type in which its number and "tentang" stand */
const headingLines = 8;

interface Printed {
  readonly type: PrintedType;
  readonly line: Line;
  readonly index: number;
}

function printedType(text: PreparedText): Printed | null {
  for (const [index, line] of text.lines.slice(0, headLines).entries()) {
    if (line.text !== line.text.toUpperCase()) continue;
    const type = [...malaysianTypes, ...indonesianTypes].find(({ word }) => line.bare.startsWith(word) && !/^[a-z]/.test(line.bare.slice(word.length)));
    if (type !== undefined) return { type, line, index };
  }
  return null;
}

/** "KEPUTUSAN … / NOMOR 12 TAHUN 2026 / TENTANG / …": the topic in capitals, until a gap or words that are no heading. */
function topicBelow(text: PreparedText, printed: Printed): Found<string> | null {
  const at = text.lines.findIndex((line, index) => index > printed.index && index < printed.index + headingLines && /^tentang\b/.test(line.bare));
  const line = text.lines[at];
  if (line === undefined) return null;
  const beside = line.bare.length > 10;
  const from = beside ? line.start + 8 : text.lines[at + 1]?.start;
  let end = beside ? line.end : text.lines[at + 1]?.end;
  if (from === undefined || end === undefined) return null;
  for (const next of text.lines.slice(beside ? at + 1 : at + 2, at + 5)) {
    if (next.afterGap || next.text !== next.text.toUpperCase()) break;
    end = next.end;
  }
  return found(text.text.slice(from, end).replaceAll(/\s/g, ' ').trim(), from, end, 'below-heading', 0.85);
}

interface Dated {
  readonly line: Line;
  readonly span: ReturnType<typeof findMalayDates>[number];
  readonly labelled: boolean;
}

function readDate(text: PreparedText): Dated | null {
  const label = labelled(text, [...malaysianLabels.date, ...indonesianLabels.date]);
  const closing = text.lines.slice(-16).find((line) => /^pada tanggal ?:? ?\d/.test(line.bare));
  const line = (label === null ? undefined : text.lines[label.index]) ?? text.lines.slice(0, headLines).find((candidate) => {
    const date = findMalayDates(candidate.bare)[0];
    return date !== undefined && (placeBefore.test(candidate.bare.slice(0, date.start)) && candidate.bare.length - date.end < 3);
  }) ?? closing;
  const span = line === undefined ? undefined : findMalayDates(line.bare)[0];
  return line === undefined || span === undefined ? null : { line, span, labelled: label !== null };
}

function readPlace(text: PreparedText, dated: Dated | null): Found<string> | null {
  const settled = text.lines.slice(-16).find((line) => /^ditetapkan di /.test(line.bare));
  if (settled !== undefined) return found(settled.text.slice(14).trim(), settled.start + 14, settled.end, 'closing-place', 0.85);
  if (dated === null || dated.labelled) return null;
  const { line, span } = dated;
  const placed = placeBefore.exec(line.bare.slice(0, span.start))?.[1] ?? '';
  // words of the number may stand before the place
  const words = placed.split(' ');
  const name = words.slice(words.findLastIndex((word) => /\d/.test(word)) + 1).join(' ');
  const at = name === '' ? -1 : line.bare.lastIndexOf(name, span.start);
  return at < 0 ? null : found(line.text.slice(at, at + name.length), line.start + at, line.start + at + name.length, 'place-date-line', 0.85);
}

/** "KEPUTUSAN KEPALA DINAS …": the authority stands behind the kind where no letterhead names it. */
function readNamedIssuer(printed: Printed | null): Found<string> | null {
  const skip = printed === null ? 0 : printed.type.word.length + 1;
  const name = printed?.line.text.slice(skip) ?? '';
  return printed === null || !/^(?:kepala|menteri|bupati|wali kota|gubernur|rektor|direktur|sekretaris|presiden)\b/i.test(name) ? null
    : found(name, printed.line.start + skip, printed.line.end, 'heading', 0.8);
}

function readDesk(code: MalayTypeCode, topic: Found<string> | null, type: Found<string>, meets: boolean): Found<DeskKind> | null {
  const byCode: Partial<Readonly<Record<MalayTypeCode, DeskKind>>> = {
    circular: 'directive', instruction: 'directive', assignment: 'directive', invitation: 'invitation', announcement: 'notice', minutes: 'meetingPapers', report: 'report',
  };
  const fixed = byCode[code];
  if (fixed !== undefined) return found(fixed, type.start, type.end, 'type', 0.8);
  const words = topic === null ? undefined : malayDeskWords.find(([pattern]) => pattern.test(topic.value.toLowerCase()))?.[1];
  if (topic !== null && words !== undefined) return found(words, topic.start, topic.end, 'desk-words', 0.75);
  return meets && topic !== null && /mesyuarat|rapat/i.test(topic.value) ? found('invitation', topic.start, topic.end, 'desk-words', 0.7) : null;
}

function ownNumber(text: PreparedText, printed: Printed | null): Labelled | null {
  const number = labelled(text, [...malaysianLabels.number, ...indonesianLabels.number]);
  if (number !== null || printed === null) return number;
  const below = labelled(text, ['nomor', 'bilangan', 'bil.'], false, printed.index);
  return below !== null && below.index < printed.index + headingLines ? below : null;
}

/** Reads one text as a Malaysian ("Ruj. Kami") or Indonesian ("Nomor", "Perihal") official letter. */
export function readMalay(text: PreparedText): Verdict {
  const printed = printedType(text);
  const number = ownNumber(text, printed);
  if (number === null || number.value.length > longestNumber || !/\d/.test(number.value)) return none;
  const dated = readDate(text);
  const label = labelled(text, [...malaysianLabels.summary, ...indonesianLabels.summary]);
  const below = printed === null || label !== null ? null : topicBelow(text, printed);
  const { parent, agency: issuer } = issuerLines(text);
  const greeting = text.lines.slice(0, headLines).find((line) => /^(?:yth\.?|kepada(?: yth\.?)?|yang berhormat|tuan|puan)\b/.test(line.bare));
  // Three independent marks of a letterhead beside the number: mail in these languages also says "Nomor" and "Hal".
  const marks = [dated, label ?? below, issuer, greeting ?? null, printed].filter((mark) => mark !== null).length;
  if (marks < 3) return none;
  const malaysian = !['nomor', 'no'].includes(number.label) && (malaysianLabels.number as readonly string[]).includes(number.label);
  const numberLine = text.lines[number.index];
  const shown = printed?.line ?? numberLine;
  const heading = label === null && below === null ? headingBelow(text, number.index + 1) : undefined;
  const topic = below ?? (label !== null ? withContinuation(text, label) : heading === undefined ? null : found(heading.text, heading.start, heading.end, 'heading', 0.75));
  const code: MalayTypeCode = printed?.type.code ?? 'letter';
  const type = found(printed?.type.name ?? (malaysian ? 'Surat Rasmi' : 'Surat Dinas'), shown?.start ?? number.start, shown?.end ?? number.end, printed === null ? 'form-of-letter' : 'heading', printed === null ? 0.7 : 0.9);
  const nature = labelled(text, indonesianLabels.nature);
  const date = dated === null ? null : found(dated.span.date, dated.line.start + dated.span.start, dated.line.start + dated.span.end, dated.labelled ? 'labelled-date' : 'place-date-line', 0.93);
  const headEnd = text.lines.findIndex((line) => line === greeting);
  const addressees = readMalayAddressees(text, number.index);
  const meeting = readMalayMeeting(text, Math.max(number.index + 2, headEnd), addressees.map(({ value }) => value));
  const flat = text.bare.replaceAll('\n', ' ');
  const yours = labelled(text, malaysianLabels.yours);
  const agency = issuer === null ? readNamedIssuer(printed) : found(issuer.text, issuer.start, issuer.end, 'letterhead', 0.9);
  return {
    isOfficial: true,
    reading: {
      ...emptyReading, ...readMalaySignature(text), type, typeCode: code, system: malaysian ? 'malay' : 'indonesian',
      number: found(number.value, number.start, number.end, 'labelled-number', 0.93),
      date, place: readPlace(text, dated), agency,
      parentAgency: parent === null ? null : found(parent.text, parent.start, parent.end, 'letterhead', 0.85), summary: topic, addressees,
      cites: readMalayCitations(text, flat, number.value, yours, number.end),
      urgency: readMalayStamp(text, 'urgency', nature), secrecy: readMalayStamp(text, 'secrecy', nature),
      deadline: readMalayDeadline(flat, date?.value ?? null),
      meeting, deskKind: readDesk(code, topic, type, meeting !== null), phones: readMalayPhones(text),
    },
  };
}
