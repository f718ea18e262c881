import { limits } from '../base/limits';
import type { PdfOddity } from './oddities';
import { ascii, isDigit, isSpace, PdfSyntaxError, readUnsigned, skipSpace, startsWith } from './pdf-bytes';
import type { PdfDictionary, PdfObject, PdfStream } from './pdf-model';
import { readHead, readIndirect, readObject } from './read-object';
import { undoFilters } from './undo-filters';

/** Where a cross-reference says an object is. */
export type XrefEntry =
  | { readonly kind: 'free' }
  | { readonly kind: 'inFile'; readonly offset: number; readonly generation: number }
  | { readonly kind: 'inStream'; readonly stream: number; readonly index: number };

/** One cross-reference section: a table with its trailer, or a stream. */
export interface XrefSection {
  /** of `xref`, or of `n g obj` */
  readonly offset: number;
  readonly end: number;
  readonly entries: ReadonlyMap<number, XrefEntry>;
  readonly trailer: PdfDictionary;
  readonly isStream: boolean;
  /** where its bytes and those of the stream beside it stand */
  readonly spans: readonly (readonly [number, number])[];
  readonly oddities: readonly PdfOddity[];
}

const words = { xref: ascii('xref'), trailer: ascii('trailer') };
const free: XrefEntry = { kind: 'free' };
const nullObject: PdfObject = { kind: 'null' };

/** An indirect /Length cannot be looked up while the cross-reference is being read; `endstream` decides then. */
const directOnly = (object: PdfObject | undefined): PdfObject => (object === undefined || object.kind === 'reference' ? nullObject : object);

export function integerOf(object: PdfObject | undefined): number | null {
  return object?.kind === 'number' && Number.isSafeInteger(object.value) ? object.value : null;
}

/** Entries that may still be read: all cross-references of a file together have limits.pdfObjects. */
export interface EntryBudget {
  left: number;
  /** bytes that may still be read: sections may lie within each other's strings and data */
  bytes: number;
}

function spendEntry(budget: EntryBudget): void {
  budget.left -= 1;
  if (budget.left < 0) throw new PdfSyntaxError('too many objects');
}

interface Table {
  readonly entries: Map<number, XrefEntry>;
  readonly end: number;
  readonly oddities: readonly PdfOddity[];
}

const entryBytes = 20;

/** The form the standard asks for, twenty bytes each: what nearly all tables have. -1 where it is another. */
function strictOffset(bytes: Uint8Array, at: number, limit: number): number {
  if (at + entryBytes > limit || bytes[at + 10] !== 32 || bytes[at + 16] !== 32 || bytes[at + 17] !== 0x6e || !isSpace(bytes[at + 18]) || !isSpace(bytes[at + 19]) || isSpace(bytes[at + 20])) return -1;
  let offset = 0;
  for (let digit = at; digit < at + 10; digit += 1) {
    if (!isDigit(bytes[digit])) return -1;
    offset = offset * 10 + (bytes[digit] ?? 0) - 48;
  }
  return offset;
}

/** `dddddddddd ggggg n` with whatever end of line the producer wrote; null where it is none. */
function readEntry(bytes: Uint8Array, at: number, limit: number, shift: number): { readonly entry: XrefEntry; readonly end: number; readonly generation: number } | null {
  const offset = readUnsigned(bytes, at, limit);
  if (offset === null) return null;
  let next = offset.end;
  while (isSpace(bytes[next]) && next < limit) next += 1;
  const generation = readUnsigned(bytes, next, limit);
  if (generation === null) return null;
  next = generation.end;
  while (isSpace(bytes[next]) && next < limit) next += 1;
  const letter = next < limit ? bytes[next] : 0;
  if (letter !== 0x6e && letter !== 0x66) return null;
  next += 1;
  while (isSpace(bytes[next]) && next < limit) next += 1;
  const inUse = letter === 0x6e && offset.value > 0;
  return { entry: inUse ? { kind: 'inFile', offset: offset.value + shift, generation: generation.value } : free, end: next, generation: generation.value };
}

