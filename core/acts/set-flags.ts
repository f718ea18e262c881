import type { Location } from '../model/letter';
import { ask, isRefusal, type Errand } from './act-step';
import { alreadySo, conflict, done, refusedAs, settled, together, type Settlement } from './settlement';
import { foundElsewhere, surely, type ActLetter, type Found } from './where-is-it';

export interface FlagWish {
  readonly add: readonly string[];
  readonly remove: readonly string[];
}

/**
 * Flags are about the letter, not about a place: they are set wherever it lies now. The person's wish wins for these flags and
 * touches no other.
 */
export function* setFlags(wish: FlagWish, letter: ActLetter): Errand<Settlement> {
  const results: Settlement[] = [];
  const gone: Location[] = [];
  for (const { location } of letter.places) {
    const result = yield* setFlagsAt(location, wish, letter);
    if (result === null) gone.push(location);
    else results.push(result);
  }
  if (results.length > 0) return { ...together(results), gone };
  const found = yield* foundElsewhere(letter, []);
  const result = found === null ? null : yield* setFlagsAt(found.location, wish, letter);
  // who read a letter that others removed meanwhile has nothing to be told
  if (found === null || result === null) return settled(isOnlySeen(wish) ? alreadySo : conflict('goneFromServer'), { gone });
  return { ...result, gone, located: surely({ ...found, flags: result.flagged[0]?.flags ?? found.flags }), flagged: [] };
}

/** null: it does not lie there. */
function* setFlagsAt(at: Location, wish: FlagWish, letter: ActLetter): Errand<Settlement | null> {
  const look = yield* ask({ ask: 'look', at });
  if (look === 'otherValidity') {
    // the number means nothing any more: whoever is found in that folder now is the letter
    const found = yield* foundElsewhere({ ...letter, places: [], before: [], folders: letter.folders.filter(({ path }) => path === at.folder) }, []);
    return found === null || found.location.uidValidity === at.uidValidity ? null : yield* setFlagsAt(found.location, wish, letter);
  }
  if (look === 'absent') return null;
  if (isRefusal(look)) return look.refused === 'folderMissing' ? null : settled(refusedAs(look));
  const { flags, keeps } = look.here;
  if (wish.add.some((flag) => !canKeep(keeps, flag))) return settled(conflict('notAllowed'));
  const add = wish.add.filter((flag) => !has(flags, flag));
  const remove = wish.remove.filter((flag) => has(flags, flag));
  const after: Found = { location: at, flags: [...flags.filter((flag) => !has(remove, flag)), ...add] };
  if (add.length === 0 && remove.length === 0) return settled(alreadySo, { flagged: [after] });
  const stored = yield* ask({ ask: 'store', at, add, remove });
  if (stored !== 'done') return settled(refusedAs(stored));
  return settled(done, { flagged: [after] });
}

function isOnlySeen({ add, remove }: FlagWish): boolean {
  return remove.length === 0 && add.every((flag) => flag.toLowerCase() === '\\seen');
}

export function has(flags: readonly string[], flag: string): boolean {
  return flags.some((one) => one.toLowerCase() === flag.toLowerCase());
}

/** `\*`: the server keeps any keyword; an empty list: it did not say, and RFC 9051, 7.1 then promises all. */
export function canKeep(keeps: readonly string[], flag: string): boolean {
  return keeps.length === 0 || has(keeps, flag) || (has(keeps, '\\*') && !flag.startsWith('\\'));
}
