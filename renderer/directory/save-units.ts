import type { AppBridge } from '../../core/contract/bridge';
import type { UnitId } from '../../core/model/ids';
import type { Unit } from '../../core/model/unit';

/** units that one command takes */
const atOnce = 500;

/** Saves any number of units, parents before those that name them or not: entries are tied by their ids. */
export async function saveUnits(bridge: AppBridge, units: readonly Unit[]): Promise<void> {
  for (let from = 0; from < units.length; from += atOnce) await bridge.ask('units.save', { units: units.slice(from, from + atOnce).map(toInput) });
}

export async function removeUnits(bridge: AppBridge, unitIds: readonly UnitId[]): Promise<void> {
  for (let from = 0; from < unitIds.length; from += atOnce) await bridge.ask('units.remove', { unitIds: unitIds.slice(from, from + atOnce) });
}

/** The bridge's schema knows mutable arrays only. */
function toInput(unit: Unit) {
  return {
    ...unit, aliases: [...unit.aliases], symbols: [...unit.symbols], codes: [...unit.codes], domains: [...unit.domains], addresses: [...unit.addresses], phones: [...unit.phones],
    people: unit.people.map((person) => ({ ...person })), groups: [...unit.groups], successors: [...unit.successors],
  };
}
