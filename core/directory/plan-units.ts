import type { UnitId } from '../model/ids';
import type { Unit, UnitPerson } from '../model/unit';
import { indexDirectory, type DirectoryIndex } from './directory-index';
import { unitsNamed } from './find-clues';
import { foldAddress, foldPhone, foldSymbol } from './fold-clue';
import { foldName } from './fold-name';
import { newUnit } from './new-unit';
import { isBelow } from './related-units';
import { unitBounds, type UnitDraft, type UnitProblem } from './unit-draft';
import { unitCode } from './unit-code';

export interface UnitChange {
  readonly before: Unit;
  readonly after: Unit;
  /** what is another than before */
  readonly fields: readonly (keyof Unit)[];
}

/** What saving would do; shown before anything is saved. */
export interface UnitPlan {
  readonly fresh: readonly Unit[];
  readonly changed: readonly UnitChange[];
  readonly unchanged: readonly Unit[];
  readonly problems: readonly UnitProblem[];
}

/**
 * Compares drafts with the directory: a draft is a unit that is there by code, else by a mail domain that only these two have, else by name. What a draft does not
 * tell stays as it was; lists are joined, never cut, because a table seldom holds everything that an office has learned.
 * @param source how new units came here
 */
export function planUnits(drafts: readonly UnitDraft[], present: Iterable<Unit>, source: 'file' | 'ldap', newId: () => UnitId): UnitPlan {
  const problems: UnitProblem[] = [];
  const before = indexDirectory(present);
  const joined = new Map<UnitId, { readonly unit: Unit; readonly draft: UnitDraft }[]>();
  const after = new Map<UnitId, Unit>(before.units);
  const refs = new Map<string, UnitId>();
  const find = matcher(drafts, before);
  for (const draft of drafts) {
    const unitId = find(draft) ?? newId();
    const own = after.get(unitId) ?? newUnit(unitId, draft.name, source);
    const earlier = joined.get(unitId);
    if (earlier !== undefined) problems.push({ row: draft.row, code: 'repeated', value: String(earlier[0]?.draft.row ?? 0) });
    const unit = joinUnit(own, draft);
    after.set(unitId, unit);
    joined.set(unitId, [...(earlier ?? []), { unit, draft }]);
    if (draft.ref !== null) refs.set(draft.ref, unitId);
    find.learn(draft, unitId);
  }
  tie(joined, after, refs, problems);
  const touched = [...joined.keys()].flatMap((unitId) => after.get(unitId) ?? []);
  const changes = touched.flatMap((unit): readonly UnitChange[] => {
    const was = before.units.get(unit.unitId);
    return was === undefined ? [] : [{ before: was, after: unit, fields: changedFields(was, unit) }];
  });
  return {
    fresh: touched.filter(({ unitId }) => !before.units.has(unitId)),
    changed: changes.filter(({ fields }) => fields.length > 0),
    unchanged: changes.filter(({ fields }) => fields.length === 0).map((change) => change.before),
    problems,
  };
}

/** Which unit a draft is: one that was there, or one that an earlier draft made. */
function matcher(drafts: readonly UnitDraft[], directory: DirectoryIndex): ((draft: UnitDraft) => UnitId | null) & { readonly learn: (draft: UnitDraft, unitId: UnitId) => void } {
  const uses = new Map<string, number>();
  for (const domain of drafts.flatMap(({ domains }) => domains)) uses.set(domain, (uses.get(domain) ?? 0) + 1);
  const byCode = new Map<string, UnitId>();
  const byName = new Map<string, UnitId>();
  const nameKey = ({ name, parent, ref }: UnitDraft): string => ref ?? `${foldName(name)}\n${foldName(parent ?? '')}`;
  const find = (draft: UnitDraft): UnitId | null => {
    for (const code of draft.codes) {
      const own = byCode.get(code) ?? only(directory.byCode.get(code))?.unitId;
      if (own !== undefined) return own;
    }
    const contradicts = (unit: Unit): boolean => draft.codes.length > 0 && unit.codes.length > 0;
    for (const domain of draft.domains) {
      const own = uses.get(domain) === 1 ? only(directory.byDomain.get(domain)) : undefined;
      if (own !== undefined && !contradicts(own)) return own.unitId;
    }
    const earlier = draft.codes.length === 0 ? byName.get(nameKey(draft)) : undefined;
    if (earlier !== undefined) return earlier;
    const named = (directory.byName.get(foldName(draft.name)) ?? []).filter((unit) => !contradicts(unit) && isBelowNamed(unit, draft, directory));
    const own = named.filter((unit) => foldName(unit.name) === foldName(draft.name));
    return only(own.length > 0 ? own : named)?.unitId ?? null;
  };
  const learn = (draft: UnitDraft, unitId: UnitId): void => {
    for (const code of draft.codes) byCode.set(code, unitId);
    byName.set(nameKey(draft), unitId);
  };
  return Object.assign(find, { learn });
}

