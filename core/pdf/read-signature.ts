import { limits } from '../base/limits';
import { readRange } from './byte-range';
import type { PdfDictionary, PdfFile, PdfObject, PdfRevision, PdfSignature } from './pdf-model';
import { textOf } from './text-string';

function nameOf(object: PdfObject): string | null {
  return object.kind === 'name' ? object.name : null;
}

export interface Transforms {
  /** usage rights (12.8.2.3): a program's permission to a reader, nobody's signature on the content */
  readonly isUsageRights: boolean;
  readonly certification: PdfSignature['certification'];
  readonly locks: PdfSignature['locks'];
}

/** What the signature itself says about later changes: its signature references (12.8.1, table 256). */
export function readTransforms(dictionary: PdfDictionary, revision: PdfRevision): Transforms {
  const references = revision.resolve(dictionary.entries.get('Reference'));
  let certification: PdfSignature['certification'] = null;
  let locks: PdfSignature['locks'] = null;
  let isUsageRights = false;
  for (const item of references.kind === 'array' ? references.items.slice(0, limits.pdfSignatures) : []) {
    const reference = revision.resolve(item);
    if (reference.kind !== 'dictionary') continue;
    const parameters = revision.resolve(reference.entries.get('TransformParams'));
    const { entries } = parameters.kind === 'dictionary' ? parameters : { entries: new Map<string, PdfObject>() };
    const method = nameOf(revision.resolve(reference.entries.get('TransformMethod')));
    const permitted = revision.resolve(entries.get('P'));
    if (method === 'UR3' || method === 'UR') isUsageRights = true;
    // absent: 2; a number the standard does not know permits nothing
    if (method === 'DocMDP') certification = permitted.kind !== 'number' || permitted.value === 2 ? 2 : permitted.value === 3 ? 3 : 1;
    if (method === 'FieldMDP') {
      const action = nameOf(revision.resolve(entries.get('Action')));
      const names = revision.resolve(entries.get('Fields'));
      const fields = names.kind === 'array' ? names.items.slice(0, limits.pdfFields).flatMap((name) => {
        const text = revision.resolve(name);
        return text.kind === 'string' ? [textOf(text.bytes)] : [];
      }) : [];
      locks = { action: action === 'Include' || action === 'Exclude' ? action : 'All', fields };
    }
  }
  return { isUsageRights, certification, locks };
}

/** A signature dictionary read by the law of its ranges; what it permits is taken from the revision it signed. */
export function signatureOf(file: PdfFile, last: PdfRevision, dictionary: PdfDictionary, place: Pick<PdfSignature, 'field' | 'fieldName' | 'value'>): PdfSignature {
  const range = readRange(file, dictionary);
  const subFilter = nameOf(last.resolve(dictionary.entries.get('SubFilter')));
  const claimed = last.resolve(dictionary.entries.get('M'));
  const { certification, locks } = readTransforms(dictionary, file.revisions.find(({ index }) => index === range.revision) ?? last);
  return {
    ...place,
    dictionary,
    subFilter,
    isTimestamp: subFilter === 'ETSI.RFC3161' || nameOf(last.resolve(dictionary.entries.get('Type'))) === 'DocTimeStamp',
    byteRange: range.byteRange,
    contents: range.contents,
    rangeFault: range.fault,
    revision: range.revision,
    certification,
    locks,
    claimedAt: claimed.kind === 'string' ? textOf(claimed.bytes) : null,
  };
}
