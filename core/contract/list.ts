import type { ActConflict } from '../model/act';
import type { Citation, CitationRelation, DeskKind } from '../model/document';
import type { LearnedRule } from '../model/correction';
import type { AccountId, DraftId, IsoDate, IsoTime, LetterId, UnitId } from '../model/ids';
import type { Ledger } from '../model/tracking';
import type { OfficialnessLevel } from '../model/sender';
import type { Unit } from '../model/unit';
import type { Indication, VerdictReason } from '../model/verdict';
import type { ReceiptState } from '../model/receipt';
import type { KnownReaders } from '../verify/find-readers';

/**
 * Questions of the visible window to the ingest window, which holds the folded row table. They travel over a
 * BroadcastChannel of our own origin, never through main.
 */
export const listChannelName = 'vanthu.list';

/**
 * Work first: `official` are recognised documents, `ordinary` the rest. What lies in junk is counted in `junk` and its own folder only,
 * what lies in the trash in its folder only, what was sent or drafted in `all` and its folder only. `conflicts`: something a person did here
 * could not be carried out on the server, wherever the letter lies. `secret`: stamped as a state secret, which does not belong in this mailbox; such
 * letters are in no other queue but `all` and `unread`. `duplicates`: the same document came more than once. `touched`: recalled, replaced or corrected by a later one. `gone`: no longer on the server. `imported`: brought along from files.
 */
export type QueueName = 'all' | 'official' | 'unread' | 'urgent' | 'invitations' | 'signature' | 'receipts' | 'unitUnknown' | 'ordinary' | 'damaged' | 'conflicts' | 'junk' | 'gone' | 'imported' | 'secret' | 'duplicates' | 'touched';

export interface ListQuery {
  readonly accountId: AccountId | null;
  readonly queue: QueueName;
  /** path of a folder (with its account: two accounts may have folders of one name), or null for every folder */
  readonly folder: string | null;
  /** matched without diacritics against number, unit, person, summary, subject; words are ANDed */
  readonly search: string;
  /** letters of this unit only, see `SenderFinding.unitKey`; its predecessors and successors are other units */
  readonly unitKey?: string;
  /** rows come unit by unit, units by their newest letter, instead of by time alone */
  readonly byUnit?: boolean;
}

export interface ListRow {
  readonly letterId: LetterId;
  readonly accountId: AccountId;
  readonly arrivedAt: IsoTime;
  /** the server's number for it where it was first met: INTERNALDATE knows whole seconds, a number tells which of them came first */
  readonly uid: number;
  /** opened by a person here, or \Seen on the server */
  readonly read: boolean;
  readonly official: boolean;
  readonly type: string | null;
  readonly number: string | null;
  readonly date: IsoDate | null;
  /** resolved unit, else sender name, else address */
  readonly unit: string;
  readonly unitKnown: boolean;
  readonly from: string;
  /** trích yếu, else subject */
  readonly summary: string;
  readonly subject: string;
  readonly signer: string | null;
  readonly urgency: string | null;
  readonly secrecy: string | null;
  readonly meetingAt: string | null;
  readonly deskKind: DeskKind | null;
  /** official documents in the letter */
  readonly documents: number;
  readonly unitKey: string;
  readonly unitId: UnitId | null;
  readonly officialness: OfficialnessLevel;
  /** carries a secrecy stamp that no person took back: its words are neither searched nor read by OCR */
  readonly secret: boolean;
  /** letters that carry the same document, this one included */
  readonly arrivals: number;
  /** what a later document did to this one */
  readonly touched: Extract<CitationRelation, 'replaces' | 'amends' | 'corrects' | 'recalls'> | null;
  /** pictures whose text is not read yet, is being read, is read; none: there are none */
  readonly ocr: 'none' | 'waiting' | 'reading' | 'read' | 'stopped';
  /** a person corrected a field, or a learned rule did */
  readonly corrected: boolean;
  readonly deadline: IsoDate | null;
  readonly attachments: number;
  readonly verdict: 'unsigned' | 'pending' | Indication;
  readonly reason: VerdictReason | null;
  readonly freeWebmail: boolean;
  readonly receipt: ReceiptState['state'] | null;
  /** số đến it was registered with; null: not registered */
  readonly registered: { readonly number: number; readonly year: number } | null;
  readonly refused: boolean;
  /** it is itself a receipt that came home: MDN, DSN, another office's notice */
  readonly notice: boolean;
  /** paths of the folders it is shown in, acts that wait included */
  readonly folders: readonly string[];
  readonly gone: boolean;
  /** brought along from files: it was never on the account's server */
  readonly imported: boolean;
  readonly junk: boolean;
  readonly trashed: boolean;
  /** only among sent letters or drafts: it did not come in */
  readonly outgoing: boolean;
  readonly flagged: boolean;
  readonly answered: boolean;
  /** acts that wait for the line */
  readonly waiting: boolean;
  /** an act that could not be carried out */
  readonly conflict: ActConflict | null;
  /** forwarded by itself from a private mailbox (Gmail, Yahoo …): the provider's domain */
  readonly forwardedFrom: string | null;
  readonly damaged: boolean;
  /** first stage done? before it only times and size are known */
  readonly listed: boolean;
}

