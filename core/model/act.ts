import type { AccountId, ActId, IsoTime, LetterId } from './ids';
import type { Location } from './letter';

/**
 * What a person does to a letter in the mailbox. Journalled first, shown at once, carried to the server when there is a way, in
 * the order in which it was done.
 */
export type ActChange =
  /** a system flag or keyword is set or taken away: \Seen, \Flagged, \Answered, $MDNSent … */
  | { readonly kind: 'flag'; readonly flag: string; readonly on: boolean }
  /** to another folder of the same account, by path */
  | { readonly kind: 'move'; readonly to: string }
  /** to the trash; from the trash for good. What is an official letter stays in the vault */
  | { readonly kind: 'delete' }
  /** spam or not: moves to or from the junk folder and sets $Junk or $NotJunk */
  | { readonly kind: 'junk'; readonly isJunk: boolean }
  /** takes the letter off the server for good because the vault holds it (quota); verified by digest just before */
  | { readonly kind: 'free' }
  /** takes the letter off the server for good, and then destroys it here: what must not lie in this mailbox */
  | { readonly kind: 'erase' }
  /** puts a letter of the vault into a folder of the server, once (a sent letter into Sent) */
  | { readonly kind: 'append'; readonly to: string; readonly flags: readonly string[] };

export interface MailAct {
  readonly actId: ActId;
  readonly accountId: AccountId;
  readonly letterId: LetterId;
  readonly change: ActChange;
  /** where the letter lay as the person saw it; empty for `append` */
  readonly seenAt: readonly Location[];
}

/**
 * Why an act was not carried out; i18n key below `act.conflict.`. Rule: the server's newer truth is never overwritten silently;
 * what a person asked for is either done or shown as not done.
 */
export type ActConflict =
  /** the letter was deleted elsewhere meanwhile */
  | 'goneFromServer'
  /** somebody moved it elsewhere meanwhile: it stays where they put it */
  | 'movedElsewhere'
  /** the folder it should go to is no longer there */
  | 'folderMissing'
  /** the server does not let us (ACL, read-only) */
  | 'notAllowed'
  /** the server said no, in its own words */
  | 'serverRefused'
  /** `free`: what lies on the server is not byte for byte what the vault holds, or the vault's copy does not verify */
  | 'notTheSame'
  /** `free`: somebody marked it as important since it was shown */
  | 'flaggedSince'
  /** the server cannot remove a single letter (no UIDPLUS): it was copied where it should be, and is marked as deleted where it was */
  | 'markedDeleted'
  /** the line broke after the command may have gone out, and looking again did not tell */
  | 'unclear';

export type ActOutcome =
  | { readonly state: 'done' }
  /** somebody had done the same already, or the letter is where it should be */
  | { readonly state: 'alreadySo' }
  | { readonly state: 'conflict'; readonly why: ActConflict; readonly serverSaid: string | null };

/** An act and what became of it; null: it waits for its turn or for the line. */
export interface ActRecord {
  readonly act: MailAct;
  readonly askedAt: IsoTime;
  readonly outcome: ActOutcome | null;
  /** a person has seen the conflict and put it aside */
  readonly dismissed: boolean;
}
