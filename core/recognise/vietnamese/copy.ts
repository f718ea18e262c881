import type { DocumentCopy } from '../../model/document';
import { found } from '../found';
import type { Found } from '../found';
import { findNumbers } from '../number-symbol';
import type { PreparedText } from '../prepare-text';
import { findVietnameseDates } from '../read-date';
import { bareHeads, barePosts, isCapitals, startsWithOne } from './vocabulary';

type Form = DocumentCopy['form'];

/** SY, SL, TrS of decree 30/2020/NĐ-CP, Appendix III; BS (bản sao) of Party bodies says the form only in its heading. */
const copyNumber = /^[\d.]{1,10}[a-zđ]?[/-](SY|SL|TrS|TS|BS)(?:[-/]|$)/u;
const formOfSymbol: ReadonlyMap<string, Form> = new Map([['SY', 'saoY'], ['SL', 'saoLuc'], ['TrS', 'trichSao'], ['TS', 'trichSao']]);
const heading = /^(?:ban )?(sao y|sao luc|trich sao)(?: ban chinh| tu ban chinh)?(?![a-z])/;
const formOfHeading: ReadonlyMap<string, Form> = new Map([['sao y', 'saoY'], ['sao luc', 'saoLuc'], ['trich sao', 'trichSao']]);
/** "SAO Y, UBND TỈNH LONG AN, 05/02/2026 09:05:07": the mark of an electronic copy; its day has no word before it. */
const markDay = /(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})|(\d{4})-(\d{2})-(\d{2})t/;
/** lines around the heading that belong to the box of a copy */
const reach = 7;

export const isCopyNumber = (number: string): boolean => copyNumber.test(number);

/** one of them stands in every box of a copy */
const signs = /sao (?:y|luc)|trich sao|\/s(?:y[-\n]|l-)|\/trs-|-bs\//;

interface Box {
  readonly form: Form | null;
  readonly line: number;
  readonly start: number;
  readonly end: number;
}

function findBoxes(text: PreparedText): readonly Box[] {
  const boxes: Box[] = [];
  if (!signs.test(text.bare)) return boxes;
  text.lines.forEach((line, index) => {
    if (line.bare.length > 160) return;
    // two columns read as one line put the heading behind name or number
    const behind = /(?:^|\s)(sao y|sao luc|trich sao)(?: ban chinh)?\s*$/.exec(line.bare);
    const at = heading.test(line.bare) ? 0 : behind?.index ?? -1;
    if (at >= 0 && isCapitals(line.text.slice(at))) {
      const word = heading.exec(line.bare)?.[1] ?? behind?.[1] ?? '';
      boxes.push({ form: formOfHeading.get(word) ?? null, line: index, start: line.start, end: line.end });
    } else if (/^so ?:? ?\d/.test(line.bare)) {
      const number = findNumbers(text.text, line.start, line.end)[0];
      const symbol = number === undefined ? undefined : copyNumber.exec(number.number)?.[1];
      if (number !== undefined && symbol !== undefined) boxes.push({ form: formOfSymbol.get(symbol) ?? null, line: index, start: number.start, end: number.end });
    }
  });
  return boxes;
}

/** Below the heading the first body is meant, above it the last. */
function issuerIn(text: PreparedText, from: number, to: number, wanted: 'first' | 'last'): string | null {
  let last: string | null = null;
  for (let index = Math.max(0, from); index < to; index += 1) {
    const line = text.lines[index];
    if (line === undefined || line.bare.length > 120) continue;
    const rest = line.text.slice(heading.exec(line.bare)?.[0].length ?? 0).replace(/^[\s;:,.-]+/, '');
    const name = /^[\p{Lu}\s,&.-]{1,120}(?=$|[\s;,.]{1,8}(?:\d|ngày|Thời gian))/u.exec(rest)?.[0].replace(/\s(?:SAO Y|SAO LỤC|TRÍCH SAO)(?: BẢN CHÍNH)?\s?$/u, '').replace(/[\s,;.-]{1,20}$/, '');
    const bare = line.bare.slice(line.text.length - rest.length);
    if (name !== undefined && name.length > 3 && startsWithOne(bare, bareHeads) !== null && startsWithOne(bare, barePosts) === null) {
      if (last !== null && wanted === 'first') return last;
      last = name;
    }
    else if (last !== null && name !== undefined && /^\p{Lu}/u.test(name) && !/\d/.test(line.text) && isCapitals(line.text) && !line.afterGap && index < to - 1 && !heading.test(line.bare)) last = last.endsWith('NHÂN DÂN') ? `${last} ${name}` : last;
  }
  return last;
}

/**
 * The copy a text is (decree 30/2020/NĐ-CP, Articles 25 to 27, models 3.1 and 3.2): form, number of its own, who made it and when. The original's
 * number and day stay those of the document.
 */
export function readCopy(text: PreparedText): Found<DocumentCopy> | null {
  const boxes = findBoxes(text);
  const first = boxes.find((box) => box.form !== null) ?? null;
  if (first === null || first.form === null) return null;
  const near = boxes.filter((box) => Math.abs(box.line - first.line) <= reach);
  const from = Math.min(...near.map((box) => box.line));
  const to = Math.max(...near.map((box) => box.line));
  let number: string | null = null;
  let start = first.start;
  let end = first.end;
  for (let index = Math.max(0, first.line - reach); index <= Math.min(text.lines.length - 1, first.line + reach); index += 1) {
    const line = text.lines[index];
    const printed = line === undefined ? undefined : findNumbers(text.text, line.start, line.end).find((one) => isCopyNumber(one.number));
    if (printed === undefined || number !== null) continue;
    number = printed.number;
    start = Math.min(start, printed.start);
    end = Math.max(end, printed.end);
  }
  const boxStart = text.lines[Math.max(0, from - 2)]?.start ?? start;
  const boxEnd = text.lines[Math.min(text.lines.length - 1, to + 3)]?.end ?? end;
  const mark = number === null ? markDay.exec(text.bare.slice(first.start, Math.min(boxEnd, first.start + 240))) : null;
  const day = mark === null ? null : mark[4] === undefined ? mark[0] : `${mark[6] ?? ''}/${mark[5] ?? ''}/${mark[4]}`;
  // Beside the mark of an electronic copy stands the original's date line.
  const date = (number === null ? findVietnameseDates(day === null ? '' : `ngay ${day}`) : findVietnameseDates(text.bare, boxStart, boxEnd))[0]?.date ?? null;
  const agency = issuerIn(text, first.line, Math.min(text.lines.length, to + 3), 'first') ?? issuerIn(text, Math.max(0, from - 5), first.line, 'last');
  return found({ form: first.form, number, agency, date }, start, end, number === null ? 'copy-mark' : 'copy-number', number === null ? 0.7 : 0.9);
}
