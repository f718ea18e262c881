import type { Citation } from '../../model/document';
import { thaiAgencyHeads, thaiUrgency } from '../data/thai';
import { found } from '../found';
import type { Found } from '../found';
import type { PreparedText } from '../prepare-text';
import { findThaiDates } from '../read-date';
import { thaiNumber, thaiNumberAt } from './thai-number';

const maxCitations = 200;
const urgencyWord = thaiUrgency.join('|');
const citationLine = new RegExp(
  `หนังสือ ?((?!${urgencyWord})[^\\s\\d(][^\\n\\d]{0,80}?)? ?(${urgencyWord})? ?(?:เลข)?ที่ ?(${thaiNumber})(?:,? ?(?:ลง)?วันที่ ?)?`, 'g',
);

interface ThaiCitation {
  readonly cite: Citation;
  readonly urgency: Found<string> | null;
  readonly agency: Found<string> | null;
  readonly number: Found<string>;
  readonly dateSpan: { readonly start: number; readonly end: number } | null;
  readonly summary: Found<string> | null;
  readonly start: number;
  readonly end: number;
}

function agencyIn(printed: string): string | null {
  const name = printed.trim().replace(/ (?:ด่วน.*|ลับ.*)$/, '');
  return thaiAgencyHeads.some((head) => name.startsWith(head)) ? name : null;
}

/** "หนังสือกรมบัญชีกลาง ด่วนที่สุด ที่ กค 0422.2/ว 447 ลงวันที่ 12 พ.ย. 58 เรื่อง …" */
export function readThaiCitations(text: PreparedText): readonly ThaiCitation[] {
  const cites: ThaiCitation[] = [];
  const flat = text.bare.replaceAll('\n', ' ');
  for (const match of flat.matchAll(citationLine)) {
    if (cites.length >= maxCitations) break;
    const printed = match[3] ?? '';
    const numberStart = match.index + match[0].lastIndexOf(printed);
    const number = thaiNumberAt(text, numberStart, numberStart + printed.length, 'thai-citation', 0.9);
    const after = match.index + match[0].length;
    const date = findThaiDates(flat.slice(after, after + 40))[0];
    const dated = date !== undefined && date.start <= 1 ? date : undefined;
    const cursor = after + (dated?.end ?? 0);
    const about = /^ ?เรื่อง ?/.exec(flat.slice(cursor));
    const from = cursor + (about?.[0].length ?? 0);
    const line = text.text.indexOf('\n', from);
    const to = line < 0 ? text.text.length : line;
    const summary = about === null || to <= from ? null : found(text.text.slice(from, to).trim(), from, to, 'thai-citation', 0.8);
    const name = agencyIn(match[1] ?? '');
    const agencyAt = name === null ? -1 : flat.indexOf(name, match.index);
    const urgency = match[2] === undefined ? -1 : flat.indexOf(match[2], match.index);
    cites.push({
      cite: { number: number.value, type: null, relation: 'mentions', date: dated?.date ?? null, agency: name, summary: summary?.value ?? null },
      number,
      agency: name === null ? null : found(name, agencyAt, agencyAt + name.length, 'thai-citation', 0.8),
      urgency: match[2] === undefined ? null : found(match[2], urgency, urgency + match[2].length, 'thai-citation', 0.85),
      dateSpan: dated === undefined ? null : { start: after + dated.start, end: after + dated.end },
      summary, start: match.index, end: to,
    });
  }
  return cites;
}
