import { found } from '../found';
import type { Found } from '../found';
import type { Line, PreparedText } from '../prepare-text';

/** lines of the head of a letter */
export const headLines = 30;
/** characters of a line that may have been broken */
const fullLine = 36;

export interface LineMatch {
  readonly line: Line;
  readonly match: RegExpExecArray;
  readonly index: number;
}

/** The first line of the head whose comparison form the pattern matches. */
export function lineWith(text: PreparedText, pattern: RegExp, to = headLines): LineMatch | null {
  for (let index = 0; index < Math.min(to, text.lines.length); index += 1) {
    const line = text.lines[index];
    const match = line === undefined ? null : pattern.exec(line.bare);
    if (line !== undefined && match !== null) return { line, match, index };
  }
  return null;
}

/** Lines that begin a part of their own; no line above flows into them. */
export const labelLine = /^(?:เรียน|ถึง|อ้างถึง|สิ่งที่ส่ง|กราบ|ด้วย|ตาม|เนื่อง|เรื่อง|ที่ |วันที่|อาศัยอำนาจ)/;

/** A labelled line as printed, with its wrapped continuation: only a full line is broken. */
export function labelledSpan(text: PreparedText, at: LineMatch, most = 4): { readonly start: number; readonly end: number; readonly last: number } {
  const start = at.line.start + at.match[0].length;
  let end = at.line.end;
  let last = at.index;
  for (let index = at.index + 1; index < at.index + most; index += 1) {
    const line = text.lines[index];
    const before = text.lines[index - 1];
    // copied text keeps no gap between a short line and what follows
    if (line === undefined || before === undefined || before.text.length < fullLine || line.afterGap || labelLine.test(line.bare)) break;
    end = line.end;
    last = index;
  }
  return { start, end, last };
}

/** The words of a span on one line; null where there are none. */
export function foundWords(text: PreparedText, start: number, end: number, rule: string, confidence: number): Found<string> | null {
  const value = text.text.slice(start, end).replaceAll(/\s/g, ' ').trim();
  return value === '' ? null : found(value, start, end, rule, confidence);
}