function readTable(bytes: Uint8Array, start: number, limit: number, shift: number, budget: EntryBudget): Table {
  const entries = new Map<number, XrefEntry>();
  const oddities: PdfOddity[] = [];
  let at = skipSpace(bytes, start, limit);
  while (isDigit(bytes[at]) && at < limit) {
    const first = readUnsigned(bytes, at, limit);
    const count = first === null ? null : readUnsigned(bytes, skipSpace(bytes, first.end, limit), limit);
    if (first === null || count === null) throw new PdfSyntaxError('subsection expected');
    at = skipSpace(bytes, count.end, limit);
    let number = first.value;
    if (number + count.value > limits.pdfObjectNumber) throw new PdfSyntaxError('object number too large');
    for (let index = 0; index < count.value; index += 1) {
      const strict = strictOffset(bytes, at, limit);
      if (strict > 0 && !entries.has(number)) {
        spendEntry(budget);
        entries.set(number, { kind: 'inFile', offset: strict + shift, generation: readUnsigned(bytes, at + 11, limit)?.value ?? 0 });
        number += 1;
        at += entryBytes;
        continue;
      }
      const read = readEntry(bytes, at, limit, shift);
      if (read === null) {
        // fewer entries than declared: the next thing is the trailer or a subsection
        oddities.push('xrefCount');
        break;
      }
      // many producers start the table at 1 although its first entry is the head of the free list, which is object 0
      if (index === 0 && number === 1 && read.entry.kind === 'free' && read.generation === 65535) {
        number = 0;
        oddities.push('xrefOffByOne');
      }
      if (entries.has(number)) oddities.push('xrefOverlap');
      else entries.set(number, read.entry);
      spendEntry(budget);
      number += 1;
      at = read.end;
    }
  }
  return { entries, end: at, oddities };
}

function fieldWidths(object: PdfObject | undefined): readonly number[] {
  const widths = object?.kind === 'array' ? object.items.map((item) => integerOf(item) ?? -1) : [];
  if (widths.length < 3 || widths.some((width) => width < 0 || width > 7)) throw new PdfSyntaxError('widths of a cross-reference stream');
  return widths;
}

function readStreamEntries(stream: PdfStream, shift: number, budget: EntryBudget): Map<number, XrefEntry> {
  const { entries: keys } = stream.dictionary;
  const [typeWidth = 0, secondWidth = 0, thirdWidth = 0] = fieldWidths(keys.get('W'));
  const row = typeWidth + secondWidth + thirdWidth;
  // a predictor adds a byte to each row
  const data = undoFilters(stream, directOnly, Math.min(limits.pdfStreamBytes, (budget.left + 1) * (row + 1)));
  if (data === null) throw new PdfSyntaxError('cross-reference stream cannot be unfolded');
  const size = integerOf(keys.get('Size')) ?? 0;
  const index = keys.get('Index');
  const ranges = index?.kind === 'array' ? index.items.map((item) => integerOf(item) ?? -1) : [0, size];
  const entries = new Map<number, XrefEntry>();
  const field = (at: number, width: number): number => {
    let value = 0;
    for (let byte = 0; byte < width; byte += 1) value = value * 256 + (data[at + byte] ?? 0);
    return value;
  };
  let at = 0;
  for (let range = 0; range + 1 < ranges.length && row > 0; range += 2) {
    const first = ranges[range] ?? -1;
    const count = ranges[range + 1] ?? -1;
    if (first < 0 || count < 0 || first + count > limits.pdfObjectNumber) throw new PdfSyntaxError('index of a cross-reference stream');
    for (let number = first; number < first + count && at + row <= data.length; number += 1, at += row) {
      const type = typeWidth === 0 ? 1 : field(at, typeWidth);
      const second = field(at + typeWidth, secondWidth);
      const third = field(at + typeWidth + secondWidth, thirdWidth);
      if (type === 0) entries.set(number, free);
      else if (type === 1) entries.set(number, second === 0 ? free : { kind: 'inFile', offset: second + shift, generation: third });
      else if (type === 2) entries.set(number, { kind: 'inStream', stream: second, index: third });
      spendEntry(budget);
    }
  }
  return entries;
}

