import { fail } from '../../base/result';
import type { Allowance } from './allowance';
import type { ArchiveEntry, ArchiveFailure, OpenedArchive } from './archive';
import type { Libarchive } from './archive-engine';
import { crc32 } from './crc32';
import type { EngineDirectory, EngineRow } from './engine-directory';
import { EngineRun } from './engine-run';
import { isPlainFile } from './is-plain-file';
import { PathBook } from './path-book';

/** A RAR or 7z, its names by its own headers, its contents through libarchive. */
export function openWithEngine(libarchive: Libarchive, bytes: Uint8Array, directory: EngineDirectory, allowance: Allowance): OpenedArchive {
  return { entries: entriesOf(new EngineRun(libarchive, bytes), directory, allowance), trouble: () => directory.trouble, body: null };
}

/** What is named and cannot be reached is told of all the same. */
function* entriesOf(run: EngineRun, { rows, isSolid }: EngineDirectory, allowance: Allowance): Generator<ArchiveEntry> {
  const book = new PathBook();
  for (const row of rows) {
    const isThere = run.next();
    if (row.isFolder || !isPlainFile(row.name)) continue;
    let wasRead = false;
    yield {
      path: book.take(row.name), name: row.name.split(/[\\/]/u).at(-1) ?? '', contentType: '', isLink: row.isLink,
      read: () => {
        wasRead = true;
        const why = whyClosed(row, isThere, run, isSolid, allowance);
        const read = why === null ? run.read(allowance) : fail(why);
        return read.ok && !isOf(read.value, row) ? fail('archiveBroken') : read;
      },
    };
    // in a solid archive the way to the next one leads through this one
    if (isSolid && isThere && !wasRead && !row.isEncrypted) run.drain(allowance);
  }
}

/** libarchive goes by headers of its own finding: what it gives for this row may belong to another one. */
function isOf(bytes: Uint8Array, { size, crc }: EngineRow): boolean {
  return (size === 0 || bytes.length === size) && (crc === null || crc32(bytes) === crc);
}

function whyClosed(row: EngineRow, isThere: boolean, run: EngineRun, isSolid: boolean, allowance: Allowance): ArchiveFailure | null {
  if (row.isEncrypted) return 'archiveEncrypted';
  if (!isThere) return run.trouble ?? 'archiveBroken';
  // alone it can be passed over for nothing
  return !isSolid && row.size > allowance.nextBytes ? 'archiveTooLarge' : null;
}
