import { thaiAgencyHeads } from '../data/thai';
import { found } from '../found';
import type { Found } from '../found';
import type { PreparedText } from '../prepare-text';
import { foundWords, lineWith } from './thai-lines';
import type { LineMatch } from './thai-lines';

const address = /^(?:ถนน|ต\.|ตำบล|อ\.|อำเภอ|จ\.|แขวง|เขต|ซอย|เลขที่|\d)|\d{5}$/;
const begins = (bare: string): boolean => thaiAgencyHeads.some((head) => bare.startsWith(head));

/** Unit after "ส่วนราชการ" of a memo, without its telephone. */
function memoUnit(text: PreparedText): Found<string> | null {
  const memo = lineWith(text, /^ส่วนราชการ ?:? ?/);
  if (memo === null) return null;
  const start = memo.line.start + memo.match[0].length;
  const phone = / ?\(?โทร/.exec(text.bare.slice(start, memo.line.end));
  return foundWords(text, start, phone === null ? memo.line.end : start + phone.index, 'memo-head', 0.93);
}

/** The sender stands right of the number, or in the block around it, without its postal address. */
export function readThaiAgency(text: PreparedText, own: LineMatch | null, ownEnd: number): Found<string> | null {
  const unit = memoUnit(text);
  if (unit !== null) return unit;
  const ownLine = own?.index ?? 0;
  let from = -1;
  let to = -1;
  const beside = own === null ? '' : text.bare.slice(ownEnd, own.line.end);
  const gap = /^ */.exec(beside)?.[0].length ?? 0;
  if (own !== null && begins(beside.slice(gap))) {
    from = ownEnd + gap;
    to = own.line.end;
  }
  for (let index = from < 0 ? Math.max(0, ownLine - 4) : ownLine + 1; index < ownLine + 6; index += 1) {
    const line = text.lines[index];
    if (line === undefined || /^(?:เรื่อง|เรียน|ถึง|กราบเรียน)/.test(line.bare)) break;
    if (address.test(line.bare) || !begins(line.bare)) {
      if (from >= 0) break;
      continue;
    }
    if (from < 0) from = line.start;
    const campus = / วิทยาเขต/.exec(line.bare);
    to = campus === null ? line.end : line.start + campus.index;
  }
  return from < 0 ? null : foundWords(text, from, to, 'sender-block', 0.9);
}

/** A sealed letter names the sending unit below its words, above the date (clause 14). */
export function agencyAbove(text: PreparedText, dateStart: number): Found<string> | null {
  const at = text.lines.findIndex((line) => line.start <= dateStart && dateStart < line.end);
  const line = text.lines[at - 1];
  return line === undefined || line.text.length > 80 || !begins(line.bare) ? null : found(line.text, line.start, line.end, 'above-date', 0.8);
}
