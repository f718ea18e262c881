import type { AccountRecord } from '../../core/model/account';
import type { FolderInfo } from '../../core/model/folder';

/** A mailbox as the journal knows it: those of today, and those that were removed and left their letters here. */
export interface KnownMailbox {
  readonly account: AccountRecord;
  /** as the server listed them last */
  readonly folders: readonly FolderInfo[];
}
