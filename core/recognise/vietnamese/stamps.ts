import { bareForm } from '../bare-form';
import type { Line, PreparedText } from '../prepare-text';
import { found } from '../found';
import type { Found } from '../found';
import { toneForm } from '../tone-form';
import { bareHeads, isCapitals, startsWithOne, vocabulary } from './vocabulary';
import { motto, partyHead } from './header';
import type { Header } from './header';

const kinds = { urgency: vocabulary.urgencyStamps.map(toneForm), secrecy: vocabulary.secrecyStamps.map(toneForm) };
const longestFirst = [...kinds.urgency, ...kinds.secrecy].sort((left, right) => right.length - left.length);
const oneStamp = new RegExp(`^(?:${longestFirst.join('|')})(?=$|[\\s/|,–-])`, 'u');

/** "HỎA TỐC 10 giờ 30 ngày …": an urgent letter that is due at an hour (decree 30/2020/NĐ-CP, Appendix I, II.6). */
const hour = /^(?:trước )?\d{1,2} ?(?:giờ|h|g|:)/iu;
/** A name of a body never ends so; one that ends in MẬT alone there is. */
const atEnd = new RegExp(`(?<= )(?:${longestFirst.filter((stamp) => stamp.includes(' ')).join('|')})$`, 'u');

/** Words of a line as printed, with their offset in it. */
interface Printed {
  readonly text: string;
  readonly at: number;
}

