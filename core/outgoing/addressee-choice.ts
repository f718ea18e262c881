import { searchKey, searchWords } from '../base/search-key';
import { foldName } from '../directory/fold-name';
import type { Addressee } from '../model/draft';
import type { IsoDate, UnitId } from '../model/ids';
import type { Unit } from '../model/unit';

/** What typing a few letters offers: units with where they are reached, and groups of units. */
export type AddresseeOffer =
  | { readonly kind: 'group'; readonly group: string; readonly units: readonly Unit[]; /** units of it that cannot be written to */ readonly without: number }
  | {
      readonly kind: 'unit'; readonly unit: Unit; readonly address: string | null;
      /** it is no more; these took over */
      readonly ended: boolean; readonly successors: readonly Unit[];
    };

/** offered at a time; further ones are found by typing */
const mostOffered = 12;

/** Has the unit ended by that day? */
export function hasEnded(unit: Unit, today: IsoDate): boolean {
  return unit.validTo !== null && unit.validTo <= today;
}

/** Where a unit is written to: its first address. */
export function addressOf(unit: Unit): string | null {
  return unit.addresses[0] ?? null;
}

export function addresseeOf(unit: Unit, group: string | null): Addressee {
  return { unitId: unit.unitId, name: unit.name, address: addressOf(unit) ?? '', group };
}

/** Units that took over, followed to those that stand today; a circle ends where it began. */
export function successorsOf(unit: Unit, directory: readonly Unit[], today: IsoDate): readonly Unit[] {
  const found = new Map<UnitId, Unit>();
  const seen = new Set<UnitId>([unit.unitId]);
  const follow = (one: Unit): void => {
    for (const id of one.successors) {
      const next = directory.find(({ unitId }) => unitId === id);
      if (next === undefined || seen.has(id)) continue;
      seen.add(id);
      if (hasEnded(next, today)) follow(next);
      else found.set(id, next);
    }
  };
  follow(unit);
  return [...found.values()];
}

/** Units of a group that stand today, by name; the group is told by its folded key. */
export function unitsOfGroup(group: string, directory: readonly Unit[], today: IsoDate): readonly Unit[] {
  const key = foldName(group);
  return directory.filter((unit) => !hasEnded(unit, today) && unit.groups.some((one) => foldName(one) === key)).toSorted((a, b) => a.name.localeCompare(b.name, 'vi'));
}

/**
 * Groups and units that fit what was typed, without diacritics and in any order of words: groups first, then units whose name begins so, then the rest; those that
 * ended last. Units that are chosen already are left out.
 */
export function offersFor(typed: string, directory: readonly Unit[], chosen: readonly Addressee[], today: IsoDate): readonly AddresseeOffer[] {
  const words = searchWords(typed);
  if (words.length === 0) return [];
  // abbreviations are typed where names stand in full: "phong gddt"
  const inFull = foldName(typed).split(' ');
  const taken = new Set(chosen.flatMap(({ unitId }) => (unitId === null ? [] : [unitId])));
  const fits = (text: string): boolean => {
    const key = `${searchKey(text)} ${foldName(text)}`;
    return words.every((word) => key.includes(word)) || inFull.every((word) => key.includes(word));
  };
  const begins = (unit: Unit): number => (searchKey(unit.name).startsWith(words[0] ?? '') ? 0 : 1);
  const groupNames = [...new Map(directory.flatMap(({ groups }) => groups).map((group) => [foldName(group), group])).values()];
  const groups = groupNames.filter(fits).flatMap((group): readonly AddresseeOffer[] => {
    const units = unitsOfGroup(group, directory, today);
    return units.length === 0 ? [] : [{ kind: 'group', group, units, without: units.filter((unit) => addressOf(unit) === null).length }];
  });
  const units = directory
    .filter((unit) => !taken.has(unit.unitId) && fits([unit.name, ...unit.aliases, ...unit.symbols, ...unit.codes, ...unit.addresses].join(' ')))
    .toSorted((a, b) => Number(hasEnded(a, today)) - Number(hasEnded(b, today)) || begins(a) - begins(b) || a.name.localeCompare(b.name, 'vi'))
    .map((unit): AddresseeOffer => ({ kind: 'unit', unit, address: addressOf(unit), ended: hasEnded(unit, today), successors: hasEnded(unit, today) ? successorsOf(unit, directory, today) : [] }));
  return [...groups.slice(0, 4), ...units].slice(0, mostOffered);
}
