import { searchKey, searchWords } from '../../../core/base/search-key';
import { folderTree, openLines, type FolderNode } from '../../../core/fold/folder-tree';
import type { FolderInfo } from '../../../core/model/folder';

export interface MoveGoal {
  readonly path: string;
  /** names from the top, as a person reads them */
  readonly names: readonly string[];
}

/** folders shown at once: a longer list is not read, it is searched */
const shownMost = 200;

/** Folders letters can be moved to, those that match every word first come first; `hidden`: how many more there are. */
export function moveGoals(folders: readonly FolderInfo[], search: string, without: readonly string[], nameOf: (node: FolderNode) => string): { readonly goals: readonly MoveGoal[]; readonly hidden: number } {
  const { own, shared } = folderTree(folders);
  const words = searchWords(search);
  const goals: MoveGoal[] = [];
  const trail: string[] = [];
  for (const { node, depth } of [...openLines(own, () => true), ...openLines(shared, () => true)]) {
    trail.splice(depth, trail.length, nameOf(node));
    if (node.info?.selectable !== true || without.includes(node.path) || !mayInsert(node.info)) continue;
    const key = searchKey([...trail, node.path].join(' '));
    if (words.every((word) => key.includes(word))) goals.push({ path: node.path, names: [...trail] });
  }
  // a name that begins with what was typed is what was meant
  const [first] = words;
  const ranked = first === undefined ? goals : goals.toSorted((a, b) => Number(begins(b, first)) - Number(begins(a, first)));
  return { goals: ranked.slice(0, shownMost), hidden: Math.max(0, ranked.length - shownMost) };
}

function begins({ names }: MoveGoal, word: string): boolean {
  return searchKey(names.at(-1) ?? '').startsWith(word);
}

/** RFC 4314: "i" to put letters there; unknown rights are tried. */
function mayInsert({ rights }: FolderInfo): boolean {
  return rights === null || rights.includes('i');
}
