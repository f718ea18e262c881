import type { QueueCounts } from '../../../core/contract/list';
import { folderTree, openLines, type FolderNode } from '../../../core/fold/folder-tree';
import type { FolderInfo } from '../../../core/model/folder';
import type { AccountId } from '../../../core/model/ids';
import type { KnownMailbox } from '../../store/known-mailbox';

/** A line of the folders' part of the pane. `key` names it in the set of branches that a person opened or closed. */
export type PaneLine = { readonly key: string; readonly accountId: AccountId; readonly depth: number; readonly isOpen: boolean; readonly hasMore: boolean } & (
  | { readonly kind: 'account'; readonly address: string; readonly removed: boolean }
  | { readonly kind: 'shared' }
  | { readonly kind: 'folder'; readonly node: FolderNode }
);

/** folders of one account below which every branch stands open at first */
const openAtFirst = 40;

export interface PaneTreeInput {
  readonly mailboxes: readonly KnownMailbox[];
  /** connected now; the others were removed and are shown as long as letters of theirs are here */
  readonly connected: ReadonlySet<AccountId>;
  readonly counts: QueueCounts | null;
  /** branches that a person turned from how they stand at first */
  readonly turned: ReadonlySet<string>;
}

/** Accounts, one below the other, each with its folders; the account's own line is left out where there is only one. */
export function paneLines({ mailboxes, connected, counts, turned }: PaneTreeInput): readonly PaneLine[] {
  const shown = mailboxes.filter(({ account }) => connected.has(account.accountId) || counts?.folders[account.accountId] !== undefined);
  const ordered = shown.toSorted((a, b) => Number(connected.has(b.account.accountId)) - Number(connected.has(a.account.accountId)));
  const isAlone = ordered.length === 1 && ordered.every(({ account }) => connected.has(account.accountId));
  return ordered.flatMap((mailbox) => linesOf(mailbox, { removed: !connected.has(mailbox.account.accountId), isAlone, counts, turned }));
}

function linesOf({ account, folders }: KnownMailbox, around: { readonly removed: boolean; readonly isAlone: boolean } & Pick<PaneTreeInput, 'counts' | 'turned'>): readonly PaneLine[] {
  const { accountId } = account;
  const { removed, isAlone, counts, turned } = around;
  const listed = new Set(folders.map(({ path }) => path));
  const unlisted = Object.keys(counts?.folders[accountId] ?? {}).filter((path) => !listed.has(path)).map(unlistedFolder);
  const tree = folderTree([...folders, ...unlisted]);
  const isBig = folders.length > openAtFirst;
  const isOpen = (key: string, atFirst: boolean): boolean => turned.has(key) !== atFirst;
  const nodeKey = (node: FolderNode): string => `${accountId} ${node.path}`;
  const folderLines = (nodes: readonly FolderNode[], depth: number): readonly PaneLine[] =>
    openLines(nodes, (node) => isOpen(nodeKey(node), !isBig), depth).map(({ node, depth: at, isOpen: open }) => ({ kind: 'folder', key: nodeKey(node), accountId, depth: at, isOpen: open, hasMore: node.children.length > 0, node }));
  const [accountKey, sharedKey] = [accountId, `${accountId} shared`];
  const below = isAlone ? 0 : 1;
  const sharedOpen = isOpen(sharedKey, !isBig);
  const inside: readonly PaneLine[] = [
    ...folderLines(tree.own, below),
    ...(tree.shared.length === 0 ? [] : [{ kind: 'shared', key: sharedKey, accountId, depth: below, isOpen: sharedOpen, hasMore: true } as const]),
    ...(sharedOpen ? folderLines(tree.shared, below + 1) : []),
  ];
  if (isAlone) return inside;
  const accountOpen = isOpen(accountKey, !removed);
  return [{ kind: 'account', key: accountKey, accountId, depth: 0, isOpen: accountOpen, hasMore: inside.length > 0, address: account.settings.address, removed }, ...(accountOpen ? inside : [])];
}

/** Letters lie there, but the server lists it no more, or was not asked yet. */
function unlistedFolder(path: string): FolderInfo {
  // RFC 9051, 5.1: the name INBOX is case-insensitive
  const isInbox = path.toUpperCase() === 'INBOX';
  return { path, name: path, delimiter: null, use: isInbox ? 'inbox' : null, useFrom: null, namespace: 'personal', selectable: true, subscribed: true, rights: null };
}
