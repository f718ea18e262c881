import { bareForm } from '../bare-form';
import type { Line, PreparedText } from '../prepare-text';
import { found } from '../found';
import type { Found } from '../found';
import { addresseeLabel, bodyStart, motto, subjectStart } from './header';
import type { Header } from './header';
import { isCapitals, isPost, namesAuthority, vocabulary } from './vocabulary';

const maxLines = 24;
const dangling = /(?:[-,&(“"]|\b(?:va|cua|tai|do|voi|cho|ve|theo|thuoc|trong|den|cac|tren|la|so))$/;
const authorityBody = /^(?:can cu|xet|theo |khoa |ky hop|thuc hien|dien:|de |[(])/;
const endsWithPost = /\b(?:bo truong|thu truong|giam doc|chu tich|cuc truong|truong|chu nhiem)$/;
const placeDate = /[,.] ?ngay ?[^a-z]{0,8}(?:thang|\d)/;
/** a topic names a meeting; only the body asks people to it (model 1.7 of decree 30/2020) */
const invites = /\btran trong\b|\bkinh moi ?:/;
/** minutes and invitations go on with labels (models 1.7 and 1.9) */
const labelled = /^(?:[-+] ?|\d{1,2}[.)]? ?)?(?:thoi gian|dia diem|thanh phan|chu tri|chu toa|thu ky|hom nay)(?![a-z])[^:]{0,40}:/;
const stamps = new Set([...vocabulary.urgencyStamps, ...vocabulary.secrecyStamps].map(bareForm));
const acting = /\b(?:dien|kinh gui)\s*:/;

/** "CHỦ TỊCH ỦY BAN …" above "Căn cứ": who decides, no longer what is decided. */
function isAuthority(lines: readonly Line[], index: number): boolean {
  const line = lines[index];
  const before = lines[index - 1];
  if (line === undefined || !isCapitals(line.text) && !acting.test(line.bare)) return false;
  if (before !== undefined && dangling.test(before.bare)) return false;
  // A name broken over two lines is tested whole: "BAN / HÀNH QUY CHẾ" decides nothing.
  if (!namesAuthority(`${line.text} ${lines[index + 1]?.text ?? ''}`)) return false;
  if (!line.afterGap && !/^(?:hoi dong|uy ban|chinh phu|quoc hoi|ubnd|hdnd|ban (?:chap hanh|thuong vu|bi thu)|bo chinh tri)/.test(line.bare) && !isPost(line.text)) return false;
  if (before !== undefined && endsWithPost.test(before.bare)) return false;
  for (let next = index; next < index + 4; next += 1) {
    const following = lines[next];
    if (following === undefined) return false;
    if (acting.test(following.bare)) return true;
    if (next > index && authorityBody.test(following.bare)) return true;
    if (!isCapitals(following.text)) return false;
  }
  return false;
}

/** Box 10b below "V/v", alone on its line. */
function isStamp(line: Line): boolean {
  return isCapitals(line.text) && stamps.has(line.bare.trim());
}

function stops(line: Line): boolean {
  return bodyStart.test(line.bare) && !isCapitals(line.text) && !/^\p{Ll}/u.test(line.text) || motto.test(line.bare) || addresseeLabel.test(line.bare) || /^(?:noi nhan|dieu \d)/.test(line.bare);
}

function trimmed(text: PreparedText, start: number, end: number): readonly [number, number] {
  let from = start;
  let to = end;
  while (from < to && /[\s:.,;–-]/.test(text.text.charAt(from))) from += 1;
  while (to > from && /[\s.;:,_–-]/.test(text.text.charAt(to - 1))) to -= 1;
  const prefix = /^(?:v\s?[/.]\s?[vwy]|ve\s+viec|viv|vv|vw|w\/v)(?![a-z])[\s:.]*/.exec(text.bare.slice(from, to));
  return prefix === null ? [from, to] : [from + prefix[0].length, to];
}

/** A scan without diacritics puts digits into words: nothing readable is better than noise. */
function isGarbled(value: string): boolean {
  const words = value.split(' ');
  return words.filter((word) => /\p{Ll}\d|\d\p{Ll}/u.test(word)).length * 5 > words.length;
}

function finish(text: PreparedText, start: number, end: number, rule: string, confidence: number): Found<string> | null {
  const [from, to] = trimmed(text, start, end);
  const value = text.text.slice(from, to).replaceAll(/\s+/g, ' ').replace(/ ?\[\d{1,2}\]$/, '');
  return value.length < 2 || isGarbled(value) ? null : found(value, from, to, rule, confidence);
}

/** Box 5b: from "V/v" to the first gap, the date, or the addressees. */
function belowNumber(text: PreparedText, first: number): Found<string> | null {
  const opening = text.lines[first];
  if (opening === undefined) return null;
  const label = subjectStart.exec(opening.bare)?.[0].length ?? 0;
  let end = opening.start + label;
  for (let index = first; index < first + 14; index += 1) {
    const line = text.lines[index];
    if (line === undefined) break;
    if (index > first) {
      if (stops(line) || isStamp(line)) break;
      if (line.afterGap && !/^[\p{Ll}(“"\d]/u.test(line.text)) break;
      if (/^[-+•]/.test(line.text) && line.afterGap) break;
    }
    const date = placeDate.exec(line.bare);
    if (date !== null && /^[\p{Lu}]/u.test(line.text) && index > first) break;
    end = line.end;
  }
  return finish(text, opening.start + label, end, 'subject-below-number', 0.95);
}

/** Letters of introduction and leave have no topic: the issuer begins to speak at once. */
function isOpening(printed: string): boolean {
  const first = printed.split('\n', 1)[0] ?? '';
  return !isCapitals(first) && (/:$/.test(first) || /(?:trân trọng|giới thiệu|cấp cho|chứng nhận|đồng ý)/u.test(first)) && namesAuthority(first);
}

/** Box 5a: the lines between the type name and the deciding authority or the body. */
function belowType(text: PreparedText, header: Header): Found<string> | null {
  const type = header.typeLine;
  if (type === null) return null;
  const titleLine = text.lines[type.line];
  if (titleLine === undefined) return null;
  let start = type.end;
  let end = type.end;
  let lastText: string | null = null;
  const rest = text.text.slice(type.end, titleLine.end).replace(/^[\s:.]+/, '');
  if (rest.length > 1) {
    end = titleLine.end;
    lastText = rest;
  }
  for (let index = type.line + 1; index <= type.line + maxLines; index += 1) {
    const line = text.lines[index];
    if (line === undefined) break;
    if (lastText === null && /^[\d/. -]+$/.test(line.text)) continue;
    // Copied text may lose the break between the heading and the first "Căn cứ".
    const run = /\s(?:Căn cứ|Theo đề nghị) /u.exec(line.text.slice(0, 3000));
    if (run !== null && isCapitals(line.text.slice(0, run.index))) {
      if (lastText === null) start = line.start;
      end = line.start + run.index;
      lastText = line.text.slice(0, run.index);
      break;
    }
    if (line.bare.length > 1500) break;
    if (lastText === null ? /^(?:can cu|kinh gui|xet don)\b/.test(line.bare) : stops(line)) break;
    if (placeDate.test(line.bare) && index === header.dateLine || index === header.numberLine) continue;
    if (isAuthority(text.lines, index)) break;
    if (lastText !== null) {
      if (invites.test(line.bare) || labelled.test(line.bare)) break;
      const opens = dangling.test(text.bare.slice(titleLine.start, end));
      if (line.afterGap && !/^\p{Ll}/u.test(line.text) && !opens) break;
      if (isCapitals(lastText) && !isCapitals(line.text) && !opens) break;
      if (!isCapitals(lastText) && isCapitals(line.text) && line.text.length > 6) break;
      if (/^[-+•]\s/.test(line.text)) break;
    } else start = line.start;
    end = line.end;
    lastText = line.text;
  }
  if (lastText === null || isOpening(text.text.slice(start, end))) return null;
  return finish(text, start, end, 'below-type-name', 0.95);
}

/** Trích yếu without its leading "V/v" or "Về việc", lines joined. */
export function readSummary(text: PreparedText, header: Header): Found<string> | null {
  if (header.subjectLine !== null) return belowNumber(text, header.subjectLine);
  return belowType(text, header);
}
