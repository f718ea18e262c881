import { readAddress } from '../acknowledge/mail-address';
import type { Draft } from '../model/draft';
import type { AccountId, DraftId, IsoTime, LetterId } from '../model/ids';
import type { LetterHeader, Mailbox } from '../model/letter';
import { composeSending, type Sending } from './compose-sending';
import { newDraft } from './new-draft';
import { receiptEntity } from './receipt-entity';

/** A receipt is never a draft that a person writes on. It is queued under the id of its letter, so that no letter gets a second one. */
export function receiptDraftId(letterId: LetterId): DraftId {
  return letterId.slice(0, 16) as DraftId;
}

export interface ReceiptSendingOrder {
  /** the letter that asked */
  readonly letter: { readonly letterId: LetterId; readonly accountId: AccountId; readonly header: Pick<LetterHeader, 'messageId' | 'references'> };
  /** whom it asked to be told, see `ReceiptAsk` */
  readonly to: readonly string[];
  readonly subject: string;
  readonly from: Mailbox;
}

/** What a signed receipt is composed of; null: none of the addresses it is to go to is one. */
export function receiptDraft({ letter: { letterId, accountId, header }, to, subject }: ReceiptSendingOrder): Draft | null {
  const addressees = to.filter((address) => readAddress(address) !== null).map((address) => ({ unitId: null, name: '', address, group: null }));
  if (addressees.length === 0) return null;
  const references = header.references.filter((id) => id.length <= longestId).slice(-mostReferences);
  const messageId = header.messageId !== null && header.messageId.length <= longestId ? header.messageId : null;
  return { ...newDraft(receiptDraftId(letterId), accountId), to: addressees, subject, answers: { letterId, how: 'reply', messageId, references } };
}

/** What a draft takes of a thread, see its schema; more is no help to anybody. */
const mostReferences = 20;
const longestId = 990;

/**
 * What `mail.queue` takes for a signed receipt (RFC 2634 2.4). It answers the letter and no program answers it; the letter is not marked as answered, for nobody wrote.
 * @param cms the receipt as `prepareReceipt` finishes it @param random 32 hex digits or more
 */
export function receiptSending(draft: Draft, { letter, from }: ReceiptSendingOrder, { cms, now, random }: { readonly cms: Uint8Array; readonly now: IsoTime; readonly random: string }): Sending {
  const sending = composeSending(draft, { from, now, random, entities: [receiptEntity(cms)], overruled: [], automatic: true });
  if (!sending.ok) throw new Error(`a receipt cannot be sent: ${sending.failure.code}`);
  return { ...sending.value, answers: null, signedReceiptFor: letter.letterId };
}
