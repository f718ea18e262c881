import { indonesianLabels } from '../data/indonesian';
import { malayAgencyHeads, malaysianLabels } from '../data/malay';
import { found } from '../found';
import type { Found } from '../found';
import type { Line, PreparedText } from '../prepare-text';
import { findMalayDates } from '../read-date';

/** lines of the head of a letter */
export const headLines = 40;
/** characters of a labelled line that may have been broken */
const fullLine = 30;

export interface Labelled {
  readonly value: string;
  readonly start: number;
  readonly end: number;
  readonly index: number;
  readonly label: string;
}

/** place and date, set right of the number */
const rightColumn = / \p{Lu}[\p{L} .]{2,30}, ?\d{1,2} \p{L}{3,10} \d{4}$/u;

/** The first line of the head that begins with one of the labels; "Nomor 5 Tahun 2026" of a headed paper has no colon. */
export function labelled(text: PreparedText, labels: readonly string[], colon = true, from = 0): Labelled | null {
  for (let index = from; index < Math.min(headLines, text.lines.length); index += 1) {
    const line = text.lines[index];
    if (line === undefined) break;
    for (const label of labels) {
      if (!line.bare.startsWith(label)) continue;
      const rest = (colon ? /^\.? ?: ?(?=\S)/ : /^(?:\.? ?: ?| )(?=\S)/).exec(line.bare.slice(label.length));
      if (rest === null) continue;
      const start = line.start + label.length + rest[0].length;
      const right = rightColumn.exec(text.text.slice(start, line.end));
      const end = right === null ? line.end : start + right.index;
      return { value: text.text.slice(start, end).trim(), start, end, index, label };
    }
  }
  return null;
}

const everyLabel = [...Object.values(malaysianLabels), ...Object.values(indonesianLabels)].flat();
const labels = new RegExp(`^(?:(?:${everyLabel.map((label) => label.replace('.', '\\.')).join('|')}|lampiran|dari|daripada|tembusan)\\.? ?:|yth|kepada|tuan|puan|di )`);

/** A labelled value with its wrapped continuation. */
export function withContinuation(text: PreparedText, at: Labelled): Found<string> {
  let end = at.end;
  for (let index = at.index + 1; index < at.index + 4; index += 1) {
    const line = text.lines[index];
    const before = text.lines[index - 1];
    if (line === undefined || before === undefined || line.afterGap || labels.test(line.bare) || findMalayDates(line.bare).length > 0 || before.text.length < fullLine) break;
    end = line.end;
  }
  return found(text.text.slice(at.start, end).replaceAll(/\s/g, ' ').trim(), at.start, end, 'labelled-subject', 0.93);
}

const isCapitals = (line: Line): boolean => line.text === line.text.toUpperCase();

/** Issuer in capitals above the first label; of two below each other the first is the higher authority. */
export function issuerLines(text: PreparedText): { readonly parent: Line | null; readonly agency: Line | null } {
  const named = (line: Line | undefined): line is Line => line !== undefined && isCapitals(line) &&
    malayAgencyHeads.some((word) => line.bare.startsWith(word) && /^[ ,]/.test(line.bare.slice(word.length)));
  const at = text.lines.slice(0, 10).findIndex(named);
  const first = text.lines[at] ?? null;
  const second = text.lines[at + 1];
  return first !== null && named(second) && !second.afterGap ? { parent: first, agency: second } : { parent: null, agency: first };
}

/** A subject without label: capitals below the greeting. */
export function headingBelow(text: PreparedText, from: number): Line | undefined {
  return text.lines.slice(from, from + 16).find((line, at, lines) =>
    /^(?:tuan|puan|yang berhormat|datuk|dato)/.test(lines[at - 1]?.bare ?? '') || (line.text.length > 12 && isCapitals(line) && line.afterGap && !/^\d/.test(line.text)));
}

/** Who it is for: behind "Yth." or "Kepada" as a line or list, else the line above "Tuan/Puan,". */
export function readMalayAddressees(text: PreparedText, after: number): readonly Found<string>[] {
  const head = text.lines.slice(0, headLines);
  const index = head.findIndex((line) => /^(?:kepada(?: yth)?|yth)\b/.test(line.bare));
  const line = head[index];
  const clean = (at: Line, skip: number): Found<string> | null => {
    const value = at.text.slice(skip).replace(/[,;.]{1,3}$/, '').replace(/^(?:\d{1,2}[.)]|-) ?/, '').trim();
    const start = value === '' ? -1 : at.start + at.text.indexOf(value, skip);
    return start < 0 ? null : found(value, start, start + value.length, 'malay-addressee', 0.85);
  };
  if (line === undefined) {
    const greeting = head.findIndex((candidate, at) => at > after && /^(?:tuan|puan|yang berhormat|datuk|dato)[^:]{0,30},?$/.test(candidate.bare));
    let first = greeting - 1;
    while (first > after + 1 && head[first]?.afterGap !== true) first -= 1;
    const named = head[first];
    return greeting <= after + 1 || named === undefined || /\d{5}/.test(named.bare) ? [] : [clean(named, 0)].flatMap((one) => one ?? []);
  }
  const beside = clean(line, /^(?:kepada )?(?:yth)?(?:kepada)?\.? ?:? ?/.exec(line.bare)?.[0].length ?? 0);
  const all: Found<string>[] = beside === null ? [] : [beside];
  for (const next of head.slice(index + 1, index + 30)) {
    const listed = /^\d{1,2}[.)] ?\S/.test(next.bare);
    // "Kepada" alone stands above the name
    if (!listed && (all.length > 0 || /^(?:di |tuan|puan)/.test(next.bare))) break;
    const one = clean(next, /^yth\.? ?/.exec(next.bare)?.[0].length ?? 0);
    if (one !== null) all.push(one);
  }
  return all;
}
