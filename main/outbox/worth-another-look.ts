import { receiptKey, receiptKinds, stateOf } from '../../core/acknowledge/fold-receipts';
import { hasKeyword } from '../../core/acknowledge/receipt-keywords';
import type { LetterId } from '../../core/model/ids';
import type { ReceiptKind } from '../../core/model/receipt';
import { proposalOf, type Proposal } from './proposal-of';
import type { ReceiptBook } from './receipt-book';

export interface LookAgain {
  readonly letterId: LetterId;
  readonly kind: ReceiptKind;
  readonly proposed: Proposal;
}

/**
 * Receipts that were withheld because their letter was junk, or lay nowhere (between two folders for a moment), and whose letter lies among
 * the others now. Nothing of them ever went out, and the claim on the server is made anew.
 */
export function worthAnotherLook(book: ReceiptBook, letterIds: readonly LetterId[]): readonly LookAgain[] {
  return [...new Set(letterIds)].flatMap((letterId) => receiptKinds.flatMap((kind) => {
    const receipt = book.get(receiptKey(letterId, kind));
    if (receipt === null) return [];
    const last = stateOf(receipt);
    if (last.state !== 'withheld' || (last.why !== 'junk' && last.why !== 'gone') || isJunkOrGone(book, letterId)) return [];
    return [{ letterId, kind, proposed: proposalOf(receipt) }];
  }));
}

function isJunkOrGone(book: ReceiptBook, letterId: LetterId): boolean {
  const seen = book.places.seen(letterId);
  return seen === null || seen.folders.length === 0 || seen.junk || hasKeyword(seen.flags, '$Junk') || hasKeyword(seen.flags, 'Junk');
}
