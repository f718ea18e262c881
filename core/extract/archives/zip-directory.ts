import { limits } from '../../base/limits';
import { fail, ok } from '../../base/result';
import type { Result } from '../../base/result';
import { latin1Of } from '../../letter/latin1';
import type { ArchiveFailure } from './archive';

/** A row of the central directory (PKWARE APPNOTE 6.3.10, 4.3.12). */
export interface ZipRow {
  /** name as its bytes */
  readonly name: Uint8Array;
  /** said to be UTF-8: flag 11, or the Unicode path of Info-ZIP (4.6.9) */
  readonly isUtf8: boolean;
  readonly encrypted: boolean;
  readonly method: number;
  readonly crc: number;
  readonly compressed: number;
  readonly size: number;
  /** of the local header, from the beginning of the file */
  readonly offset: number;
  /** upper half: the Unix mode, where a Unix wrote it */
  readonly attributes: number;
  readonly madeOn: number;
}

const endBytes = 22;
const rowBytes = 46;
const locatorBytes = 20;

/** Rows of a ZIP's directory. Volumes are named; what points outside the file is broken. Never throws. */
export function readZipDirectory(bytes: Uint8Array): Result<readonly ZipRow[], ArchiveFailure> {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const end = findEnd(view);
  if (end === -1) return fail(startsSplit(view) ? 'archiveVolume' : 'archiveBroken');
  const found = readEnd(view, end);
  if (found === null) return fail('archiveBroken');
  if (found.disk !== 0 || found.directoryDisk !== 0) return fail('archiveVolume');
  if (found.count > limits.zipMembers) return fail('archiveTooMany');
  // a program before the archive (self-extracting) moves every offset
  const shift = found.directoryEnd - found.directorySize - found.directoryOffset;
  if (shift < 0) return fail('archiveBroken');
  const rows: ZipRow[] = [];
  let at = found.directoryOffset + shift;
  for (let index = 0; index < found.count; index++) {
    if (at + rowBytes > view.byteLength || view.getUint32(at, true) !== 0x02014b50) return fail('archiveBroken');
    const nameBytes = view.getUint16(at + 28, true);
    const extraBytes = view.getUint16(at + 30, true);
    const next = at + rowBytes + nameBytes + extraBytes + view.getUint16(at + 32, true);
    if (next > view.byteLength) return fail('archiveBroken');
    const row = readRow(bytes, view, at, nameBytes, extraBytes, shift);
    if (row === null) return fail('archiveBroken');
    rows.push(row);
    at = next;
  }
  return ok(rows);
}

/** Does a package of Office or of OpenDocument announce itself? Then it is one document and no archive of several. */
export function isPackage(rows: readonly ZipRow[]): boolean {
  const names = rows.map((row) => latin1Of(row.name));
  return names.includes('[Content_Types].xml') || names[0] === 'mimetype';
}

function findEnd(view: DataView): number {
  const least = Math.max(0, view.byteLength - endBytes - 0xffff);
  for (let at = view.byteLength - endBytes; at >= least; at--) if (view.getUint32(at, true) === 0x06054b50) return at;
  return -1;
}

/** 8.5.3 and 8.5.4: the first volume may begin with the mark of a split archive, and has no end. */
function startsSplit(view: DataView): boolean {
  return view.byteLength >= 4 && view.getUint32(0, true) === 0x08074b50;
}

interface ZipEnd {
  readonly disk: number;
  readonly directoryDisk: number;
  readonly count: number;
  readonly directorySize: number;
  readonly directoryOffset: number;
  readonly directoryEnd: number;
}

function readEnd(view: DataView, end: number): ZipEnd | null {
  const plain: ZipEnd = {
    disk: view.getUint16(end + 4, true), directoryDisk: view.getUint16(end + 6, true), count: view.getUint16(end + 10, true),
    directorySize: view.getUint32(end + 12, true), directoryOffset: view.getUint32(end + 16, true), directoryEnd: end,
  };
  const locator = end - locatorBytes;
  const isLarge = plain.count === 0xffff || plain.directorySize === 0xffffffff || plain.directoryOffset === 0xffffffff;
  if (!isLarge || locator < 0 || view.getUint32(locator, true) !== 0x07064b50) return plain;
  const at = Number(view.getBigUint64(locator + 8, true));
  if (at + 56 > locator || view.getUint32(at, true) !== 0x06064b50) return null;
  return {
    disk: view.getUint32(at + 16, true), directoryDisk: view.getUint32(at + 20, true), count: Number(view.getBigUint64(at + 32, true)),
    directorySize: Number(view.getBigUint64(at + 40, true)), directoryOffset: Number(view.getBigUint64(at + 48, true)), directoryEnd: at,
  };
}

function readRow(bytes: Uint8Array, view: DataView, at: number, nameBytes: number, extraBytes: number, shift: number): ZipRow | null {
  const flags = view.getUint16(at + 8, true);
  const name = bytes.subarray(at + rowBytes, at + rowBytes + nameBytes);
  const extra = extraFields(bytes.subarray(at + rowBytes + nameBytes, at + rowBytes + nameBytes + extraBytes));
  const large = extra.get(0x0001);
  let largeAt = 0;
  // 4.5.3: only the fields that did not fit stand there, in this order
  const wide = (value: number): number => {
    if (value !== 0xffffffff || large === undefined || largeAt + 8 > large.byteLength) return value;
    largeAt += 8;
    return Number(large.getBigUint64(largeAt - 8, true));
  };
  const size = wide(view.getUint32(at + 24, true));
  const compressed = wide(view.getUint32(at + 20, true));
  const offset = wide(view.getUint32(at + 42, true)) + shift;
  if (offset + 30 > view.byteLength) return null;
  const path = extra.get(0x7075);
  // 4.6.9: version, checksum of the plain name, then the name in UTF-8
  const unicode = path !== undefined && path.byteLength > 5 && path.getUint8(0) === 1 ? new Uint8Array(path.buffer, path.byteOffset + 5, path.byteLength - 5) : null;
  return {
    name: unicode ?? name, isUtf8: unicode !== null || (flags & 0x0800) !== 0, encrypted: (flags & 0x2001) !== 0,
    method: view.getUint16(at + 10, true), crc: view.getUint32(at + 16, true), compressed, size, offset,
    attributes: view.getUint32(at + 38, true), madeOn: view.getUint8(at + 5),
  };
}

function extraFields(bytes: Uint8Array): ReadonlyMap<number, DataView> {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const fields = new Map<number, DataView>();
  for (let at = 0; at + 4 <= view.byteLength; ) {
    const size = view.getUint16(at + 2, true);
    if (at + 4 + size > view.byteLength) break;
    fields.set(view.getUint16(at, true), new DataView(bytes.buffer, bytes.byteOffset + at + 4, size));
    at += 4 + size;
  }
  return fields;
}
