import { thaiSecrecy, thaiUrgency } from '../data/thai';
import { found } from '../found';
import type { Found } from '../found';
import type { PreparedText } from '../prepare-text';
import { headLines } from './thai-lines';
import { thaiNumber } from './thai-number';

const words = { urgency: thaiUrgency, secrecy: thaiSecrecy } as const;
const any = [...thaiUrgency, ...thaiSecrecy].sort((left, right) => right.length - left.length).join('|');
/** A label, or the number of the letter, in front of stamps. */
const lead = new RegExp(`^(?:(?:ชั้น)?ความ(?:เร็ว|ลับ) ?:? ?|(?:เลข)?ที่ ?${thaiNumber} )`);
const oneStamp = new RegExp(`^[[( ]{0,2}(${any})(?=$|[ \\])/,|–-]|วัน|\\d)`);
const between = /^[\])/,| –-]{1,3}/;
/** "ด่วนที่สุด ที่ กค 0422.2/…": the number stands behind the stamps */
const numberBehind = new RegExp(`^(?:เลข)?ที่ ?${thaiNumber}`);
/** "วันที่ 5 มีนาคม 2569 เวลา 12.00 น.": how long an urgent letter may lie */
const within = /^ ?(?:วัน|เวลา|\d)[^\n]{0,60}$/;

interface Stamp {
  readonly word: string;
  readonly start: number;
  readonly end: number;
}

/** The stamps a line consists of; none where any other word stands in it. */
function stampsOf(bare: string): readonly Stamp[] {
  const stamps: Stamp[] = [];
  let at = lead.exec(bare)?.[0].length ?? 0;
  while (at < bare.length) {
    const rest = bare.slice(at);
    const printed = oneStamp.exec(rest);
    const word = printed?.[1];
    if (printed === null || word === undefined) return stamps.length > 0 && numberBehind.test(rest) ? stamps : [];
    const start = at + printed[0].length - word.length;
    at = start + word.length;
    const day = word === 'ด่วนภายใน' ? within.exec(bare.slice(at)) : null;
    if (day !== null) at = bare.length;
    stamps.push({ word, start, end: at });
    at += between.exec(bare.slice(at))?.[0].length ?? 0;
  }
  return stamps;
}

/**
 * A stamp stands alone on its line, with other stamps, behind its label, or beside the number: ลับ within words and
 * sentences (ความลับ, สถานที่ลับ) is none, and a false "secret" would stop the work of an office. Value as printed.
 */
export function readThaiStamp(text: PreparedText, kind: 'urgency' | 'secrecy'): Found<string> | null {
  for (const line of text.lines.slice(0, headLines)) {
    if (!/[ดล]/.test(line.bare) || line.bare.length > 120) continue;
    const stamp = stampsOf(line.bare).find((one) => words[kind].includes(one.word));
    if (stamp !== undefined) return found(line.text.slice(stamp.start, stamp.end).trim(), line.start + stamp.start, line.start + stamp.end, 'stamp', 0.9);
  }
  return null;
}
