import type { ArchiveFailure } from './archive';

/** A file or folder as the archive's own headers name it, in the order libarchive gives them. */
export interface EngineRow {
  /** whole path, decoded */
  readonly name: string;
  readonly isFolder: boolean;
  readonly isLink: boolean;
  readonly isEncrypted: boolean;
  /** bytes it says it unfolds to; 0 also where it does not know */
  readonly size: number;
  /** CRC-32 of what it unfolds to; null where it does not say */
  readonly crc: number | null;
}

/**
 * Names and flags of a RAR or 7z. They are read here and not by libarchive: its build knows no characters beyond ASCII in RAR 4 and 7z, and
 * takes a RAR 5 that is cut for one that ends.
 */
export interface EngineDirectory {
  readonly rows: readonly EngineRow[];
  /** files are unfolded one through the other: one that nobody asked for costs as much as one that is read */
  readonly isSolid: boolean;
  /** why there are no rows after these */
  readonly trouble: ArchiveFailure | null;
}
