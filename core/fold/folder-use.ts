import type { FolderInfo, FolderUse } from '../model/folder';

/** A folder as a server lists it, before it is known what it is for. */
export interface ListedFolder {
  readonly path: string;
  readonly name: string;
  readonly delimiter: string | null;
  readonly namespace: FolderInfo['namespace'];
  /** attributes of LIST, special uses (RFC 6154, RFC 8457) among them */
  readonly attributes: readonly string[];
}

export type KnownUse = Pick<FolderInfo, 'use' | 'useFrom'>;

const attributeUses: Readonly<Record<string, FolderUse>> = {
  '\\sent': 'sent', '\\drafts': 'drafts', '\\junk': 'junk', '\\spam': 'junk', '\\trash': 'trash', '\\archive': 'archive',
  '\\all': 'all', '\\allmail': 'all', '\\flagged': 'flagged', '\\starred': 'flagged', '\\important': 'important',
};

/** Names as mail programs and servers of the field give them, folded as `foldName` does. */
const nameUses: readonly (readonly [FolderUse, readonly string[]])[] = [
  ['sent', ['sent', 'sent items', 'sent messages', 'sent mail', 'đã gửi', 'thư đã gửi', 'mục đã gửi', 'ส่งแล้ว', 'รายการที่ส่ง', 'จดหมายที่ส่งแล้ว', 'ข้อความที่ส่ง']],
  ['drafts', ['drafts', 'draft', 'bản nháp', 'thư nháp', 'nháp', 'bản thảo', 'ร่าง', 'จดหมายร่าง', 'ฉบับร่าง', 'แบบร่าง']],
  ['junk', ['junk', 'junk email', 'junk e-mail', 'junk mail', 'spam', 'bulk mail', 'thư rác', 'hòm thư rác', 'hộp thư rác', 'อีเมลขยะ', 'จดหมายขยะ', 'ขยะ', 'สแปม']],
  ['trash', ['trash', 'deleted items', 'deleted messages', 'bin', 'thùng rác', 'đã xóa', 'đã xoá', 'thư đã xóa', 'thư đã xoá', 'mục đã xóa', 'mục đã xoá', 'ถังขยะ', 'รายการที่ลบ', 'ข้อความที่ลบ']],
  ['archive', ['archive', 'archives', 'lưu trữ', 'kho lưu trữ', 'thư lưu trữ', 'เก็บถาวร', 'คลังเก็บ', 'ที่เก็บถาวร']],
];

/**
 * What each folder is for, in the order given. The server's word counts; of a use it says nothing about, the folder of ours with a
 * telling name takes it, the shallowest first. In mailboxes of others only junk is told by its name: nothing of ours is ever sent
 * or moved there, but their spam is spam here too.
 */
export function folderUses(folders: readonly ListedFolder[]): readonly KnownUse[] {
  const bySaid = folders.map(saidUse);
  const taken = new Set(bySaid.flatMap((use, at) => (use !== null && folders[at]?.namespace === 'personal' ? [use] : [])));
  const byName = new Map<number, FolderUse>();
  for (const [use, names] of nameUses) {
    const candidates = folders.flatMap((folder, at) => (bySaid[at] === null && !byName.has(at) && names.includes(foldName(folder.name)) ? [{ folder, at }] : []));
    if (use === 'junk') for (const { folder, at } of candidates) if (folder.namespace !== 'personal') byName.set(at, use);
    if (taken.has(use)) continue;
    const [first] = candidates.filter(({ folder }) => folder.namespace === 'personal').sort((a, b) => depth(a.folder) - depth(b.folder) || (a.folder.path < b.folder.path ? -1 : 1));
    if (first) byName.set(first.at, use);
  }
  return folders.map((_folder, at) => {
    const said = bySaid[at] ?? null;
    if (said !== null) return { use: said, useFrom: 'server' };
    const named = byName.get(at) ?? null;
    return named === null ? { use: null, useFrom: null } : { use: named, useFrom: 'name' };
  });
}

function saidUse({ path, attributes, namespace }: ListedFolder): FolderUse | null {
  if (namespace === 'personal' && path.toUpperCase() === 'INBOX') return 'inbox';
  for (const attribute of attributes) {
    const use = attributeUses[attribute.toLowerCase()];
    if (use !== undefined) return use;
  }
  return null;
}

function depth({ path, delimiter }: ListedFolder): number {
  return delimiter === null || delimiter === '' ? 0 : path.split(delimiter).length;
}

/** Case, width and composition do not tell folders apart (a name may have been written on another system). */
function foldName(name: string): string {
  return name.normalize('NFKC').toLowerCase().replace(/[\s_]+/g, ' ').trim();
}
