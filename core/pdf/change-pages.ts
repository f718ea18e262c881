import { limits } from '../base/limits';
import type { ChangeKind } from './change-kinds';
import { isHarmless } from './change-look';
import { dictionaryOf, itemsOf, nameOf, pageEntry } from './change-nodes';
import type { PageNode } from './change-nodes';
import { keysOf } from './change-pair';
import type { RevisionPair } from './change-pair';
import type { PdfDictionary, PdfObject, PdfRevision } from './pdf-model';

const inheritable = ['Resources', 'MediaBox', 'CropBox', 'Rotate'];

const pageKinds: Readonly<Record<string, ChangeKind>> = {
  Contents: 'pageContent', Group: 'pageContent', MediaBox: 'pageGeometry', CropBox: 'pageGeometry', BleedBox: 'pageGeometry', TrimBox: 'pageGeometry', ArtBox: 'pageGeometry',
  Rotate: 'pageGeometry', UserUnit: 'pageGeometry', AA: 'actions', Metadata: 'metadata', PieceInfo: 'technical', LastModified: 'technical', Tabs: 'technical',
  StructParents: 'structure', AF: 'attachedFiles',
};
const resourceKinds: Readonly<Record<string, ChangeKind>> = { Font: 'pageFonts', Properties: 'layers' };

/** Pages one by one, in their order; where pages came, went or changed places, those that are still there are compared as well. */
export function comparePages(pair: RevisionPair): void {
  const before = pair.nodesBefore.pages;
  const after = pair.nodesAfter.pages;
  if (before.length < after.length) pair.report('pageAdded', String(before.length + 1));
  if (before.length > after.length) pair.report('pageRemoved', String(after.length + 1));
  if (!pair.nodesAfter.isWhole || !pair.nodesBefore.isWhole) pair.report('tooMuch', null);
  const numbers = new Set(before.map((page) => page.number));
  for (const [index, page] of after.entries()) {
    const old = before[index];
    const moved = old !== undefined && page.number !== old.number && page.number !== null && numbers.has(page.number);
    if (moved) pair.report('pageOrder', String(index + 1));
    else if (old !== undefined) comparePage(pair, old, page, String(index + 1));
  }
}

function comparePage(pair: RevisionPair, old: PageNode, page: PageNode, place: string): void {
  const { before, after } = pair;
  for (const key of new Set([...keysOf(old.dictionary, page.dictionary), ...inheritable])) {
    const [was, is] = [pageEntry(old, key), pageEntry(page, key)];
    if (key === 'Parent') continue;
    if (key === 'Annots') compareAnnotations(pair, itemsOf(before, was), itemsOf(after, is), place);
    else if (key === 'Resources') compareResources(pair, dictionaryOf(before, was), dictionaryOf(after, is), place);
    else if (!pair.same(was, is)) pair.report(pageKinds[key] ?? 'unknown', place);
  }
  // PDFium goes up by /Parent instead of down by /Kids
  for (const key of inheritable) if (!pair.same(entryAbove(before, old.dictionary, key), entryAbove(after, page.dictionary, key))) pair.report(pageKinds[key] ?? 'pageContent', place);
  if (page.dictionary.duplicateKeys && page.dictionary !== old.dictionary) pair.report('unknown', place);
}

function entryAbove(revision: PdfRevision, page: PdfDictionary, key: string): PdfObject | undefined {
  let at = dictionaryOf(revision, page.entries.get('Parent'));
  for (let steps = 0; at !== null && steps < limits.pdfFieldDepth; steps += 1) {
    const value = at.entries.get(key);
    if (value !== undefined) return value;
    at = dictionaryOf(revision, at.entries.get('Parent'));
  }
  return undefined;
}

function compareResources(pair: RevisionPair, was: PdfDictionary | null, is: PdfDictionary | null, place: string): void {
  for (const key of keysOf(was, is)) {
    const [first, second] = [dictionaryOf(pair.before, was?.entries.get(key)), dictionaryOf(pair.after, is?.entries.get(key))];
    const kind = resourceKinds[key] ?? 'pageContent';
    if (first === null || second === null) {
      if (!pair.same(was?.entries.get(key), is?.entries.get(key))) pair.report(kind, place);
      continue;
    }
    // also what is only added: the content may have named it in vain until now
    if (keysOf(first, second).some((name) => !pair.same(first.entries.get(name), second.entries.get(name)))) pair.report(kind, place);
  }
}

