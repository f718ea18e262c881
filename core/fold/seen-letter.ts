import { hasFlag, type LetterState } from './letter-state';
import type { MailAct } from '../model/act';
import type { FolderInfo, FolderUse } from '../model/folder';

/** A letter as the person who acted on it expects to see it: the server's state with the acts that still wait on top. */
export interface SeenLetter {
  /** paths of the folders it is shown in; empty: no longer on the server, or never there */
  readonly folders: readonly string[];
  readonly flags: readonly string[];
  /** opened by a person here, or read wherever this mailbox is read */
  readonly read: boolean;
  /** it was on the server and is there no more */
  readonly gone: boolean;
  /** it lies in junk and nowhere else: never recognised as official, answered or counted */
  readonly junk: boolean;
  readonly trashed: boolean;
  /** it lies among sent letters or drafts and nowhere else: it did not come in */
  readonly outgoing: boolean;
}

/** What of a letter's state decides how it is seen. */
export interface SeenFrom extends Pick<LetterState, 'locations' | 'flags' | 'acts' | 'readHere'> {
  readonly kept: Pick<LetterState['kept'], 'origin'>;
}

/** @param folders of the letter's account, as the server listed them last */
export function seenLetter(state: SeenFrom, folders: readonly FolderInfo[]): SeenLetter {
  const { pathOf, useOf } = usesOf(folders);
  let paths: readonly string[] = [...new Set(state.locations.map(({ folder }) => folder))];
  let flags = state.flags;
  // where acts that still wait have put it: the next act takes it from there
  const carriedTo = new Set<string>();
  const leave = ({ seenAt }: MailAct): readonly string[] => paths.filter((path) => !carriedTo.has(path) && !seenAt.some(({ folder }) => folder === path));
  const move = (act: MailAct, to: string): void => {
    paths = [...new Set([...leave(act), to])];
    carriedTo.add(to);
  };
  for (const { act, outcome } of state.acts) {
    if (outcome !== null) continue;
    const { change } = act;
    switch (change.kind) {
      case 'flag':
        flags = withFlag(flags, change.flag, change.on);
        break;
      case 'move':
        move(act, change.to);
        break;
      case 'delete': {
        const trash = pathOf.get('trash');
        const isTrashed = trash !== undefined && paths.includes(trash) && (carriedTo.has(trash) || act.seenAt.some(({ folder }) => folder === trash));
        if (trash === undefined || isTrashed) paths = leave(act);
        else move(act, trash);
        break;
      }
      case 'junk':
        flags = withFlag(withFlag(flags, '$Junk', change.isJunk), '$NotJunk', !change.isJunk);
        move(act, change.isJunk ? (pathOf.get('junk') ?? 'Junk') : (pathOf.get('inbox') ?? 'INBOX'));
        break;
      case 'free':
      case 'erase':
        paths = leave(act);
        break;
      case 'append':
        paths = [...new Set([...paths, change.to])];
        break;
    }
  }
  const uses = paths.map((path) => useOf.get(path) ?? null);
  const liesOnlyIn = (...wanted: readonly FolderUse[]): boolean => uses.length > 0 && uses.every((use) => use !== null && wanted.includes(use));
  return {
    folders: paths,
    flags,
    read: state.readHere || hasFlag(flags, '\\Seen'),
    gone: paths.length === 0 && state.kept.origin === undefined,
    junk: liesOnlyIn('junk'),
    trashed: liesOnlyIn('trash'),
    outgoing: liesOnlyIn('sent', 'drafts') || (paths.length === 0 && state.kept.origin === 'sent'),
  };
}

/**
 * As `seenLetter`, without the places whose copy is marked as deleted: a server without UIDPLUS keeps those until somebody empties the
 * folder, and to a person they are gone (RFC 3501, 2.3.2). What is answered and what may be acted on goes by every place there is.
 */
export function shownLetter(state: SeenFrom & Pick<LetterState, 'places'>, folders: readonly FolderInfo[]): SeenLetter {
  const locations = state.places.filter(({ flags }) => !hasFlag(flags, '\\Deleted')).map(({ location }) => location);
  return seenLetter({ ...state, locations }, folders);
}

/** Folders whose use changes what letters in them are taken for. */
const tellingUses: ReadonlySet<FolderUse | null> = new Set<FolderUse>(['junk', 'trash', 'sent', 'drafts', 'inbox']);

/** Paths of folders that were, or now are, of a use that tells on the letters in them, and were not so before. */
export function retoldFolders(before: readonly FolderInfo[], after: readonly FolderInfo[]): ReadonlySet<string> {
  const [old, now] = [usesOf(before).useOf, usesOf(after).useOf];
  const told = [...old.keys(), ...now.keys()].filter((path) => old.get(path) !== now.get(path) && (tellingUses.has(old.get(path) ?? null) || tellingUses.has(now.get(path) ?? null)));
  return new Set(told);
}

interface Uses {
  readonly pathOf: ReadonlyMap<FolderUse, string>;
  readonly useOf: ReadonlyMap<string, FolderUse>;
}

/** one list serves every letter of an account, and may hold ten thousand folders */
const known = new WeakMap<readonly FolderInfo[], Uses>();

function usesOf(folders: readonly FolderInfo[]): Uses {
  const before = known.get(folders);
  if (before) return before;
  const pathOf = new Map<FolderUse, string>();
  const useOf = new Map<string, FolderUse>();
  for (const { path, use, namespace } of folders) {
    if (use === null) continue;
    useOf.set(path, use);
    if (namespace === 'personal' && !pathOf.has(use)) pathOf.set(use, path);
  }
  known.set(folders, { pathOf, useOf });
  return { pathOf, useOf };
}

function withFlag(flags: readonly string[], flag: string, on: boolean): readonly string[] {
  const others = flags.filter((one) => one.toLowerCase() !== flag.toLowerCase());
  return on ? [...others, flag] : others;
}