function readXrefStream(bytes: Uint8Array, offset: number, limit: number, shift: number, budget: EntryBudget): XrefSection {
  const { object, end } = readIndirect(bytes, offset, limit, directOnly);
  budget.bytes -= end - offset;
  if (budget.bytes < 0) throw new PdfSyntaxError('too much to read');
  const type = object.kind === 'stream' ? object.dictionary.entries.get('Type') : undefined;
  if (object.kind !== 'stream' || type?.kind !== 'name' || type.name !== 'XRef') throw new PdfSyntaxError('cross-reference expected');
  const oddities: readonly PdfOddity[] = object.dictionary.duplicateKeys ? ['duplicateTrailerKeys'] : [];
  return { offset, end, entries: readStreamEntries(object, shift, budget), trailer: object.dictionary, isStream: true, spans: [[offset, end]], oddities };
}

/**
 * The section at `at`. Throws PdfSyntaxError where none stands there.
 * @param shift bytes before the header, where offsets of the file are counted from the header
 */
export function readXrefSection(bytes: Uint8Array, at: number, limit: number, shift: number, budget: EntryBudget): XrefSection {
  const offset = skipSpace(bytes, at, limit);
  if (!startsWith(bytes, words.xref, offset, limit)) return readXrefStream(bytes, offset, limit, shift, budget);
  const table = readTable(bytes, offset + 4, limit, shift, budget);
  if (!startsWith(bytes, words.trailer, table.end, limit)) throw new PdfSyntaxError('trailer expected');
  const { object: trailer, end } = readObject(bytes, table.end + 7, Math.min(limit, table.end + limits.pdfTrailerBytes));
  if (trailer.kind !== 'dictionary') throw new PdfSyntaxError('trailer expected');
  const oddities = trailer.duplicateKeys ? [...table.oddities, 'duplicateTrailerKeys' as const] : table.oddities;
  const hybrid = integerOf(trailer.entries.get('XRefStm'));
  if (hybrid === null) return { offset, end, entries: table.entries, trailer, isStream: false, spans: [[offset, end]], oddities };
  const both = withHybrid(bytes, hybrid + shift, limit, shift, budget, table.entries, oddities);
  return { offset, end, ...both, spans: [[offset, end], ...both.spans], trailer, isStream: false };
}

function isSameEntry(left: XrefEntry, right: XrefEntry): boolean {
  return left.kind === 'inFile' && right.kind === 'inFile' ? left.offset === right.offset : left.kind === 'inStream' && right.kind === 'inStream' && left.stream === right.stream && left.index === right.index;
}

/** ISO 32000-2 7.5.8.4: what the table marks as free, or does not name, may stand in the stream beside it. */
function withHybrid(bytes: Uint8Array, at: number, limit: number, shift: number, budget: EntryBudget, table: ReadonlyMap<number, XrefEntry>, oddities: readonly PdfOddity[]): Pick<XrefSection, 'entries' | 'oddities' | 'spans'> {
  const beside = readXrefStream(bytes, skipSpace(bytes, at, limit), limit, shift, budget);
  const entries = new Map(table);
  const found: PdfOddity[] = [...oddities, ...beside.oddities];
  for (const [number, entry] of beside.entries) {
    const known = entries.get(number);
    if (known === undefined || known.kind === 'free') entries.set(number, entry);
    // one that frees what the table names hides it from readers that prefer the stream
    else if (!found.includes('xrefOverlap') && !isSameEntry(known, entry)) found.push('xrefOverlap');
  }
  return { entries, oddities: found, spans: beside.spans };
}

/** Is there a section at `at`, or so near that a producer's slip explains it? Its offset; null where not. */
export function locateSection(bytes: Uint8Array, at: number, limit: number): number | null {
  if (!Number.isSafeInteger(at) || at < 0 || at >= limit) return null;
  const stands = (place: number): boolean => startsWith(bytes, words.xref, place, limit) || (isDigit(bytes[place]) && !isDigit(bytes[place - 1]) && readHead(bytes, place, limit) !== null);
  const here = skipSpace(bytes, at, limit);
  if (stands(here)) return here;
  for (let away = 1; away <= limits.pdfXrefSlipBytes; away += 1) {
    for (const place of [at - away, at + away]) if (place >= 0 && startsWith(bytes, words.xref, place, limit) && bytes[place - 1] !== 0x74) return place;
  }
  return null;
}
