import type { CitationRelation } from '../../model/document';
import { everyMatch } from '../every-match';
import type { NumberSpan } from '../number-symbol';
import type { PreparedText } from '../prepare-text';
import { bareTypes } from './vocabulary';

/** What a citation is read with: who cites decides what its verbs may do. */
export interface CitingDocument {
  /** a công văn answers what it considers ("Xét đề nghị … tại Công văn số"); a decision is based on it */
  readonly isLetter: boolean;
  /** a submission or report proposes to change other documents and changes none */
  readonly onlyProposes: boolean;
}

/** characters before a number that belong to its clause at most */
const reach = 400;
const types = `(?:${bareTypes.map((type) => type.bare).join('|')}|van ban)(?![a-z])`;
/** A full stop behind an abbreviation ends nothing: "TP. Hồ Chí Minh". */
const clauseBreak = /;|(?<![^a-z](?:tp|tx|tt|ts|gs|pgs|ths|q|p|st))\.(?=\s)|:(?=\s)|\n\n|\n(?=(?:can cu|thuc hien|thi hanh|theo|xet|tra loi|phuc dap|dieu \d|[-+•] |\d{1,2}[.)] ))/g;
/** "… Luật số 1; Nghị định số 2": one verb for all that is listed. */
const listed = new RegExp(`^(?:va )?(?:cac )?(?:${types}[^.;]{0,90}?)? ?(?:so)? ?:? ?$`);
const basis = /^can cu(?![a-z])/;
/** In its opening a document names by these words too what it stands on; below they give tasks. */
const openingBasis = /^(?:thuc hien|thi hanh|chap hanh|trien khai|theo|xet)(?![a-z])/;
const openingEnd = /\n(?:dieu 1(?!\d)|1\. |i\. |phan (?:i|1|thu nhat)|quyet (?:dinh|nghi) ?:)|nhu sau ?:/;
/** longest opening, characters */
const openingLength = 6000;

