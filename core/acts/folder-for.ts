import type { FolderInfo, FolderUse } from '../model/folder';

/** Path of the folder that serves this use; the server's word goes before a guess by name. */
export function folderFor(use: FolderUse, folders: readonly FolderInfo[]): string | null {
  const ours = folders.filter((folder) => folder.use === use && folder.selectable && folder.namespace === 'personal');
  return (ours.find((folder) => folder.useFrom === 'server') ?? ours[0])?.path ?? null;
}

export function useOf(path: string, folders: readonly FolderInfo[]): FolderUse | null {
  if (path.toUpperCase() === 'INBOX') return 'inbox';
  return folders.find((folder) => folder.path === path)?.use ?? null;
}

const repeating: ReadonlySet<FolderUse | null> = new Set<FolderUse | null>(['all', 'flagged', 'important']);

/** Folders that only show again what lies elsewhere (RFC 6154): a letter is never moved out of them or looked for there. */
export function isRepeating(path: string, folders: readonly FolderInfo[]): boolean {
  return repeating.has(useOf(path, folders));
}

/** Where a folder that is missing is made: beside the others, below INBOX where the server wants that (Courier). */
export function pathForNew(name: 'Trash' | 'Junk', folders: readonly FolderInfo[]): string {
  const sent = folderFor('sent', folders) ?? folderFor('drafts', folders);
  const owner = folders.find((folder) => folder.path === sent);
  if (owner?.delimiter == null) return name;
  const at = owner.path.lastIndexOf(owner.delimiter);
  return at < 0 ? name : `${owner.path.slice(0, at + owner.delimiter.length)}${name}`;
}
