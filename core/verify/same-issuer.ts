import { foldName, withoutProvince } from '../directory/fold-name';
import type { DirectoryIndex } from '../directory/directory-index';
import { isBelow, successorsOf } from '../directory/related-units';
import type { Unit } from '../model/unit';

/** `unclear`: neither can be said, as where one of the two is cut short. */
export type NameMatch = 'same' | 'unclear' | 'other';

/** A name together with the words beside it that may say where its unit is. */
export interface NamedUnit {
  readonly name: string;
  readonly beside: readonly string[];
}

/**
 * Does the name in a certificate call the unit of a letterhead? One may say the place that the other leaves to the line above; a name that only
 * contains the other is another unit: a school's certificate bears the name of its department too. What the directory knows of names, predecessors
 * and of who stands above whom counts before spelling.
 */
export function matchUnit(certified: NamedUnit, letterhead: NamedUnit, directory: DirectoryIndex): NameMatch {
  const [one, other] = [plain(certified.name), plain(letterhead.name)];
  if (one === '' || other === '') return 'unclear';
  if (one === other) return 'same';
  const [held, printed] = [unitsNamed(certified, directory), unitsNamed(letterhead, directory)];
  if (held.some((unit) => printed.some((shown) => maySign(unit, shown, directory)))) return 'same';
  if (held.length > 0 && printed.length > 0) return 'other';
  if (one.startsWith(`${other} `)) return placeMatch(one.slice(other.length + 1), letterhead.beside);
  if (other.startsWith(`${one} `)) return placeMatch(other.slice(one.length + 1), certified.beside);
  // an English or an abbreviated name of a unit whose letterhead is in another script
  return scriptOf(one) === scriptOf(other) ? 'other' : 'unclear';
}

/** @param rest what one name says more than the other @param beside the other's neighbours, one of which has to say it too */
function placeMatch(rest: string, beside: readonly string[]): NameMatch {
  const said = beside.map(plain).filter((name) => name !== '');
  if (said.length === 0) return 'unclear';
  return said.some((name) => name === rest || name.endsWith(` ${rest}`) || rest.endsWith(` ${name}`)) ? 'same' : 'other';
}

function plain(name: string): string {
  return withoutProvince(foldName(name));
}

function unitsNamed({ name, beside }: NamedUnit, { byName }: DirectoryIndex): readonly Unit[] {
  const folded = foldName(name);
  for (const key of [...beside.map((place) => `${folded} ${placeIn(place)}`), folded, withoutProvince(folded)]) {
    const found = byName.get(key);
    if (found !== undefined) return found;
  }
  return [];
}

function placeIn(name: string): string {
  return foldName(name).replace(/^uy ban nhan dan /, '');
}

/** The unit itself, one above it, or who came before or after it. */
function maySign(holder: Unit, issuer: Unit, { units }: DirectoryIndex): boolean {
  return holder.unitId === issuer.unitId || isBelow(units, issuer.unitId, holder.unitId)
    || successorsOf(units, holder.unitId).some(({ unitId }) => unitId === issuer.unitId) || successorsOf(units, issuer.unitId).some(({ unitId }) => unitId === holder.unitId);
}

function scriptOf(name: string): 'thai' | 'other' {
  return /\p{Script=Thai}/u.test(name) ? 'thai' : 'other';
}
