import type { DraftDocument } from '../model/draft';
import type { ReadDraftFile } from './read-draft-file';

export type FilledFields = Partial<Pick<DraftDocument, 'summary' | 'signer' | 'placesOfReceipt'>>;

/** What the attached document says and nobody typed yet; null: nothing. What a person wrote is never replaced. */
export function fieldsFromFile(document: DraftDocument, read: Pick<ReadDraftFile, 'documents' | 'signer' | 'receivers'>): FilledFields | null {
  const summary = read.documents[0]?.summary?.trim() ?? '';
  const { signer } = read;
  const fields: FilledFields = {
    ...(document.summary.trim() === '' && summary !== '' ? { summary: summary.slice(0, 5000) } : {}),
    ...(document.signer.name.trim() === '' && signer !== null ? { signer: { name: signer.name.slice(0, 200), title: (document.signer.title.trim() || signer.title).slice(0, 500) } } : {}),
    ...(document.placesOfReceipt.length === 0 && read.receivers.length > 0 ? { placesOfReceipt: read.receivers.map((one) => one.slice(0, 500)).slice(0, 2000) } : {}),
  };
  return Object.keys(fields).length === 0 ? null : fields;
}
