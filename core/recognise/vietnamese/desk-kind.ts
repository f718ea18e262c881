import type { DeskKind } from '../../model/document';
import { found } from '../found';
import type { Found } from '../found';
import { bareForm } from '../bare-form';
import { vocabulary } from './vocabulary';

const ofType = new Map(vocabulary.deskKindOfType);
const phrases = vocabulary.deskPhrases.map(({ kind, opens, phrases: words }) => {
  const either = words.map(bareForm).sort((left, right) => right.length - left.length).join('|');
  return { kind, opens, pattern: new RegExp(opens ? `^(?:viec |cong tac )?(?:${either})(?![a-z])` : `(?<![a-z])(?:${either})(?![a-z])`) };
});
/** A công văn says by its topic what it is, and so may the answer "V/v báo cáo …": it reports unless it asks for reports. */
const asksFor = /(?:de nghi|yeu cau)[^.;]{0,160}?(?:bao cao|gui|tong hop)/;

interface DeskSigns {
  readonly typeCode: string | null;
  readonly type: Found<string> | null;
  readonly summary: Found<string> | null;
  readonly deadline: boolean;
  /** comparison form of the body */
  readonly body: string;
}

/** What the document is to the desk, read from type and topic; the place that decided is its evidence. */
export function readDeskKind({ typeCode, type, summary, deadline, body }: DeskSigns): Found<DeskKind> | null {
  const typed = typeCode === null || type === null ? undefined : ofType.get(typeCode);
  const sure = (kind: DeskKind): Found<DeskKind> | null => (type === null ? null : found(kind, type.start, type.end, 'desk-kind-of-type', 0.95));
  if (typed === 'invitation' || typed === 'workSchedule') return sure(typed);
  const topic = summary === null ? '' : bareForm(summary.value);
  const said = phrases.find(({ opens, pattern, kind }) => pattern.test(topic) && (!opens || mayOpen(typeCode, kind)));
  if (said === undefined || summary === null) return typed === undefined ? null : sure(typed);
  const kind = said.kind === 'report' && typeCode !== 'BC' && (deadline || asksFor.test(body)) ? 'request' : said.kind;
  return found(kind, summary.start, summary.end, 'desk-kind-of-topic', said.opens ? 0.75 : 0.85);
}

/** Openings speak for letters without a type name; a thông báo may still invite or hand on what was concluded. */
function mayOpen(typeCode: string | null, kind: DeskKind): boolean {
  if (typeCode === 'CV' || typeCode === null) return true;
  return typeCode === 'TB' && (kind === 'invitation' || kind === 'directive');
}
