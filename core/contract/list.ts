import type { ActConflict } from '../model/act';
import type { AccountId, IsoDate, IsoTime, LetterId } from '../model/ids';
import type { Indication, VerdictReason } from '../model/verdict';
import type { ReceiptState } from '../model/receipt';

/**
 * Questions of the visible window to the ingest window, which holds the folded row table. They travel over a
 * BroadcastChannel of our own origin, never through main.
 */
export const listChannelName = 'vanthu.list';

/**
 * Work first: `official` are recognised documents, `ordinary` the rest. What lies in junk is counted in `junk` and its own folder only,
 * what lies in the trash in its folder only, what was sent or drafted in `all` and its folder only. `conflicts`: something a person did here
 * could not be carried out on the server, wherever the letter lies. `gone`: no longer on the server. `imported`: brought along from files.
 */
export type QueueName = 'all' | 'official' | 'unread' | 'urgent' | 'invitations' | 'signature' | 'receipts' | 'unitUnknown' | 'ordinary' | 'damaged' | 'conflicts' | 'junk' | 'gone' | 'imported';

export interface ListQuery {
  readonly accountId: AccountId | null;
  readonly queue: QueueName;
  /** path of a folder (with its account: two accounts may have folders of one name), or null for every folder */
  readonly folder: string | null;
  /** matched without diacritics against number, unit, person, summary, subject; words are ANDed */
  readonly search: string;
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
  readonly deadline: IsoDate | null;
  readonly attachments: number;
  readonly verdict: 'unsigned' | 'pending' | Indication;
  readonly reason: VerdictReason | null;
  readonly freeWebmail: boolean;
  readonly receipt: ReceiptState['state'] | null;
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
  | { readonly type: 'hello' };

export type ListAnswer =
  | { readonly type: 'rows'; readonly id: string; readonly total: number; readonly from: number; readonly rows: readonly ListRow[]; readonly counts: QueueCounts }
  /** the table changed: ask again. `mailboxes` is another word once the accounts or their folders are others */
  | { readonly type: 'changed'; readonly letters: number; readonly pending: number; readonly touched: readonly LetterId[]; readonly mailboxes: string };

export interface FolderCount {
  readonly letters: number;
  readonly unread: number;
}

/** Over every account, whatever was asked; folders by account and path. */
export type QueueCounts = Readonly<Record<QueueName, number>> & { readonly folders: Readonly<Record<AccountId, Readonly<Record<string, FolderCount>>>> };
