import type { FolderInfo, FolderUse } from '../model/folder';
import type { LetterState } from './letter-state';

/** A letter as the person who acted on it expects to see it: the server's state with the acts that still wait on top. */
export interface SeenLetter {
  /** paths of the folders it is shown in; empty: no longer on the server */
  readonly folders: readonly string[];
  readonly flags: readonly string[];
  /** it lies in junk and nowhere else: never recognised as official, answered or counted */
  readonly junk: boolean;
  readonly trashed: boolean;
}

/** @param folders of the letter's account, as the server listed them last */
export function seenLetter(state: LetterState, folders: readonly FolderInfo[]): SeenLetter {
  const pathOf = (use: FolderUse): string | null => folders.find((folder) => folder.use === use)?.path ?? null;
  let paths: readonly string[] = [...new Set(state.locations.map(({ folder }) => folder))];
  let flags = state.flags;
  for (const { act, outcome } of state.acts) {
    if (outcome !== null) continue;
    const { change } = act;
    const leaving = new Set(act.seenAt.map(({ folder }) => folder));
    const moved = (to: string): readonly string[] => [...new Set([...paths.filter((path) => !leaving.has(path)), to])];
    switch (change.kind) {
      case 'flag':
        flags = withFlag(flags, change.flag, change.on);
        break;
      case 'move':
        paths = moved(change.to);
        break;
      case 'delete': {
        const trash = pathOf('trash');
        paths = trash === null || leaving.has(trash) ? paths.filter((path) => !leaving.has(path)) : moved(trash);
        break;
      }
      case 'junk':
        flags = withFlag(withFlag(flags, '$Junk', change.isJunk), '$NotJunk', !change.isJunk);
        paths = moved((change.isJunk ? pathOf('junk') : pathOf('inbox')) ?? (change.isJunk ? 'Junk' : 'INBOX'));
        break;
      case 'free':
        paths = paths.filter((path) => !leaving.has(path));
        break;
      case 'append':
        paths = [...new Set([...paths, change.to])];
        break;
    }
  }
  const uses = paths.map((path) => folders.find((folder) => folder.path === path)?.use ?? null);
  return { folders: paths, flags, junk: uses.length > 0 && uses.every((use) => use === 'junk'), trashed: uses.length > 0 && uses.every((use) => use === 'trash') };
}

function withFlag(flags: readonly string[], flag: string, on: boolean): readonly string[] {
  const others = flags.filter((one) => one.toLowerCase() !== flag.toLowerCase());
  return on ? [...others, flag] : others;
}
