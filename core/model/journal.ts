import type { AccountRecord } from './account';
import type { ActOutcome, MailAct } from './act';
import type { Correction } from './correction';
import type { FolderInfo } from './folder';
import type { AccountId, ActId, CorrectionId, DeviceId, Digest, DraftId, IsoDate, IsoTime, LetterId, OutgoingId, PartId, UnitId } from './ids';
import type { KeptLetter, Location } from './letter';
import type { RefusalReason } from './notice';
import type { MailState, QueuedMail } from './outgoing';
import type { JournalledPolicy } from './policy';
import type { ReceiptKind, ReceiptState } from './receipt';
import type { IncomingLine, NumberBlock, NumberPlace, PaperDispatch, RegisterBook, RegisterLine } from './register';
import type { KeptEvidence, OwnKey } from './evidence';
import type { Unit } from './unit';
import type { VerdictAcceptance } from './verdict';

/** What happened. Everything on the screen is a fold over these. */
export type JournalEntry =
  | { readonly kind: 'device.created'; readonly deviceId: DeviceId }
  | { readonly kind: 'account.connected'; readonly account: AccountRecord }
  | { readonly kind: 'account.changed'; readonly account: AccountRecord }
  /** letters stay; nothing of it is connected any more */
  | { readonly kind: 'account.removed'; readonly accountId: AccountId }
  /** the whole list, whenever it is another one than before */
  | { readonly kind: 'folders.seen'; readonly accountId: AccountId; readonly folders: readonly FolderInfo[] }
  | { readonly kind: 'letter.kept'; readonly letter: KeptLetter }
  /** flags as they are at that place; absent in older journals: those known of the letter */
  | { readonly kind: 'letter.located'; readonly letterId: LetterId; readonly location: Location; readonly flags?: readonly string[] }
  | { readonly kind: 'letters.flagged'; readonly accountId: AccountId; readonly changes: readonly FlagChange[] }
  | { readonly kind: 'letters.gone'; readonly accountId: AccountId; readonly gone: readonly Gone[] }
  | { readonly kind: 'letter.damaged'; readonly letterId: LetterId }
  | { readonly kind: 'letter.erased'; readonly letterId: LetterId }
  /** an act: the letter was really read (window focused, chosen by hand, two seconds) */
  | { readonly kind: 'letter.displayed'; readonly letterId: LetterId; readonly digest: Digest }
  /** an act on the mailbox, before anything of it went to the server */
  | { readonly kind: 'act.asked'; readonly letterId: LetterId; readonly act: MailAct }
  | { readonly kind: 'act.settled'; readonly letterId: LetterId; readonly actId: ActId; readonly outcome: ActOutcome }
  /** a person has seen that an act could not be carried out */
  | { readonly kind: 'act.dismissed'; readonly letterId: LetterId; readonly actId: ActId }
  | { readonly kind: 'receipt.moved'; readonly letterId: LetterId; readonly receiptKind: ReceiptKind; readonly state: ReceiptState }
  /** before the second stage opens a part: what kills the window twice is not opened a third time */
  | { readonly kind: 'ingest.attempted'; readonly letterId: LetterId; readonly part: PartId }
  /** the second stage came back alive from every part attempted so far */
  | { readonly kind: 'ingest.finished'; readonly letterId: LetterId }
  /** a person corrected what was recognised */
  | { readonly kind: 'field.corrected'; readonly letterId: LetterId; readonly correction: Correction }
  | { readonly kind: 'correction.undone'; readonly letterId: LetterId; readonly correctionId: CorrectionId }
  /** a rule learned from corrections is not to be applied, or again */
  | { readonly kind: 'rule.stopped'; readonly ruleId: string; readonly stopped: boolean }
  /** new or changed entries of the directory, at most 500 */
  | { readonly kind: 'units.saved'; readonly units: readonly Unit[] }
  | { readonly kind: 'units.removed'; readonly unitIds: readonly UnitId[] }
  | { readonly kind: 'policy.loaded'; readonly policy: JournalledPolicy }
  /** `addedBy`: account of the operating system; `domains`: mail domains of the organisations it counts for, absent: all of them */
  | { readonly kind: 'anchor.added'; readonly pem: string; readonly fingerprint: string; readonly source: string; readonly addedBy?: string; readonly domains?: readonly string[] }
  | { readonly kind: 'anchor.removed'; readonly fingerprint: string }
  /** a revocation list, an OCSP answer or a certificate was fetched; its bytes lie sealed beside the journal */
  | { readonly kind: 'evidence.kept'; readonly evidence: KeptEvidence }
  /** a key of the person's own: letters that were encrypted for it can be read from now on. The secret part is not in the journal */
  | { readonly kind: 'key.imported'; readonly key: OwnKey }
  | { readonly kind: 'key.removed'; readonly fingerprint: string }
  /** a person takes a document for authentic though its verdict is not passed, with the reason typed */
  | { readonly kind: 'verdict.accepted'; readonly letterId: LetterId; readonly acceptance: VerdictAcceptance }
  /** of a draft only that it began and that it was thrown away; what stands in it lies sealed beside the journal */
  | { readonly kind: 'draft.created'; readonly draftId: DraftId; readonly accountId: AccountId }
  | { readonly kind: 'draft.discarded'; readonly draftId: DraftId }
  | { readonly kind: 'register.opened'; readonly book: RegisterBook }
  /** name, patterns or types were changed; numbers stay */
  | { readonly kind: 'register.changed'; readonly book: RegisterBook }
  | { readonly kind: 'number.reserved'; readonly place: NumberPlace; readonly draftId: DraftId; readonly date: IsoDate; /** number and symbol as they will be printed: a pattern that is changed later changes no number */ readonly code: string }
  | { readonly kind: 'numbers.blocked'; readonly block: NumberBlock }
  | { readonly kind: 'number.voided'; readonly place: NumberPlace; readonly reason: string }
  /** the moment a draft becomes a document: the register line */
  | { readonly kind: 'document.issued'; readonly line: RegisterLine }
  | { readonly kind: 'paper.dispatched'; readonly dispatch: PaperDispatch }
  | { readonly kind: 'mail.queued'; readonly mail: QueuedMail }
  | { readonly kind: 'mail.moved'; readonly outgoingId: OutgoingId; readonly state: MailState }
  /** a person saw an alarm of the ledger and put it aside, with a word why */
  | { readonly kind: 'alarm.settled'; readonly outgoingId: OutgoingId; readonly address: string; readonly words: string }
  | { readonly kind: 'letter.registered'; readonly letterId: LetterId; readonly line: IncomingLine }
  | { readonly kind: 'letter.refused'; readonly letterId: LetterId; readonly reason: RefusalReason; readonly words: string }
  /** 04 assigned, 05 in progress, 06 completed */
  | { readonly kind: 'letter.progressed'; readonly letterId: LetterId; readonly code: '04' | '05' | '06'; readonly words: string };

export interface FlagChange {
  readonly letterId: LetterId;
  readonly flags: readonly string[];
  /** where it has these flags; absent in older journals, which knew one folder: everywhere */
  readonly location?: Location;
}

export interface Gone {
  readonly letterId: LetterId;
  readonly location: Location;
}

/** An entry in its place on the chain; seq starts at 1 without holes. */
export type JournalEvent = JournalEntry & { readonly seq: number; readonly at: IsoTime };

/** Letter whose key seals the entry's payload; null: sealed with the profile's journal key. */
export function letterOf(entry: JournalEntry): LetterId | null {
  switch (entry.kind) {
    case 'letter.kept':
      return entry.letter.letterId;
    case 'letter.located':
    case 'letter.displayed':
    case 'act.asked':
    case 'act.settled':
    case 'act.dismissed':
    case 'receipt.moved':
    case 'ingest.attempted':
    case 'ingest.finished':
    case 'field.corrected':
    case 'correction.undone':
    case 'verdict.accepted':
    case 'letter.refused':
    case 'letter.progressed':
      return entry.letterId;
    // a line of the register outlives its letter: its number is never given again. letter.damaged and letter.erased must stay readable when the letter's key is gone
    default:
      return null;
  }
}
