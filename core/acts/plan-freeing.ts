import { limits } from '../base/limits';
import type { FreeingPlan } from '../contract/commands';
import type { LetterPlace } from '../fold/letter-state';
import type { FolderInfo } from '../model/folder';
import type { IsoTime, LetterId } from '../model/ids';
import type { Location } from '../model/letter';
import { isRepeating, useOf } from './folder-for';
import { has } from './set-flags';

/** A kept letter as far as freeing space is concerned. */
export interface FreeableLetter {
  readonly letterId: LetterId;
  /** bytes */
  readonly size: number;
  readonly internalDate: IsoTime;
  readonly places: readonly LetterPlace[];
  /** an act on it waits for the line */
  readonly isWaiting: boolean;
  /** the vault holds it, and nobody found it damaged */
  readonly isInVault: boolean;
}

type KeptWhy = FreeingPlan['kept'][number]['why'];

export interface Freeing {
  /** with the places to be emptied, oldest first */
  readonly free: readonly { readonly letter: FreeableLetter; readonly from: readonly Location[] }[];
  readonly kept: FreeingPlan['kept'];
}

/**
 * Which letters may be taken off the server because the vault holds them. Only ordinary folders: drafts are being written, and junk
 * and trash are emptied by the server. A letter of the last days stays whatever was asked for; so does one of the future, whose
 * server has a wrong clock.
 */
export function planFreeing(letters: readonly FreeableLetter[], folders: readonly FolderInfo[], olderThanDays: number, now: Date): Freeing {
  const youngest = now.getTime() - Math.max(olderThanDays, limits.freeNeverDays) * 86_400_000;
  const kept = new Map<KeptWhy, number>();
  const free: { letter: FreeableLetter; from: readonly Location[] }[] = [];
  for (const letter of letters) {
    if (letter.places.length === 0) continue;
    const from = letter.places.map(({ location }) => location).filter(({ folder }) => mayFree(folder, folders));
    const why = whyKept(letter, from, youngest);
    if (why === null) free.push({ letter, from });
    else kept.set(why, (kept.get(why) ?? 0) + 1);
  }
  free.sort((a, b) => (a.letter.internalDate < b.letter.internalDate ? -1 : 1));
  return { free, kept: [...kept].map(([why, count]) => ({ why, letters: count })) };
}

function whyKept(letter: FreeableLetter, from: readonly Location[], youngest: number): KeptWhy | null {
  // negated, so that a time that cannot be read counts as recent
  if (!(Date.parse(letter.internalDate) < youngest)) return 'recent';
  if (letter.places.some(({ flags }) => has(flags, '\\Flagged'))) return 'flagged';
  if (letter.isWaiting) return 'waiting';
  if (!letter.isInVault) return 'notInVault';
  return from.length === 0 ? 'notAllowed' : null;
}

/** RFC 4314: t marks as deleted, e expunges; d is both in the older RFC 2086. */
function mayFree(path: string, folders: readonly FolderInfo[]): boolean {
  const use = useOf(path, folders);
  if (use === 'drafts' || use === 'junk' || use === 'trash' || isRepeating(path, folders)) return false;
  const folder = folders.find((one) => one.path === path);
  if (folder === undefined) return use === 'inbox';
  if (folder.namespace !== 'personal') return false;
  const { rights } = folder;
  return rights === null || rights.includes('d') || (rights.includes('t') && rights.includes('e'));
}
