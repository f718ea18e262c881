import { folderTree, openLines, type FolderLine, type FolderNode } from '../../../core/fold/folder-tree';
import type { FolderChoice, FolderInfo } from '../../../core/model/folder';

/** By path; what is not there follows the default. */
export type Boxes = FolderChoice['folders'];

/** these only repeat letters of other folders */
const repeating: ReadonlySet<FolderInfo['use']> = new Set<FolderInfo['use']>(['all', 'flagged', 'important']);

export function isRepeating(folder: FolderInfo): boolean {
  return repeating.has(folder.use);
}

export function isKept(folder: FolderInfo, boxes: Boxes): boolean {
  return (boxes[folder.path] ?? (isRepeating(folder) ? 'skip' : 'keep')) === 'keep';
}

/** The folder and all below it; what is as the default has it is not written down, so that new defaults reach it. */
export function withBox(node: FolderNode, kept: boolean, boxes: Boxes): Boxes {
  const next = new Map(Object.entries(boxes));
  const set = ({ info, children }: FolderNode): void => {
    if (info?.selectable === true) {
      if (kept === !isRepeating(info)) next.delete(info.path);
      else next.set(info.path, kept ? 'keep' : 'skip');
    }
    children.forEach(set);
  };
  set(node);
  return Object.fromEntries(next);
}

/** How a box stands: for a branch also by what lies below. */
export function boxState(node: FolderNode, boxes: Boxes): boolean | 'mixed' {
  const states = new Set<boolean>();
  const look = ({ info, children }: FolderNode): void => {
    if (info?.selectable === true) states.add(isKept(info, boxes));
    children.forEach(look);
  };
  look(node);
  return states.size > 1 ? 'mixed' : states.has(true);
}

/** Every folder of the account as lines, the branches open that `isOpen` says. */
export function boxLines(folders: readonly FolderInfo[], isOpen: (node: FolderNode) => boolean): readonly FolderLine[] {
  const { own, shared } = folderTree(folders);
  return [...openLines(own, isOpen), ...openLines(shared, isOpen)];
}

export function setAll(folders: readonly FolderInfo[], kept: boolean): Boxes {
  return Object.fromEntries(folders.filter((folder) => folder.selectable && kept === isRepeating(folder)).map(({ path }) => [path, kept ? 'keep' : 'skip'] as const));
}
