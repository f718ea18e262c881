import type { IsoDate, UnitId } from '../model/ids';
import type { Unit } from '../model/unit';

type Units = ReadonlyMap<UnitId, Unit>;

/** more levels than any office has; a table may name a unit as its own parent */
const levels = 12;

/** Does `below` belong to `above`, at whatever distance? */
export function isBelow(units: Units, below: UnitId, above: UnitId): boolean {
  let unit = units.get(below);
  for (let level = 0; unit !== undefined && level < levels; level += 1) {
    if (unit.parentId === above) return true;
    unit = unit.parentId === null ? undefined : units.get(unit.parentId);
  }
  return false;
}

/** Units that took over from one that ended, the last ones of each line; empty: it goes on, or nobody did. */
export function successorsOf(units: Units, unitId: UnitId): readonly Unit[] {
  const seen = new Set<UnitId>([unitId]);
  const last: Unit[] = [];
  const follow = (id: UnitId): void => {
    for (const next of units.get(id)?.successors ?? []) {
      const unit = units.get(next);
      if (unit === undefined || seen.has(next)) continue;
      seen.add(next);
      if (unit.successors.some((one) => units.has(one) && !seen.has(one))) follow(next);
      else last.push(unit);
    }
  };
  follow(unitId);
  return last;
}

function succeeds(units: Units, later: UnitId, earlier: UnitId): boolean {
  const seen = new Set<UnitId>();
  const reaches = (id: UnitId): boolean => (units.get(id)?.successors ?? []).some((next) => {
    if (next === later) return true;
    if (seen.has(next)) return false;
    seen.add(next);
    return reaches(next);
  });
  return reaches(earlier);
}

/** One and the same, one above the other, or one after the other: no contradiction where a letter shows both. */
export function areRelated(units: Units, a: UnitId, b: UnitId): boolean {
  return a === b || isBelow(units, a, b) || isBelow(units, b, a) || succeeds(units, a, b) || succeeds(units, b, a);
}

export function hasEnded({ validTo }: Unit, day: IsoDate): boolean {
  return validTo !== null && validTo <= day;
}

/** Those that were there on that day; where none was, all of them. */
export function validOn(units: readonly Unit[], day: IsoDate): readonly Unit[] {
  if (units.length < 2) return units;
  const then = units.filter((unit) => !hasEnded(unit, day) && (unit.validFrom === null || unit.validFrom <= day));
  return then.length > 0 ? then : units;
}
