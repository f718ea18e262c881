import { documentNodes } from '../change-nodes';
import type { PdfDraft } from './pdf-draft';
import type { PdfPlace, PdfRect } from './pdf-place';
import { coordinate, pdfArray, pdfDictionary, pdfName, pdfNumber, pdfReference, pdfText, withEntries } from './write-object';
import type { PdfObject, PdfReference } from '../pdf-model';

/** SignaturesExist and AppendOnly (ISO 32000-2, table 225). */
const signatureFlags = 3;
/** Print and Locked (table 167) */
const widgetFlags = 4 | 128;

/** A name no field of the form has, nor begins with: `base`, `base2`, `base3` … */
export function freeFieldName(draft: PdfDraft, base: string): string {
  const taken = new Set([...documentNodes(draft.revision).fields.values()].map(({ name }) => name.split('.')[0]));
  let name = base;
  for (let count = 2; taken.has(name); count += 1) name = `${base}${count}`;
  return name;
}

/** Where a signature is seen, and by which form XObject. */
export interface SeenSignature {
  readonly place: PdfPlace;
  readonly form: PdfReference;
}

function rectangle({ left, bottom, right, top }: PdfRect): PdfObject {
  return pdfArray([left, bottom, right, top].map(coordinate).map(pdfNumber));
}

const nowhere: PdfRect = { left: 0, bottom: 0, right: 0, top: 0 };

/**
 * A signature field and its widget in one (12.7.5.5), in the form and on the page.
 * @param look where it is seen, and by which form XObject; null: it is not seen, and stands on the first page
 */
export function addSignatureField(draft: PdfDraft, name: string, value: PdfReference, look: SeenSignature | null): boolean {
  const page = draft.page(look?.place.page ?? 1);
  if (page === null) return false;
  const field = draft.add(
    pdfDictionary({
      Type: pdfName('Annot'),
      Subtype: pdfName('Widget'),
      FT: pdfName('Sig'),
      T: pdfText(name),
      F: pdfNumber(widgetFlags),
      Rect: rectangle(look?.place.rect ?? nowhere),
      P: pdfReference(page.number),
      V: value,
      ...(look === null ? {} : { AP: pdfDictionary({ N: look.form }) }),
    }),
  );
  const before = draft.dictionary(page.number);
  const after = draft.withItem(before, 'Annots', field);
  if (after !== before) draft.set(page.number, after);
  draft.editDictionary(draft.catalogNumber, 'AcroForm', (form) => {
    const flags = draft.resolve(form.entries.get('SigFlags'));
    return withEntries(draft.withItem(form, 'Fields', field), { SigFlags: pdfNumber((flags.kind === 'number' ? flags.value : 0) | signatureFlags) });
  });
  return true;
}
