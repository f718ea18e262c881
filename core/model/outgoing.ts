import type { AccountId, Digest, DraftId, IsoTime, LetterId, OutgoingId, UnitId } from './ids';
import type { NumberPlace } from './register';

/** Whom one message goes to. */
export interface MailAddressee {
  readonly unitId: UnitId | null;
  readonly name: string;
  readonly address: string;
  readonly field: 'to' | 'cc' | 'bcc';
}

/** A message that waits to go out. Its bytes lie sealed beside the journal; the journal names them by digest. */
export interface QueuedMail {
  readonly outgoingId: OutgoingId;
  readonly accountId: AccountId;
  readonly draftId: DraftId;
  /** messages of one sending (a circular) share it */
  readonly batch: DraftId;
  /** null: not an issued document */
  readonly place: NumberPlace | null;
  /** number and symbol as printed, for people; null: none */
  readonly code: string | null;
  readonly subject: string;
  /** with angle brackets */
  readonly messageId: string;
  /** envelope sender */
  readonly from: string;
  readonly addressees: readonly MailAddressee[];
  /** SHA-256 of the whole message */
  readonly digest: Digest;
  /** bytes */
  readonly size: number;
  readonly files: readonly { readonly name: string; readonly digest: Digest }[];
  readonly mdn: boolean;
  readonly dsn: boolean;
  /** silence past this is an alarm; null: no answer is waited for */
  readonly answerBy: IsoTime | null;
  /** undo ends here, or the time it is sent later */
  readonly sendAfter: IsoTime;
  /** letter it answers, to be marked \\Answered or $Forwarded; null: none */
  readonly answers: { readonly letterId: LetterId; readonly how: 'reply' | 'replyAll' | 'forward' } | null;
  /** it is our signed receipt (RFC 2634) for this letter; absent: a letter */
  readonly signedReceiptFor?: LetterId;
  /** what the guard warned of and a person went past, i18n keys below `guard:`; absent: nothing */
  readonly overruled?: readonly string[];
  /** messages that were queued at once, and their number: where a torn disk kept fewer, nobody was answered and none of them is sent */
  readonly together?: { readonly id: string; readonly count: number };
}

/** Why a message did not go out; i18n key below `outbox:failure.`. Closed. */
export type MailFailureCode = 'recipientsRefused' | 'senderRefused' | 'tooLarge' | 'contentRefused' | 'mailboxFull' | 'serverError' | 'policy' | 'damaged' | 'diskFull' | 'accountGone';

/** A recipient the server did not take, with its own words. */
export interface RefusedRecipient {
  readonly address: string;
  /** RFC 3463, 5.1.1; null where none was given */
  readonly status: string | null;
  readonly serverSaid: string;
}

/**
 * Each on disk before its effect. waiting → handing → sent | failed | unknown; waiting → takenBack; unknown → sent (evidence was found) | waiting (a person
 * said: send again) | sent (a person said: it arrived). Never resent by itself once handed.
 */
export type MailState =
  | { readonly state: 'waiting'; readonly at: IsoTime; /** after a temporary refusal: not before */ readonly notBefore: IsoTime | null; readonly serverSaid: string | null }
  /** before MAIL FROM */
  | { readonly state: 'handing'; readonly at: IsoTime }
  | { readonly state: 'sent'; readonly at: IsoTime; readonly serverSaid: string; readonly refused: readonly RefusedRecipient[]; /** how it is known */ readonly by: 'server' | 'sentFolder' | 'receipt' | 'person' }
  | { readonly state: 'failed'; readonly at: IsoTime; readonly code: MailFailureCode; readonly serverSaid: string | null; readonly refused: readonly RefusedRecipient[] }
  | { readonly state: 'unknown'; readonly at: IsoTime; readonly cause: 'handedWithoutAnswer' }
  | { readonly state: 'takenBack'; readonly at: IsoTime };

export interface OutgoingMail {
  readonly mail: QueuedMail;
  readonly queuedAt: IsoTime;
  /** oldest first, never empty */
  readonly history: readonly MailState[];
}
