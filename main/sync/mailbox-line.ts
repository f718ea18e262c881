import type { ImapFlow } from 'imapflow';
import type { Result } from '../../core/base/result';
import type { FolderInfo } from '../../core/model/folder';
import type { LetterId } from '../../core/model/ids';
import type { Location } from '../../core/model/letter';

/** A folder that is selected on a live connection, for as long as one piece of work runs on it. */
export interface SelectedFolder {
  /**
   * The logged-in connection. Work may send whatever needs this folder selected (STORE, MOVE, EXPUNGE) and what needs none
   * (APPEND, STATUS); it selects no other folder, and does not keep the client beyond its own end.
   */
  readonly client: ImapFlow;
  readonly path: string;
  /** decimal; a location under another one means nothing here any more */
  readonly uidValidity: string;
  readonly uidNext: number;
  /** HIGHESTMODSEQ at SELECT; null without CONDSTORE (RFC 7162) */
  readonly highestModseq: bigint | null;
  /** the server lets us read only (ACL, EXAMINE) */
  readonly readOnly: boolean;
  /** flags the server keeps for good; `\*`: any keyword (RFC 9051, 7.1) */
  readonly permanentFlags: ReadonlySet<string>;
  /** aborts when the connection is lost */
  readonly lost: AbortSignal;
}

/**
 * - `offline`: there is no connection; nothing was sent.
 * - `folderMissing`: the server lists no such folder (any more); nothing was sent.
 * - `notAllowed`: it refuses to open the folder (ACL); nothing was sent.
 * - `refused`: the work's own command was answered NO or BAD; the line is fine.
 * - `lost`: the line broke while the work ran: what it had sent may have been done. The work itself knows what that was.
 */
export type LineFailure =
  | { readonly code: 'offline' | 'folderMissing' | 'notAllowed' | 'lost' }
  | { readonly code: 'refused'; readonly serverSaid: string | null };

/** Where letters lie on the server, as the journal tells it. */
export interface LetterPlaceNow {
  readonly location: Location;
  readonly flags: readonly string[];
}

/** What others may do with the mailbox of one account; `AccountSync` is it. */
export interface MailboxLine {
  /**
   * Runs `work` with the folder selected, behind whatever runs on the line now (a running fetch steps aside after its batch). Works
   * of one folder keep their order. What `work` throws because of the line or a refusal comes back as a failure; a bug is thrown.
   */
  withFolder<T>(path: string, work: (folder: SelectedFolder) => Promise<T>): Promise<Result<T, LineFailure>>;
  /** as listed last; empty before the first list ever */
  folders(): readonly FolderInfo[];
  /** can work be sent now? */
  readonly isReachable: boolean;
  /** Called each time the mailbox can be reached after it could not; returns the unsubscribe function. */
  onReachable(listener: () => void): () => void;
  /** places where a kept letter lies now; empty: no longer on the server */
  placesOf(letterId: LetterId): readonly LetterPlaceNow[];
  /** Compares these folders soon: an act changed them, and the journal should tell of it (a move's new UID, flags). */
  lookAgain(paths: readonly string[]): void;
}
