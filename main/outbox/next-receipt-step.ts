import { assertNever } from '../../core/base/assert-never';
import type { Receipt, ReceiptState } from '../../core/model/receipt';

/**
 * What has to happen next with a receipt.
 * decide: look at the letter (again). lookForClaim: a claim was begun by an earlier run, see whether the keyword stands.
 * send: it is ours to send. giveUp: journal that it cannot be known. wait: for a person. done: nothing more.
 */
export type ReceiptStep =
  | { readonly step: 'decide' }
  | { readonly step: 'lookForClaim' }
  | { readonly step: 'send' }
  | { readonly step: 'giveUp'; readonly cause: 'handedWithoutAnswer' }
  | { readonly step: 'wait' }
  | { readonly step: 'done' };

/**
 * The state on disk decides, and nothing that a dead process may have known. Called for receipts that no running step
 * owns: after a restart, when the line comes back, when a person answered.
 */
export function nextReceiptStep(state: ReceiptState): ReceiptStep {
  switch (state.state) {
    case 'proposed':
      return { step: 'decide' };
    case 'claiming':
      return { step: 'lookForClaim' };
    case 'claimed':
      return { step: 'send' };
    case 'handed':
      return { step: 'giveUp', cause: 'handedWithoutAnswer' };
    case 'asked':
    case 'unknown':
      return { step: 'wait' };
    case 'sent':
    case 'withheld':
      return { step: 'done' };
    default:
      return assertNever(state);
  }
}

/** What a person may do with a receipt in this state; null: nothing (a second click, or somebody was faster). */
export function afterAnswer(state: ReceiptState, answer: 'send' | 'decline' | 'sendAgain'): 'decide' | 'claimed' | 'decline' | null {
  switch (state.state) {
    case 'asked':
      return answer === 'send' ? 'decide' : answer === 'decline' ? 'decline' : null;
    case 'withheld':
      // the one refusal that only says "not by itself"
      return answer === 'send' && state.why === 'oneAlready' ? 'decide' : null;
    case 'unknown':
      return answer === 'sendAgain' ? 'claimed' : answer === 'decline' ? 'decline' : null;
    case 'proposed':
    case 'claiming':
    case 'claimed':
    case 'handed':
    case 'sent':
      return null;
    default:
      return assertNever(state);
  }
}

/** Did a person order this receipt? A state that waited for one and was left forward says so. */
export function personOrdered(receipt: Receipt): boolean {
  return receipt.history.some((state, index) =>
    index < receipt.history.length - 1 && (state.state === 'asked' || state.state === 'unknown' || state.state === 'withheld'));
}

/** When was the letter handed over last, or set apart to be? Counts against the hourly caps. */
export function spokenFor(receipt: Receipt): { readonly at: string; readonly to: string | null } | null {
  const handed = receipt.history.findLast((state) => state.state === 'handed' || state.state === 'sent');
  if (handed !== undefined && 'to' in handed) return { at: handed.at, to: handed.to };
  const claimed = receipt.history.findLast((state) => state.state === 'claiming' || state.state === 'claimed');
  return claimed === undefined ? null : { at: claimed.at, to: null };
}
