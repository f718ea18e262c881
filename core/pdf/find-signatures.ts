import { limits } from '../base/limits';
import { looseSignatures } from './loose-signatures';
import type { PdfFile, PdfSignature } from './pdf-model';
import { signatureOf } from './read-signature';
import { formFields } from './signature-fields';

/**
 * Signatures of the whole file as it is now: values of signature fields in the order of the form, then those that lie in the file without
 * a field (field 0): a signature taken out of the form is not unsaid by that. Bounded by limits.pdfSignatures.
 */
export function findSignatures(file: PdfFile): readonly PdfSignature[] {
  const last = file.revisions[file.revisions.length - 1];
  if (last === undefined) return [];
  const found: PdfSignature[] = [];
  const values = new Set<number>();
  for (const { type, value, number, name } of formFields(last)) {
    if (type !== 'Sig' || value === undefined || found.length >= limits.pdfSignatures) continue;
    const dictionary = last.resolve(value);
    const valueNumber = value.kind === 'reference' ? value.number : number;
    // one signature shown in several fields is one signature
    if (dictionary.kind !== 'dictionary' || values.has(valueNumber)) continue;
    values.add(valueNumber);
    found.push(signatureOf(file, last, dictionary, { field: number, fieldName: name, value: valueNumber }));
  }
  return [...found, ...looseSignatures(file, last, found)];
}
