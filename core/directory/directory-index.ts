import { canonicalDomain } from '../acknowledge/mail-address';
import type { UnitId } from '../model/ids';
import type { Unit } from '../model/unit';
import { foldName, placeOfName, withoutProvince } from './fold-name';
import { foldAddress, foldPhone, foldSymbol } from './fold-clue';
import { LookAlikes } from './look-alike';

/** The directory prepared for looking up: built once for each state of it, then a sender costs microseconds. */
export interface DirectoryIndex {
  readonly units: ReadonlyMap<UnitId, Unit>;
  readonly byName: ReadonlyMap<string, readonly Unit[]>;
  readonly byAddress: ReadonlyMap<string, readonly Unit[]>;
  /** canonical domains of units themselves */
  readonly byDomain: ReadonlyMap<string, readonly Unit[]>;
  readonly bySymbol: ReadonlyMap<string, readonly Unit[]>;
  readonly byPhone: ReadonlyMap<string, readonly Unit[]>;
  readonly byPerson: ReadonlyMap<string, readonly Unit[]>;
  /** codes in capitals */
  readonly byCode: ReadonlyMap<string, readonly Unit[]>;
  /** domains of the directory that others may imitate */
  readonly lookAlikes: LookAlikes;
}

class Lists {
  readonly map = new Map<string, Unit[]>();

  add(key: string, unit: Unit): void {
    if (key === '') return;
    const list = this.map.get(key);
    if (list === undefined) this.map.set(key, [unit]);
    else if (!list.includes(unit)) list.push(unit);
  }
}

export function indexDirectory(units: Iterable<Unit>): DirectoryIndex {
  const byId = new Map<UnitId, Unit>();
  for (const unit of units) byId.set(unit.unitId, unit);
  const index = { byName: new Lists(), byAddress: new Lists(), byDomain: new Lists(), bySymbol: new Lists(), byPhone: new Lists(), byPerson: new Lists(), byCode: new Lists() };
  for (const unit of byId.values()) {
    const parent = unit.parentId === null ? undefined : byId.get(unit.parentId);
    for (const key of nameKeys([unit.name, ...unit.aliases], parent)) index.byName.add(key, unit);
    for (const address of [...unit.addresses, ...unit.people.map((person) => person.address)]) if (address !== null) index.byAddress.add(foldAddress(address), unit);
    for (const domain of unit.domains) index.byDomain.add(canonicalDomain(domain) ?? '', unit);
    for (const symbol of unit.symbols) index.bySymbol.add(foldSymbol(symbol), unit);
    for (const phone of [...unit.phones, ...unit.people.map((person) => person.phone)]) if (phone !== null) index.byPhone.add(foldPhone(phone), unit);
    for (const person of unit.people) index.byPerson.add(foldName(person.name), unit);
    for (const code of unit.codes) index.byCode.add(code.toUpperCase(), unit);
  }
  return {
    units: byId,
    byName: index.byName.map, byAddress: index.byAddress.map, byDomain: index.byDomain.map, bySymbol: index.bySymbol.map,
    byPhone: index.byPhone.map, byPerson: index.byPerson.map, byCode: index.byCode.map,
    lookAlikes: new LookAlikes(index.byDomain.map.keys()),
  };
}

export const emptyDirectory: DirectoryIndex = indexDirectory([]);

/** Every way a letterhead may write the name: alone, and with the place of the unit above it. */
function nameKeys(names: readonly string[], parent: Unit | undefined): ReadonlySet<string> {
  const places = parent === undefined ? [] : [parent.name, ...parent.aliases].map((name) => placeOfName(foldName(name))).filter((place) => place !== '');
  const keys = new Set<string>();
  for (const name of names) {
    const folded = foldName(name);
    if (folded === '') continue;
    for (const key of [folded, ...places.filter((place) => !folded.endsWith(place)).map((place) => `${folded} ${place}`)]) {
      keys.add(key);
      keys.add(withoutProvince(key));
    }
  }
  return keys;
}
