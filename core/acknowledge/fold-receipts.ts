import type { JournalEvent } from '../model/journal';
import type { LetterId } from '../model/ids';
import type { Receipt, ReceiptKind, ReceiptState } from '../model/receipt';

export const receiptKinds: readonly ReceiptKind[] = ['arrival', 'displayed', 'registered', 'refused', 'assigned', 'inProgress', 'completed'];

/** Said after an act of a person at the desk, not because something came or was read. */
export function isDeskKind(kind: ReceiptKind): boolean {
  return kind !== 'arrival' && kind !== 'displayed';
}

/** Key of one receipt: a letter has at most one of each kind. */
export type ReceiptKey = `${string}/${ReceiptKind}`;

export function receiptKey(letterId: LetterId, kind: ReceiptKind): ReceiptKey {
  return `${letterId}/${kind}`;
}

/**
 * All receipts as the journal tells them; a pure fold, events in order of seq, others pass by. An erased letter takes
 * its receipts with it.
 */
export function foldReceipts(
  receipts: ReadonlyMap<ReceiptKey, Receipt>, events: readonly JournalEvent[],
): ReadonlyMap<ReceiptKey, Receipt> {
  const folded = new Map(receipts);
  for (const event of events) foldInto(folded, event);
  return folded;
}

/** One step of the fold in place, for the one owner of a large map. */
export function foldInto(receipts: Map<ReceiptKey, Receipt>, event: JournalEvent): void {
  if (event.kind === 'receipt.moved') {
    const key = receiptKey(event.letterId, event.receiptKind);
    const known = receipts.get(key);
    receipts.set(key, { letterId: event.letterId, kind: event.receiptKind, history: [...(known?.history ?? []), event.state] });
  } else if (event.kind === 'letter.erased') {
    for (const kind of receiptKinds) receipts.delete(receiptKey(event.letterId, kind));
  }
}

/** The state a receipt is in now. */
export function stateOf(receipt: Receipt): ReceiptState {
  const last = receipt.history.at(-1);
  if (last === undefined) throw new Error('a receipt has at least one state');
  return last;
}

/** Did a message go to the wire, or may it have? Such a receipt counts as made. */
export function wasMade(receipt: Receipt): boolean {
  const { state } = stateOf(receipt);
  return state === 'handed' || state === 'sent' || state === 'unknown' || state === 'claimed' || state === 'claiming';
}
