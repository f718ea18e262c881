import type { ImapFlow, ListOptions, ListResponse, StatusObject } from 'imapflow';
import { folderUses } from '../../core/fold/folder-use';
import type { FolderChoice, FolderInfo } from '../../core/model/folder';
import { isRefusal } from './imap-errors';
import { rawCommand } from './raw-command';

/** STATUS of one folder: enough to see that nothing happened there. */
export interface FolderNumbers {
  readonly uidValidity: string;
  readonly uidNext: number;
  readonly exists: number;
  /** null without CONDSTORE */
  readonly highestModseq: bigint | null;
  readonly unseen: number | null;
}

export interface FolderListing {
  /** INBOX first, ours before those of others */
  readonly folders: readonly FolderInfo[];
  /** by path; empty where the server does not answer LIST with STATUS (RFC 5819) */
  readonly numbers: ReadonlyMap<string, FolderNumbers>;
}

interface Listing {
  run(command: 'LIST', reference: string, pattern: string, options: ListOptions): Promise<readonly ListResponse[]>;
}

const statusItems = { messages: true, uidNext: true, uidValidity: true, highestModseq: true, unseen: true } as const;

/**
 * The whole list in one or two commands. Rights are asked for in mailboxes of others only (RFC 4314): in our own we have them all.
 * @param knownRights answers of an earlier listing, by path, so that a long list is not asked for folder by folder again
 */
export async function listFolders(client: ImapFlow, knownRights: ReadonlyMap<string, string | null> = new Map()): Promise<FolderListing> {
  const options: ListOptions = client.capabilities.has('LIST-STATUS') ? { statusQuery: statusItems } : {};
  const listed = [...(await client.list(options))];
  for (const { prefix } of strangerSpaces(client)) {
    // some servers leave the mailboxes of others out of LIST "*" (RFC 2342, 5)
    if (prefix === '' || listed.some(({ path }) => path.startsWith(prefix))) continue;
    const more = await (client as unknown as Listing).run('LIST', '', `${prefix}*`, options);
    // imapflow adds INBOX to every list
    listed.push(...more.filter(({ path }) => path.startsWith(prefix)));
  }
  const entries = [...new Map(listed.map((entry) => [entry.path, entry])).values()].map((entry) => ({ entry, namespace: namespaceOf(client, entry.path) }));
  const uses = folderUses(entries.map(({ entry, namespace }) => ({
    path: entry.path, name: entry.name, delimiter: entry.delimiter, namespace, attributes: [...entry.flags],
  })));
  const folders: FolderInfo[] = [];
  for (const [at, { entry, namespace }] of entries.entries()) {
    const selectable = !hasFlag(entry, '\\Noselect') && !hasFlag(entry, '\\NonExistent');
    folders.push({
      path: entry.path, name: entry.name, delimiter: entry.delimiter || null, namespace, selectable, subscribed: Boolean(entry.subscribed),
      ...(uses[at] ?? { use: null, useFrom: null }),
      rights: namespace !== 'personal' && selectable ? await rightsOf(client, entry, knownRights) : null,
    });
  }
  return { folders: sorted(folders), numbers: numbersOf(listed) };
}

/** STATUS of one folder; null where the server refuses. */
export async function folderNumbers(client: ImapFlow, path: string): Promise<FolderNumbers | null> {
  try {
    const status = await client.status(path, statusItems);
    return status ? toNumbers(status) : null;
  } catch (error) {
    if (isRefusal(error) || (error instanceof Error && 'code' in error && error.code === 'NotFound')) return null;
    throw error;
  }
}

/** Folders that are mirrored: all, save views that repeat others, unless a person chose otherwise. INBOX always. */
export function keptFolders(folders: readonly FolderInfo[], choice: FolderChoice | undefined): readonly FolderInfo[] {
  return folders.filter(({ path, use, selectable }) => {
    if (use === 'inbox') return true;
    if (!selectable) return false;
    const chosen = choice?.folders[path];
    if (chosen !== undefined) return chosen === 'keep';
    return use !== 'all' && use !== 'flagged' && use !== 'important';
  });
}

function numbersOf(listed: readonly ListResponse[]): ReadonlyMap<string, FolderNumbers> {
  const numbers = new Map<string, FolderNumbers>();
  for (const { path, status } of listed) {
    const one = status && toNumbers(status);
    if (one) numbers.set(path, one);
  }
  return numbers;
}

function toNumbers({ uidValidity, uidNext, messages, highestModseq, unseen }: StatusObject): FolderNumbers | null {
  if (uidValidity === undefined || uidNext === undefined || messages === undefined) return null;
  return { uidValidity: uidValidity.toString(), uidNext, exists: messages, highestModseq: highestModseq ?? null, unseen: unseen ?? null };
}

function strangerSpaces(client: ImapFlow): readonly { readonly prefix: string; readonly namespace: FolderInfo['namespace'] }[] {
  const of = (spaces: unknown, namespace: FolderInfo['namespace']): readonly { readonly prefix: string; readonly namespace: FolderInfo['namespace'] }[] =>
    Array.isArray(spaces) ? (spaces as readonly { readonly prefix: string }[]).map(({ prefix }) => ({ prefix, namespace })) : [];
  return [...of(client.namespaces?.other, 'otherUsers'), ...of(client.namespaces?.shared, 'shared')];
}

/** RFC 2342; where ours has a prefix and that of others has none, ours is looked for first. */
function namespaceOf(client: ImapFlow, path: string): FolderInfo['namespace'] {
  if (path.toUpperCase() === 'INBOX') return 'personal';
  const strangers = strangerSpaces(client).filter(({ prefix }) => path.startsWith(prefix) || `${path}/` === prefix || `${path}.` === prefix);
  const [nearest] = strangers.sort((a, b) => b.prefix.length - a.prefix.length);
  if (!nearest) return 'personal';
  const own: readonly { readonly prefix: string }[] = client.namespaces?.personal || [];
  const isOurs = own.some(({ prefix }) => prefix.length > nearest.prefix.length && path.startsWith(prefix));
  return isOurs || (nearest.prefix === '' && own.some(({ prefix }) => prefix === '')) ? 'personal' : nearest.namespace;
}

async function rightsOf(client: ImapFlow, { path, pathAsListed }: ListResponse, known: ReadonlyMap<string, string | null>): Promise<string | null> {
  if (!client.capabilities.has('ACL')) return null;
  const before = known.get(path);
  if (before !== undefined) return before;
  try {
    const { untagged } = await rawCommand(client, 'MYRIGHTS', [{ type: 'STRING', value: pathAsListed }], 'MYRIGHTS');
    const rights = untagged[0]?.[1]?.value;
    return typeof rights === 'string' ? rights : null;
  } catch (error) {
    if (isRefusal(error)) return null;
    throw error;
  }
}

function hasFlag(entry: ListResponse, flag: string): boolean {
  return [...entry.flags].some((one) => one.toLowerCase() === flag.toLowerCase());
}

function sorted(folders: readonly FolderInfo[]): readonly FolderInfo[] {
  const rank = ({ use, namespace }: FolderInfo): number => (use === 'inbox' ? 0 : namespace === 'personal' ? 1 : namespace === 'otherUsers' ? 2 : 3);
  return [...folders].sort((a, b) => rank(a) - rank(b) || (a.path < b.path ? -1 : a.path > b.path ? 1 : 0));
}
