import type { DeskKind } from '../../model/document';
import { thaiDeskWords, thaiHeadings, thaiKinds } from '../data/thai';
import type { ThaiKind } from '../data/thai';
import { found } from '../found';
import type { Found } from '../found';
import type { PreparedText } from '../prepare-text';
import { lineWith } from './thai-lines';
import type { LineMatch } from './thai-lines';

export interface KindFound {
  readonly kind: ThaiKind;
  readonly shown: Found<string>;
}

/** lines in which a kind that prints its own name does so */
const headingLines = 6;
const heading = new RegExp(`^(?:\\(?ครุฑ\\)? ?)?(${thaiHeadings.map(({ name }) => name).join('|')})`);
/** certificates need no heading (clause 24) */
const certifies = /หนังสือ(?:ฉบับ)?นี้ให้ไว้เพื่อรับรอง|ขอรับรองว่า/;

export interface Heading extends LineMatch {
  readonly kind: ThaiKind;
  /** offset in the line behind the name of the kind */
  readonly behind: number;
}

export function thaiHeading(text: PreparedText): Heading | null {
  const at = lineWith(text, heading, headingLines);
  const kind = thaiHeadings.find(({ name }) => name === at?.match[1]);
  return at === null || kind === undefined ? null : { ...at, kind, behind: at.match[0].length };
}

const memoLine = /^(?:\(?ครุฑ\)? ?)?บันทึกข้อความ$/;
export const thaiMemo = (text: PreparedText): LineMatch | null => lineWith(text, memoLine) ?? lineWith(text, /^ส่วนราชการ ?:? ?(?!เจ้าของ)(?=\S)/, 6);

/** The kind of a letter without a printed name: memos by their head, sealed letters by "ถึง" without a signature, certificates by their words. */
export function unnamedKind(text: PreparedText, own: LineMatch | null, memo: LineMatch | null, signed: boolean, sealed: LineMatch | null): KindFound {
  if (memo !== null) return { kind: thaiKinds.internal, shown: found(thaiKinds.internal.name, memo.line.start, memo.line.end, 'memo-head', 0.95) };
  const at = own?.line ?? text.lines[0];
  const span = [at?.start ?? 0, at?.end ?? 0] as const;
  const words = certifies.exec(text.bare);
  if (words !== null && lineWith(text, /^(?:กราบเรียน|เรียน|ถึง)/) === null) {
    return { kind: thaiKinds.certificate, shown: found(thaiKinds.certificate.name, words.index, words.index + words[0].length, 'certifying-words', 0.85) };
  }
  const kind = sealed !== null && !signed ? thaiKinds.sealed : thaiKinds.external;
  return { kind, shown: found(kind.name, ...span, 'form-of-letter', 0.8) };
}

/** What it is to the desk, by kind and subject; a subject that says nothing decides nothing. */
export function thaiDeskKind(kind: KindFound, topic: Found<string> | null): Found<DeskKind> | null {
  const of = (desk: DeskKind, at: Found<unknown>, confidence: number): Found<DeskKind> => found(desk, at.start, at.end, 'desk-words', confidence);
  if (kind.kind.name === thaiKinds.minutes.name) return of('meetingPapers', kind.shown, 0.85);
  if (kind.kind.code === 'order') return of('directive', kind.shown, 0.85);
  if (kind.kind.code === 'public') return of('notice', kind.shown, 0.85);
  const desk = topic === null ? undefined : thaiDeskWords.find(([words]) => words.test(topic.value))?.[1];
  return desk === undefined || topic === null ? null : of(desk, topic, 0.75);
}
