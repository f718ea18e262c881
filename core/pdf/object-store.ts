import { limits } from '../base/limits';
import type { PdfOddity } from './oddities';
import { PdfSyntaxError } from './pdf-bytes';
import type { ObjectPlace, PdfObject } from './pdf-model';
import { readIndirect, readObject } from './read-object';
import { integerOf } from './read-xref';
import { undoFilters } from './undo-filters';

type Resolve = (object: PdfObject | undefined) => PdfObject;

/** An object stream unfolded: where each object begins in it. */
interface UnfoldedStream {
  readonly data: Uint8Array;
  /** in the order of its header */
  readonly starts: ReadonlyMap<number, number>;
}

export interface StoredObject {
  readonly object: PdfObject;
  readonly end: number;
  readonly lax: boolean;
}

/** Objects of a file as they are asked for: each is read once, and all reading together is bounded. */
export interface ObjectStore {
  /** null where there is no such object at that place; `found` tells what was odd */
  inFile(place: ObjectPlace, limit: number, resolve: Resolve, found: (oddity: PdfOddity) => void): StoredObject | null;
  inStream(place: ObjectPlace, limit: number, resolve: Resolve, found: (oddity: PdfOddity) => void): PdfObject | null;
  /** numbers an object stream has objects for, in the order of its header; to be asked once one of them was read */
  packedAt(offset: number): readonly number[];
  /** the object of that number in the object stream there was read in a way that others may not share */
  isLaxAt(offset: number, number: number): boolean;
}

function readHeader(data: Uint8Array, count: number, first: number): ReadonlyMap<number, number> {
  const starts = new Map<number, number>();
  let at = 0;
  for (let index = 0; index < count; index += 1) {
    const number = readObject(data, at, data.length, false);
    const start = readObject(data, number.end, data.length, false);
    at = start.end;
    if (number.object.kind !== 'number' || start.object.kind !== 'number') throw new PdfSyntaxError('header of an object stream');
    if (starts.has(number.object.value)) throw new PdfSyntaxError('object twice in a stream');
    starts.set(number.object.value, first + start.object.value);
  }
  return starts;
}

export function objectStore(bytes: Uint8Array): ObjectStore {
  const objects = new Map<number, StoredObject | null>();
  const streams = new Map<number, UnfoldedStream | null>();
  const inside = new Map<string, PdfObject | null>();
  const laxInside = new Set<string>();
  let work = 0;
  let reads = 0;

  const spend = (amount: number, found: (oddity: PdfOddity) => void): boolean => {
    work += amount;
    if (work <= limits.pdfWorkBytes) return true;
    found('tooMuch');
    return false;
  };

  /** every reader's error means the same here: no such object */
  const guarded = <Value>(read: () => Value, from: number, found: (oddity: PdfOddity) => void): Value | null => {
    reads += 1;
    try {
      return read();
    } catch (cause) {
      if (!(cause instanceof PdfSyntaxError)) throw cause;
      found('wrongOffset');
      spend(Math.max(0, cause.at - from), found);
      return null;
    } finally {
      reads -= 1;
    }
  };

  /** lengths of streams may lie in streams, whose lengths … */
  const isTooDeep = (found: (oddity: PdfOddity) => void): boolean => {
    if (reads < limits.pdfReads) return false;
    found('tooMuch');
    return true;
  };

  const store: ObjectStore = {
    inFile(place, limit, resolve, found) {
      const known = objects.get(place.offset);
      if (known !== undefined) return known;
      if (isTooDeep(found) || !spend(64, found)) return null;
      // broken off before it is read: a stream whose /Length is itself ends here
      objects.set(place.offset, null);
      const read = guarded(() => readIndirect(bytes, place.offset, limit, resolve), place.offset, found);
      // the data of a stream are passed over, unless its end had to be looked for
      if (read !== null) spend((read.object.kind === 'stream' && !read.wrongLength ? 64 : read.end - place.offset) + read.items * limits.pdfItemBytes, found);
      if (read !== null && read.number !== place.number) found('wrongOffset');
      const stored = read === null || read.number !== place.number ? null : { object: read.object, end: read.end, lax: read.lax };
      objects.set(place.offset, stored);
      return stored;
    },
    inStream(place, limit, resolve, found) {
      const key = `${place.offset} ${place.number}`;
      const known = inside.get(key);
      if (known !== undefined) return known;
      let unfolded = streams.get(place.offset);
      if (unfolded === undefined) {
        if (isTooDeep(found)) return null;
        streams.set(place.offset, null);
        unfolded = unfold(place, limit, resolve, found);
        streams.set(place.offset, unfolded);
      }
      const from = unfolded;
      const start = from?.starts.get(place.number);
      if (from === null || start === undefined) {
        found('wrongOffset');
        return null;
      }
      const read = guarded(() => readObject(from.data, start, from.data.length, false), start, found);
      // an object in a stream is no stream and no reference (7.5.7)
      const object = read === null || !spend(read.end - start + read.items * limits.pdfItemBytes, found) || read.object.kind === 'reference' ? null : read.object;
      inside.set(key, object);
      if (read === null || read.lax || object === null) laxInside.add(key);
      return object;
    },
    packedAt: (offset) => [...(streams.get(offset)?.starts.keys() ?? [])],
    isLaxAt: (offset, number) => laxInside.has(`${offset} ${number}`),
  };

  const unfold = (place: ObjectPlace, limit: number, resolve: Resolve, found: (oddity: PdfOddity) => void): UnfoldedStream | null => {
    if (place.inStream === null) return null;
    const stored = store.inFile({ ...place, number: place.inStream, inStream: null }, limit, resolve, found);
    if (stored?.object.kind !== 'stream') return null;
    const stream = stored.object;
    const data = undoFilters(stream, resolve, Math.min(limits.pdfStreamBytes, limits.pdfWorkBytes - work));
    const count = integerOf(resolve(stream.dictionary.entries.get('N')));
    const first = integerOf(resolve(stream.dictionary.entries.get('First')));
    if (data === null || count === null || first === null || count < 0 || count > data.length || !spend(data.length, found)) return null;
    const starts = guarded(() => readHeader(data, count, first), 0, found);
    return starts === null ? null : { data, starts };
  };

  return store;
}
