import { limits } from '../../base/limits';
import { fail, ok } from '../../base/result';
import type { Result } from '../../base/result';
import { dictionaryOf, documentNodes } from '../change-nodes';
import type { PageNode } from '../change-nodes';
import { openPdf } from '../open-pdf';
import type { PdfDictionary, PdfFile, PdfObject, PdfReference, PdfRevision } from '../pdf-model';
import { appendRevision, firstFreeNumber } from './append-revision';
import type { AppendedRevision } from './append-revision';
import type { PdfWriteFailure } from './pdf-write-failure';
import { latinBytes, objectText, pdfArray, pdfDictionary, pdfReference, withEntries } from './write-object';

/** What makes readers find different objects, or none: nothing is appended to that. */
const unsound: ReadonlySet<string> = new Set(['headerOffset', 'headerAmbiguous', 'startxrefOff', 'rebuilt', 'noEndMark', 'bytesAfterEnd', 'revisionWithoutEnd', 'objectOutside', 'wrongOffset', 'xrefOverlap', 'duplicateTrailerKeys', 'sizeTooSmall', 'tooMuch']);

/** Changes to a file that are gathered before they are written as one revision. The only mutable thing here. */
export class PdfDraft {
  readonly revision: PdfRevision;
  private readonly changed = new Map<number, PdfObject | Uint8Array>();
  private next: number;

  constructor(
    readonly file: PdfFile,
    readonly catalogNumber: number,
  ) {
    const last = file.revisions.at(-1);
    if (last === undefined) throw new Error('a file without revision');
    this.revision = last;
    this.next = firstFreeNumber(file);
  }

  /** A number that was never in use. */
  reserve(): number {
    this.next += 1;
    return this.next - 1;
  }

  add(body: PdfObject | Uint8Array): PdfReference {
    const number = this.reserve();
    this.changed.set(number, body);
    return pdfReference(number);
  }

  set(number: number, body: PdfObject | Uint8Array): void {
    this.changed.set(number, body);
  }

  /** As the revision before has it, or as it was changed here. */
  resolve(object: PdfObject | undefined): PdfObject {
    const target = object?.kind === 'reference' ? this.targetOf(object) : null;
    const changed = target === null ? undefined : this.changed.get(target);
    return changed === undefined || changed instanceof Uint8Array ? this.revision.resolve(object) : changed;
  }

  dictionary(number: number): PdfDictionary {
    const object = this.resolve(pdfReference(number));
    return object.kind === 'dictionary' ? object : pdfDictionary({});
  }

  /** The number an object lies under at the end of references to references. */
  private targetOf(reference: PdfReference): number {
    let number = reference.number;
    for (let steps = 0; steps < limits.pdfReferences; steps += 1) {
      const object = this.changed.has(number) ? undefined : this.revision.object(number);
      if (object?.kind !== 'reference') return number;
      number = object.number;
    }
    return number;
  }

  /** Changes an entry of a dictionary where it lies: in an object of its own, or in the dictionary itself. */
  edit(holder: number, key: string, change: (value: PdfObject) => PdfObject): void {
    const dictionary = this.dictionary(holder);
    const value = dictionary.entries.get(key);
    const resolved = this.resolve(value);
    const edited = change(resolved);
    if (value?.kind === 'reference' && resolved.kind !== 'null') this.set(this.targetOf(value), edited);
    else this.set(holder, withEntries(dictionary, { [key]: edited }));
  }

  editDictionary(holder: number, key: string, change: (value: PdfDictionary) => PdfDictionary): void {
    this.edit(holder, key, (value) => change(value.kind === 'dictionary' ? value : pdfDictionary({})));
  }

  /** Adds to an array that is an entry of `dictionary`; the dictionary as it has to be afterwards, which is the same where the array is an object of its own. */
  withItem(dictionary: PdfDictionary, key: string, item: PdfObject): PdfDictionary {
    const value = dictionary.entries.get(key);
    const resolved = this.resolve(value);
    const longer = pdfArray([...(resolved.kind === 'array' ? resolved.items : []), item]);
    if (value?.kind !== 'reference' || resolved.kind !== 'array') return withEntries(dictionary, { [key]: longer });
    this.set(this.targetOf(value), longer);
    return dictionary;
  }

  /** @param page from 1 */
  page(page: number): (PageNode & { readonly number: number }) | null {
    const node = documentNodes(this.revision).pages[page - 1];
    return node === undefined || node.number === null || node.dictionary.duplicateKeys ? null : { ...node, number: node.number };
  }

  async append(): Promise<AppendedRevision> {
    return appendRevision(this.file, new Map([...this.changed].map(([number, body]) => [number, body instanceof Uint8Array ? body : latinBytes(objectText(body))])));
  }
}

/** A file that may be written to: not encrypted, and read by its own cross-reference without repair. */
export function openDraft(bytes: Uint8Array): Result<PdfDraft, PdfWriteFailure> {
  const opened = openPdf(bytes);
  if (!opened.ok) return fail(opened.failure);
  const file = opened.value;
  const last = file.revisions.at(-1);
  if (file.encrypted || last?.trailer.entries.has('Encrypt') === true) return fail('encrypted');
  const root = last?.trailer.entries.get('Root');
  const catalog = last === undefined ? null : dictionaryOf(last, root);
  if (last === undefined || root?.kind !== 'reference' || catalog === null || catalog.duplicateKeys) return fail('damaged');
  // asking for the pages reads what they are made of, and finds what is odd about it
  if (!documentNodes(last).isWhole || file.revisions.some(({ oddities }) => oddities.some((oddity) => unsound.has(oddity)))) return fail('damaged');
  return ok(new PdfDraft(file, root.number));
}
