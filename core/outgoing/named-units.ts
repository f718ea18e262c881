import { foldName, sameUnitName } from '../directory/fold-name';
import type { Addressee } from '../model/draft';
import type { IsoDate } from '../model/ids';
import type { Unit } from '../model/unit';
import { unitsOfGroup } from './addressee-choice';

/** What stands in a list of receivers and is no unit: who gets it "as above", and the file copy. */
const noUnit = /^(?:nhu tren|nhu kinh gui|nhu dieu|luu\b|vt\b|ben a|ben b)/;
/** Receivers that are spoken of together; which they are, only the directory can tell. */
const collective = /^(?:cac|nhung|tat ca|toan the|lanh dao|thanh vien|dai bieu|ong|ba|dong chi|hieu truong|truong phong|giam doc|chu tich|thu truong|quy)\b/;
/** Words with which the name of a unit begins. */
const unitHead = /^(?:bo|so|phong|ban|uy ban nhan dan|hoi dong nhan dan|van phong|truong|trung tam|chi cuc|cuc|tong cuc|vu|vien|benh vien|toa an|vien kiem sat|cong an|thanh tra|kho bac|bao hiem|hoc vien|dai hoc|hoi|tinh uy|thanh uy|huyen uy|dang uy|lien doan|cong ty|doan|dai)\b/;

export interface NamedUnits {
  /** units that the list names, groups counted by their units */
  readonly named: number;
  /** of them, those that the letter does not go to, by name */
  readonly missing: readonly string[];
}

/**
 * Holds the receivers that a document names against those the letter goes to. A name is a unit of the directory, a group of it, or the name of an addressee; what is
 * none of them counts only if it begins as names of units do, and never where many are meant together.
 * @param receivers entries of "Kính gửi" and "Nơi nhận", one each
 */
export function compareNamedUnits(receivers: readonly string[], addressees: readonly Addressee[], directory: readonly Unit[], today: IsoDate): NamedUnits {
  const ids = new Set(addressees.flatMap(({ unitId }) => unitId ?? []));
  const addresses = new Set(addressees.map(({ address }) => address.toLowerCase()));
  const isAddressed = (unit: Unit): boolean => ids.has(unit.unitId) || unit.addresses.some((one) => addresses.has(one.toLowerCase()));
  const known = new Map<string, readonly Unit[]>();
  for (const unit of directory) for (const name of [unit.name, ...unit.aliases]) known.set(foldName(name), [...(known.get(foldName(name)) ?? []), unit]);
  const groups = new Map(directory.flatMap(({ groups: keys }) => keys).map((group) => [foldName(group), group]));
  const named = new Map<string, { readonly name: string; readonly reached: boolean }>();
  for (const receiver of receivers) {
    const name = withoutPurpose(receiver);
    const key = foldName(name);
    if (key === '' || noUnit.test(key)) continue;
    const units = known.get(key);
    const group = groups.get(key) ?? groups.get(key.replace(/^(?:cac|toan the|tat ca cac) /, ''));
    if (units !== undefined) named.set(key, { name, reached: units.some(isAddressed) });
    else if (group !== undefined) for (const unit of unitsOfGroup(group, directory, today)) named.set(foldName(unit.name), { name: unit.name, reached: isAddressed(unit) });
    else if (addressees.some((one) => sameUnitName(one.name, name) || (one.group !== null && foldName(one.group) === key))) named.set(key, { name, reached: true });
    else if (!collective.test(key) && unitHead.test(key)) named.set(key, { name, reached: false });
  }
  const all = [...named.values()];
  return { named: all.length, missing: all.filter(({ reached }) => !reached).map(({ name }) => name) };
}

/** "- UBND tỉnh (để b/c);" → "UBND tỉnh" */
function withoutPurpose(receiver: string): string {
  return receiver.normalize('NFC').replace(/\s+/g, ' ').replace(/^[-–•+* ]+/, '').trimEnd().replace(/ ?\([^()]{0,200}\) ?[;.,]?$/, '').replace(/(?<![;., ])[;., ]+$/, '');
}
