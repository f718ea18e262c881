import { limits } from '../../base/limits';
import type { ArchiveFailure } from './archive';
import { ByteCursor, CutShort, orCutShort } from './byte-cursor';
import { crc32 } from './crc32';
import type { EngineDirectory, EngineRow } from './engine-directory';

// 7zFormat.txt of the LZMA SDK: ids of properties
const id = {
  end: 0x00, header: 0x01, archiveProperties: 0x02, additionalStreams: 0x03, mainStreams: 0x04, files: 0x05, pack: 0x06, unpack: 0x07, subStreams: 0x08, size: 0x09, crc: 0x0a,
  folder: 0x0b, unpackSize: 0x0c, streamCount: 0x0d, emptyStream: 0x0e, emptyFile: 0x0f, names: 0x11, attributes: 0x15, encodedHeader: 0x17,
} as const;

const startBytes = 32;
const aes = '06f10701';

type HeaderFailure = 'archiveBroken' | 'archiveVolume' | 'archiveEncrypted' | 'archiveTooLarge' | 'archiveTooMany';

/** Unfolds the only file of a 7z. */
export type UnfoldOnly = (bytes: Uint8Array, most: number) => Uint8Array | null;

/**
 * Headers of a 7z. They are mostly packed themselves; `unfold` is libarchive, which is given the same bytes with a header that
 * calls the packed header a file.
 */
export function readSevenZipDirectory(bytes: Uint8Array, unfold: UnfoldOnly): EngineDirectory {
  const none = (trouble: ArchiveFailure): EngineDirectory => ({ rows: [], isSolid: true, trouble });
  const header = plainHeader(bytes, unfold);
  if (typeof header === 'string') return none(header);
  const rows = orCutShort(() => readHeader(header));
  if (rows === null) return none('archiveBroken');
  return typeof rows === 'string' ? none(rows) : { rows, isSolid: true, trouble: null };
}

function plainHeader(bytes: Uint8Array, unfold: UnfoldOnly): Uint8Array | HeaderFailure {
  const start = new ByteCursor(bytes, 12);
  const place = orCutShort(() => ({ offset: start.uint64(), size: start.uint64() }));
  if (place === null) return 'archiveBroken';
  // what is cut off at its end may go on in another file
  if (startBytes + place.offset + place.size > bytes.length) return 'archiveBroken';
  const header = bytes.subarray(startBytes + place.offset, startBytes + place.offset + place.size);
  if (header[0] === id.header) return header;
  if (header[0] !== id.encodedHeader) return 'archiveBroken';
  const streams = orCutShort(() => readStreams(new ByteCursor(header, 1)));
  if (streams === null) return 'archiveBroken';
  if (streams.folders.some((folder) => folder.isEncrypted)) return 'archiveEncrypted';
  if (streams.folders.length !== 1) return 'archiveBroken';
  if ((streams.folders[0]?.size ?? 0) > limits.sevenZipHeaderBytes) return 'archiveTooLarge';
  const unfolded = unfold(asFile(bytes, header.subarray(1, streams.end)), limits.sevenZipHeaderBytes);
  return unfolded !== null && unfolded[0] === id.header ? unfolded : 'archiveBroken';
}

/** The same archive, whose only file `h` is what its packed header describes; libarchive wants the empty list of sub-streams said. */
function asFile(bytes: Uint8Array, streams: Uint8Array): Uint8Array {
  const header = Uint8Array.from([id.header, id.mainStreams, ...streams, id.subStreams, id.end, id.end, id.files, 1, id.names, 5, 0, 0x68, 0, 0, 0, id.end, id.end]);
  const made = new Uint8Array(bytes.length + header.length);
  made.set(bytes);
  made.set(header, bytes.length);
  const view = new DataView(made.buffer);
  view.setBigUint64(12, BigInt(bytes.length - startBytes), true);
  view.setBigUint64(20, BigInt(header.length), true);
  view.setUint32(28, crc32(header), true);
  view.setUint32(8, crc32(made.subarray(12, startBytes)), true);
  return made;
}