export type ListRequest =
  | { readonly type: 'query'; readonly id: string; readonly query: ListQuery; readonly from: number; readonly to: number }
  /** rows of these letters, wherever they stand */
  | { readonly type: 'letters'; readonly id: string; readonly letterIds: readonly LetterId[] }
  /** how the documents of a letter hang together with other letters */
  | { readonly type: 'related'; readonly id: string; readonly letterId: LetterId }
  /** units that letters came from or the directory knows; matched like a search */
  | { readonly type: 'units'; readonly id: string; readonly search: string }
  /** every entry of the directory, for comparing it with a table or a directory service */
  | { readonly type: 'directory'; readonly id: string }
  | { readonly type: 'rules'; readonly id: string }
  /** a table a person chose (CSV or XLSX), opened on this side */
  | { readonly type: 'table'; readonly id: string; readonly name: string; readonly bytes: Uint8Array }
  /** read the pictures of this letter next, or stop reading them */
  | { readonly type: 'ocr'; readonly letterId: LetterId; readonly wanted: boolean }
  /** who got what we sent, and what came back; batch null: every sending, newest first. `attention`: only sendings with an alarm */
  | { readonly type: 'ledger'; readonly id: string; readonly batch: DraftId | null; readonly attention: boolean; readonly from: number; readonly to: number }
  /** letters of one conversation in order of time, what we sent included */
  | { readonly type: 'conversation'; readonly id: string; readonly letterId: LetterId }
  /** certificates that letters brought for these addresses */
  | { readonly type: 'readers'; readonly id: string; readonly addresses: readonly string[] }
  | { readonly type: 'hello' };

export type ListAnswer =
  | { readonly type: 'rows'; readonly id: string; readonly total: number; readonly from: number; readonly rows: readonly ListRow[]; readonly counts: QueueCounts }
  | { readonly type: 'related'; readonly id: string; readonly related: Related }
  | { readonly type: 'units'; readonly id: string; readonly units: readonly UnitRow[] }
  | { readonly type: 'directory'; readonly id: string; readonly directory: readonly Unit[] }
  | { readonly type: 'rules'; readonly id: string; readonly rules: readonly LearnedRule[] }
  | { readonly type: 'table'; readonly id: string; readonly table: TableAnswer }
  | { readonly type: 'ledger'; readonly id: string; readonly total: number; readonly sendings: readonly Ledger[]; readonly alarms: number }
  | { readonly type: 'conversation'; readonly id: string; readonly letters: readonly ListRow[] }
  | { readonly type: 'readers'; readonly id: string; readonly readers: KnownReaders }
  /** how far OCR is; null: nothing is being read */
  | { readonly type: 'ocr'; readonly reading: { readonly letterId: LetterId; readonly page: number; readonly pages: number } | null; readonly waiting: number }
  /** letters whose answer on their signatures has become another one since a person could have seen it */
  | { readonly type: 'verdicts'; readonly changed: readonly VerdictChange[] }
  /** the table changed: ask again. `mailboxes` is another word once the accounts or their folders are others, `knowledge` once units, rules or policy are; `newestList`: of
   * the newest revocation list or OCSP answer that an answer on a signature rests on */
  | { readonly type: 'changed'; readonly letters: number; readonly pending: number; readonly newestList: IsoTime | null; readonly touched: readonly LetterId[]; readonly mailboxes: string; readonly knowledge: string };

export interface VerdictChange {
  readonly letterId: LetterId;
  readonly was: Indication;
  readonly is: Indication;
  readonly reason: VerdictReason | null;
}

export interface FolderCount {
  readonly letters: number;
  readonly unread: number;
}

/** Over every account, whatever was asked; folders by account and path. */
export type QueueCounts = Readonly<Record<QueueName, number>> & { readonly folders: Readonly<Record<AccountId, Readonly<Record<string, FolderCount>>>> };

export interface Related {
  /** citations of its documents (without their summaries: those stand in the letter), with the letters we hold that carry the cited document */
  readonly cites: readonly { readonly document: number; readonly cite: Citation; readonly letters: readonly ListRow[] }[];
  /** letters whose documents cite one of its documents */
  readonly citedBy: readonly { readonly document: number; readonly relation: CitationRelation; readonly letter: ListRow }[];
  /** other arrivals of the same document; `sameBytes` where a file of both is the same to the byte */
  readonly arrivals: readonly { readonly document: number; readonly letter: ListRow; readonly sameBytes: boolean }[];
}

export interface UnitRow {
  readonly unitKey: string;
  readonly name: string;
  readonly unit: Unit | null;
  readonly letters: number;
  readonly unread: number;
  readonly newest: IsoTime | null;
}

export type TableAnswer =
  | { readonly ok: true; readonly rows: readonly (readonly string[])[] }
  | { readonly ok: false; readonly code: 'notATable' | 'tooLarge' | 'encrypted' | 'damaged' };
