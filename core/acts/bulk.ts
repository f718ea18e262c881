import { sameLocation, type LetterPlace } from '../fold/letter-state';
import { limits } from '../base/limits';
import type { LetterId } from '../model/ids';
import type { Location } from '../model/letter';
import type { PlannedErrand } from './plan-errands';
import { canKeep, has, type FlagWish } from './set-flags';
import { alreadySo, done, settled, type Settlement } from './settlement';

/** Letters of one folder that one command can serve: forty letters marked as read on a slow line are one STORE, not forty. */
export interface Bulk {
  readonly folder: string;
  readonly uidValidity: string;
  readonly what: { readonly kind: 'flags'; readonly wish: FlagWish } | { readonly kind: 'move'; readonly to: string };
  readonly errands: readonly { readonly errand: PlannedErrand; readonly place: LetterPlace }[];
}

/** What the server said; flags by UID of the letters that were there, and for a move where each is now (COPYUID). */
export interface BulkAnswer {
  readonly rows: ReadonlyMap<number, readonly string[]>;
  readonly keeps: readonly string[];
  readonly moved: ReadonlyMap<number, Location>;
}

/**
 * The first errand and all after it that want the same of the same folder; null: fewer than two. What different letters need can change
 * places; of one letter nothing overtakes anything.
 */
export function bulkAtHead(plan: readonly PlannedErrand[], placesOf: (letterId: LetterId) => readonly LetterPlace[], alone: (errand: PlannedErrand) => boolean): Bulk | null {
  const errands: { errand: PlannedErrand; place: LetterPlace }[] = [];
  const passed = new Set<LetterId>();
  let first: { readonly key: string; readonly what: Bulk['what'] } | null = null;
  for (const errand of plan) {
    const what = alone(errand) || passed.has(errand.letterId) ? null : wanted(errand);
    const place = what === null ? null : onlyPlace(errand, placesOf(errand.letterId));
    const key = place === null ? null : JSON.stringify([what, place.location.folder, place.location.uidValidity]);
    passed.add(errand.letterId);
    if (first === null) {
      if (what === null || key === null) return null;
      first = { key, what };
    }
    if (place === null || key !== first.key) continue;
    errands.push({ errand, place });
    if (errands.length >= limits.actsAtOnce) break;
  }
  const at = errands[0]?.place.location;
  return first === null || at === undefined || errands.length < 2 ? null : { folder: at.folder, uidValidity: at.uidValidity, what: first.what, errands };
}

function wanted({ what }: PlannedErrand): Bulk['what'] | null {
  if (what.kind === 'flags') return what;
  if (what.kind !== 'move' || what.wish.to === null || what.wish.flags.add.length + what.wish.flags.remove.length > 0) return null;
  return { kind: 'move', to: what.wish.to };
}

function onlyPlace({ what }: PlannedErrand, places: readonly LetterPlace[]): LetterPlace | null {
  if (what.kind !== 'move') return places.length === 1 ? places[0] ?? null : null;
  const [from, ...others] = what.wish.from;
  return from === undefined || others.length > 0 ? null : places.find(({ location }) => sameLocation(location, from)) ?? null;
}

/** UIDs whose flags differ from the wish. */
export function toStore(wish: FlagWish, rows: BulkAnswer['rows']): readonly number[] {
  return [...rows].filter(([, flags]) => wish.add.some((flag) => !has(flags, flag)) || wish.remove.some((flag) => has(flags, flag))).map(([uid]) => uid);
}

/** Who is not among the settled has to be looked at on its own. */
export function settleBulk({ what, errands }: Bulk, { rows, keeps, moved }: BulkAnswer): readonly { readonly errand: PlannedErrand; readonly settlement: Settlement }[] {
  return errands.flatMap(({ errand, place: { location } }) => {
    const flags = rows.get(location.uid);
    if (flags === undefined) return [];
    if (what.kind === 'move') {
      const now = moved.get(location.uid);
      return now === undefined ? [] : [{ errand, settlement: settled(done, { gone: [location], located: [{ location: now, flags }] }) }];
    }
    const { add, remove } = what.wish;
    if (add.some((flag) => !canKeep(keeps, flag))) return [];
    const after = [...flags.filter((flag) => !has(remove, flag) && !has(add, flag)), ...add];
    const isSo = toStore(what.wish, new Map([[location.uid, flags]])).length === 0;
    return [{ errand, settlement: settled(isSo ? alreadySo : done, { flagged: [{ location, flags: isSo ? flags : after }] }) }];
  });
}
