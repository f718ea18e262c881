import { assertNever } from '../../../core/base/assert-never';
import type { Receipt, ReceiptState } from '../../../core/model/receipt';
import { formatDayOfInstant, formatSince } from '../../ui/format-time';
import type { Tone } from '../../ui/tone';
import { words } from '../../ui/words';
import type { Words } from '../../ui/words';

export interface ReceiptWords {
  readonly tone: Tone;
  readonly headline: Words;
  readonly sentence: Words | null;
  /** what only a person can settle */
  readonly needs: 'decision' | 'sendAgain' | null;
}

export function lastState(receipt: Receipt): ReceiptState | null {
  return receipt.history.at(-1) ?? null;
}

/** A receipt a person was asked about did not go out "by itself". */
function byItself(receipt: Receipt): 'yes' | 'no' {
  return receipt.history.some((state) => state.state === 'asked' || state.state === 'unknown') ? 'no' : 'yes';
}

export function receiptWords(receipt: Receipt, online: boolean, now: Date): ReceiptWords | null {
  const state = lastState(receipt);
  return state === null ? null : wordsOfState(receipt, state, online, now);
}

function wordsOfState(receipt: Receipt, state: ReceiptState, online: boolean, now: Date): ReceiptWords {
  const kind = receipt.kind;
  const at = formatSince(state.at, now);
  switch (state.state) {
    case 'proposed':
    case 'claiming':
    case 'claimed':
      return { tone: 'neutral', headline: words(online ? 'receipt.underway' : 'receipt.waitingForLine', { kind }), sentence: null, needs: null };
    case 'handed':
      return { tone: 'neutral', headline: words('receipt.handed', { kind }), sentence: words('receipt.handedTo', { to: state.to, at }), needs: null };
    case 'sent':
      return { tone: 'good', headline: words('receipt.sent', { kind, auto: byItself(receipt) }), sentence: words('receipt.sentTo', { to: state.to, at }), needs: null };
    case 'withheld':
      return { tone: state.why === 'serverRefused' ? 'warn' : 'neutral', headline: words('receipt.withheld', { kind }), sentence: whyWithheld(state), needs: null };
    case 'asked':
      return { tone: 'warn', headline: words('receipt.asked', { kind }), sentence: words(`receipt.why.${state.why}`), needs: 'decision' };
    case 'unknown':
      return { tone: 'warn', headline: words('receipt.unknown', { kind }), sentence: words(`receipt.unknownCause.${state.cause}`, { at }), needs: 'sendAgain' };
    default:
      return assertNever(state);
  }
}

function whyWithheld(state: Extract<ReceiptState, { readonly state: 'withheld' }>): Words {
  return state.why === 'serverRefused' && state.answer !== null ? words('receipt.refusedWith', { answer: state.answer }) : words(`receipt.why.${state.why}`);
}

export interface HistoryLine {
  readonly at: string;
  readonly what: Words;
  readonly why: Words | null;
  /** the server's own words */
  readonly answer: string | null;
}

export function historyLines(receipt: Receipt): readonly HistoryLine[] {
  return receipt.history.map((state) => ({
    at: state.at,
    what: words(`receipt.state.${state.state}`, { to: state.state === 'sent' || state.state === 'handed' ? state.to : '' }),
    why: whyOf(state),
    answer: state.state === 'sent' || state.state === 'withheld' ? state.answer : null,
  }));
}

function whyOf(state: ReceiptState): Words | null {
  if (state.state === 'asked' || state.state === 'withheld') return words(`receipt.why.${state.why}`);
  if (state.state === 'unknown') return words(`receipt.unknownCause.${state.cause}`, { at: formatDayOfInstant(state.at) });
  return null;
}

const weight: Readonly<Record<ReceiptState['state'], number>> = {
  unknown: 0, asked: 1, handed: 2, claimed: 3, claiming: 4, proposed: 5, sent: 6, withheld: 7,
};

/** The receipts of a letter, what needs a person first and what was merely withheld last, newer ones before older ones. */
export function byUrgency(receipts: readonly Receipt[]): readonly Receipt[] {
  const weightOf = (receipt: Receipt) => weight[lastState(receipt)?.state ?? 'withheld'];
  return receipts.filter((receipt) => receipt.history.length > 0).toSorted((a, b) => weightOf(a) - weightOf(b) || (lastState(b)?.at ?? '').localeCompare(lastState(a)?.at ?? ''));
}
