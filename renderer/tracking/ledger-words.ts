import type { TFunction } from 'i18next';
import { assertNever } from '../../core/base/assert-never';
import type { Ledger, LedgerLine, LedgerStep } from '../../core/model/tracking';
import { formatDay } from '../ui/format-time';
import type { Tone } from '../ui/tone';

type Step = LedgerStep['step'];

/** The step as a sentence: with number and date where an office registered, with its reason where it refused. */
export function stepWords({ step, line }: Pick<LedgerStep, 'step' | 'line'>, t: TFunction): string {
  if (step === 'registered' && line?.number != null) {
    return line.date === null ? t('tracking:registeredNumber', { number: line.number }) : t('tracking:registeredDate', { number: line.number, date: formatDay(line.date) });
  }
  if (step === 'refused' && line?.reason != null) return t('tracking:refusedBecause', { reason: t(`tracking:refusal.${line.reason}`) });
  return t(`tracking:step.${step}`);
}

/** The step that tells where a line stands: the newest of that name. */
export function furthestStep({ steps, furthest }: LedgerLine): LedgerStep | null {
  return steps.findLast(({ step }) => step === furthest) ?? null;
}

export function toneOfStep(step: Step): Tone {
  switch (step) {
    case 'registered':
    case 'assigned':
    case 'inProgress':
    case 'completed':
      return 'good';
    case 'arrived':
    case 'opened':
    case 'acknowledged':
    case 'answered':
    case 'delivered':
      return 'info';
    case 'refused':
    case 'failed':
      return 'bad';
    case 'unknown':
    case 'delayed':
    case 'deletedUnread':
      return 'warn';
    case 'waiting':
    case 'handing':
    case 'takenBack':
    case 'sent':
    case 'accepted':
    case 'relayed':
      return 'neutral';
    default:
      return assertNever(step);
  }
}

/** as they stand on the page: from the end of the way to its beginning */
const shownOrder: readonly Step[] = [
  'completed', 'inProgress', 'assigned', 'registered', 'answered', 'acknowledged', 'opened', 'arrived', 'deletedUnread', 'delivered', 'relayed', 'delayed', 'accepted', 'sent', 'refused', 'failed', 'unknown',
  'handing', 'waiting', 'takenBack',
];

export function countWords({ counts }: Pick<Ledger, 'counts'>, t: TFunction): readonly { readonly step: Step; readonly text: string }[] {
  return shownOrder.flatMap((step) => (counts[step] === undefined ? [] : [{ step, text: t('tracking:counted', { step: t(`tracking:short.${step}`), count: counts[step] }) }]));
}

/** Whom a line is about: the unit, and the address where it says more. */
export function addresseeName({ addressee }: Pick<LedgerLine, 'addressee'>): string {
  return addressee.name.trim() === '' ? addressee.address : addressee.name;
}

/** Number and subject; a subject that bears the number says it once. */
export function sendingTitle({ code, subject }: Pick<Ledger, 'code' | 'subject'>): string {
  return code === null || subject.includes(code) ? subject : `${code} – ${subject}`;
}

/** The subject where the number stands above it already: what comes before and of the number is left out. */
export function subjectBeside(code: string, subject: string): string {
  const rest = subject.slice(subject.indexOf(code) + code.length).replace(/^[\s:,–-]+/, '');
  return subject.includes(code) && rest !== '' ? rest : subject;
}

/** Lines with an alarm first, else in the order in which they were sent. */
export function alarmsFirst(lines: readonly LedgerLine[]): readonly LedgerLine[] {
  return lines.toSorted((a, b) => Number(b.alarm !== null) - Number(a.alarm !== null));
}
