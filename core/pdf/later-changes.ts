import type { LaterChange } from '../model/verdict';
import type { PdfFile, PdfSignature } from './pdf-model';

/**
 * What came after a signature, revision by revision, and whether it permits that (ISO 32000-2 12.8.2.2 DocMDP, 12.8.2.4 FieldMDP,
 * ETSI EN 319 142-1 for DSS and document time-stamps).
 */
export function laterChanges(file: PdfFile, signature: PdfSignature): readonly LaterChange[] {
  return signature.revision === file.revisions.length ? [] : [{ what: 'unknown', permitted: 'unknown', revision: file.revisions.length, place: null }];
}
