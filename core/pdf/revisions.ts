import { limits } from '../base/limits';
import { assertNever } from '../base/assert-never';
import type { ObjectStore } from './object-store';
import type { PdfOddity } from './oddities';
import { isSpace } from './pdf-bytes';
import type { ObjectPlace, PdfDictionary, PdfObject, PdfRevision } from './pdf-model';
import { readHead } from './read-object';
import type { XrefEntry, XrefSection } from './read-xref';

/** Cross-reference sections of one revision, the one in force first. */
export interface RevisionSections {
  readonly sections: readonly XrefSection[];
  readonly end: number;
  /** offset after its %%EOF; null where that is missing */
  readonly marked: number | null;
  /** `startxref` and the end mark behind it, as all sections */
  readonly spans: readonly (readonly [number, number])[];
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
  return right !== null && right !== undefined && left.offset === right.offset && left.inStream === right.inStream && left.generation === right.generation;
}

/** What is in force while revisions are laid over one another; numbers of object streams among it. */
interface Running {
  readonly places: Map<number, ObjectPlace | null>;
  readonly containers: Set<number>;
}

/** Place in force: null where the number was freed, undefined where it never was in use. */
function placeIn(revisions: readonly Pick<PdfRevision, 'own'>[], number: number): ObjectPlace | null | undefined {
  for (const { own } of revisions) {
    const place = own.get(number);
    if (place !== undefined) return place;
  }
  return undefined;
}

/** White space and comments, of which no word makes a reader look closer. */
function isBlank(bytes: Uint8Array, from: number, to: number): boolean {
  for (let at = from; at < to; ) {
    if (isSpace(bytes[at])) at += 1;
    else if (bytes[at] !== 0x25) return false;
    else {
      const start = at;
      while (at < to && bytes[at] !== 10 && bytes[at] !== 13) at += 1;
      if (/obj|xref|trailer|%PDF/.test(String.fromCharCode(...bytes.subarray(start, Math.min(at, start + limits.pdfHeadBytes)))) || at - start > limits.pdfHeadBytes) return false;
    }
  }
  return true;
}

class Revision implements PdfRevision {
  readonly own: ReadonlyMap<number, ObjectPlace | null>;
  readonly trailer: PdfDictionary;
  readonly end: number;
  private readonly noted: Set<PdfOddity>;
  private readonly spans: readonly (readonly [number, number])[];
  private checked = false;

  constructor(
    readonly index: number,
    private readonly bytes: Uint8Array,
    read: RevisionSections,
    /** newest first */
    private readonly olders: readonly Revision[],
    private readonly store: ObjectStore,
    running: Running,
  ) {
    this.end = read.end;
    this.trailer = read.sections[0]?.trailer ?? noTrailer;
    this.noted = new Set(read.oddities);
    this.spans = read.spans;
    this.own = this.ownPlaces(mergedEntries(read.sections), running);
  }

  private ownPlaces(entries: ReadonlyMap<number, XrefEntry>, { places, containers }: Running): ReadonlyMap<number, ObjectPlace | null> {
    const own = new Map<number, ObjectPlace | null>();
    for (const [number, entry] of entries) {
      const place = this.placeFrom(number, entry, entries, places);
      if (this.olders.length > 0 && samePlace(place, places.get(number))) continue;
      own.set(number, place);
      if (containers.has(number)) this.noted.add('objectStreamReplaced');
    }
    // readers unfold a stream with the objects in force now; ours keeps what it read first
    if (own.size > 0) for (const number of this.unfoldingParts(containers)) if (own.has(number)) this.noted.add('objectStreamReplaced');
    for (const [number, place] of own) {
      places.set(number, place);
      if (place !== null && place.inStream !== null) containers.add(place.inStream);
    }
    return own;
  }

  /** Numbers that the dictionaries of object streams refer to: length, filters, offsets. */
  private unfoldingParts(containers: ReadonlySet<number>): ReadonlySet<number> {
    const parts = new Set<number>();
    const gather = (object: PdfObject | undefined, depth: number): void => {
      if (object === undefined || depth > 3) return;
      if (object.kind === 'reference') parts.add(object.number);
      else if (object.kind === 'array') object.items.forEach((item) => gather(item, depth + 1));
      else if (object.kind === 'dictionary') object.entries.forEach((entry) => gather(entry, depth + 1));
    };
    for (const number of containers) {
      const stream = this.olders[0]?.object(number);
      if (stream?.kind === 'stream') gather(stream.dictionary, 0);
    }
    return parts;
  }

