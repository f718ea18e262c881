import type { Digest, IsoTime, LetterId } from './ids';

/**
 * `arrival`: RFC 3834 reply "đã đến" (01). `displayed`: MDN of RFC 8098. `registered` and `refused`: 03 with the number, 02 with the reason, after an act of a
 * person. `assigned`, `inProgress`, `completed` (04 to 06): only where the sender asked for them and a person said so.
 */
export type ReceiptKind = 'arrival' | 'displayed' | 'registered' | 'refused' | 'assigned' | 'inProgress' | 'completed';

/** Why a receipt is withheld or a person is asked; i18n key below `receipt.why.`. Closed. */
export type ReceiptWhy =
  | 'notOfficialDomain' | 'freeWebmail' | 'list' | 'bulk' | 'autoSubmitted' | 'ourselves' | 'noSender' | 'severalSenders'
  | 'noReturnPath' | 'nullReturnPath' | 'returnPathDiffers' | 'authenticationFailed' | 'notificationDiffers' | 'severalNotifications'
  | 'notRequested' | 'notAddressed' | 'notInInbox' | 'junk' | 'beforeConnection' | 'alreadyAnswered'
  | 'senderCap' | 'accountCap' | 'policyNever' | 'policyAsk' | 'personDeclined' | 'noClaim' | 'oneAlready' | 'notOfficialLetter'
  | 'serverRefused' | 'eligible' | 'gone';

export type ReceiptDecision =
  | { readonly decision: 'send'; readonly why: ReceiptWhy }
  | { readonly decision: 'ask'; readonly why: ReceiptWhy }
  | { readonly decision: 'withhold'; readonly why: ReceiptWhy };

/**
 * The states of `docs/architecture.md`, each on disk before its effect.
 * asked: waits for a person. unknown: it cannot be known whether it went out; a person decides.
 */
export type ReceiptState =
  /** official: did recognition find an official document? Kept, so that a restart decides on the same facts */
  | { readonly state: 'proposed'; readonly at: IsoTime; readonly official?: boolean | null; /** attachments as they arrived, for the part that programs read; absent in a journal of before */ readonly files?: readonly ReceivedFile[] }
  | { readonly state: 'asked'; readonly at: IsoTime; readonly why: ReceiptWhy }
  /** answers: Message-ID of the letter, by which the same letter in other bytes is known later */
  | { readonly state: 'claiming'; readonly at: IsoTime; readonly answers?: string }
  | { readonly state: 'claimed'; readonly at: IsoTime }
  | { readonly state: 'handed'; readonly at: IsoTime; readonly messageId: string; readonly to: string }
  | { readonly state: 'sent'; readonly at: IsoTime; readonly messageId: string; readonly to: string; readonly answer: string }
  | { readonly state: 'withheld'; readonly at: IsoTime; readonly why: ReceiptWhy; readonly answer: string | null }
  | { readonly state: 'unknown'; readonly at: IsoTime; readonly cause: 'handedWithoutAnswer' | 'claimUnclear' };

/** A file of the answered letter. */
export interface ReceivedFile {
  readonly name: string;
  readonly digest: Digest;
}

export interface Receipt {
  readonly letterId: LetterId;
  readonly kind: ReceiptKind;
  readonly history: readonly ReceiptState[];
}
