import type { SenderClue, SenderClueKind } from '../model/sender';
import type { Unit } from '../model/unit';
import type { DirectoryIndex } from './directory-index';
import { domainOfAddress, foldAddress, foldPhone, symbolsOfNumber } from './fold-clue';
import { foldName, placeOfName, withoutProvince } from './fold-name';
import { isBelow, validOn } from './related-units';
import type { SenderClues } from './sender-clues';

/** A clue before it is decided which of several units it means. */
export interface OpenClue {
  readonly kind: SenderClueKind;
  readonly seen: string;
  readonly units: readonly Unit[];
}

/** Everything that speaks for a unit, the strongest first; units as of the day of the letter. */
export function findClues(clues: SenderClues, directory: DirectoryIndex): readonly OpenClue[] {
  const { from, day } = clues;
  const found: OpenClue[] = [];
  const add = (kind: SenderClueKind, seen: string, units: readonly Unit[]): void => void found.push({ kind, seen, units: validOn(units, day) });
  const get = (map: ReadonlyMap<string, readonly Unit[]>, key: string): readonly Unit[] => (key === '' ? [] : (map.get(key) ?? []));
  for (const name of clues.certified) add('certificate', name, unitsNamed(name, null, directory));
  const domain = from === null ? null : domainOfAddress(from.address);
  if (from !== null && domain !== null) {
    const known = get(directory.byAddress, foldAddress(from.address));
    if (known.length > 0) add('address', from.address, known);
    const owners = get(directory.byDomain, domain);
    if (owners.length > 0) add('domain', domain, owners);
  }
  if (clues.agency !== null) add('letterhead', clues.agency, unitsNamed(clues.agency, clues.parentAgency, directory));
  const symbols = clues.number === null ? [] : symbolsOfNumber(clues.number);
  const symbol = symbols.find((one) => directory.bySymbol.has(one));
  if (symbol !== undefined) add('symbol', symbol, get(directory.bySymbol, symbol));
  if (clues.signer !== null) {
    const units = get(directory.byPerson, foldName(clues.signer));
    if (units.length > 0) add('signatureBlock', clues.signer, units);
  }
  for (const phone of clues.phones) {
    const units = get(directory.byPhone, foldPhone(phone));
    if (units.length > 0) add('phone', phone, units);
  }
  if (from !== null && from.name !== '') {
    const units = unitsNamed(from.name, null, directory);
    if (units.length > 0) add('displayName', from.name, units);
  }
  return found;
}

/** Units that a letterhead may mean: by its own name, else by its name and place; of several those below the agency printed above it. */
export function unitsNamed(name: string, parentName: string | null, { byName, units }: DirectoryIndex): readonly Unit[] {
  const folded = foldName(name);
  if (folded === '') return [];
  const parent = parentName === null ? '' : foldName(parentName);
  const place = placeOfName(parent);
  const withPlace = place === '' ? undefined : (byName.get(`${folded} ${place}`) ?? byName.get(withoutProvince(`${folded} ${place}`)));
  if (withPlace !== undefined) return withPlace;
  const alone = byName.get(folded) ?? byName.get(withoutProvince(folded)) ?? [];
  if (parent === '') return alone;
  const above = byName.get(parent) ?? byName.get(withoutProvince(parent));
  return alone.filter((unit) => {
    const known = unit.parentId === null ? undefined : units.get(unit.parentId);
    // nothing known above the unit speaks neither way
    if (known === undefined) return alone.length === 1;
    if (above !== undefined) return above.some((one) => isBelow(units, unit.unitId, one.unitId));
    return alone.length === 1 && (place === '' || withoutProvince(place) === withoutProvince(placeOfName(foldName(known.name))));
  });
}

/** Which unit each clue means: its only one, else the only one of its units that another clue means too. */
export function decideClues(open: readonly OpenClue[]): readonly SenderClue[] {
  return open.map((clue) => {
    const { kind, seen, units } = clue;
    if (units.length === 1) return { kind, seen, unitId: units[0]?.unitId ?? null };
    const shared = units.filter((unit) => open.some((other) => other !== clue && other.units.includes(unit)));
    const sure = shared.filter((unit) => open.some((other) => other !== clue && other.units.length === 1 && other.units[0] === unit));
    const one = sure.length === 1 ? sure[0] : shared.length === 1 ? shared[0] : undefined;
    return { kind, seen, unitId: one?.unitId ?? null };
  });
}
