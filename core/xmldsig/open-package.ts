import { Allowance } from '../extract/archives/allowance';
import { crc32 } from '../extract/archives/crc32';
import { inflateMember } from '../extract/archives/inflate-member';
import { readZipDirectory } from '../extract/archives/zip-directory';
import type { ZipRow } from '../extract/archives/zip-directory';
import { fail, ok } from '../base/result';
import type { Result } from '../base/result';
import { sameBytes } from '../pki/der';
import { hashedContent } from '../pki/verify-cms';
import type { HashedContent } from '../pki/verify-cms';

export type PackageFailure = 'broken' | 'ambiguous' | 'encrypted' | 'tooLarge';

/** A signed ZIP: one name, one content, however it is read. */
export interface SignedPackage {
  /** members that are files, in the order of the directory */
  readonly names: readonly string[];
  /** null where there is none of this exact name */
  read(name: string): HashedContent | null;
}

const localBytes = 30;

function nameOf(row: ZipRow): string | null {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(row.name);
  } catch {
    // in a signed package, a name in an unnamed code page has no one reading
    return null;
  }
}

/** Slashes that climb, begin or double, drives and control characters: names that are another one to some reader. */
function isPlainName(name: string): boolean {
  return name !== '' && !/[\\:\u0000-\u001f\u007f]/.test(name) && !name.split('/').some((segment, index, all) => segment === '..' || segment === '.' || (segment === '' && index < all.length - 1));
}

interface Place {
  readonly row: ZipRow;
  readonly start: number;
  readonly end: number;
}

/**
 * Local header and directory must say the same: readers that stream believe the one, others the other.
 * @returns where the data lies; null where they differ
 */
function placeOf(bytes: Uint8Array, view: DataView, row: ZipRow): Place | null {
  const { offset } = row;
  if (offset + localBytes > bytes.length || view.getUint32(offset, true) !== 0x04034b50) return null;
  const flags = view.getUint16(offset + 6, true);
  const nameBytes = view.getUint16(offset + 26, true);
  const start = offset + localBytes + nameBytes + view.getUint16(offset + 28, true);
  const name = bytes.subarray(offset + localBytes, offset + localBytes + nameBytes);
  if (!sameBytes(name, row.name) || view.getUint16(offset + 8, true) !== row.method || start + row.compressed > bytes.length) return null;
  const described = (flags & 8) !== 0;
  for (const [at, value] of [[14, row.crc], [18, row.compressed], [22, row.size]] as const) {
    const written = view.getUint32(offset + at, true);
    // what was written before it was known stands behind the data; sizes beyond 32 bits in the extra field
    if (written !== value && !(described && written === 0) && !(at !== 14 && written === 0xffffffff)) return null;
  }
  return { row, start, end: start + row.compressed };
}

/** Between two members stands nothing, or the descriptor of the first (APPNOTE 4.3.9). */
function isDescriptor(view: DataView, { row, end }: Place, next: number): boolean {
  const length = next - end;
  if (length === 0) return true;
  if ((view.getUint16(row.offset + 6, true) & 8) === 0) return false;
  const marked = length === 16 || length === 24;
  if (!marked && length !== 12 && length !== 20) return false;
  if (marked && view.getUint32(end, true) !== 0x08074b50) return false;
  const at = end + (marked ? 4 : 0);
  const wide = length >= 20;
  const compressed = wide ? Number(view.getBigUint64(at + 4, true)) : view.getUint32(at + 4, true);
  const size = wide ? Number(view.getBigUint64(at + 12, true)) : view.getUint32(at + 8, true);
  return view.getUint32(at, true) === row.crc && compressed === row.compressed && size === row.size;
}

/** The end record closes the file: what follows, or a second end within its comment, is another archive to another reader. */
function endsOnce(bytes: Uint8Array, view: DataView): number | null {
  const least = Math.max(0, bytes.length - 22 - 0xffff);
  const ends: number[] = [];
  for (let at = bytes.length - 22; at >= least; at -= 1) if (view.getUint32(at, true) === 0x06054b50) ends.push(at);
  const [end] = ends;
  return end !== undefined && end + 22 + view.getUint16(end + 20, true) === bytes.length ? end : null;
}

function placesOf(bytes: Uint8Array, rows: readonly ZipRow[]): readonly Place[] | null {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const end = endsOnce(bytes, view);
  if (end === null) return null;
  const directory = view.getUint32(end + 16, true);
  const places: Place[] = [];
  for (const row of rows) {
    const place = placeOf(bytes, view, row);
    if (place === null) return null;
    places.push(place);
  }
  const ordered = [...places].sort((left, right) => left.row.offset - right.row.offset);
  for (const [index, place] of ordered.entries()) {
    const before = ordered[index - 1];
    if (before === undefined ? place.row.offset !== 0 : !isDescriptor(view, before, place.row.offset)) return null;
  }
  const last = ordered.at(-1);
  // beyond 4 GB the directory's place stands elsewhere; such a package is not opened at all
  return last !== undefined && isDescriptor(view, last, directory) ? places : null;
}

/** Case is no difference to OPC (ECMA-376-2 6.2.2.3) nor to Windows, and percent signs hide letters. */
export function partKey(name: string): string {
  try {
    return decodeURIComponent(name).normalize('NFC').toLowerCase();
  } catch {
    // a stray percent sign is a letter
    return name.normalize('NFC').toLowerCase();
  }
}

/** Opens a package whose signatures are to be checked; whatever two programs could read differently is refused. */
export function openPackage(bytes: Uint8Array): Result<SignedPackage, PackageFailure> {
  const directory = readZipDirectory(bytes);
  if (!directory.ok) return fail(directory.failure === 'archiveTooMany' ? 'tooLarge' : 'broken');
  const rows = directory.value;
  if (rows.some((row) => row.encrypted)) return fail('encrypted');
  const places = placesOf(bytes, rows);
  if (places === null) return fail('ambiguous');
  const members = new Map<string, Place>();
  const keys = new Set<string>();
  for (const place of places) {
    const name = nameOf(place.row);
    if (name === null || !isPlainName(name) || keys.has(partKey(name))) return fail('ambiguous');
    keys.add(partKey(name));
    if (!name.endsWith('/')) members.set(name, place);
    else if (place.row.size !== 0) return fail('ambiguous');
  }
  return readAll(bytes, members);
}

function readAll(bytes: Uint8Array, members: ReadonlyMap<string, Place>): Result<SignedPackage, PackageFailure> {
  const allowance = new Allowance();
  const contents = new Map<string, HashedContent>();
  for (const [name, { row, start, end }] of members) {
    if (row.method !== 0 && row.method !== 8) return fail('broken');
    if (row.size > allowance.nextBytes) return fail('tooLarge');
    const data = bytes.subarray(start, end);
    const read = row.method === 8 ? inflateMember(data, row.size, allowance) : ok(data);
    if (row.method === 0) allowance.spend(data.length);
    if (!read.ok || read.value.length !== row.size || crc32(read.value) !== row.crc) return fail('broken');
    contents.set(name, hashedContent(read.value));
  }
  return ok({ names: [...members.keys()], read: (name) => contents.get(name) ?? null });
}
