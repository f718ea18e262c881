import * as v from 'valibot';
import type { Result } from '../base/result';
import type { Draft, DraftFile, KeptDraft } from '../model/draft';
import type { AccountId, DraftId, IsoDate, OutgoingId } from '../model/ids';
import type { OutgoingMail } from '../model/outgoing';
import type { IncomingLine, NumberBlock, NumberFailure, NumberPlace, NumberState, PaperDispatch, RegisterBook, RegisterLine } from '../model/register';
import type { MadeSignature, PinQuestion, SignFailure, SigningKey, TimestampFailure, TokenDriver } from '../model/signing';
import type { FileFailure } from './commands';
import { answers, nothing } from './define-command';
import { accountId, bytesUpTo, digest, letterId, line, localPath, shortBytes, isoDate, fileBytes, receivedFiles } from './schemas';
import { blockAsked, draft, draftId, fileId, fileRole, incomingLine, incomingNumber, numberPlace, outgoingId, paperDispatch, reason, refusalReason, registerBook, registerId, sending, signItems, signMechanism, year } from './outgoing-schemas';

/** Writing, numbering, signing and sending: renderer to main. */
export const outgoingCommands = {
  /** keeps the draft as it is typed; the first time journals that it began. `queued` drafts are not changed: false */
  'draft.save': answers<Result<boolean, DraftFailure>>()(v.object({ draft })),
  'draft.list': answers<readonly KeptDraft[]>()(nothing),
  /** drafts that began and whose file cannot be opened: named, and discarded like any other */
  'draft.damaged': answers<readonly { readonly draftId: DraftId; readonly accountId: AccountId }[]>()(nothing),
  'draft.discard': answers<Result<null, DraftFailure>>()(v.object({ draftId })),
  /** a number that was reserved stays with it, voided or not: see number.void */
  'draft.file': answers<Result<Uint8Array, DraftFailure>>()(v.object({ draftId, fileId })),
  /** files a person chooses (paths null) or dropped (as `pathOf` gave them) */
  'draft.attach': answers<Result<readonly DraftFile[], DraftFailure>>()(v.object({ draftId, paths: v.nullable(v.pipe(v.array(localPath), v.minLength(1), v.maxLength(200))) })),
  /** a file made on this side: stamped, signed, taken over from a letter */
  'draft.keepFile': answers<Result<DraftFile, DraftFailure>>()(v.object({ draftId, name: line(255), mediaType: line(255), role: fileRole, bytes: fileBytes })),
  /** the draft as a letter, for the Drafts folder of the mailbox; the newest replaces the one before, when there is a line. Removed when it is sent or discarded */
  'draft.mirror': answers<Result<null, DraftFailure>>()(v.object({ draftId, message: fileBytes })),

  'register.list': answers<readonly RegisterView[]>()(nothing),
  'register.open': answers<Result<null, NumberFailure>>()(v.object({ book: v.omit(registerBook, ['authority']) })),
  'register.change': answers<Result<null, NumberFailure>>()(v.object({ book: v.omit(registerBook, ['authority']) })),
  /** every number of a year, in order */
  'register.lines': answers<readonly RegisterRow[]>()(v.object({ registerId, year })),
  /** a draft that has a number there already gets the same one again, with the date it was given */
  'number.reserve': answers<Result<{ readonly place: NumberPlace; readonly code: string; readonly date: IsoDate }, NumberFailure>>()(v.object({
    registerId, draftId, date: isoDate, typeCode: line(40), /** holder of a block it is taken from; null: the running sequence */ block: v.nullable(line(200)),
    /** symbol of the drafting unit; absent: the register's own */ drafter: v.exactOptional(line(100)),
  })),
  'number.block': answers<Result<NumberBlock, NumberFailure>>()(blockAsked),
  'number.void': answers<Result<null, NumberFailure>>()(v.object({ place: numberPlace, reason })),
  /** one fsynced entry: the register line. Main checks number, draft and files; route paper: nothing is queued */
  'document.issue': answers<Result<RegisterLine, NumberFailure>>()(v.object({ draftId, route: v.picklist(['mail', 'paper']), keeper: line(500) })),
  'paper.dispatch': answers<Result<null, NumberFailure>>()(v.object({ dispatch: paperDispatch })),

  'key.list': answers<readonly SigningKey[]>()(nothing),
  'token.drivers': answers<readonly TokenDriver[]>()(nothing),
  /** a PKCS #11 module the person chooses; null: cancelled */
  'token.addDriver': answers<Result<null, { readonly code: 'notADriver' | 'alreadyThere' | 'failed' }> | null>()(v.object({ name: line(100) })),
  'token.removeDriver': answers<null>()(v.object({ name: line(100) })),
  /** starts the drivers anew: many find a reader only when they are loaded */
  'token.lookAgain': answers<null>()(nothing),
  /** main asks for the PIN in a window of its own, where it shows what it hashed; all are signed or none */
  'sign.run': answers<Result<readonly MadeSignature[], SignFailure>>()(v.object({ keyId: line(600), mechanism: signMechanism, items: signItems })),
  /** handwriting or seal that goes with a certificate, PNG; null: none */
  'picture.read': answers<Uint8Array | null>()(v.object({ fingerprint: digest })),
  /** a PNG file the person chooses; opened on this side, and kept with picture.keep where it is good */
  'picture.choose': answers<Result<{ readonly name: string; readonly bytes: Uint8Array } | null, FileFailure>>()(nothing),
  'picture.keep': answers<Result<null, FileFailure>>()(v.object({ fingerprint: digest, png: v.nullable(fileBytes) })),
  /** RFC 3161: DER TimeStampReq in, DER TimeStampResp out, patiently */
  'timestamp.get': answers<Result<Uint8Array, TimestampFailure>>()(v.object({ request: shortBytes })),

  /** all messages are queued in one batch of the journal, or none */
  'mail.queue': answers<Result<readonly OutgoingId[], QueueFailure>>()(sending),
  'mail.list': answers<readonly OutgoingMail[]>()(v.object({ /** also those that came to their end long ago */ all: v.boolean() })),
  /** undo: those that were not handed to the server yet; answers how many. With all of a draft taken back it can be edited again */
  'mail.takeBack': answers<{ readonly takenBack: number; readonly tooLate: number }>()(v.object({ outgoingIds: v.pipe(v.array(outgoingId), v.minLength(1), v.maxLength(2000)) })),
  'mail.sendNow': answers<null>()(v.object({ outgoingIds: v.pipe(v.array(outgoingId), v.minLength(1), v.maxLength(2000)) })),
  /** of a message whose fate is unknown, or that failed */
  'mail.settle': answers<null>()(v.object({ outgoingId, as: v.picklist(['sendAgain', 'arrived']) })),
  /** looks into Sent and at receipts for messages whose fate is unknown, now */
  'mail.askServer': answers<null>()(v.object({ outgoingId })),
  /** RFC 1870; null: not known yet */
  'mail.limits': answers<{ readonly maxBytes: number | null; readonly dsn: boolean }>()(v.object({ accountId })),
  'alarm.settle': answers<null>()(v.object({ outgoingId, address: line(320), words: reason })),

  /** next running number of the year is given by main */
  'letter.register': answers<Result<IncomingLine, { readonly code: 'noSuchLetter' | 'alreadyRegistered' | 'reasonMissing' | 'refused' }>>()(v.object({ letterId, line: incomingLine, /** as the renderer judged it by mayRegister */ needsReason: v.boolean(), /** where paper goes on: only behind the newest */ number: v.exactOptional(incomingNumber), /** attachments as they arrived */ files: v.exactOptional(receivedFiles) })),
  'letter.refuse': answers<Result<null, { readonly code: 'noSuchLetter' | 'alreadyRegistered' }>>()(v.object({ letterId, reason: refusalReason, words: line(1000), files: v.exactOptional(receivedFiles) })),
  'letter.progress': answers<Result<null, { readonly code: 'noSuchLetter' | 'notRegistered' }>>()(v.object({ letterId, code: v.picklist(['04', '05', '06']), words: line(1000) })),
} as const;

