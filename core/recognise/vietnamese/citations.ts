import type { Citation } from '../../model/document';
import type { IsoDate } from '../../model/ids';
import { everyMatch } from '../every-match';
import { bareForm } from '../bare-form';
import type { PreparedText } from '../prepare-text';
import { found } from '../found';
import type { Found } from '../found';
import { findNumbers, numberKey, symbolOf } from '../number-symbol';
import type { NumberSpan } from '../number-symbol';
import { dateOfMatch, vietnameseDate } from '../read-date';
import { firstGroup, isPartyNumber, typeOfSymbol } from './classify';
import { endOfOpening, intentOf, relationOf, stronger } from './relation';
import type { CitingDocument } from './relation';
import { bareTypes } from './vocabulary';

/** characters looked at on either side of a number */
const behind = 120;
const ahead = 500;
/** citations kept of one document */
const maxCitations = 500;

const bareTypePattern = bareTypes.map((type) => type.bare).join('|');
const typeBefore = new RegExp(`(?:^|[^a-z])(${bareTypePattern}|van ban)(?: lien tich)?(?: (?:cua|lien tich)[^;.]{0,40}?)?,?:? ?(?:so)? ?:? ?$`);
/** A law is cited by its name, the number behind it: "Bộ luật Lao động số 45/2019/QH14". */
const lawBefore = /(?:^|[^a-z])(bo luat|luat|phap lenh) [^;.\d]{1,90} so ?:? ?$/;
const dateBehind = new RegExp(`^ ?,? ?(?:ra )?${vietnameseDate}`);
/** "Thực hiện Công điện số …, yêu cầu các sở …": the sentence goes on with what it is about */
const mainClause = /^ ?, ?(?:yeu cau|de nghi|giao|trinh|kinh|bao cao|thong bao|co y kien|tran trong|trien khai)(?![a-z])/;
const notCited = /(?:mau|bieu mau|bieu|phu luc|ma so|bien so)(?: so)?:? ?$/;
const preamble = /^["“(]?(?:can cu|thuc hien|xet|theo|tiep theo|tra loi|phuc dap|trien khai|thi hanh)\b/;
const agencyEnd = new RegExp(
  '[;.()":]|,(?! the thao)| (?:ve|quy dinh|huong dan|ban hanh|sua doi|phe duyet|cong bo|thong bao|bo sung|bai bo|thay the|v/v|gui|' +
  'tra loi|de nghi|giao|chi dao|thi hanh|trien khai|tai(?<! van tai)|duoc|da|cho|co|thong qua|xac dinh|dieu chinh|lien quan|ngay|kem|' +
  'neu|la|do|nham|de|theo|thuc hien|tang cuong|chinh sach|thanh lap|kien toan|cong nhan|giai thich|dong y|nay|so|tren|' +
  'khong|thi|lanh dao|tong ket|bao cao|tong hop|danh gia|phan cong|uy quyen|kiem tra|mien(?! nui)|giai quyet|quyet dinh|to chuc|mot so|ket luan|cung|khi|phan cap|phat dong)(?![a-z])',
  'g',
);
/** words that end a name even when a title in capitals begins with them; others in capitals belong to it: Sở Giáo dục, Sở Tài chính, tỉnh Sơn La */
const titleBegins = /^ (?:ve|v\/v|quy dinh|huong dan|ban hanh|sua doi|phe duyet|cong bo|bo sung|bai bo|thay the|quyet dinh)$/;

interface Context {
  readonly type: string | null;
  readonly date: IsoDate | null;
  readonly agency: string | null;
  readonly summary: string | null;
}

function typeOf(before: string, number: string): string | null {
  const word = typeBefore.exec(before)?.[1] ?? (/QH\d|UBTVQH/.test(number) ? lawBefore.exec(before)?.[1] : undefined);
  if (word === 'van ban') return null;
  const named = bareTypes.find((type) => type.bare === word);
  if (named !== undefined) return named.type.name;
  const symbol = symbolOf(number) ?? '';
  if (/^QH\d/.test(symbol)) return null;
  const first = firstGroup(number);
  const typed = typeOfSymbol(number);
  // Without the word before it, CT, TC, HĐ … may as well be an agency: only a year part or the Party's order decides. QĐ of the Party is also Quy định.
  if (isPartyNumber(number)) return first === 'QĐ' ? null : typed?.name ?? null;
  const withYear = /^\d{1,6}[a-zđ]?\/\d{4}/u.test(number);
  return withYear || ['QĐ', 'NĐ', 'NQ', 'TTr', 'CĐ', 'TTLT'].includes(first) ? typed?.name ?? null : null;
}

/** How many characters of what follows "của" still name the agency. */
function endOfAgency(text: string, bare: string): number {
  for (const end of everyMatch(agencyEnd, bare)) {
    const isName = end[0].startsWith(' ') && /^\p{Lu}/u.test(text.slice(end.index + 1));
    if (!isName || titleBegins.test(end[0])) return end.index;
  }
  return bare.length;
}

function readAgency(text: string, bare: string): { value: string; length: number } | null {
  const opening = /^ ?,? ?cua (?:cua )?/.exec(bare);
  if (opening === null) return null;
  const rest = bare.slice(opening[0].length, opening[0].length + 140);
  const end = endOfAgency(text.slice(opening[0].length), rest);
  const whole = text.slice(opening[0].length, opening[0].length + end).trim();
  const goesOn = whole.search(/ (?:và|,) ?\p{Ll}/u);
  const value = (goesOn < 0 ? whole : whole.slice(0, goesOn)).replace(/[ ,-]{1,40}$/, '');
  return value.length < 2 || !/^\p{Lu}/u.test(value) ? null : { value, length: opening[0].length + end };
}

function readSummary(text: string, bare: string, listed: boolean): string | null {
  const about = /^[ ,]*["“]?(?:ve viec |v\/v |ve )/.exec(bare);
  if (about === null && (!listed || mainClause.test(bare))) return null;
  const from = about === null ? /^[ ,:“"]*/.exec(bare)?.[0].length ?? 0 : about[0].length;
  const rest = text.slice(from);
  const stop = listed ? /;|[.](?:\s|$|\/)|\n\n|,? ["”]?(?=,)|, (?=\p{Lu}\p{L}+ )/u : /[;,.()“”"]|\n\n/u;
  const limit = stop.exec(rest)?.index ?? rest.length;
  if (limit >= ahead) return null;
  const value = rest.slice(0, limit).replaceAll(/\s+/g, ' ').replaceAll(/^[“" ]{1,40}|[”"., ]{1,40}$/g, '').trim();
  return value.length < 4 || /^\d/.test(value) ? null : value;
}

/** @param to what follows belongs to another box */
function contextOf(text: PreparedText, at: NumberSpan, to: number): Context {
  const before = text.bare.slice(Math.max(0, at.start - behind), at.start).replaceAll('\n', ' ');
  const flatBare = text.bare.slice(at.end, Math.min(to, at.end + ahead)).replaceAll(/\n(?!\n)/g, ' ');
  const flatText = text.text.slice(at.end, Math.min(to, at.end + ahead)).replaceAll(/\n(?!\n)/g, ' ');
  const dateMatch = dateBehind.exec(flatBare);
  const date = dateMatch === null ? null : dateOfMatch(dateMatch);
  let cursor = dateMatch?.[0].length ?? 0;
  const agency = readAgency(flatText.slice(cursor), flatBare.slice(cursor));
  cursor += agency?.length ?? 0;
  const paragraph = text.bare.slice(Math.max(0, at.start - 300), at.start).split(/\n\n|[;.]\s/).at(-1)?.trim() ?? '';
  return {
    type: typeOf(before, at.number),
    date,
    agency: agency?.value ?? null,
    summary: readSummary(flatText.slice(cursor), flatBare.slice(cursor), preamble.test(paragraph)),
  };
}

const informed = (cite: Citation): number =>
  (cite.date === null ? 0 : 2) + (cite.agency === null ? 0 : 1) + (cite.summary === null ? 0 : 1);

/** What is known of the document that cites. */
export interface Citing extends CitingDocument {
  readonly number: Found<string> | null;
  readonly summary: Found<string> | null;
  /** number that a copy has of its own */
  readonly copyNumber: string | null;
}

export const nothingKnown: Citing = { number: null, summary: null, copyNumber: null, isLetter: false, onlyProposes: false };

/** Every other document the text names, in order of first mention; the document itself is left out. */
export function readCitations(text: PreparedText, own: Citing, from: number): readonly Found<Citation>[] {
  const { number, summary } = own;
  const ownKey = number === null ? null : numberKey(number.value);
  const known = new Map<string, Found<Citation>>();
  // "V/v thu hồi Công văn số …" stands above the date line, the head's own end.
  const topic = summary !== null && summary.start < from ? findNumbers(text.text, summary.start, Math.min(summary.end, from)) : [];
  const opening = endOfOpening(text.bare, from);
  let previous: { readonly end: number; readonly relation: Citation['relation'] } | null = null;
  for (const at of [...topic, ...findNumbers(text.text, from)]) {
    if (known.size >= maxCitations) break;
    const key = numberKey(at.number);
    if (key === ownKey || number?.start === at.start || at.number === own.copyNumber) continue;
    const before = text.bare.slice(Math.max(0, at.start - 24), at.start).replaceAll('\n', ' ');
    if (notCited.test(before)) continue;
    const inSummary = summary !== null && at.start >= summary.start && at.start < summary.end;
    const begins = inSummary ? summary.start : summary !== null && at.start >= summary.end ? summary.end : from;
    const relation = relationOf(text, at, begins, previous, own, opening);
    previous = { end: at.end, relation };
    const earlier = known.get(key);
    // Nothing more is asked of a document that was cited with its day before.
    if (earlier !== undefined && earlier.value.date !== null) {
      known.set(key, { ...earlier, value: { ...earlier.value, relation: stronger(earlier.value.relation, relation) } });
      continue;
    }
    const context = contextOf(text, at, inSummary ? summary.end : text.text.length);
    const cite: Citation = { number: at.number.replace(/-TTG$/, '-TTg'), ...context, relation };
    const named = context.type !== null || /so ?:? ?$/.test(before);
    const item = found(cite, at.start, at.end, named ? 'citation' : 'citation-bare-number', named ? 0.9 : 0.7);
    if (earlier === undefined) known.set(key, item);
    else {
      const both = stronger(earlier.value.relation, relation);
      const better = informed(cite) > informed(earlier.value);
      const kept = better ? { ...item, value: { ...cite, type: cite.type ?? earlier.value.type } } : earlier;
      known.set(key, { ...kept, value: { ...kept.value, relation: both } });
    }
  }
  return withIntent([...known.values()], own);
}

/** A letter written to recall or correct names what it recalls somewhere; the one of its own office, or the only one, is meant. */
function withIntent(cites: readonly Found<Citation>[], { number, summary }: Citing): readonly Found<Citation>[] {
  const open = cites.filter((cite) => cite.value.relation === 'mentions');
  const intent = summary === null || open.length === 0 ? null : intentOf(bareForm(summary.value));
  if (intent === null || cites.some((cite) => cite.value.relation === intent)) return cites;
  const symbol = number === null ? null : symbolOf(number.value);
  const meant = open.find((cite) => symbol !== null && symbolOf(cite.value.number) === symbol) ?? (open.length === 1 ? open[0] : undefined);
  return cites.map((cite) => (cite === meant ? { ...cite, value: { ...cite.value, relation: intent }, confidence: 0.65 } : cite));
}