/** The stamps a piece consists of; none where any other word stands in it. */
function stampsIn(piece: Printed): readonly Printed[] {
  const stamps: Printed[] = [];
  let at = 0;
  while (at < piece.text.length) {
    at += /^[\s[\](|")/,.–-]*/u.exec(piece.text.slice(at))?.[0].length ?? 0;
    if (at >= piece.text.length) break;
    // a tone moved to the other vowel leaves the length as it was
    const stamp = oneStamp.exec(toneForm(piece.text.slice(at)).replace(/[\]|").]{1,20}$/, ''));
    if (stamp === null) return stamps.length > 0 && hour.test(piece.text.slice(at)) ? stamps : [];
    stamps.push({ text: piece.text.slice(at, at + stamp[0].length), at: piece.at + at });
    at += stamp[0].length;
  }
  return stamps;
}

/** cheap: most lines name no stamp at all */
const namesStamp = new RegExp(longestFirst.map(bareForm).join('|'));
const endsLikeStamp = new RegExp(` (?:${longestFirst.map(bareForm).join('|')})$`);

/** What stands in capitals before place and date. */
const stampBefore = (line: string): string => /^[\p{Lu} /|,–-]{3,40}(?= \p{Lu}\p{Ll})/u.exec(line)?.[0] ?? '';

/** Where on a line stamps are put: the whole line, before or behind the number, before the motto. */
function pieces(text: PreparedText, header: Header, index: number, line: Line): readonly Printed[] {
  const whole: Printed[] = [{ text: line.text, at: 0 }];
  const number = header.number;
  if (index === header.numberLine && number !== null) {
    return [...whole, { text: /^.*?(?=Số ?:)/u.exec(line.text)?.[0] ?? '', at: 0 }, { text: text.text.slice(number.end, line.end), at: number.end - line.start }];
  }
  if (index === header.dateLine) whole.push({ text: stampBefore(line.text), at: 0 });
  const ending = index < header.bodyLine && endsLikeStamp.test(line.bare) && isCapitals(line.text) ? atEnd.exec(toneForm(line.text)) : null;
  if (ending !== null) whole.push({ text: line.text.slice(ending.index), at: ending.index });
  const right = motto.exec(line.bare);
  return right === null ? whole : [...whole, { text: line.text.slice(0, right.index), at: 0 }];
}

/** Whether the text was read from a picture: marks above letters are then often wrong. */
function isRecognised(text: PreparedText): boolean {
  const { source } = text.locate(0, 0);
  return source.kind === 'attachment' && source.ocr === true;
}

/** Other words that differ from MẬT by their marks only. */
const otherWords = new Set(['mắt', 'mất', 'mát', 'mặt trận', 'khăn', 'khán', 'khan hiếm']);
const byBare = { urgency: byBareForm(kinds.urgency), secrecy: byBareForm(kinds.secrecy) };

function byBareForm(stamps: readonly string[]): ReadonlyMap<string, string> {
  return new Map(stamps.map((stamp) => [bareForm(stamp), stamp.toUpperCase()]));
}

function misread(line: Line, kind: Kind): Found<string> | null {
  const edges = /^[^\p{L}]{0,20}([\p{L} ]{3,20}?)[^\p{L}]{0,20}$/u.exec(line.text);
  const printed = edges?.[1];
  if (printed === undefined || !isCapitals(printed) || otherWords.has(toneForm(printed))) return null;
  const stamp = byBare[kind].get(bareForm(printed));
  const at = line.start + line.text.indexOf(printed);
  return stamp === undefined ? null : found(stamp, at, at + printed.length, 'stamp-misread', 0.6);
}

type Kind = keyof typeof kinds;

function stampOn(text: PreparedText, header: Header, index: number, kind: Kind): Found<string> | null {
  const line = text.lines[index];
  if (line === undefined || line.text.length > 160 || !namesStamp.test(line.bare)) return null;
  const label = /^(?:do|muc do) (?:mat|khan) ?: ?/.exec(line.bare)?.[0].length ?? 0;
  const printed = label > 0 ? [{ text: line.text.slice(label), at: label }] : pieces(text, header, index, line);
  for (const piece of printed) {
    const stamp = stampsIn(piece).find((one) => kinds[kind].includes(toneForm(one.text)) && (label > 0 || isCapitals(one.text)));
    if (stamp !== undefined) return found(stamp.text, line.start + stamp.at, line.start + stamp.at + stamp.text.length, 'stamp', 0.9);
  }
  return null;
}

/**
 * A stamp is a line of its own, in capitals, on the first page, or stands beside number or motto: running text that
 * speaks of "mật" or "khẩn" is none, and a false "secret" would stop the work of an office.
 */
export function readStamp(text: PreparedText, header: Header, kind: Kind): Found<string> | null {
  const last = Math.min(text.lines.length, Math.max(header.bodyLine, header.addresseeLine ?? 0) + 1);
  return stampAmong(text, header, kind, last);
}

function stampAmong(text: PreparedText, header: Header, kind: Kind, last: number): Found<string> | null {
  for (let index = 0; index < last; index += 1) {
    const stamp = stampOn(text, header, index, kind);
    if (stamp !== null) return stamp;
  }
  if (!isRecognised(text)) return null;
  for (let index = 0; index < last; index += 1) {
    const line = text.lines[index];
    const stamp = line === undefined ? null : misread(line, kind);
    if (stamp !== null) return stamp;
  }
  return null;
}

/** lines of a first page that a stamp stands among */
const headLines = 25;

/**
 * A secrecy stamp on a page of which nothing else could be read: a poor scan must not lose it. It counts beside any sign of a letterhead only, for
 * a film is called TUYỆT MẬT too.
 */
export function readStrayStamp(text: PreparedText, header: Header): Found<string> | null {
  const lines = text.lines.slice(0, headLines);
  const stamp = stampAmong(text, header, 'secrecy', lines.length);
  if (stamp === null) return null;
  const official = lines.some((line) => motto.test(line.bare) || partyHead.test(line.bare) || /^so ?[:.] ?\d{1,6} ?[-/]/.test(line.bare) || (isCapitals(line.text) && startsWithOne(line.bare, bareHeads) !== null));
  return official ? { ...stamp, rule: 'stray-stamp', confidence: Math.min(stamp.confidence, 0.65) } : null;
}