function readHeader(header: Uint8Array): readonly EngineRow[] | HeaderFailure {
  const cursor = new ByteCursor(header, 1);
  let streams: Streams = { folders: [], streams: [], end: 0 };
  for (;;) {
    switch (number(cursor)) {
      case id.end:
        return [];
      case id.archiveProperties:
        while (number(cursor) !== id.end) cursor.skip(number(cursor));
        break;
      case id.additionalStreams:
        readStreams(cursor);
        break;
      case id.mainStreams:
        streams = readStreams(cursor);
        break;
      case id.files:
        return readFiles(cursor, streams);
      default:
        return 'archiveBroken';
    }
  }
}

interface Folder {
  readonly isEncrypted: boolean;
  readonly outStreams: number;
  size: number;
  hasCrc: boolean;
}

interface Stream {
  readonly size: number;
  readonly isEncrypted: boolean;
}

interface Streams {
  readonly folders: readonly Folder[];
  readonly streams: readonly Stream[];
  /** offset behind what describes the folders */
  readonly end: number;
}

function readStreams(cursor: ByteCursor): Streams {
  let folders: readonly Folder[] = [];
  let streams: readonly Stream[] | null = null;
  let end = cursor.at;
  for (let what = number(cursor); what !== id.end; what = number(cursor)) {
    if (what === id.pack) skipPack(cursor);
    else if (what === id.unpack) {
      folders = readFolders(cursor);
      end = cursor.at;
    } else if (what === id.subStreams) streams = readSubStreams(cursor, folders);
    else throw new CutShort('no such property');
  }
  return { folders, streams: streams ?? folders, end };
}

function skipPack(cursor: ByteCursor): void {
  number(cursor);
  const count = counted(cursor);
  for (let what = number(cursor); what !== id.end; what = number(cursor)) {
    if (what === id.size) for (let index = 0; index < count; index++) number(cursor);
    else if (what === id.crc) readDigests(cursor, count);
    else throw new CutShort('no such property');
  }
}

function readFolders(cursor: ByteCursor): readonly Folder[] {
  let folders: readonly Folder[] = [];
  for (let what = number(cursor); what !== id.end; what = number(cursor)) {
    if (what === id.folder) {
      const count = counted(cursor);
      if (cursor.uint8() !== 0) throw new CutShort('external headers are not written by anybody');
      folders = Array.from({ length: count }, () => readFolder(cursor));
    } else if (what === id.unpackSize) {
      for (const folder of folders) for (let stream = 0; stream < folder.outStreams; stream++) folder.size = Math.max(folder.size, number(cursor));
    } else if (what === id.crc) {
      const defined = readDigests(cursor, folders.length);
      folders.forEach((folder, index) => (folder.hasCrc = defined[index] === true));
    } else throw new CutShort('no such property');
  }
  return folders;
}

function readFolder(cursor: ByteCursor): Folder {
  const coders = number(cursor);
  if (coders > 32) throw new CutShort('too many coders');
  let ins = 0;
  let outs = 0;
  let isEncrypted = false;
  for (let coder = 0; coder < coders; coder++) {
    const flags = cursor.uint8();
    isEncrypted ||= Array.from(cursor.take(flags & 0x0f), (byte) => byte.toString(16).padStart(2, '0')).join('') === aes;
    const isComplex = (flags & 0x10) !== 0;
    ins += isComplex ? counted(cursor) : 1;
    outs += isComplex ? counted(cursor) : 1;
    if ((flags & 0x20) !== 0) cursor.skip(number(cursor));
  }
  for (let pair = 0; pair < (outs - 1) * 2; pair++) number(cursor);
  const packed = ins - (outs - 1);
  if (packed > 1) for (let index = 0; index < packed; index++) number(cursor);
  return { isEncrypted, outStreams: outs, size: 0, hasCrc: false };
}

