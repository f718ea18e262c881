import { assertNever } from '../../../core/base/assert-never';
import type { ListRow } from '../../../core/contract/list';
import type { ReceiptState } from '../../../core/model/receipt';
import { formatDay, localDay } from '../../ui/format-time';
import type { Tone } from '../../ui/tone';
import { words } from '../../ui/words';
import type { Words } from '../../ui/words';
import { shortVerdict, toneOfVerdict } from '../verdict/verdict-tone';

export type MarkIcon = 'signature' | 'receipt' | 'meeting' | 'deadline' | 'sender' | 'gone' | 'damaged' | 'waiting' | 'conflict' | 'forwarded' | 'secret' | 'arrivals' | 'touched' | 'ocr';

export interface RowMark {
  readonly icon: MarkIcon;
  readonly tone: Tone;
  readonly words: Words;
  /** 0 is shown first; what does not fit is left out from the other end */
  readonly rank: number;
}

/** characters of marks that fit beside the unit at the narrowest list width */
const roomForMarks = 36;

/** What needs attention in a row, the weightiest first. */
export function rowMarks(row: ListRow, now: Date, online: boolean): readonly RowMark[] {
  const marks = [secretMark(row), damagedMark(row), touchedMark(row), arrivalsMark(row), ocrMark(row), conflictMark(row), waitingMark(row, online), verdictMark(row), meetingMark(row, now), deadlineMark(row, now), senderMark(row), forwardedMark(row), receiptMark(row), goneMark(row)];
  return marks.filter((mark) => mark !== null).toSorted((a, b) => a.rank - b.rank);
}

/** The first two, or only the first where both would not stand whole beside the unit. */
export function marksThatFit<Mark>(marks: readonly Mark[], lengthOf: (mark: Mark) => number): readonly Mark[] {
  const [first, second] = marks;
  if (first === undefined || second === undefined) return marks;
  return lengthOf(first) + lengthOf(second) <= roomForMarks ? [first, second] : [first];
}

function damagedMark(row: ListRow): RowMark | null {
  return row.damaged ? { icon: 'damaged', tone: 'bad', words: words('row.damaged'), rank: 0 } : null;
}

function conflictMark(row: ListRow): RowMark | null {
  return row.conflict === null ? null : { icon: 'conflict', tone: 'warn', words: words('mailbox:row.conflict'), rank: 1 };
}

/** While the server is reached an act takes a moment: that is not worth a word. */
function waitingMark(row: ListRow, online: boolean): RowMark | null {
  return row.waiting && !online ? { icon: 'waiting', tone: 'neutral', words: words('mailbox:row.waiting'), rank: 5 } : null;
}

function goneMark(row: ListRow): RowMark | null {
  return row.gone ? { icon: 'gone', tone: 'neutral', words: words('row.gone'), rank: 9 } : null;
}

function verdictMark(row: ListRow): RowMark | null {
  const short = shortVerdict(row.verdict, row.reason);
  if (short === null) return null;
  const rank = row.verdict === 'failed' ? 1 : row.verdict === 'indeterminate' ? 4 : row.verdict === 'pending' ? 8 : 6;
  return { icon: 'signature', tone: toneOfVerdict(row.verdict), words: short, rank };
}

function meetingMark(row: ListRow, now: Date): RowMark | null {
  if (row.meetingAt === null) return null;
  const day = row.meetingAt.slice(0, 10);
  if (day < localDay(now)) return null;
  const time = /T(\d{2}:\d{2})/.exec(row.meetingAt)?.[1] ?? 'none';
  return { icon: 'meeting', tone: 'warn', words: words('row.meeting', { when: nearness(day, now), time, day: formatDay(day).slice(0, 5) }), rank: 2 };
}

function nearness(day: string, now: Date): 'today' | 'tomorrow' | 'later' {
  if (day === localDay(now)) return 'today';
  const tomorrow = new Date(now.getFullYear(), now.getMonth(), now.getDate() + 1);
  return day === localDay(tomorrow) ? 'tomorrow' : 'later';
}

function deadlineMark(row: ListRow, now: Date): RowMark | null {
  if (row.deadline === null) return null;
  const passed = row.deadline < localDay(now);
  return { icon: 'deadline', tone: passed ? 'neutral' : 'warn', words: words(passed ? 'row.deadlinePassed' : 'row.deadline', { day: formatDay(row.deadline).slice(0, 5) }), rank: passed ? 7 : 3 };
}

function secretMark(row: ListRow): RowMark | null {
  return row.secret ? { icon: 'secret', tone: 'bad', words: words('row.secret'), rank: 0 } : null;
}

function touchedMark({ touched }: ListRow): RowMark | null {
  return touched === null ? null : { icon: 'touched', tone: touched === 'recalls' ? 'bad' : 'warn', words: words(`row.touched.${touched}`), rank: 1 };
}

function arrivalsMark({ arrivals }: ListRow): RowMark | null {
  return arrivals < 2 ? null : { icon: 'arrivals', tone: 'warn', words: words('row.arrivals', { count: arrivals }), rank: 3 };
}

function ocrMark({ ocr }: ListRow): RowMark | null {
  return ocr === 'reading' ? { icon: 'ocr', tone: 'neutral', words: words('row.ocrReading'), rank: 8 } : null;
}

function senderMark(row: ListRow): RowMark | null {
  if (row.officialness === 'doubtful') return { icon: 'sender', tone: 'bad', words: words('row.doubtful'), rank: 2 };
  return row.freeWebmail ? { icon: 'sender', tone: 'warn', words: words('row.freeWebmail'), rank: 4 } : null;
}

/** A private mailbox sent it on: whoever wrote it does not know the official address. */
function forwardedMark(row: ListRow): RowMark | null {
  return row.forwardedFrom === null ? null : { icon: 'forwarded', tone: 'neutral', words: words('forwarded:row'), rank: 5 };
}

function receiptMark(row: ListRow): RowMark | null {
  if (row.receipt === null) return null;
  const found = markOfReceipt(row.receipt);
  return found === null ? null : { icon: 'receipt', ...found };
}

function markOfReceipt(state: ReceiptState['state']): Omit<RowMark, 'icon'> | null {
  switch (state) {
    case 'sent': return { tone: 'good', words: words('row.receiptSent'), rank: 7 };
    case 'asked': return { tone: 'warn', words: words('row.receiptAsked'), rank: 3 };
    case 'unknown': return { tone: 'warn', words: words('row.receiptUnknown'), rank: 2 };
    case 'proposed':
    case 'claiming':
    case 'claimed':
    case 'handed': return { tone: 'neutral', words: words('row.receiptUnderway'), rank: 8 };
    case 'withheld': return null;
    default: return assertNever(state);
  }
}