/** Where the opening of a document ends: at its first article or item. */
export function endOfOpening(bare: string, from: number): number {
  const end = openingEnd.exec(bare.slice(from, from + openingLength));
  return from + (end?.index ?? Math.min(openingLength, bare.length - from));
}
const answers = /^(?:tra loi|phuc dap|phuc|dap)(?! tai)(?![a-z])|(?:^|[ ,])(?:de|xin|nham) (?:tra loi|phuc dap)(?! tai)(?![a-z])|\) (?:tra loi|phuc dap) (?:cong van|van ban|to trinh|phieu|thu|de nghi)(?![a-z])/;
const considers = /^(?:xet|sau khi xem xet)(?![a-z])|(?:nhan duoc|tiep nhan) (?:cong van|van ban|to trinh|thu|phieu chuyen|don|de nghi|bao cao)(?![a-z])/;
const leading = /^(?:[-+•*"“(]|\d{1,2}[.)]|[a-zđ]\)|dieu \d{1,3}\.?|v ?\/ ?v|ve viec|ve|:|\s)*/;
const continued = new RegExp(`(?:,| va| hoac| cung) (?:cac )?(?:${types})?(?: cua [^;.\\d]{0,60})?(?: so)? ?:? ?$`);
const basisInside = /, ?(?:can cu|thuc hien|theo)(?![a-z])[^;.]{0,120}$/;
/** What is proposed, or said of another document, this one does not do. */
const proposed = /(?:du thao|de nghi|kien nghi|xem xet|gop y|xay dung|nghien cuu|tham muu|de xuat|lay y kien|truoc khi|trinh)(?![a-z])/;
const ofAnother = /(?:^|[ ,])(?:theo|boi|can cu|thuc hien|tai|nhu|ban hanh kem)(?![a-z])/;

const object = `(?: (?:va huy bo|hieu luc|toan bo|mot phan|cho|cac|doi voi)){0,3}`;
const verbs: readonly { readonly relation: CitationRelation; readonly pattern: RegExp }[] = [
  { relation: 'recalls', pattern: new RegExp(`(?:^|[^a-z])thu hoi${object}(?= ${types})`) },
  { relation: 'corrects', pattern: /(?:^|[^a-z])dinh chinh(?![a-z])/ },
  // Whole documents are replaced; of one whose articles are, the rest goes on.
  { relation: 'replaces', pattern: new RegExp(`(?:^|[^a-z])(?:thay the|bai bo|huy bo|thay cho)${object}(?= ${types})`) },
  { relation: 'amends', pattern: new RegExp(`(?:^|[^a-z])(?:sua doi|bo sung|dieu chinh|thay the|bai bo)${object}(?:, ?bo sung| va bo sung)?(?= (?:${types}|mot so|noi dung|khoan|dieu|diem|phu luc|muc|ten))`) },
];
const verb = /(?:thu hoi|dinh chinh|thay the|bai bo|huy bo|thay cho|sua doi|bo sung|dieu chinh)(?![a-z])/;

const strength: readonly CitationRelation[] = ['mentions', 'basis', 'answers', 'amends', 'replaces', 'corrects', 'recalls'];

/** A document named twice keeps the stronger of two relations. */
export const stronger = (left: CitationRelation, right: CitationRelation): CitationRelation =>
  (strength.indexOf(left) >= strength.indexOf(right) ? left : right);

/** Who replaces or amends: this document by its own word "này", or nobody else, the verb standing first. */
const bySelf = /(?:^|[^a-z])nay(?![a-z])|^(?:dong thoi|va|nay|con|ngoai ra|,|\s)*$/;
const denied = /(?:chua|khong)(?: \S{1,8}){0,3} $/;

/** The last verb of a clause that takes the number as its object. */
function deed(clause: string): CitationRelation | null {
  let best: { relation: CitationRelation; at: number } | null = null;
  for (const { relation, pattern } of verbs) {
    const match = pattern.exec(clause);
    if (match === null) continue;
    const at = match.index + match[0].length;
    const subject = clause.slice(0, match.index + 1);
    if (proposed.test(subject) || denied.test(subject) || ofAnother.test(clause.slice(at))) continue;
    if ((relation === 'replaces' || relation === 'amends') && !bySelf.test(clause.slice(0, match.index))) continue;
    if (best === null || at > best.at) best = { relation, at };
  }
  return best?.relation ?? null;
}

interface Previous {
  readonly end: number;
  readonly relation: CitationRelation;
}

/**
 * What the citing document does to the one whose number stands at `at`: the verb of the clause decides, unless another number stands before it, for
 * then it tells what that other document does.
 * @param text the whole text as printed, `bare` its comparison form
 * @param from the clause begins here at the earliest: start of summary or body
 * @param opening where the opening of the document ends
 */
export function relationOf({ text, bare }: PreparedText, at: NumberSpan, from: number, previous: Previous | null, citing: CitingDocument, opening: number): CitationRelation {
  const start = Math.max(from, at.start - reach);
  const window = bare.slice(start, at.start);
  let begin = start;
  let semicolonAt = -1;
  let colonAt = -1;
  let before = start;
  for (const stop of everyMatch(clauseBreak, window)) {
    const next = start + stop.index + stop[0].length;
    // A line may be broken in front of any word; a clause begins with a capital.
    if (stop[0] === '\n' && /\p{Ll}/u.test(text.charAt(next))) continue;
    if (stop[0] === ':') {
      before = begin;
      colonAt = next;
    }
    begin = next;
    if (stop[0] === ';') semicolonAt = begin;
  }
  if (previous !== null && previous.end > begin) {
    const gap = bare.slice(previous.end, at.start).replaceAll('\n', ' ');
    if (basisInside.test(gap)) return 'basis';
    return continued.test(gap) && !verb.test(gap) ? previous.relation : 'mentions';
  }
  const own = bare.slice(begin, at.start).replaceAll('\n', ' ').replace(leading, '');
  // "… bãi bỏ các Nghị quyết: a) Nghị quyết số …": the verb stands before the colon.
  const introduced = colonAt >= 0 && listed.test(own) && /^[^a-z\d]*(?:[a-z\d]{1,2}[.)]\s*)?$/.test(bare.slice(colonAt, begin));
  const clause = introduced ? `${bare.slice(before, colonAt - 1).replaceAll('\n', ' ').replace(leading, '')} ${own}` : own;
  const afterSemicolon = semicolonAt >= 0 && bare.slice(semicolonAt, begin).trim() === '';
  if (afterSemicolon && previous !== null && previous.end >= start && listed.test(clause)) return previous.relation;
  if (citing.isLetter && considers.test(clause)) return 'answers';
  if (answers.test(clause)) return 'answers';
  if (basis.test(clause) || (at.start < opening && openingBasis.test(clause))) return 'basis';
  const done = deed(clause);
  return done === null || citing.onlyProposes ? 'mentions' : done;
}

const intents: readonly { readonly relation: CitationRelation; readonly pattern: RegExp }[] = [
  { relation: 'recalls', pattern: new RegExp(`^thu hoi${object} ${types}`) },
  { relation: 'corrects', pattern: /^dinh chinh(?![a-z])/ },
];

/** What a whole letter is written for when its topic says so without a number: "V/v đính chính văn bản". */
export function intentOf(topic: string): CitationRelation | null {
  return intents.find(({ pattern }) => pattern.test(topic))?.relation ?? null;
}