/** Where both tell of the unit above, it is the same one. */
function isBelowNamed({ parentId }: Unit, { parent, ref }: UnitDraft, { units }: DirectoryIndex): boolean {
  const above = parentId === null ? undefined : units.get(parentId);
  if (parent === null || above === undefined || ref !== null) return true;
  return above.codes.includes(unitCode(parent) ?? '') || [above.name, ...above.aliases].some((name) => foldName(name) === foldName(parent));
}

function only(units: readonly Unit[] | undefined): Unit | undefined {
  return units?.length === 1 ? units[0] : undefined;
}

/** Parents and successors, once every unit has its id. */
function tie(joined: ReadonlyMap<UnitId, readonly { readonly draft: UnitDraft }[]>, after: Map<UnitId, Unit>, refs: ReadonlyMap<string, UnitId>, problems: UnitProblem[]): void {
  const directory = indexDirectory(after.values());
  const named = (name: string): readonly UnitId[] => {
    const ref = refs.get(name);
    if (ref !== undefined) return [ref];
    const code = unitCode(name);
    const units = (code === null ? undefined : directory.byCode.get(code)) ?? unitsNamed(name, null, directory);
    return units.map(({ unitId }) => unitId);
  };
  for (const [unitId, drafts] of joined) {
    for (const { draft } of drafts) {
      const unit = after.get(unitId);
      if (unit === undefined) continue;
      const parents = draft.parent === null ? [] : named(draft.parent).filter((id) => id !== unitId || draft.parent === unit.name);
      const parentId = parents.length === 1 ? (parents[0] ?? null) : null;
      if (draft.parent !== null && parents.length !== 1) problems.push({ row: draft.row, code: parents.length === 0 ? 'unknownParent' : 'severalParents', value: draft.parent });
      const isRound = parentId !== null && (parentId === unitId || isBelow(after, parentId, unitId));
      if (isRound) problems.push({ row: draft.row, code: 'ownParent', value: draft.parent ?? '' });
      const successors: UnitId[] = [...unit.successors];
      for (const name of draft.successors) {
        const [id, ...more] = named(name).filter((one) => one !== unitId);
        if (id === undefined || more.length > 0) problems.push({ row: draft.row, code: 'unknownSuccessor', value: name });
        else if (!successors.includes(id)) successors.push(id);
      }
      after.set(unitId, { ...unit, parentId: parentId === null || isRound ? unit.parentId : parentId, successors: successors.slice(0, unitBounds.successors) });
    }
  }
}

function joinUnit(unit: Unit, draft: UnitDraft): Unit {
  const isRenamed = foldName(unit.name) !== foldName(draft.name);
  const name = isRenamed ? draft.name : unit.name;
  const aliases = union(isRenamed ? [...unit.aliases, unit.name] : unit.aliases, draft.aliases, foldName, unitBounds.aliases).filter((alias) => foldName(alias) !== foldName(name));
  return {
    ...unit, name, aliases,
    symbols: union(unit.symbols, draft.symbols, foldSymbol, unitBounds.symbols),
    codes: union(unit.codes, draft.codes, (code) => code, unitBounds.codes),
    domains: union(unit.domains, draft.domains, (domain) => domain, unitBounds.domains),
    addresses: union(unit.addresses, draft.addresses, foldAddress, unitBounds.addresses),
    phones: union(unit.phones, draft.phones, (phone) => foldPhone(phone) || phone, unitBounds.phones),
    groups: union(unit.groups, draft.groups, foldName, unitBounds.groups),
    people: joinPeople(unit.people, draft.people),
    validFrom: draft.validFrom ?? unit.validFrom,
    validTo: draft.validTo ?? unit.validTo,
  };
}

function union(known: readonly string[], more: readonly string[], fold: (text: string) => string, most: number): readonly string[] {
  const keys = new Set(known.map(fold));
  const added = more.filter((text) => {
    const key = fold(text);
    if (keys.has(key)) return false;
    keys.add(key);
    return true;
  });
  return added.length === 0 ? known : [...known, ...added].slice(0, most);
}

function joinPeople(known: readonly UnitPerson[], more: readonly UnitPerson[]): readonly UnitPerson[] {
  const people = [...known];
  for (const person of more) {
    const at = people.findIndex((one) => foldName(one.name) === foldName(person.name));
    const own = people[at];
    if (own === undefined) people.push(person);
    else people[at] = { name: own.name, title: person.title ?? own.title, address: person.address ?? own.address, phone: person.phone ?? own.phone };
  }
  return people.slice(0, unitBounds.people);
}

function changedFields(before: Unit, after: Unit): readonly (keyof Unit)[] {
  return (Object.keys(before) as (keyof Unit)[]).filter((field) => JSON.stringify(before[field]) !== JSON.stringify(after[field]));
}
