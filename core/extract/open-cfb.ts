import { fail, ok } from '../base/result';
import type { Result } from '../base/result';

/** Streams at the top of a compound file, by name. */
export interface CfbFile {
  readonly names: readonly string[];
  readonly read: (name: string) => Uint8Array | null;
}

interface Entry {
  readonly name: string;
  readonly type: number;
  readonly left: number;
  readonly right: number;
  readonly child: number;
  readonly start: number;
  readonly size: number;
}

const stream = 2;
const lastSector = 0xfffffffa;
const entryBytes = 128;

/**
 * Compound file of [MS-CFB] (DOC, XLS, encrypted Office files), read where it stands. Written for hostile input: a chain is followed for as many
 * sectors as the file has and no further, and nothing is copied but the streams asked for.
 */
export function openCfb(bytes: Uint8Array): Result<CfbFile, 'officeBroken'> {
  if (bytes.length < 512 || bytes[0] !== 0xd0 || bytes[1] !== 0xcf) return fail('officeBroken');
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  const shift = view.getUint16(30, true);
  if (shift !== 9 && shift !== 12) return fail('officeBroken');
  const sector = 2 ** shift;
  const sectors = Math.ceil(bytes.length / sector);
  const bytesOf = (number: number): Uint8Array => bytes.subarray((number + 1) * sector, (number + 2) * sector);
  const wordAt = (number: number, index: number): number => {
    const at = (number + 1) * sector + index * 4;
    return at + 4 <= bytes.length ? view.getUint32(at, true) : lastSector;
  };
  const fatSectors = fatOf(view, sector, sectors, wordAt);
  const perSector = sector / 4;
  const next = (number: number): number => {
    const fat = fatSectors[Math.floor(number / perSector)];
    return fat === undefined ? lastSector : wordAt(fat, number % perSector);
  };
  const chain = (start: number, most: number): Uint8Array => {
    const pieces: Uint8Array[] = [];
    for (let at = start, left = Math.min(sectors, Math.ceil(most / sector)); at < lastSector && left > 0; at = next(at), left--) {
      if (at >= sectors) break;
      pieces.push(bytesOf(at));
    }
    return joined(pieces, most);
  };
  const entries = entriesOf(chain(view.getUint32(48, true), bytes.length));
  const root = entries[0];
  if (root === undefined) return fail('officeBroken');
  const small = chain(root.start, root.size);
  const smallFat = chain(view.getUint32(60, true), bytes.length);
  const smallNext = new DataView(smallFat.buffer, smallFat.byteOffset, smallFat.length);
  const smallChain = (start: number, size: number): Uint8Array => {
    const pieces: Uint8Array[] = [];
    for (let at = start, left = Math.ceil(size / 64); at < lastSector && left > 0 && at * 64 < small.length; left--) {
      pieces.push(small.subarray(at * 64, at * 64 + 64));
      at = at * 4 + 4 <= smallFat.length ? smallNext.getUint32(at * 4, true) : lastSector;
    }
    return joined(pieces, size);
  };
  const cutoff = view.getUint32(56, true);
  const top = topOf(entries);
  return ok({
    names: [...top.keys()],
    read: (name) => {
      const entry = top.get(name);
      if (entry === undefined) return null;
      const size = Math.min(entry.size, bytes.length);
      return entry.size < cutoff ? smallChain(entry.start, size) : chain(entry.start, size);
    },
  });
}

/** Sectors that hold the allocation table: 109 named in the header, the rest in a chain of their own. */
function fatOf(view: DataView, sector: number, sectors: number, wordAt: (number: number, index: number) => number): readonly number[] {
  const found: number[] = [];
  const count = Math.min(view.getUint32(44, true), sectors);
  for (let index = 0; index < Math.min(count, 109); index++) found.push(view.getUint32(76 + index * 4, true));
  const perSector = sector / 4 - 1;
  for (let at = view.getUint32(68, true), left = sectors; at < lastSector && found.length < count && left > 0; left--) {
    for (let index = 0; index < perSector && found.length < count; index++) found.push(wordAt(at, index));
    at = wordAt(at, perSector);
  }
  return found;
}

function joined(pieces: readonly Uint8Array[], most: number): Uint8Array {
  const whole = new Uint8Array(Math.min(most, pieces.reduce((sum, piece) => sum + piece.length, 0)));
  let at = 0;
  for (const piece of pieces) {
    const fits = piece.subarray(0, whole.length - at);
    whole.set(fits, at);
    at += fits.length;
  }
  return whole;
}

function entriesOf(directory: Uint8Array): readonly Entry[] {
  const view = new DataView(directory.buffer, directory.byteOffset, directory.length);
  const entries: Entry[] = [];
  for (let at = 0; at + entryBytes <= directory.length; at += entryBytes) {
    const length = Math.min(Math.max(view.getUint16(at + 64, true) - 2, 0), 62);
    entries.push({
      name: new TextDecoder('utf-16le').decode(directory.subarray(at, at + length)), type: directory[at + 66] ?? 0,
      left: view.getUint32(at + 68, true), right: view.getUint32(at + 72, true), child: view.getUint32(at + 76, true),
      start: view.getUint32(at + 116, true), size: view.getUint32(at + 120, true),
    });
  }
  return entries;
}

/** Streams that are children of the root, never those of a file embedded in it. */
function topOf(entries: readonly Entry[]): ReadonlyMap<string, Entry> {
  const top = new Map<string, Entry>();
  const seen = new Set<number>();
  const open = [entries[0]?.child ?? lastSector];
  for (let number = open.pop(); number !== undefined; number = open.pop()) {
    const entry = entries[number];
    if (entry === undefined || seen.has(number)) continue;
    seen.add(number);
    if (entry.type === stream && !top.has(entry.name)) top.set(entry.name, entry);
    open.push(entry.left, entry.right);
  }
  return top;
}
