import type { UnitRow } from '../../../core/contract/list';
import { learnAddress } from '../../../core/directory/learn-address';
import { newUnit, randomUnitId } from '../../../core/directory/new-unit';
import type { Unit } from '../../../core/model/unit';

/** The unit a person chose for an address, with that address learned; a unit that the directory does not have yet is made. */
export function unitWithAddress(chosen: Pick<UnitRow, 'name' | 'unit'>, address: string): Unit {
  const unit = chosen.unit ?? newUnit(randomUnitId(), chosen.name.trim(), 'learned');
  return learnAddress(unit, address) ?? unit;
}