function readSubStreams(cursor: ByteCursor, folders: readonly Folder[]): readonly Stream[] {
  let counts: readonly number[] = folders.map(() => 1);
  let what = number(cursor);
  if (what === id.streamCount) {
    counts = folders.map(() => counted(cursor));
    what = number(cursor);
  }
  // each count is small, their sum need not be
  if (counts.reduce((sum, count) => sum + count, 0) > limits.zipMembers) throw new CutShort('more than can be meant');
  const hasSizes = what === id.size;
  const streams = folders.flatMap((folder, index) => {
    const count = counts[index] ?? 0;
    let rest = folder.size;
    return Array.from({ length: count }, (_, stream) => {
      const size = stream < count - 1 && hasSizes ? number(cursor) : rest;
      rest -= size;
      return { size: Math.max(0, size), isEncrypted: folder.isEncrypted };
    });
  });
  if (hasSizes) what = number(cursor);
  for (; what !== id.end; what = number(cursor)) {
    if (what !== id.crc) throw new CutShort('no such property');
    readDigests(cursor, folders.reduce((sum, folder, index) => sum + (counts[index] === 1 && folder.hasCrc ? 0 : (counts[index] ?? 0)), 0));
  }
  return streams;
}

function readFiles(cursor: ByteCursor, { streams }: Streams): readonly EngineRow[] | HeaderFailure {
  const count = number(cursor);
  if (count > limits.zipMembers) return 'archiveTooMany';
  let names: readonly string[] = [];
  let isEmpty: readonly boolean[] = [];
  let isEmptyFile: readonly boolean[] = [];
  let modes: readonly number[] = [];
  for (let what = number(cursor); what !== id.end; what = number(cursor)) {
    const content = new ByteCursor(cursor.take(number(cursor)));
    if (what === id.emptyStream) isEmpty = bits(content, count);
    else if (what === id.emptyFile) isEmptyFile = bits(content, isEmpty.filter(Boolean).length);
    else if (what === id.names) names = readNames(content, count);
    else if (what === id.attributes) modes = readModes(content, count);
  }
  let stream = 0;
  let empty = 0;
  return names.map((name, index) => {
    const hasNoStream = isEmpty[index] === true;
    const isFolder = hasNoStream && isEmptyFile[empty] !== true;
    const own = hasNoStream ? undefined : streams[stream];
    if (hasNoStream) empty += 1;
    else stream += 1;
    return { name, isFolder, isLink: ((modes[index] ?? 0) & 0o170000) === 0o120000, isEncrypted: own?.isEncrypted ?? false, size: own?.size ?? 0, crc: null };
  });
}

function readNames(cursor: ByteCursor, count: number): readonly string[] {
  if (cursor.uint8() !== 0) throw new CutShort('external names are not written by anybody');
  return Array.from({ length: count }, () => {
    let name = '';
    for (let unit = cursor.uint16(); unit !== 0; unit = cursor.uint16()) name += String.fromCharCode(unit);
    return name.normalize('NFC');
  });
}

/** Unix modes stand in the upper half of the attributes where 0x8000 says so. */
function readModes(cursor: ByteCursor, count: number): readonly number[] {
  const defined = cursor.uint8() !== 0 ? Array.from({ length: count }, () => true) : bits(cursor, count);
  if (cursor.uint8() !== 0) return [];
  return defined.map((is) => {
    const value = is ? cursor.uint32() : 0;
    return (value & 0x8000) === 0 ? 0 : value >>> 16;
  });
}

function readDigests(cursor: ByteCursor, count: number): readonly boolean[] {
  const defined = cursor.uint8() !== 0 ? Array.from({ length: count }, () => true) : bits(cursor, count);
  cursor.skip(defined.filter(Boolean).length * 4);
  return defined;
}

function bits(cursor: ByteCursor, count: number): readonly boolean[] {
  const bytes = cursor.take(Math.ceil(count / 8));
  return Array.from({ length: count }, (_, index) => (((bytes[index >> 3] ?? 0) >> (7 - (index & 7))) & 1) === 1);
}

function counted(cursor: ByteCursor): number {
  const count = number(cursor);
  if (count > limits.zipMembers) throw new CutShort('more than can be meant');
  return count;
}

/** NUMBER: the leading ones of the first byte say how many bytes follow, what is left of it is the highest part. */
function number(cursor: ByteCursor): number {
  const first = cursor.uint8();
  let value = 0;
  let place = 1;
  let mask = 0x80;
  while (mask !== 0 && (first & mask) !== 0) {
    value += cursor.uint8() * place;
    place *= 256;
    mask >>>= 1;
  }
  return value + (mask === 0 ? 0 : (first & (mask - 1)) * place);
}
