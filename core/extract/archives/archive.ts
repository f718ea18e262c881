import type { Result } from '../../base/result';

/** Why an archive, or one file of it, was not read; i18n keys below `problem.`. */
export type ArchiveFailure =
  | 'archiveBroken' | 'archiveEncrypted' | 'archiveTooLarge' | 'archiveTooMany' | 'archiveTooDeep' | 'archiveVolume' | 'archiveSolid' | 'archiveMethod'
  | 'archiveUnknown' | 'archiveEngineMissing' | 'archiveEngineFailed' | 'archiveSecret' | 'archiveLink' | 'archiveNoMember' | 'tnefBroken';

/** A file in an archive. */
export interface ArchiveEntry {
  /** clean and unique in its archive */
  readonly path: string;
  /** last part of its name as the sender's program wrote it, decoded but not cleaned: what hides there decides whether it may be opened */
  readonly name: string;
  /** '' where the archive does not say */
  readonly contentType: string;
  /** a link has no bytes of its own and points to wherever its maker liked */
  readonly isLink: boolean;
  /** its bytes, once, and only until the next entry is asked for */
  readonly read: () => Result<Uint8Array, ArchiveFailure>;
}

export interface OpenedArchive {
  /** files in the order of the archive; ends early, with `trouble` telling why, where the rest cannot be found */
  readonly entries: Iterable<ArchiveEntry>;
  readonly trouble: () => ArchiveFailure | null;
  /** words of its own beside the files: the body of a winmail.dat, as a file of text, HTML or RTF */
  readonly body: { readonly bytes: Uint8Array; readonly name: string } | null;
}
