import { readUnits } from '../../core/directory/read-units';
import type { UnitColumn } from '../../core/directory/data/table-headers';
import type { UnitProblem } from '../../core/directory/unit-draft';
import { unitBounds } from '../../core/directory/unit-draft';
import type { UnitId } from '../../core/model/ids';
import type { Unit, UnitPerson } from '../../core/model/unit';
import { formatDay } from '../ui/format-time';

/** A unit as it is written in the form: lists one entry a line, a person as "name; title; address; telephone". */
export interface FormValues {
  readonly name: string;
  readonly aliases: string;
  readonly symbols: string;
  readonly codes: string;
  readonly domains: string;
  readonly addresses: string;
  readonly phones: string;
  readonly groups: string;
  readonly people: string;
  readonly validFrom: string;
  readonly validTo: string;
  readonly parentId: UnitId | null;
  readonly successors: readonly UnitId[];
}

export function formOf(unit: Unit): FormValues {
  const lines = (list: readonly string[]): string => list.join('\n');
  return {
    name: unit.name, aliases: lines(unit.aliases), symbols: lines(unit.symbols), codes: lines(unit.codes), domains: lines(unit.domains), addresses: lines(unit.addresses), phones: lines(unit.phones), groups: lines(unit.groups),
    people: lines(unit.people.map(({ name, title, address, phone }) => [name, title, address, phone].map((part) => part ?? '').join('; ').replace(/(?:; )+$/, ''))),
    validFrom: formatDay(unit.validFrom ?? ''), validTo: formatDay(unit.validTo ?? ''), parentId: unit.parentId, successors: unit.successors,
  };
}

const columns = ['name', 'aliases', 'symbols', 'codes', 'domains', 'addresses', 'phones', 'groups', 'validFrom', 'validTo'] as const satisfies readonly UnitColumn[];

/** The unit as the form now has it, checked like a row of a table; `unit` is null without a name. */
export function readForm(base: Unit, values: FormValues, freeDomains: readonly string[]): { readonly unit: Unit | null; readonly problems: readonly UnitProblem[] } {
  const mapping = Object.fromEntries(columns.map((column, at) => [column, [at]]));
  const { units: [draft], problems } = readUnits([columns.map((column) => values[column])], freeDomains, mapping);
  if (draft === undefined) return { unit: null, problems };
  const { name, aliases, symbols, codes, domains, addresses, phones, groups, validFrom, validTo } = draft;
  const people = values.people.split('\n').flatMap((line): readonly UnitPerson[] => {
    const [person = '', title = '', address = '', phone = ''] = line.split(';').map((part) => part.trim());
    const cut = (text: string, most: number): string | null => (text === '' ? null : text.slice(0, most));
    return person === '' ? [] : [{ name: person.slice(0, unitBounds.personText), title: cut(title, unitBounds.personText), address: cut(address.toLowerCase(), unitBounds.address), phone: cut(phone, unitBounds.phone) }];
  });
  return {
    unit: { ...base, name, aliases, symbols, codes, domains, addresses, phones, groups, people: people.slice(0, unitBounds.people), validFrom, validTo, parentId: values.parentId, successors: values.successors.slice(0, unitBounds.successors) },
    problems,
  };
}
