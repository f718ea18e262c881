import type { PdfDraft } from './pdf-draft';
import { pdfDictionary, pdfName, pdfNumber, withEntries } from './write-object';

/** Version the file claims: of its catalog where that says one, else of its header. */
function isPdf2(draft: PdfDraft): boolean {
  const version = draft.resolve(draft.dictionary(draft.catalogNumber).entries.get('Version'));
  return version.kind === 'name' ? version.name.startsWith('2') : draft.file.bytes[5] === 0x32;
}

/** ETSI EN 319 142-1, annex on extensions: before PDF 2.0, what ETSI added is announced (prefix ESIC). */
export function announceEtsi(draft: PdfDraft): void {
  if (isPdf2(draft)) return;
  const extensions = draft.resolve(draft.dictionary(draft.catalogNumber).entries.get('Extensions'));
  if (extensions.kind === 'dictionary' && extensions.entries.has('ESIC')) return;
  draft.editDictionary(draft.catalogNumber, 'Extensions', (known) => withEntries(known, { ESIC: pdfDictionary({ BaseVersion: pdfName('1.7'), ExtensionLevel: pdfNumber(1) }) }));
}
