import type { FolderInfo, FolderUse } from '../model/folder';

/** A folder with those below it; `info` null: the server lists only what lies below. */
export interface FolderNode {
  readonly path: string;
  readonly name: string;
  readonly use: FolderUse | null;
  readonly info: FolderInfo | null;
  readonly children: readonly FolderNode[];
}

export interface FolderTree {
  readonly own: readonly FolderNode[];
  /** of other users or of a group */
  readonly shared: readonly FolderNode[];
}

/** A folder as one line of a tree in which some branches are closed. */
export interface FolderLine {
  readonly node: FolderNode;
  readonly depth: number;
  readonly isOpen: boolean;
}

interface Draft {
  readonly path: string;
  readonly name: string;
  info: FolderInfo | null;
  readonly children: Draft[];
}

/** as a person looks for them: what comes in, what went out, what is put away; then the others by name */
const order: readonly (FolderUse | null)[] = ['inbox', 'sent', 'drafts', 'junk', 'trash', 'archive', 'all', 'flagged', 'important', null];
const names = new Intl.Collator('vi', { numeric: true });

/** Folders of one account nested by their delimiter; special ones stand at the top wherever the server keeps them. */
export function folderTree(folders: readonly FolderInfo[]): FolderTree {
  const own = folders.filter(({ namespace }) => namespace === 'personal');
  const shared = folders.filter(({ namespace }) => namespace !== 'personal');
  return { own: nest(own, rootOf(own)), shared: withoutBareRoots(nest(shared, '')) };
}

/** Lines in sight, depth first. */
export function openLines(nodes: readonly FolderNode[], isOpen: (node: FolderNode) => boolean, depth = 0): readonly FolderLine[] {
  const lines: FolderLine[] = [];
  const add = (node: FolderNode, at: number): void => {
    const open = node.children.length > 0 && isOpen(node);
    lines.push({ node, depth: at, isOpen: open });
    if (open) for (const child of node.children) add(child, at + 1);
  };
  for (const node of nodes) add(node, depth);
  return lines;
}

/** Some servers keep every folder below INBOX (RFC 2342, a personal namespace of "INBOX."): that is no nesting a person made. */
function rootOf(own: readonly FolderInfo[]): string {
  const inbox = own.find(({ path }) => path.toUpperCase() === 'INBOX');
  const root = inbox?.delimiter == null ? null : `${inbox.path}${inbox.delimiter}`;
  return root !== null && own.length > 1 && own.every((folder) => folder === inbox || folder.path.startsWith(root)) ? root : '';
}

function nest(folders: readonly FolderInfo[], root: string): readonly FolderNode[] {
  const drafts = new Map<string, Draft>();
  const tops: Draft[] = [];
  const draftOf = (path: string, delimiter: string | null, info: FolderInfo | null): Draft => {
    const known = drafts.get(path);
    if (known) {
      known.info ??= info;
      return known;
    }
    const cut = delimiter === null ? -1 : path.lastIndexOf(delimiter);
    const draft: Draft = { path, name: cut < 0 ? path : path.slice(cut + 1), info, children: [] };
    drafts.set(path, draft);
    const isTop = cut <= 0 || cut < root.length || (info !== null && info.use !== null && info.namespace === 'personal');
    if (isTop) tops.push(draft);
    else draftOf(path.slice(0, cut), delimiter, null).children.push(draft);
    return draft;
  };
  // listed ones first: a parent that the server lists is never taken for one that it does not
  for (const folder of [...folders].sort((a, b) => a.path.length - b.path.length)) draftOf(folder.path, folder.delimiter, folder);
  return finished(tops);
}

function finished(drafts: readonly Draft[]): readonly FolderNode[] {
  return drafts
    .map((draft): FolderNode => ({ path: draft.path, name: draft.info?.name ?? draft.name, use: draft.info?.use ?? null, info: draft.info, children: finished(draft.children) }))
    .filter((node) => node.children.length > 0 || node.info?.selectable === true)
    .sort((a, b) => order.indexOf(a.use) - order.indexOf(b.use) || names.compare(a.name, b.name));
}

/** A namespace's own name ("user", "shared") says nothing to a person as long as it stands alone. */
function withoutBareRoots(nodes: readonly FolderNode[]): readonly FolderNode[] {
  const [only] = nodes;
  return nodes.length === 1 && only !== undefined && only.info?.selectable !== true ? withoutBareRoots(only.children) : nodes;
}
