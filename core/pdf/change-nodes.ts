import { limits } from '../base/limits';
import type { PdfDictionary, PdfObject, PdfRevision } from './pdf-model';
import { textOf } from './text-string';

export interface PageNode {
  readonly number: number | null;
  readonly dictionary: PdfDictionary;
  /** entries of its ancestors that hold for it (ISO 32000-2 7.7.3.4) */
  readonly inherited: ReadonlyMap<string, PdfObject>;
}

export interface FieldNode {
  readonly number: number;
  readonly dictionary: PdfDictionary;
  readonly parent: number | null;
  /** the field it is, or is a widget of */
  readonly owner: number;
  /** fully qualified (ISO 32000-2 12.7.4.2) */
  readonly name: string;
  /** /FT, its own or an ancestor's */
  readonly type: string | null;
}

/** Pages, fields and annotations of one revision: what changes are told apart by. */
export interface DocumentNodes {
  /** object number of the catalog */
  readonly catalog: number | null;
  readonly pages: readonly PageNode[];
  /** index of the page by its object number */
  readonly pageOf: ReadonlyMap<number, number>;
  readonly fields: ReadonlyMap<number, FieldNode>;
  /** fields that are no objects of their own */
  readonly inlineFields: readonly PdfObject[];
  /** index of the page by the object number of the annotation */
  readonly annotations: ReadonlyMap<number, number>;
  /** false: a tree runs in circles, is too deep or too wide */
  readonly isWhole: boolean;
}

const inheritable = ['Resources', 'MediaBox', 'CropBox', 'Rotate'];
const deepest = 48;

export function dictionaryOf(revision: PdfRevision, object: PdfObject | undefined): PdfDictionary | null {
  const resolved = revision.resolve(object);
  return resolved.kind === 'dictionary' ? resolved : null;
}

export function itemsOf(revision: PdfRevision, object: PdfObject | undefined): readonly PdfObject[] {
  const resolved = revision.resolve(object);
  return resolved.kind === 'array' ? resolved.items : [];
}

export function nameOf(revision: PdfRevision, object: PdfObject | undefined): string | null {
  const resolved = revision.resolve(object);
  return resolved.kind === 'name' ? resolved.name : null;
}

export function numberOf(revision: PdfRevision, object: PdfObject | undefined): number | null {
  const resolved = revision.resolve(object);
  return resolved.kind === 'number' ? resolved.value : null;
}

class NodeReader {
  readonly pages: PageNode[] = [];
  readonly pageOf = new Map<number, number>();
  readonly fields = new Map<number, FieldNode>();
  readonly inlineFields: PdfObject[] = [];
  readonly annotations = new Map<number, number>();
  isWhole = true;
  private readonly met = new Set<number>();

  readonly catalog: number | null;

  constructor(private readonly revision: PdfRevision) {
    const root = revision.trailer.entries.get('Root');
    this.catalog = root?.kind === 'reference' ? root.number : null;
  }

  read(): DocumentNodes {
    const catalog = dictionaryOf(this.revision, this.revision.trailer.entries.get('Root'));
    this.readPages(catalog?.entries.get('Pages'), new Map(), 0);
    for (const [index, page] of this.pages.entries()) {
      for (const item of itemsOf(this.revision, page.dictionary.entries.get('Annots'))) {
        if (item.kind === 'reference' && dictionaryOf(this.revision, item) !== null) this.annotations.set(item.number, index);
      }
    }
    const form = dictionaryOf(this.revision, catalog?.entries.get('AcroForm'));
    for (const item of itemsOf(this.revision, form?.entries.get('Fields'))) this.readField(item, null, 0);
    return this;
  }

  private readPages(object: PdfObject | undefined, above: ReadonlyMap<string, PdfObject>, depth: number): void {
    const dictionary = dictionaryOf(this.revision, object);
    const number = object?.kind === 'reference' ? object.number : null;
    if (dictionary === null) return;
    if (depth > deepest || this.pages.length >= limits.pdfChangePages || (number !== null && this.met.has(number))) {
      this.isWhole = false;
      return;
    }
    if (number !== null) this.met.add(number);
    if (nameOf(this.revision, dictionary.entries.get('Type')) === 'Page' || !dictionary.entries.has('Kids')) {
      if (number !== null) this.pageOf.set(number, this.pages.length);
      this.pages.push({ number, dictionary, inherited: above });
      return;
    }
    const inherited = new Map(above);
    for (const key of inheritable) {
      const value = dictionary.entries.get(key);
      if (value !== undefined) inherited.set(key, value);
    }
    for (const kid of itemsOf(this.revision, dictionary.entries.get('Kids'))) this.readPages(kid, inherited, depth + 1);
  }

  private readField(object: PdfObject, parent: FieldNode | null, depth: number): void {
    if (object.kind !== 'reference') {
      this.inlineFields.push(object);
      return;
    }
    const dictionary = dictionaryOf(this.revision, object);
    if (dictionary === null) return;
    if (this.fields.has(object.number)) return;
    if (depth > limits.pdfFieldDepth || this.fields.size >= limits.pdfFields) {
      this.isWhole = false;
      return;
    }
    const { entries } = dictionary;
    const title = this.revision.resolve(entries.get('T'));
    const own = title.kind === 'string' ? textOf(title.bytes) : null;
    const node: FieldNode = {
      number: object.number,
      dictionary,
      parent: parent?.number ?? null,
      owner: own === null && parent !== null ? parent.owner : object.number,
      name: [parent?.name ?? null, own].filter((part) => part !== null && part !== '').join('.'),
      type: nameOf(this.revision, entries.get('FT')) ?? parent?.type ?? null,
    };
    this.fields.set(object.number, node);
    for (const kid of itemsOf(this.revision, entries.get('Kids'))) this.readField(kid, node, depth + 1);
  }
}

const read = new WeakMap<PdfRevision, DocumentNodes>();

export function documentNodes(revision: PdfRevision): DocumentNodes {
  const known = read.get(revision);
  if (known !== undefined) return known;
  const nodes = new NodeReader(revision).read();
  read.set(revision, nodes);
  return nodes;
}

/** An entry of a page, its own or inherited. */
export function pageEntry(page: PageNode, key: string): PdfObject | undefined {
  return page.dictionary.entries.get(key) ?? page.inherited.get(key);
}
