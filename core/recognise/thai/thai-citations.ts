import type { Citation, CitationRelation } from '../../model/document';
import { thaiAgencyHeads, thaiUrgency } from '../data/thai';
import { found } from '../found';
import type { Found } from '../found';
import type { PreparedText } from '../prepare-text';
import { findThaiDates } from '../read-date';
import { thaiNumber, thaiNumberAt, thaiOrderNumber } from './thai-number';

const maxCitations = 200;
const urgencyWord = thaiUrgency.join('|');
const citationLine = new RegExp(
  `(หนังสือ|บันทึกข้อความ|คำสั่ง|ประกาศ) ?((?!${urgencyWord})[^\\s\\d(][^\\n\\d]{0,80}?)? ?(${urgencyWord})? ?(?:เลข)?ที่ ?(${thaiNumber}|${thaiOrderNumber})(?:,? ?(?:ลง)?วันที่ ?)?`, 'g',
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
  const name = printed.trim().replace(/ (?:ด่วน|ลับ).{0,40}$/, '');
  return thaiAgencyHeads.some((head) => name.startsWith(head)) ? name : null;
}

/** What the words before a reference say of it; behind "อ้างถึง" and "ตาม" it is what this letter rests on. */
function relationOf(before: string, answers: boolean): CitationRelation {
  if (/(?:แก้คำผิด|แก้ไขคำผิด)[^.;]{0,30}$/.test(before)) return 'corrects';
  if (/(?:แก้ไขเพิ่มเติม|แก้ไข)[^.;]{0,20}$/.test(before)) return 'amends';
  if (/(?:เรียกคืน|ขอคืน|ขอถอน|ถอน)[^.;]{0,20}$/.test(before)) return 'recalls';
  if (/(?:ยกเลิก|ใช้แทน|แทน)[^.;]{0,20}$/.test(before)) return 'replaces';
  if (/(?:อ้างถึง|ตาม)(?:ความใน|ที่)? ?(?:\d{1,2}\. ?)?$/.test(before)) return answers ? 'answers' : 'basis';
  return 'mentions';
}

/** The block behind "อ้างถึง" of clause 11.6, as offsets; a later item of it stands far from the label. */
function referenceBlock(text: PreparedText): { readonly start: number; readonly end: number } | null {
  const at = text.lines.findIndex((line) => /^อ้าง(?:ถึง|อิง)/.test(line.bare));
  const first = text.lines[at];
  if (first === undefined) return null;
  const after = text.lines.slice(at + 1).find((line) => /^(?:สิ่งที่ส่ง|เรียน|ด้วย|ตาม|เนื่อง|เรื่อง)/.test(line.bare) || (line.afterGap && !/^\d{1,2}[.)]/.test(line.bare)));
  return { start: first.start, end: after?.start ?? text.text.length };
}

/** "หนังสือกรมบัญชีกลาง ด่วนที่สุด ที่ กค 0422.2/ว 447 ลงวันที่ 12 พ.ย. 58 เรื่อง …" */
export function readThaiCitations(text: PreparedText, answers = false, flat = text.bare.replaceAll('\n', ' ')): readonly ThaiCitation[] {
  const cites: ThaiCitation[] = [];
  const block = referenceBlock(text);
  for (const match of flat.matchAll(citationLine)) {
    if (cites.length >= maxCitations) break;
    const printed = match[4] ?? '';
    const numberStart = match.index + match[0].lastIndexOf(printed);
    const number = thaiNumberAt(text, numberStart, numberStart + printed.length, 'thai-citation', 0.9);
    const after = match.index + match[0].length;
    const date = findThaiDates(flat.slice(after, after + 40))[0];
    const dated = date !== undefined && date.start <= 1 ? date : undefined;
    const cursor = after + (dated?.end ?? 0);
    const about = /^ ?เรื่อง ?/.exec(flat.slice(cursor, cursor + 12));
    const from = cursor + (about?.[0].length ?? 0);
    const line = text.text.indexOf('\n', from);
    const to = line < 0 ? text.text.length : line;
    const summary = about === null || to <= from ? null : found(text.text.slice(from, to).trim(), from, to, 'thai-citation', 0.8);
    const name = agencyIn(match[2] ?? '');
    const agencyAt = name === null ? -1 : flat.indexOf(name, match.index);
    const urgency = match[3] === undefined ? -1 : flat.indexOf(match[3], match.index);
    const kind = match[1] ?? '';
    const inBlock = block !== null && match.index >= block.start && match.index < block.end;
    const relation = inBlock ? (answers ? 'answers' : 'basis') : relationOf(flat.slice(Math.max(0, match.index - 40), match.index), answers);
    cites.push({
      cite: { number: number.value, type: ['คำสั่ง', 'ประกาศ'].includes(kind) ? kind : null, relation, date: dated?.date ?? null, agency: name, summary: summary?.value ?? null },
      number,
      agency: name === null ? null : found(text.text.slice(agencyAt, agencyAt + name.length), agencyAt, agencyAt + name.length, 'thai-citation', 0.8),
      urgency: match[3] === undefined ? null : found(match[3], urgency, urgency + match[3].length, 'thai-citation', 0.85),
      dateSpan: dated === undefined ? null : { start: after + dated.start, end: after + dated.end },
      summary, start: match.index, end: to,
    });
  }
  return cites;
}
