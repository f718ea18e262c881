import type { Digest, IsoTime } from './ids';
import type { ReceiptClaim } from './signed-receipt';

/**
 * Which step a notice tells of one addressee, weakest first. `accepted`: taken over by a mail server. `delivered`: in the mailbox. `arrived`: 01, the receiving program has it.
 * `opened`: displayed to a person. `acknowledged`: a person wrote that it was received. `registered`: 03 with number. `assigned`, `inProgress`, `completed`: 04 to 06.
 */
export type NoticeStep =
  | 'accepted' | 'delayed' | 'relayed' | 'delivered' | 'arrived' | 'deletedUnread' | 'opened' | 'acknowledged' | 'registered' | 'assigned' | 'inProgress' | 'completed' | 'refused' | 'failed' | 'answered';

/** Status codes of electronic exchange (QCVN 102:2016/BTTTT and its sample software) as far as receivers send them. */
export type StatusCode = '01' | '02' | '03' | '04' | '05' | '06';

/** Why an office refuses a letter (02); i18n key below `receiptMail.refusal.`. Closed. */
export type RefusalReason = 'misaddressed' | 'notSigned' | 'signatureInvalid' | 'unreadable' | 'annexMissing' | 'wrongFormat' | 'secret' | 'duplicate' | 'other';

/** A receipt that came home, as one letter tells it. Nothing in it is believed before it is matched, see core/tracking. */
export interface Notice {
  readonly kind: 'mdn' | 'dsn' | 'pec' | 'vanthu' | 'words' | 'signed';
  /** Message-IDs it speaks of, with angle brackets: the one named, then In-Reply-To, References */
  readonly about: readonly string[];
  /** RFC 3461 ENVID; null: none */
  readonly envelopeId: string | null;
  /** subject of the original where it is repeated; null */
  readonly subject: string | null;
  /** numbers of documents it names, as printed */
  readonly codes: readonly string[];
  readonly told: readonly NoticeLine[];
  /** SHA-256 of the attachments as the receiver got them; empty: not told */
  readonly files: readonly { readonly name: string; readonly digest: Digest }[];
  /** RFC 2634: what it was signed for, where its own signature fits; only of kind `signed` */
  readonly claim?: ReceiptClaim;
}

export interface NoticeLine {
  /** address it was sent to (Original-Recipient before Final-Recipient); null: not told */
  readonly address: string | null;
  readonly step: NoticeStep;
  /** when it happened there, as claimed; null */
  readonly at: IsoTime | null;
  readonly code: StatusCode | null;
  /** RFC 3463 status of a DSN; null */
  readonly status: string | null;
  /** số đến as the receiver gave it; null */
  readonly number: string | null;
  readonly date: string | null;
  readonly reason: RefusalReason | null;
  /** the receiver's or server's own words, trimmed; '' */
  readonly words: string;
}
