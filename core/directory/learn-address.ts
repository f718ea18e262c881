import type { Unit } from '../model/unit';
import { foldAddress } from './fold-clue';
import { unitBounds } from './unit-draft';

/**
 * A person confirmed that this address writes for the unit. The address alone is learned, never its domain: most offices share one (`longan.edu.vn`),
 * and a domain learned from one school would make it the sender of all others. Null: it is known, or no address.
 */
export function learnAddress(unit: Unit, address: string): Unit | null {
  const learned = foldAddress(address);
  if (learned === '' || unit.addresses.some((one) => foldAddress(one) === learned)) return null;
  return { ...unit, addresses: [...unit.addresses, learned].slice(-unitBounds.addresses) };
}
