import { bareForm } from '../bare-form';
import type { PreparedText } from '../prepare-text';
import { found } from '../found';
import type { Found } from '../found';
import { addresseeLabel, bodyStart } from './header';
import type { Header } from './header';

const bullet = /^[-+•–]\s?|^\d{1,2}[.)] /;
const maxGroups = 200;
/** a sentence, not the rest of a name */
const speaks = /^(?:toi|chung toi|nhan dip|thay mat|de nghi|yeu cau|noi dung)\b.*[.]$|\b(?:kinh trinh|xin gui|xin trinh|thong bao|de nghi|bao cao|gui kem|kinh moi|tra loi)\b.*[.]$/;

function group(text: PreparedText, start: number, end: number): Found<string> | null {
  let from = start;
  let to = end;
  while (from < to && /[\s:–+•-]/.test(text.text.charAt(from))) from += 1;
  // Copied text may lose the break before the body: a name does not go on with "Thực hiện …".
  const body = to - from < 120 ? null : /\s(?:Xét|Căn cứ|Thực hiện|Triển khai|Trả lời|Phúc đáp|Tiếp theo|Thi hành) /u.exec(text.text.slice(from, to));
  if (body !== null) to = from + body.index;
  while (to > from && /[\s.;,:]/.test(text.text.charAt(to - 1))) to -= 1;
  const value = text.text.slice(from, to).replaceAll(/,\n[-+•–] ?/g, ', ').replaceAll(/\s+/g, ' ');
  return /\p{L}{2}/u.test(value) ? found(value, from, to, 'kinh-gui', 0.95) : null;
}

/** A scan may lose "Kính gửi" but not the list below "V/v". */
function listBelowSubject(text: PreparedText, header: Header): { line: number; at: number } | null {
  if (header.subjectLine === null || header.typeLine !== null) return null;
  for (let index = header.subjectLine + 1; index < header.subjectLine + 10; index += 1) {
    const line = text.lines[index];
    if (line === undefined || bodyStart.test(line.bare)) return null;
    if (bullet.test(line.text)) return { line: index, at: line.start };
  }
  return null;
}

/** How a công điện and a giấy mời name those they call (models 1.6 and 1.7 of decree 30/2020). */
const callsUpon: ReadonlyMap<string, RegExp> = new Map([['cong dien', /\bdien\s*:\s*/], ['giay moi', /\bmoi\s*:\s*/]]);

/** Where the addressees begin: behind "Kính gửi:", or behind "… điện:" of a công điện, "… kính mời:" of a giấy mời. */
function opening(text: PreparedText, header: Header): { line: number; at: number } | null {
  if (header.addresseeLine !== null) {
    const line = text.lines[header.addresseeLine];
    const label = line === undefined ? null : addresseeLabel.exec(line.bare);
    return line === undefined || label === null ? null : { line: header.addresseeLine, at: line.start + label[0].length };
  }
  const calls = header.typeLine === null ? undefined : callsUpon.get(header.typeLine.type.bare);
  if (header.typeLine === null || calls === undefined) return listBelowSubject(text, header);
  for (let index = header.typeLine.line + 1; index < header.typeLine.line + 12; index += 1) {
    const line = text.lines[index];
    const label = line === undefined ? null : calls.exec(line.bare);
    if (line !== undefined && label !== null) return { line: index, at: line.start + label.index + label[0].length };
  }
  return null;
}

/** The rest of a name broken over two lines is short and ends the paragraph; a body is neither. */
function isTail(text: PreparedText, index: number): boolean {
  const line = text.lines[index];
  const next = text.lines[index + 1];
  if (line === undefined || line.text.length > 60 || speaks.test(line.bare)) return false;
  return next === undefined || next.afterGap || /[.;]$/.test(line.text) || next.text.startsWith('(');
}

/** A diplomatic note greets whom it addresses: "Bộ Ngoại giao … kính chào Đại sứ quán … và hân hạnh …". */
const greeting = /kinh chao\s([^().;]{4,160}?)(?=\s?\(|,?\sva\s(?:xin\s)?(?:han hanh|tran trong))/;

function greeted(text: PreparedText, header: Header): readonly Found<string>[] {
  const from = header.number?.end ?? -1;
  const match = from < 0 ? null : greeting.exec(text.bare.slice(from, from + 1200));
  if (match === null) return [];
  const start = from + match.index + match[0].length - (match[1]?.length ?? 0);
  const read = group(text, start, start + (match[1]?.length ?? 0));
  return read === null ? [] : [{ ...read, rule: 'greeting', confidence: 0.75 }];
}

/** "kính mời: 1. Thành phần: …": what follows are lines of the invitation, read as its participants. */
const labelOnly = /^(?:\d{1,2}(?:\.\d)?[.)]? ?)?(?:thanh phan|thoi gian|dia diem|chu tri|noi dung)/;

/** The groups of "Kính gửi"; "Nơi nhận" lists copies and is none of them. */
export function readAddressees(text: PreparedText, header: Header): readonly Found<string>[] {
  const begin = opening(text, header);
  const first = begin === null ? undefined : text.lines[begin.line];
  if (begin === null || first === undefined) return greeted(text, header);
  const groups: Found<string>[] = [];
  let start = begin.at;
  let end = first.end;
  let listed = bullet.test(text.text.slice(begin.at, first.end));
  let closed = false;
  const close = (): void => {
    const read = group(text, start, end);
    if (read !== null) groups.push(read);
  };
  for (let index = begin.line + 1; index < begin.line + maxGroups; index += 1) {
    const line = text.lines[index];
    // In the text of a PDF the right column may follow the left one.
    if (line === undefined || index === header.dateLine || index === header.subjectLine) break;
    const empty = text.text.slice(start, end).trim() === '';
    if (bullet.test(line.text) && (listed || empty) && !(closed && line.afterGap)) {
      // A comma at the end of an item promises more of the same group.
      const item = text.text.slice(start, end).split('\n').at(-1) ?? '';
      if (item.endsWith(',') && item.includes(':')) {
        end = line.end;
        continue;
      }
      if (!empty) close();
      listed = true;
      start = line.start;
      end = line.end;
      closed = /[.]$/.test(line.text) && !/TP\.$/.test(line.text);
      continue;
    }
    if (empty && !bodyStart.test(line.bare) && !listed) {
      start = line.start;
      end = line.end;
      continue;
    }
    const ended = /[.;:]$/.test(text.text.slice(start, end)) || closed;
    if (line.afterGap || ended || bodyStart.test(line.bare) || /^[(]/.test(line.text) || line.text.length > 400) break;
    if (/^\p{Lu}/u.test(line.text) && !listed && !isTail(text, index)) break;
    end = line.end;
    closed = /[.]$/.test(line.text);
  }
  close();
  return groups.filter((item) => !labelOnly.test(bareForm(item.value))).flatMap((item) => splitInline(text, item, listed));
}

/** "Kính gửi: - Bộ A; - Bộ B" on one line. */
function splitInline(text: PreparedText, item: Found<string>, listed: boolean): readonly Found<string>[] {
  if (!/; ?[-–] ?\p{Lu}/u.test(item.value)) return [item];
  const parts: Found<string>[] = [];
  let at = item.start;
  for (const piece of text.text.slice(item.start, item.end).split(/(?<=;) ?[-–] ?/u)) {
    const start = text.text.indexOf(piece, at);
    const read = group(text, start, start + piece.length);
    if (read !== null) parts.push({ ...read, rule: listed ? 'kinh-gui' : 'kinh-gui-inline' });
    at = start + piece.length;
  }
  return parts;
}
