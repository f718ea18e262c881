import type { IsoTime, LetterId } from '../../core/model/ids';
import type { Gone, JournalEntry } from '../../core/model/journal';
import type { UidSet } from './uid-set';

/** What the folder's mirror may ask: which letter lies where in it. */
export interface FolderIndex {
  readonly folder: string;
  /** UIDs whose letters are kept */
  uids(uidValidity: string): UidSet;
  /** how many `uids` has, without making them */
  count(uidValidity: string): number;
  /** highest UID at which a letter lies, 0 where none does */
  lastUid(uidValidity: string): number;
  /** Has the letter that lies there this INTERNALDATE and this size? */
  isLike(uidValidity: string, uid: number, internalDate: IsoTime, size: number): boolean;
  /** UIDs of letters that were erased here; only those the journal could still place */
  erasedUids(uidValidity: string): UidSet;
  letterAt(uidValidity: string, uid: number): LetterId | null;
  /** as `flagText` writes them, '' where nothing lies */
  flagsAt(uidValidity: string, uid: number): string;
  /** letters below a UIDVALIDITY that is over: their UIDs mean nothing any more; null: all there are */
  outdated(uidValidity: string | null): readonly Gone[];
  /** Kept and whole: a further copy is only a further location. */
  isKept(letterId: LetterId): boolean;
  isErased(letterId: LetterId): boolean;
  readonly hasErased: boolean;
  apply(entry: JournalEntry): void;
}
