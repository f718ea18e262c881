import { fail, ok } from '../../base/result';
import type { Result } from '../../base/result';
import type { Allowance } from './allowance';
import type { ArchiveEntry, ArchiveFailure, OpenedArchive } from './archive';
import { crc32 } from './crc32';
import { decodeZipNames } from './decode-zip-names';
import { inflateMember } from './inflate-member';
import { isPlainFile } from './is-plain-file';
import { PathBook } from './path-book';
import type { ZipRow } from './zip-directory';

/** A ZIP of files, by the rows of its directory. */
export function openZipArchive(bytes: Uint8Array, rows: readonly ZipRow[], allowance: Allowance): OpenedArchive {
  const names = decodeZipNames(rows);
  return { entries: entriesOf(bytes, rows, names, allowance), trouble: () => null, body: null };
}

function* entriesOf(bytes: Uint8Array, rows: readonly ZipRow[], names: readonly string[], allowance: Allowance): Generator<ArchiveEntry> {
  const book = new PathBook();
  for (const [index, row] of rows.entries()) {
    const given = names[index] ?? '';
    if (!isPlainFile(given)) continue;
    yield {
      path: book.take(given), name: given.split(/[\\/]/u).at(-1) ?? '', contentType: '', isLink: isLink(row),
      read: () => readMember(bytes, row, allowance),
    };
  }
}

/** stat(2): S_IFLNK, in the upper half of the attributes where Unix (3) or macOS (19) made the archive */
function isLink(row: ZipRow): boolean {
  return (row.madeOn === 3 || row.madeOn === 19) && ((row.attributes >>> 16) & 0o170000) === 0o120000;
}

function readMember(bytes: Uint8Array, row: ZipRow, allowance: Allowance): Result<Uint8Array, ArchiveFailure> {
  if (row.encrypted || row.method === 99) return fail('archiveEncrypted');
  if (row.method !== 0 && row.method !== 8) return fail('archiveMethod');
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (view.getUint32(row.offset, true) !== 0x04034b50) return fail('archiveBroken');
  const start = row.offset + 30 + view.getUint16(row.offset + 26, true) + view.getUint16(row.offset + 28, true);
  const data = bytes.subarray(start, start + row.compressed);
  if (data.length !== row.compressed) return fail('archiveBroken');
  const read = row.method === 0 ? stored(data, row, allowance) : inflateMember(data, row.size, allowance);
  if (!read.ok) return read;
  return crc32(read.value) === row.crc ? read : fail('archiveBroken');
}

function stored(data: Uint8Array, row: ZipRow, allowance: Allowance): Result<Uint8Array, ArchiveFailure> {
  if (row.size > allowance.nextBytes) return fail('archiveTooLarge');
  if (row.size !== row.compressed) return fail('archiveBroken');
  allowance.spend(row.size);
  return ok(data);
}