/** What the small window that asks for a PIN may ask. */
export const pinCommands = {
  'pin.question': answers<PinQuestion | null>()(nothing),
  /**
   * pin null: a confirmation without one (file key, PIN pad). The PIN goes to the token once and is kept nowhere. `lastTry`: the person knows that one more
   * wrong one locks the token. Answers when there is something new to be asked, or nothing more
   */
  'pin.answer': answers<null>()(v.object({ /** UTF-8: bytes can be wiped, text cannot */ pin: v.nullable(bytesUpTo(255, 0)), lastTry: v.boolean() })),
  'pin.cancel': answers<null>()(nothing),
} as const;
export type PinCommands = typeof pinCommands;

/** `issued`: the document and its annexes are what was signed and registered; they are not changed any more. */
export type DraftFailure = { readonly code: 'noSuchDraft' | 'noSuchFile' | 'tooLarge' | 'diskFull' | 'notReadable' | 'notWritable' | 'queued' | 'issued' | 'damaged' | 'cancelled' };

/** `notOurs`: From is not an address of the account. `filesChanged`: the message does not carry what was issued. `paperOnly`: it was issued to go by post. `barred`: a rule of the office blocks an address, or the account. */
export type QueueFailure = { readonly code: 'noSuchDraft' | 'alreadyQueued' | 'notIssued' | 'paperOnly' | 'barred' | 'filesChanged' | 'notOurs' | 'noRecipients' | 'tooLarge' | 'badHeader' | 'diskFull' };

export interface RegisterView {
  readonly book: RegisterBook;
  readonly isAuthority: boolean;
  /** what the next document would get */
  readonly next: number;
  readonly nextYear: number;
  /** newest date that was given */
  readonly newestDate: string | null;
  readonly blocks: readonly (NumberBlock & { readonly left: number })[];
  readonly years: readonly number[];
}

export interface RegisterRow {
  readonly place: NumberPlace;
  readonly code: string | null;
  readonly state: NumberState;
  readonly dispatches: readonly PaperDispatch[];
  /** the same number was given to another draft too */
  readonly isDoubled: boolean;
}
export type { Draft, DraftId };
