import { found } from '../found';
import type { Found } from '../found';
import type { PreparedText } from '../prepare-text';

/** lines of the head and of the foot in which an office prints its telephone */
const headOrFoot = 12;
/** numbers kept of one letter */
const maxPhones = 6;

const label = /โทร(?:ศัพท์|\.)? ?(?:ภายใน ?)?[:.]? ?(?=[\d(+])/g;
const oneNumber = /^\(?\+?\d[\d() -]{5,16}\d/;
const between = /^ ?(?:,|และ|หรือ|\/) ?(?=[\d(+])/;

/** "โทร. ๐ ๒๒๘๑ ๐๐๐๐, ๐ ๒๒๘๑ ๐๐๐๑ ต่อ ๑๒": digits in ASCII, spaces as printed; fax lines and numbers in sentences are not the office's telephone. */
export function readThaiPhones(text: PreparedText): readonly Found<string>[] {
  const phones: Found<string>[] = [];
  for (const [index, line] of text.lines.entries()) {
    const outside = index < headOrFoot || index >= text.lines.length - headOrFoot;
    if (!outside || !line.bare.includes('โทร')) continue;
    if (line.bare.length > 160 || !/^(?:\(?โทร|ส่วนราชการ|ถนน|เลขที่|\d|กลุ่ม|ฝ่าย|กอง|สำนัก|งาน|ส่วน|ศูนย์|กรม|ไปรษณีย์)/.test(line.bare)) continue;
    for (const match of line.bare.matchAll(label)) {
      let at = match.index + match[0].length;
      for (let number = oneNumber.exec(line.bare.slice(at)); number !== null && phones.length < maxPhones; number = oneNumber.exec(line.bare.slice(at))) {
        const value = number[0];
        if (!phones.some((phone) => phone.value === value)) phones.push(found(value, line.start + at, line.start + at + value.length, 'contact-line', 0.85));
        at += value.length;
        const more = between.exec(line.bare.slice(at));
        if (more === null) break;
        at += more[0].length;
      }
    }
  }
  return phones;
}