function compareAnnotations(pair: RevisionPair, was: readonly PdfObject[], is: readonly PdfObject[], place: string): void {
  const { before, after, nodesBefore, nodesAfter } = pair;
  const numbersOf = (items: readonly PdfObject[]): ReadonlySet<number> => new Set(items.flatMap((item) => (item.kind === 'reference' ? [item.number] : [])));
  const [oldNumbers, newNumbers] = [numbersOf(was), numbersOf(is)];
  const inline = (items: readonly PdfObject[]): readonly PdfObject[] => items.filter((item) => item.kind !== 'reference');
  for (const number of newNumbers) {
    const annotation = after.object(number);
    if (annotation?.kind !== 'dictionary') {
      // freed, or no annotation any more: taken off the page as surely as if the list had lost it
      const old = before.object(number);
      if (annotation !== undefined || old?.kind === 'dictionary') pair.report(old?.kind === 'dictionary' && isHarmless(before, old) ? 'annotationRemoved' : 'annotationCovers', place);
    } else if (!oldNumbers.has(number)) {
      if (!nodesAfter.fields.has(number)) reportAdded(pair, annotation, place);
      else if (nodesBefore.fields.has(number) && !isSigned(pair, number)) pair.report('fieldChanged', nodesAfter.fields.get(number)?.name ?? place);
    } else if (!nodesAfter.fields.has(number) || !nodesBefore.fields.has(number)) compareAnnotation(pair, before.object(number), annotation, place);
  }
  for (const number of oldNumbers) {
    if (newNumbers.has(number)) continue;
    const field = nodesAfter.fields.get(number);
    const annotation = before.object(number);
    if (field !== undefined) pair.report('fieldChanged', field.name);
    else if (annotation?.kind === 'dictionary' && !nodesBefore.fields.has(number)) pair.report(isHarmless(before, annotation) ? 'annotationRemoved' : removedKind(pair, annotation), place);
  }
  const [oldInline, newInline] = [inline(was), inline(is)];
  for (const item of newInline) {
    const resolved = after.resolve(item);
    if (!oldInline.some((old) => pair.same(old, item)) && resolved.kind === 'dictionary') reportAdded(pair, resolved, place);
  }
  for (const item of oldInline) {
    const resolved = before.resolve(item);
    if (!newInline.some((one) => pair.same(item, one)) && resolved.kind === 'dictionary') pair.report(isHarmless(before, resolved) ? 'annotationRemoved' : 'annotationCovers', place);
  }
}

/** a signature field may be given its place on the page when it is signed */
function isSigned(pair: RevisionPair, number: number): boolean {
  const [old, field] = [pair.nodesBefore.fields.get(number), pair.nodesAfter.fields.get(number)];
  if (old === undefined || field?.type !== 'Sig') return false;
  const owner = pair.nodesBefore.fields.get(field.owner) ?? old;
  return pair.before.resolve(owner.dictionary.entries.get('V')).kind === 'null' && pair.after.resolve((pair.nodesAfter.fields.get(field.owner) ?? field).dictionary.entries.get('V')).kind === 'dictionary';
}

function reportAdded(pair: RevisionPair, annotation: PdfDictionary, place: string): void {
  const subtype = nameOf(pair.after, annotation.entries.get('Subtype'));
  if (subtype === 'Widget') pair.report('fieldAdded', place);
  else if (subtype === 'Link') pair.report('actions', place);
  else if (subtype === 'FileAttachment') pair.report('attachedFiles', place);
  else pair.report(isHarmless(pair.after, annotation) ? 'annotationAdded' : 'annotationCovers', place);
}

function removedKind(pair: RevisionPair, annotation: PdfDictionary): ChangeKind {
  const subtype = nameOf(pair.before, annotation.entries.get('Subtype'));
  return subtype === 'Widget' ? 'fieldRemoved' : subtype === 'Link' ? 'actions' : subtype === 'FileAttachment' ? 'attachedFiles' : 'annotationCovers';
}

const silentKeys: ReadonlySet<string> = new Set(['M', 'NM', 'P', 'StructParent']);

function compareAnnotation(pair: RevisionPair, old: PdfObject | undefined, annotation: PdfDictionary, place: string): void {
  if (old?.kind !== 'dictionary') {
    pair.report('annotationCovers', place);
    return;
  }
  const changed = keysOf(old, annotation).filter((key) => !silentKeys.has(key) && !pair.same(old.entries.get(key), annotation.entries.get(key)));
  if (changed.length === 0 && (!annotation.duplicateKeys || annotation === old)) return;
  if (changed.includes('A') || changed.includes('AA') || changed.includes('Dest')) pair.report('actions', place);
  else pair.report(isHarmless(pair.before, old) && isHarmless(pair.after, annotation) ? 'annotationChanged' : 'annotationCovers', place);
}
