import type { DraftFile } from '../../../core/model/draft';

/** Files that can carry a signature of their own format (PAdES; XML-DSig in Office packages). */
export type SignableFormat = 'pdf' | 'office';

const officeTypes = new Set([
  'application/vnd.openxmlformats-officedocument.wordprocessingml.document', 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  'application/vnd.openxmlformats-officedocument.presentationml.presentation',
]);

export function signableFormat({ name, mediaType }: Pick<DraftFile, 'name' | 'mediaType'>): SignableFormat | null {
  if (mediaType === 'application/pdf' || /\.pdf$/i.test(name)) return 'pdf';
  if (officeTypes.has(mediaType) || /\.(docx|xlsx|pptx)$/i.test(name)) return 'office';
  return null;
}

export function isOfficeFile(file: Pick<DraftFile, 'name' | 'mediaType'>): boolean {
  return signableFormat(file) === 'office';
}
