import type { UnitRow } from '../../../core/contract/list';
import type { UnitId } from '../../../core/model/ids';
import type { Unit } from '../../../core/model/unit';

/** addresses a unit may have; what the bridge takes */
const addressesMost = 500;

/** The unit a person chose for an address, with that address learned; a unit that the directory does not have yet is made. */
export function unitWithAddress(chosen: Pick<UnitRow, 'name' | 'unit'>, address: string): Unit {
  const learned = address.toLowerCase();
  const unit = chosen.unit ?? newUnit(chosen.name);
  if (unit.addresses.some((one) => one.toLowerCase() === learned)) return unit;
  return { ...unit, addresses: [...unit.addresses, learned].slice(-addressesMost) };
}

function newUnit(name: string): Unit {
  return {
    unitId: randomUnitId(), name: name.trim(), aliases: [], symbols: [], codes: [], parentId: null, domains: [], addresses: [], phones: [], people: [], groups: [], validFrom: null, validTo: null, successors: [],
    source: 'person',
  };
}

function randomUnitId(): UnitId {
  return [...crypto.getRandomValues(new Uint8Array(8))].map((byte) => byte.toString(16).padStart(2, '0')).join('') as UnitId;
}
