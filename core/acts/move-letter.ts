import type { Location } from '../model/letter';
import { ask, isRefusal, type Errand, type Refusal, type ServerAbilities } from './act-step';
import { canKeep, has, type FlagWish } from './set-flags';
import { alreadySo, conflict, done, refusedAs, settled, together, type Settlement } from './settlement';
import { foundElsewhere, newCopyIn, placeMeant, surely, type ActLetter, type Found } from './where-is-it';

export interface MoveWish {
  /** places the letter leaves, as the person saw them */
  readonly from: readonly Location[];
  /** path; null: off the server for good */
  readonly to: string | null;
  /** make the folder where it is missing: the trash of a person who deletes, the junk folder */
  readonly mayCreate: boolean;
  /** somebody who wanted it away is content when it is gone */
  readonly goneIsFine: boolean;
  /** keywords it takes along where the server keeps them */
  readonly flags: FlagWish;
}

/**
 * One copy less here, one more there; never two, never none. Every try looks first, so an earlier one that was cut off is found
 * instead of done again.
 */
export function* moveLetter(wish: MoveWish, letter: ActLetter): Errand<Settlement> {
  const results: Settlement[] = [];
  let now = letter;
  for (const seen of wish.from) {
    const result = yield* moveFrom(seen, wish, now);
    results.push(result);
    // the copy this one made is not what the next one looks for
    now = { ...now, before: [...now.before, ...result.located.map(({ location }) => location)] };
  }
  return together(results);
}

function* moveFrom(seen: Location, wish: MoveWish, letter: ActLetter): Errand<Settlement> {
  if (seen.folder === wish.to) return settled(alreadySo);
  const at = placeMeant(seen, letter);
  if (at === null) return yield* missed(seen, wish, letter, []);
  const look = yield* ask({ ask: 'look', at });
  if (look === 'absent') return yield* missed(at, wish, letter, [at]);
  if (look === 'otherValidity') {
    const found = yield* newCopyIn(at.folder, { ...letter, places: [], before: [] });
    if (found === null || found.location.uidValidity === at.uidValidity) return yield* missed(at, wish, letter, [at]);
    return yield* moveFrom(found.location, wish, { ...letter, places: [found], before: letter.before.filter(({ folder }) => folder !== at.folder) });
  }
  if (isRefusal(look)) return look.refused === 'folderMissing' ? yield* missed(at, wish, letter, [at]) : settled(refusedAs(look));
  const { flags, keeps, can } = look.here;
  const add = wish.flags.add.filter((flag) => !has(flags, flag) && canKeep(keeps, flag));
  const remove = wish.flags.remove.filter((flag) => has(flags, flag));
  if (add.length + remove.length > 0) {
    const stored = yield* ask({ ask: 'store', at, add, remove });
    if (stored !== 'done') return settled(refusedAs(stored));
  }
  const carried: Found = { location: at, flags: [...flags.filter((flag) => !has(remove, flag)), ...add] };
  if (wish.to === null) return yield* removeForGood(carried, can, 'markedDeleted');
  return can.move ? yield* byMove(carried, wish.to, wish, letter) : yield* byCopy(carried, wish.to, wish, letter, can);
}

function* byMove(from: Found, to: string, wish: MoveWish, letter: ActLetter): Errand<Settlement> {
  const moved = yield* ask({ ask: 'move', at: from.location, to });
  if (isRefusal(moved)) return (yield* afterCreating(moved, to, wish)) ? yield* byMove(from, to, { ...wish, mayCreate: false }, letter) : settled(refusedAs(moved));
  if (moved.now !== null) return settled(done, { gone: [from.location], located: [{ location: moved.now, flags: from.flags }] });
  const found = yield* newCopyIn(to, letter);
  return found === null ? yield* missed(from.location, wish, letter, [from.location]) : settled(done, { gone: [from.location], located: surely(found) });
}

/** Without MOVE there is a moment with two copies; a copy that an earlier try made is used instead of a further one. */
function* byCopy(from: Found, to: string, wish: MoveWish, letter: ActLetter, can: ServerAbilities): Errand<Settlement> {
  let copy = yield* newCopyIn(to, letter);
  // what only might be a copy of it is no reason to remove this one
  if (copy === null || copy.isDoubtful === true) {
    const copied = yield* ask({ ask: 'copy', at: from.location, to });
    if (isRefusal(copied)) return (yield* afterCreating(copied, to, wish)) ? yield* byCopy(from, to, { ...wish, mayCreate: false }, letter, can) : settled(refusedAs(copied));
    copy = copied.now === null ? yield* newCopyIn(to, letter) : { location: copied.now, flags: from.flags };
    // OK for a letter that another session removed in that moment (RFC 9051, 6.4.7): then there is nothing to remove either
    if (copy === null) return yield* missed(from.location, wish, letter, [from.location]);
  }
  const removed = yield* removeForGood(from, can, 'markedDeleted');
  return { ...removed, located: surely(copy) };
}

function* afterCreating(refusal: Refusal, folder: string, wish: MoveWish): Errand<boolean> {
  if (refusal.refused !== 'folderMissing' || !wish.mayCreate) return false;
  return (yield* ask({ ask: 'create', folder })) === 'done';
}

/** Without UIDPLUS only a plain EXPUNGE would remove it, and with it whatever other people marked: then it is marked, and that is said. */
export function* removeForGood(from: Found, can: ServerAbilities, without: 'markedDeleted' | 'notAllowed'): Errand<Settlement> {
  if (!can.uidPlus) {
    if (without === 'notAllowed') return settled(conflict('notAllowed'));
    const marked = yield* ask({ ask: 'store', at: from.location, add: ['\\Deleted'], remove: [] });
    if (marked !== 'done') return settled(refusedAs(marked));
    return settled(conflict('markedDeleted'), { flagged: [{ ...from, flags: [...from.flags.filter((flag) => !has([flag], '\\Deleted')), '\\Deleted'] }] });
  }
  const removed = yield* ask({ ask: 'remove', at: from.location });
  return removed === 'done' ? settled(done, { gone: [from.location] }) : settled(refusedAs(removed));
}

/** It is not where the person saw it: an earlier try of ours succeeded, or somebody else was there. It stays where they put it. */
function* missed(seen: Location, wish: MoveWish, letter: ActLetter, gone: readonly Location[]): Errand<Settlement> {
  const there = wish.to === null ? null : yield* newCopyIn(wish.to, letter);
  if (there !== null) return settled(alreadySo, { gone, located: surely(there) });
  const elsewhere = yield* foundElsewhere(letter, [seen.folder, ...(wish.to === null ? [] : [wish.to])]);
  if (elsewhere !== null) return settled(conflict('movedElsewhere'), { gone, located: surely(elsewhere) });
  return settled(wish.goneIsFine ? alreadySo : conflict('goneFromServer'), { gone });
}
