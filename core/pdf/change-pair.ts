import { limits } from '../base/limits';
import type { ChangeKind } from './change-kinds';
import type { DocumentNodes } from './change-nodes';
import type { PdfDictionary, PdfObject, PdfRevision, PdfStream } from './pdf-model';
import { undoFilters } from './undo-filters';

export interface FoundChange {
  readonly what: ChangeKind;
  readonly place: string | null;
}

/** Work that one file may cost; once it is spent every answer is "I have not seen a difference" and the caller says so. */
export class ChangeBudget {
  constructor(private left: number) {}

  spend(steps: number): boolean {
    this.left -= steps;
    return this.left >= 0;
  }

  get isSpent(): boolean {
    return this.left < 0;
  }
}

const numberRange = 2 ** 24;

function sameBytes(first: Uint8Array, second: Uint8Array): boolean {
  if (first.length !== second.length) return false;
  if (first.buffer === second.buffer && first.byteOffset === second.byteOffset) return true;
  for (let index = 0; index < first.length; index += 1) if (first[index] !== second[index]) return false;
  return true;
}

const packing: ReadonlySet<string> = new Set(['Length', 'Filter', 'DecodeParms', 'DL']);

function isPlainlyPacked({ entries }: PdfDictionary): boolean {
  const filter = entries.get('Filter');
  const only = filter?.kind === 'array' && filter.items.length === 1 ? filter.items[0] : filter;
  return !entries.has('DecodeParms') && (only === undefined || (only.kind === 'name' && only.name === 'FlateDecode'));
}

function unpacked({ entries, duplicateKeys }: PdfDictionary): PdfDictionary {
  return { kind: 'dictionary', entries: new Map([...entries].filter(([key]) => !packing.has(key))), duplicateKeys };
}

type Open = readonly [PdfObject | undefined, PdfObject | undefined];

/** Two revisions that follow each other, and what is found to differ. */
export class RevisionPair {
  /** pairs of objects that are the same, all they lead to included */
  private readonly proven = new Set<number>();
  private readonly found = new Map<string, FoundChange>();

  constructor(
    readonly before: PdfRevision,
    readonly after: PdfRevision,
    readonly nodesBefore: DocumentNodes,
    readonly nodesAfter: DocumentNodes,
    readonly budget: ChangeBudget,
    private readonly mostChanges: number,
  ) {}

  report(what: ChangeKind, place: string | null): void {
    if (this.found.size < this.mostChanges) this.found.set(`${what} ${place ?? ''}`, { what, place });
    else this.found.set('tooMuch', { what: 'tooMuch', place: null });
  }

  get changes(): readonly FoundChange[] {
    return [...this.found.values()];
  }

  /**
   * Is it the same, with everything it leads to? Pages, fields and annotations are compared in their own place: here only which of
   * them it is counts. Streams are compared as they lie in the file. A pair met again is taken for the same while the question is
   * open: a difference anywhere below ends it, and nothing is remembered from a question that ended so.
   */
  same(first: PdfObject | undefined, second: PdfObject | undefined): boolean {
    const met = new Set<number>();
    const open: Open[] = [[first, second]];
    for (let next = open.pop(); next !== undefined; next = open.pop()) {
      const [one, other] = next;
      if (!this.budget.spend(1)) return true;
      if (one?.kind === 'reference' && other?.kind === 'reference') {
        const key = one.number * numberRange + other.number;
        if (this.proven.has(key) || met.has(key)) continue;
        met.add(key);
        const node = this.sameNode(one.number, other.number);
        if (node === false) return false;
        if (node === true) continue;
      }
      if (!this.sameHere(this.before.resolve(one), this.after.resolve(other), open)) return false;
    }
    for (const key of met) this.proven.add(key);
    return true;
  }

  /** null where they are not both nodes of the document, so that what they hold has to be looked at */
  private sameNode(first: number, second: number): boolean | null {
    // signature references name the catalog as what they are about
    if (first === this.nodesBefore.catalog && second === this.nodesAfter.catalog) return true;
    const page = this.nodesBefore.pageOf.get(first);
    const itsPage = this.nodesAfter.pageOf.get(second);
    if (page !== undefined && itsPage !== undefined) return page === itsPage;
    const isNode = (nodes: DocumentNodes, number: number): boolean => nodes.fields.has(number) || nodes.annotations.has(number);
    return isNode(this.nodesBefore, first) && isNode(this.nodesAfter, second) ? first === second : null;
  }

  private sameHere(first: PdfObject, second: PdfObject, open: Open[]): boolean {
    switch (first.kind) {
      case 'null':
        return second.kind === 'null';
      case 'boolean':
        return second.kind === 'boolean' && first.value === second.value;
      case 'number':
        return second.kind === 'number' && first.value === second.value;
      case 'name':
        return second.kind === 'name' && first.name === second.name;
      case 'string':
        return second.kind === 'string' && sameBytes(first.bytes, second.bytes);
      case 'array':
        if (second.kind !== 'array' || first.items.length !== second.items.length) return false;
        for (const [index, item] of first.items.entries()) open.push([item, second.items[index]]);
        return true;
      case 'dictionary':
        return second.kind === 'dictionary' && this.sameEntries(first, second, open);
      case 'stream':
        if (second.kind !== 'stream') return false;
        return this.sameStream(first, second, open);
      case 'reference':
        // what resolve could not follow
        return second.kind === 'reference';
    }
  }

  /** Some programs pack a stream otherwise when they save: what it unfolds to is what counts then. */
  private sameStream(first: PdfStream, second: PdfStream, open: Open[]): boolean {
    this.budget.spend(second.raw.length >> 10);
    if (sameBytes(first.raw, second.raw)) return this.sameEntries(first.dictionary, second.dictionary, open);
    // what is damaged, or packed in rarer ways, every reader unfolds in its own
    if (!isPlainlyPacked(first.dictionary) || !isPlainlyPacked(second.dictionary)) return false;
    const [one, other] = [undoFilters(first, (object) => this.before.resolve(object), limits.pdfDrawingBytes), undoFilters(second, (object) => this.after.resolve(object), limits.pdfDrawingBytes)];
    this.budget.spend(((one?.length ?? 0) + (other?.length ?? 0)) >> 8);
    if (one === null || other === null || !sameBytes(one, other)) return false;
    return this.sameEntries(unpacked(first.dictionary), unpacked(second.dictionary), open);
  }

  private sameEntries(first: PdfDictionary, second: PdfDictionary, open: Open[]): boolean {
    // readers differ in which of two entries they take
    if (second.duplicateKeys && second !== first) return false;
    for (const [key, value] of first.entries) open.push([value, second.entries.get(key)]);
    for (const [key, value] of second.entries) if (!first.entries.has(key)) open.push([undefined, value]);
    return true;
  }
}

/** Keys of both, each once. */
export function keysOf(first: PdfDictionary | null, second: PdfDictionary | null): readonly string[] {
  return [...new Set([...(first?.entries.keys() ?? []), ...(second?.entries.keys() ?? [])])];
}
