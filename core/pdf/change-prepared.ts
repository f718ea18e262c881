import { limits } from '../base/limits';
import { shownValue } from './change-field-value';
import { isDrawn, shareOfPage } from './change-look';
import { dictionaryOf, documentNodes, itemsOf, nameOf } from './change-nodes';
import type { FieldNode } from './change-nodes';
import type { FoundChange } from './change-pair';
import type { PdfRevision } from './pdf-model';

/** part of a page from which on an annotation hides the page rather than marks it */
const mostOfPage = 0.5;

/** Does the field show something other than the value it keeps? */
function isPreparedValue(revision: PdfRevision, fields: ReadonlyMap<number, FieldNode>, field: FieldNode): boolean {
  // a format of its own (AA) may show anything
  return !field.dictionary.entries.has('AA') && shownValue(revision, fields, field) === 'other';
}

/**
 * What lay ready for a shadow attack when it was signed (Mainka et al. 2021, hide and replace): covers that can be taken away, layers that can be
 * switched, values that can be made to show. It is what the signer signed, so it is told and not judged.
 */
export function preparedIn(revision: PdfRevision): readonly FoundChange[] {
  const known = prepared.get(revision) ?? findPrepared(revision);
  prepared.set(revision, known);
  return known;
}

const prepared = new WeakMap<PdfRevision, readonly FoundChange[]>();

function findPrepared(revision: PdfRevision): readonly FoundChange[] {
  const found: FoundChange[] = [];
  const nodes = documentNodes(revision);
  for (const [number, index] of nodes.annotations) {
    const page = nodes.pages[index];
    const annotation = revision.object(number);
    if (page === undefined || annotation?.kind !== 'dictionary' || nameOf(revision, annotation.entries.get('Subtype')) === 'Link') continue;
    const place = String(index + 1);
    if (found.length >= limits.pdfChanges) return found;
    if (shareOfPage(revision, annotation, page) > mostOfPage && isDrawn(revision, annotation) && !found.some((one) => one.place === place)) found.push({ what: 'preparedHiding', place });
  }
  if (hasHiddenLayer(revision)) found.push({ what: 'preparedLayer', place: null });
  for (const field of nodes.fields.values()) {
    if (found.length >= limits.pdfChanges) return found;
    if (isPreparedValue(revision, nodes.fields, field)) found.push({ what: 'preparedFieldValue', place: field.name });
  }
  return found;
}

/** Optional content that is off by default (ISO 32000-2 8.11.4.3). */
function hasHiddenLayer(revision: PdfRevision): boolean {
  const catalog = dictionaryOf(revision, revision.trailer.entries.get('Root'));
  const layers = dictionaryOf(revision, catalog?.entries.get('OCProperties'));
  const shown = dictionaryOf(revision, layers?.entries.get('D'));
  if (layers === null || shown === null) return false;
  if (nameOf(revision, shown.entries.get('BaseState')) === 'OFF') return itemsOf(revision, shown.entries.get('ON')).length < itemsOf(revision, layers.entries.get('OCGs')).length;
  return itemsOf(revision, shown.entries.get('OFF')).length > 0;
}