  private placeFrom(number: number, entry: XrefEntry, entries: ReadonlyMap<number, XrefEntry>, older: ReadonlyMap<number, ObjectPlace | null>): ObjectPlace | null {
    switch (entry.kind) {
      case 'free':
        return null;
      case 'inFile':
        if (entry.offset < this.end) return { number, generation: entry.generation, offset: entry.offset, inStream: null, index: null };
        this.noted.add('objectOutside');
        return null;
      case 'inStream': {
        const container = entries.get(entry.stream);
        const offset = container === undefined ? older.get(entry.stream)?.offset : container.kind === 'inFile' ? container.offset : undefined;
        if (offset === undefined) this.noted.add('wrongOffset');
        else if (offset >= this.end) this.noted.add('objectOutside');
        else return { number, generation: 0, offset, inStream: entry.stream, index: entry.index };
        return null;
      }
      default:
        return assertNever(entry);
    }
  }

  private placeOf(number: number): ObjectPlace | null | undefined {
    const place = this.own.get(number);
    return place === undefined ? placeIn(this.olders, number) : place;
  }

  /** revision whose bytes an offset lies in: an object ends where its revision does */
  private limitOf(offset: number): number {
    let limit = this.end;
    for (const { end } of this.olders) {
      if (end <= offset) break;
      limit = end;
    }
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
    for (const { own } of [this, ...this.olders]) {
      for (const [number, place] of own) {
        if (known.has(number)) continue;
        known.add(number);
        if (place !== null) numbers.push(number);
      }
    }
    return numbers;
  }

  /** an update is small, so what it points at can be looked at; the first revision is checked as it is read */
  private checkOwn(older: Revision): void {
    const before = older.end;
    this.checkSize(older);
    this.checkAccounts(before);
    for (const [number, place] of this.own) {
      if (place === null) continue;
      if (place.offset < before) this.noted.add('objectFromEarlier');
      const head = readHead(this.bytes, place.offset, this.end);
      if (head === null || head.number !== (place.inStream ?? number) || (place.inStream === null && head.generation !== place.generation)) this.noted.add('wrongOffset');
      // references to it still name the generation of before, and readers differ in whether they mind
      const known = placeIn(this.olders, number);
      if (known !== null && known !== undefined && known.generation !== place.generation) this.noted.add('otherGeneration');
    }
  }

  private checkSize(older: Revision): void {
    const [size, was] = [this.trailer.entries.get('Size'), older.trailer.entries.get('Size')];
    const least = was?.kind === 'number' ? was.value : 0;
    if (size?.kind !== 'number' || size.value < least || [...this.own.keys()].some((number) => number >= size.value)) this.noted.add('sizeTooSmall');
  }

  /** Every byte of an update belongs to an object it names, a cross-reference, its end, or is blank: what is left over other readers may find. */
  private checkAccounts(before: number): void {
    const ends = new Map<number, number>(this.spans);
    for (const [number, place] of this.own) {
      if (place === null || place.offset < before) continue;
      const inFile = place.inStream === null ? place : { ...place, number: place.inStream, inStream: null };
      const stored = this.store.inFile(inFile, this.limitOf(place.offset), this.resolve, this.note);
      if (stored !== null && !ends.has(place.offset)) ends.set(place.offset, stored.end);
      if (stored?.lax === true) this.noted.add('laxSyntax');
      if (place.inStream === null) continue;
      this.store.inStream(place, this.limitOf(place.offset), this.resolve, this.note);
      const packed = this.store.packedAt(place.offset);
      if (this.store.isLaxAt(place.offset, number)) this.noted.add('laxSyntax');
      if (place.index === null || packed[place.index] !== number) this.noted.add('wrongOffset');
      if (place.index === 0 && packed.some((one) => this.own.get(one)?.offset !== place.offset)) this.noted.add('unaccounted');
    }
    let at = before;
    for (const [start, end] of [...ends].sort(([left], [right]) => left - right)) {
      if (start < before) continue;
      if (start < at || !isBlank(this.bytes, at, start)) this.noted.add('unaccounted');
      at = Math.max(at, end);
    }
    if (!isBlank(this.bytes, at, this.end)) this.noted.add('unaccounted');
  }

  get oddities(): readonly PdfOddity[] {
    const [older] = this.olders;
    if (!this.checked) {
      this.checked = true;
      if (older !== undefined) this.checkOwn(older);
    }
    return [...this.noted];
  }
}

/** Revisions over one another, oldest first. */
export function buildRevisions(bytes: Uint8Array, read: readonly RevisionSections[], store: ObjectStore): readonly PdfRevision[] {
  const revisions: Revision[] = [];
  const running: Running = { places: new Map(), containers: new Set() };
  for (const sections of read) revisions.push(new Revision(revisions.length + 1, bytes, sections, [...revisions].reverse(), store, running));
  return revisions;
}
