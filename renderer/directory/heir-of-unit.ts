import { indexDirectory } from '../../core/directory/directory-index';
import type { Unit } from '../../core/model/unit';

/**
 * The entry that has taken over the letters of a unit which was known by its letters alone (`name:` or `address:`, see `SenderFinding`); null
 * where there is none, or several.
 */
export function heirOfUnit(unitKey: string, directory: readonly Unit[]): Unit | null {
  const [, kind, value = ''] = /^(name|address):(.*)$/s.exec(unitKey) ?? [];
  if (kind === undefined) return null;
  const { byName, byAddress } = indexDirectory(directory);
  const [heir, ...others] = (kind === 'name' ? byName : byAddress).get(value) ?? [];
  return heir === undefined || others.length > 0 ? null : heir;
}
