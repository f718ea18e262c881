import type { UnitId } from '../model/ids';
import type { Unit } from '../model/unit';

/** A unit of which nothing is known but its name. */
export function newUnit(unitId: UnitId, name: string, source: Unit['source']): Unit {
  return {
    unitId, name, aliases: [], symbols: [], codes: [], parentId: null, domains: [], addresses: [], phones: [], people: [], groups: [], validFrom: null, validTo: null, successors: [], source,
  };
}

/** 16 hex digits, random. */
export function randomUnitId(): UnitId {
  return [...crypto.getRandomValues(new Uint8Array(8))].map((byte) => byte.toString(16).padStart(2, '0')).join('') as UnitId;
}
