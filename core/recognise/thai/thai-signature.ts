import { thaiTitleHeads } from '../data/thai';
import { found } from '../found';
import type { Reading } from '../found';
import type { Line, PreparedText } from '../prepare-text';

/** lines from the end in which a signature without closing formula is looked for */
const lastLines = 6;
/** lines of authority and title below a name */
const titleLines = 4;

const closingFormula = /^(?:ขอแสดงความนับถือ|ขอแสดงความเคารพ|ด้วยความเคารพ|จึงเรียนมา|(?:สั่ง|ประกาศ|ให้ไว้|แถลง) ?ณ ?วันที่|(?:เลิก|ปิด)(?:การ)?ประชุม)/;
const named = /^(?:\(?ลงชื่อ\)?[ .]{0,80})?\( ?([^()]{4,70}) ?\)/;
const notTitle = /^(?:โทร|ผู้ประสาน|e-?mail|อีเมล|ไปรษณีย์|สำเนา|เบอร์|http|www)/;

const isTitle = (line: Line): boolean => thaiTitleHeads.some((head) => line.bare.startsWith(head));

/** Authority and title stand below the name; where a blank line parts them, only words of office count. */
function titlesBelow(lines: readonly Line[]): readonly Line[] {
  const titles: Line[] = [];
  for (const line of lines.slice(0, titleLines)) {
    if (notTitle.test(line.bare) || (line.afterGap && !isTitle(line))) break;
    titles.push(line);
  }
  return titles;
}

/** A broken text layer sets the first syllable twice: "ผู้ช่ผู้ช่วย…". */
function doubledLength(name: string): number {
  for (let length = 8; length >= 3; length -= 1) if (name.startsWith(name.slice(0, length), length)) return length;
  return 0;
}

/** Name in parentheses below the closing formula, then title and "ปฏิบัติราชการแทน …" (clauses 11.9 and 11.10). */
export function readThaiSignature(text: PreparedText): Pick<Reading, 'signer' | 'signerTitle'> {
  const closed = text.lines.findLastIndex((line) => closingFormula.test(line.bare));
  const closing = closed >= 0 ? closed : text.lines.findLastIndex((line, index) => index > text.lines.length - lastLines && /^\( ?[^()\d]{4,60} ?\)$/.test(line.bare));
  for (let index = closing; index >= 0 && index < text.lines.length; index += 1) {
    const line = text.lines[index];
    const printed = line === undefined ? undefined : named.exec(line.text)?.[1]?.trim();
    const name = printed?.slice(doubledLength(printed));
    if (line === undefined || name === undefined || name.length < 4 || closingFormula.test(line.bare)) continue;
    const start = line.start + line.text.indexOf(name);
    const titles = titlesBelow(text.lines.slice(index + 1));
    const first = titles[0];
    const last = titles.at(-1);
    return {
      signer: found(name, start, start + name.length, 'signature-in-parentheses', 0.93),
      signerTitle: first === undefined || last === undefined ? null
        : found(titles.map((title) => title.text).join(' / '), first.start, last.end, 'signature-in-parentheses', 0.9),
    };
  }
  return { signer: null, signerTitle: null };
}
