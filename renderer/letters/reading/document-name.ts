import type { TFunction } from 'i18next';
import type { OfficialDocument } from '../../../core/model/document';

/** What a document is called beside others of its letter. */
export function documentName({ number, type, copy }: OfficialDocument, index: number, t: TFunction): string {
  const name = number ?? type ?? t('reading.document', { index: index + 1 });
  return copy === null ? name : `${name} ${t('document:copySuffix')}`;
}
