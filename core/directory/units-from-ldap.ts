import { canonicalDomain, readAddress } from '../acknowledge/mail-address';
import { isFreeDomain } from '../acknowledge/match-domain';
import type { LdapEntry } from '../contract/commands';
import type { UnitPerson } from '../model/unit';
import { foldName } from './fold-name';
import { emptyDraft, unitBounds, type UnitDraft } from './unit-draft';

/** drawers of a directory service that are no units: what lies in them belongs to the unit above */
const drawers = new Set(['people', 'users', 'user', 'accounts', 'groups', 'group', 'computers', 'devices', 'services', 'contacts', 'nguoi dung', 'tai khoan', 'nhom', 'may tinh', 'can bo']);
const unitClasses = new Set(['organizationalunit', 'organization']);
const personClasses = new Set(['person', 'inetorgperson', 'organizationalperson', 'user', 'contact']);

/**
 * Units of a directory service (RFC 4519): organisational units with those above them, and the people that lie below or name their unit (`ou`, AD's `department`).
 * @param freeDomains see Policy: never the domain of a unit
 */
export function unitsFromLdap(entries: readonly LdapEntry[], freeDomains: readonly string[]): readonly UnitDraft[] {
  const drafts = new Map<string, UnitDraft>();
  const byName = new Map<string, string>();
  const add = (ref: string, draft: UnitDraft): void => {
    drafts.set(ref, draft);
    if (!byName.has(foldName(draft.name))) byName.set(foldName(draft.name), ref);
  };
  for (const [at, entry] of entries.entries()) if (hasClass(entry, unitClasses)) {
    const unit = unitOf(entry, at + 1, freeDomains);
    if (unit !== null) add(unit.ref ?? '', unit);
  }
  for (const [ref, draft] of drafts) drafts.set(ref, { ...draft, parent: above(ref, drafts) });
  for (const [at, entry] of entries.entries()) if (hasClass(entry, personClasses) && !hasClass(entry, unitClasses)) {
    const person = personOf(entry);
    if (person === null) continue;
    const named = first(entry, 'department') ?? first(entry, 'ou') ?? first(entry, 'o');
    let ref = (named === null ? undefined : byName.get(foldName(named))) ?? above(foldDn(entry.dn), drafts);
    if (ref === null && named !== null && foldName(named) !== '') {
      ref = `name:${foldName(named)}`;
      add(ref, { ...emptyDraft, row: at + 1, ref, name: named.slice(0, unitBounds.text) });
    }
    const unit = ref === null ? undefined : drafts.get(ref);
    if (ref !== null && unit !== undefined && unit.people.length < unitBounds.people) drafts.set(ref, { ...unit, people: [...unit.people, person] });
  }
  return [...drafts.values()];
}

function unitOf(entry: LdapEntry, row: number, freeDomains: readonly string[]): UnitDraft | null {
  const short = first(entry, 'displayname') ?? first(entry, 'ou') ?? first(entry, 'o');
  const description = first(entry, 'description');
  // `ou: SGDDT` with the name in the description
  const isCode = short !== null && !short.includes(' ') && description !== null && description.includes(' ') && description.length <= 200;
  const name = isCode ? description : short;
  if (name === null || foldName(name) === '' || drawers.has(foldName(name)) || (short !== null && drawers.has(foldName(short)))) return null;
  const addresses = values(entry, 'mail').flatMap((text) => addressOf(text) ?? []);
  const domains = values(entry, 'associateddomain').flatMap((text) => canonicalDomain(text.trim()) ?? []).filter((domain) => !isFreeDomain(domain, freeDomains));
  return {
    ...emptyDraft, row, ref: foldDn(entry.dn), name: name.slice(0, unitBounds.text), aliases: isCode && short !== null ? [short.slice(0, unitBounds.text)] : [],
    addresses: addresses.slice(0, unitBounds.addresses), domains: domains.slice(0, unitBounds.domains), phones: values(entry, 'telephonenumber').map(tidy).slice(0, unitBounds.phones),
  };
}

function personOf(entry: LdapEntry): UnitPerson | null {
  const name = first(entry, 'displayname') ?? first(entry, 'cn');
  if (name === null) return null;
  const [address = null] = values(entry, 'mail').flatMap((text) => addressOf(text) ?? []);
  return {
    name: name.slice(0, unitBounds.personText), title: first(entry, 'title')?.slice(0, unitBounds.personText) ?? null, address,
    phone: (first(entry, 'telephonenumber') ?? first(entry, 'mobile'))?.slice(0, unitBounds.phone) ?? null,
  };
}

/** The nearest unit above an entry; null: none. */
function above(dn: string, drafts: ReadonlyMap<string, UnitDraft>): string | null {
  let [, ...rest] = partsOf(dn);
  while (rest.length > 0) {
    const ref = rest.join(',');
    if (drafts.has(ref)) return ref;
    [, ...rest] = rest;
  }
  return null;
}

/** A distinguished name (RFC 4514) in one form for comparing: no case, no spaces around its joints. */
function foldDn(dn: string): string {
  return partsOf(dn).join(',');
}

function partsOf(dn: string): readonly string[] {
  return (dn.match(/(?:\\[\s\S]|[^,\\])+/g) ?? []).map((part) => part.trim().replace(/(?<!\s)\s*=\s*/, '=').toLowerCase());
}

function hasClass(entry: LdapEntry, classes: ReadonlySet<string>): boolean {
  return values(entry, 'objectclass').some((name) => classes.has(name.toLowerCase()));
}

function values(entry: LdapEntry, attribute: string): readonly string[] {
  return entry.attributes[attribute] ?? [];
}

function first(entry: LdapEntry, attribute: string): string | null {
  const value = values(entry, attribute).map(tidy).find((text) => text !== '');
  return value ?? null;
}

function tidy(text: string): string {
  return text.normalize('NFC').replace(/\s+/g, ' ').replace(/\0/g, '').trim();
}

function addressOf(text: string): string | null {
  return readAddress(text.trim())?.text.toLowerCase() ?? null;
}
