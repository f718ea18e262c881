import { limits } from '../base/limits';
import { assertNever } from '../base/assert-never';
import type { ObjectStore } from './object-store';
import type { PdfOddity } from './oddities';
import type { ObjectPlace, PdfDictionary, PdfObject, PdfRevision } from './pdf-model';
import { readHead } from './read-object';
import type { XrefEntry, XrefSection } from './read-xref';

/** Cross-reference sections of one revision, the one in force first. */
export interface RevisionSections {
  readonly sections: readonly XrefSection[];
  readonly end: number;
  /** offset after its %%EOF; null where that is missing */
  readonly marked: number | null;
  readonly oddities: readonly PdfOddity[];
}

const nullObject: PdfObject = { kind: 'null' };
const noTrailer: PdfDictionary = { kind: 'dictionary', entries: new Map(), duplicateKeys: false };

function mergedEntries(sections: readonly XrefSection[]): ReadonlyMap<number, XrefEntry> {
  const [only] = sections;
  if (sections.length === 1 && only !== undefined) return only.entries;
  const entries = new Map<number, XrefEntry>();
  for (const section of sections) for (const [number, entry] of section.entries) if (!entries.has(number)) entries.set(number, entry);
  return entries;
}

function samePlace(left: ObjectPlace | null, right: ObjectPlace | null | undefined): boolean {
  if (left === null) return right === null || right === undefined;
  return right !== null && right !== undefined && left.offset === right.offset && left.inStream === right.inStream;
}

class Revision implements PdfRevision {
  readonly own: ReadonlyMap<number, ObjectPlace | null>;
  readonly trailer: PdfDictionary;
  readonly end: number;
  private readonly noted: Set<PdfOddity>;
  private checked = false;

  constructor(
    readonly index: number,
    private readonly bytes: Uint8Array,
    read: RevisionSections,
    readonly older: Revision | null,
    private readonly store: ObjectStore,
  ) {
    this.end = read.end;
    this.trailer = read.sections[0]?.trailer ?? noTrailer;
    this.noted = new Set(read.oddities);
    this.own = this.ownPlaces(mergedEntries(read.sections));
  }

  private ownPlaces(entries: ReadonlyMap<number, XrefEntry>): ReadonlyMap<number, ObjectPlace | null> {
    const own = new Map<number, ObjectPlace | null>();
    for (const [number, entry] of entries) {
      const place = this.placeFrom(number, entry, entries);
      if (this.older !== null && samePlace(place, this.older.placeOf(number))) continue;
      own.set(number, place);
    }
    return own;
  }

  private placeFrom(number: number, entry: XrefEntry, entries: ReadonlyMap<number, XrefEntry>): ObjectPlace | null {
    switch (entry.kind) {
      case 'free':
        return null;
      case 'inFile':
        if (entry.offset < this.end) return { number, generation: entry.generation, offset: entry.offset, inStream: null };
        this.noted.add('objectOutside');
        return null;
      case 'inStream': {
        const container = entries.get(entry.stream);
        const offset = container === undefined ? this.older?.placeOf(entry.stream)?.offset : container.kind === 'inFile' ? container.offset : undefined;
        if (offset === undefined) this.noted.add('wrongOffset');
        else if (offset >= this.end) this.noted.add('objectOutside');
        else return { number, generation: 0, offset, inStream: entry.stream };
        return null;
      }
      default:
        return assertNever(entry);
    }
  }

  /** place in force; null: freed, undefined: never was */
  placeOf(number: number): ObjectPlace | null | undefined {
    for (let revision: Revision | null = this; revision !== null; revision = revision.older) {
      const place = revision.own.get(number);
      if (place !== undefined) return place;
    }
    return undefined;
  }

  /** revision whose bytes an offset lies in: an object ends where its revision does */
  private limitOf(offset: number): number {
    let limit = this.end;
    for (let revision = this.older; revision !== null && revision.end > offset; revision = revision.older) limit = revision.end;
    return limit;
  }

  private readonly note = (oddity: PdfOddity): void => {
    this.noted.add(oddity);
  };

  object(number: number): PdfObject | undefined {
    const place = this.placeOf(number);
    if (place === null || place === undefined) return undefined;
    const limit = this.limitOf(place.offset);
    if (place.inStream === null) return this.store.inFile(place, limit, this.resolve, this.note)?.object;
    // a stream that was replaced brings the objects in it along, although no cross-reference names them
    const container = this.placeOf(place.inStream);
    if (container?.offset !== place.offset) {
      this.noted.add('objectStreamReplaced');
      if (container === null || container === undefined || container.inStream !== null) return undefined;
    }
    return this.store.inStream({ ...place, offset: container.offset }, this.limitOf(container.offset), this.resolve, this.note) ?? undefined;
  }

  readonly resolve = (object: PdfObject | undefined): PdfObject => {
    let at = object ?? nullObject;
    for (let steps = 0; at.kind === 'reference'; steps += 1) {
      if (steps >= limits.pdfReferences) return nullObject;
      at = this.object(at.number) ?? nullObject;
    }
    return at;
  };

  numbers(): readonly number[] {
    const known = new Set<number>();
    const numbers: number[] = [];
    for (let revision: Revision | null = this; revision !== null; revision = revision.older) {
      for (const [number, place] of revision.own) {
        if (known.has(number)) continue;
        known.add(number);
        if (place !== null) numbers.push(number);
      }
    }
    return numbers;
  }

  /** an update is small, so what it points at can be looked at; the first revision is checked as it is read */
  private checkOwn(older: Revision): void {
    const replaced = new Set<number>();
    for (const [number, place] of this.own) {
      if (older.placeOf(number)?.inStream === null) replaced.add(number);
      if (place === null) continue;
      if (place.offset < older.end) this.noted.add('objectFromEarlier');
      const head = readHead(this.bytes, place.offset, this.end);
      if (head === null || head.number !== (place.inStream ?? number)) this.noted.add('wrongOffset');
    }
    if (replaced.size > 0 && older.hasContainer(replaced)) this.noted.add('objectStreamReplaced');
  }

  private hasContainer(numbers: ReadonlySet<number>): boolean {
    for (let revision: Revision | null = this; revision !== null; revision = revision.older) {
      for (const place of revision.own.values()) if (place !== null && place.inStream !== null && numbers.has(place.inStream)) return true;
    }
    return false;
  }

  get oddities(): readonly PdfOddity[] {
    if (!this.checked && this.older !== null) this.checkOwn(this.older);
    this.checked = true;
    return [...this.noted];
  }
}

/** Revisions over one another, oldest first. */
export function buildRevisions(bytes: Uint8Array, read: readonly RevisionSections[], store: ObjectStore): readonly PdfRevision[] {
  const revisions: Revision[] = [];
  for (const sections of read) revisions.push(new Revision(revisions.length + 1, bytes, sections, revisions[revisions.length - 1] ?? null, store));
  return revisions;
}
