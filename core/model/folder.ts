import type { IsoTime } from './ids';

/** What a folder is for (RFC 6154, INBOX of RFC 9051); null: nothing special. */
export type FolderUse = 'inbox' | 'sent' | 'drafts' | 'junk' | 'trash' | 'archive' | 'all' | 'flagged' | 'important';

/** A folder of one account as the server lists it. */
export interface FolderInfo {
  /** decoded from modified UTF-7 (RFC 3501, 5.1.3) or UTF-8; the name by which locations refer to it */
  readonly path: string;
  /** last part of the path, as shown */
  readonly name: string;
  readonly delimiter: string | null;
  readonly use: FolderUse | null;
  /** did the server say what it is for, or was it told by its name? */
  readonly useFrom: 'server' | 'name' | null;
  /** RFC 2342: ours, of another user (shared with us), or shared by a group */
  readonly namespace: 'personal' | 'otherUsers' | 'shared';
  /** false for a folder that only holds folders (\Noselect, \NonExistent) */
  readonly selectable: boolean;
  readonly subscribed: boolean;
  /** our rights there (RFC 4314, letters as the server gave them); null where it does not say */
  readonly rights: string | null;
}

/** What a person decided about the mailbox of an account; what is not said here follows the default. */
export interface FolderChoice {
  /** by path; without an entry a folder is kept, save `all`, `flagged` and `important`, which only repeat other folders */
  readonly folders: Readonly<Record<string, 'keep' | 'skip'>>;
  /** letters whose INTERNALDATE lies before this day are not fetched; null: everything */
  readonly since: string | null;
}

/** RFC 9208; bytes. */
export interface Quota {
  readonly usedBytes: number;
  readonly limitBytes: number;
  readonly at: IsoTime;
}

/** How far one folder is here. */
export interface FolderStatus {
  readonly path: string;
  readonly state: 'waiting' | 'syncing' | 'complete' | 'skipped' | 'refused';
  /** letters on the server at the last look, null before the first */
  readonly total: number | null;
  readonly lastChecked: IsoTime | null;
}

/** The mailbox as a whole, for the status line: counted from envelopes and flags, before the letters are here. */
export interface Waiting {
  readonly letters: number;
  readonly urgent: number;
  readonly bytes: number;
}
