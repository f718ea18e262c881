import type { TFunction } from 'i18next';
import type { FolderUse } from '../../core/model/folder';

/** A special folder by what it is for, in the person's language; any other by its own name. */
export function folderName(folder: { readonly use: FolderUse | null; readonly name: string }, t: TFunction): string {
  return folder.use === null ? folder.name : t(`mailbox:use.${folder.use}`);
}
