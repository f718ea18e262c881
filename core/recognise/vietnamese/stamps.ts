import type { Line, PreparedText } from '../prepare-text';
import { found } from '../found';
import type { Found } from '../found';
import { secrecyStamps, urgencyStamps } from '../data/vietnamese-stamps';
import { toneForm } from '../tone-form';
import { isCapitals } from './vocabulary';
import { motto } from './header';
import type { Header } from './header';

const kinds = { urgency: urgencyStamps.map(toneForm), secrecy: secrecyStamps.map(toneForm) };
const longestFirst = [...kinds.urgency, ...kinds.secrecy].sort((left, right) => right.length - left.length);
const oneStamp = new RegExp(`^(?:${longestFirst.join('|')})(?=$|[\\s/|,–-])`, 'u');

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
    const stamp = oneStamp.exec(toneForm(piece.text.slice(at)).replace(/[\]|").]+$/, ''));
    if (stamp === null) return [];
    stamps.push({ text: piece.text.slice(at, at + stamp[0].length), at: piece.at + at });
    at += stamp[0].length;
  }
  return stamps;
}

/** Where on a line stamps are put: the whole line, before or behind the number, before the motto. */
function pieces(text: PreparedText, header: Header, index: number, line: Line): readonly Printed[] {
  const whole = [{ text: line.text, at: 0 }];
  const number = header.number;
  if (index === header.numberLine && number !== null) {
    return [...whole, { text: /^.*?(?=Số ?:)/u.exec(line.text)?.[0] ?? '', at: 0 }, { text: text.text.slice(number.end, line.end), at: number.end - line.start }];
  }
  const right = motto.exec(line.bare);
  return right === null ? whole : [...whole, { text: line.text.slice(0, right.index), at: 0 }];
}

/**
 * A stamp is a line of its own, in capitals, on the first page, or stands beside number or motto: running text that
 * speaks of "mật" or "khẩn" is none, and a false "secret" would stop the work of an office.
 */
export function readStamp(text: PreparedText, header: Header, kind: 'urgency' | 'secrecy'): Found<string> | null {
  const last = Math.min(text.lines.length, Math.max(header.bodyLine, header.addresseeLine ?? 0) + 1);
  for (let index = 0; index < last; index += 1) {
    const line = text.lines[index];
    if (line === undefined || line.text.length > 160) continue;
    const label = /^(?:do|muc do) (?:mat|khan) ?: ?/.exec(line.bare)?.[0].length ?? 0;
    const printed = label > 0 ? [{ text: line.text.slice(label), at: label }] : pieces(text, header, index, line);
    for (const piece of printed) {
      if (label === 0 && !isCapitals(piece.text)) continue;
      const stamp = stampsIn(piece).find((one) => kinds[kind].includes(toneForm(one.text)));
      if (stamp !== undefined) return found(stamp.text, line.start + stamp.at, line.start + stamp.at + stamp.text.length, 'stamp', 0.9);
    }
  }
  return null;
}
