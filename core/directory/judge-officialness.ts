import type { Officialness, OfficialnessReason, SenderFinding } from '../model/sender';
import type { Unit } from '../model/unit';
import type { DirectoryIndex } from './directory-index';
import { kindOfDomain, type DomainPolicy } from './domain-kind';
import { unitsNamed } from './find-clues';
import { domainOfAddress, foldAddress } from './fold-clue';
import { areUnrelatedNames, sameUnitName } from './fold-name';
import { imitatedDomain } from './look-alike';
import { registrableDomain } from './registrable-domain';
import { areRelated, hasEnded, isBelow, successorsOf } from './related-units';
import type { SenderClues } from './sender-clues';

interface Case {
  readonly clues: SenderClues;
  readonly finding: SenderFinding;
  readonly directory: DirectoryIndex;
  readonly policy: DomainPolicy;
  /** of the From address, canonical; null: none */
  readonly domain: string | null;
  readonly address: string;
  readonly unit: Unit | null;
  readonly isFree: boolean;
  readonly isOfficial: boolean;
  /** the directory has this address or this domain */
  readonly isListed: boolean;
  readonly isSigned: boolean;
}

/**
 * How far a letter may be taken for an official one, with every reason that was found. Against it speaks only what an honest office does not do:
 * a private mailbox, a document passed on, or a clerk's name beside the address is no reason for suspicion.
 */
export function judgeOfficialness(clues: SenderClues, finding: SenderFinding, directory: DirectoryIndex, policy: DomainPolicy): Officialness {
  const domain = clues.from === null ? null : domainOfAddress(clues.from.address);
  const address = clues.from?.address ?? '';
  const base = {
    clues, finding, directory, policy, domain, address,
    unit: finding.unitId === null ? null : (directory.units.get(finding.unitId) ?? null),
    isFree: domain !== null && kindOfDomain(domain, policy) === 'free',
    isOfficial: domain !== null && kindOfDomain(domain, policy) === 'official',
    isListed: directory.byAddress.has(foldAddress(address)) || (domain !== null && directory.byDomain.has(domain)),
    isSigned: false,
  };
  const signature = signatureReason(base);
  const one: Case = { ...base, isSigned: signature?.code === 'signedByUnit' };
  const reasons = [...domainReasons(one), signature, serverReason(one), directoryReason(one), ...nameReasons(one), letterheadReason(one), replyReason(one), severalReason(one), endedReason(one)].filter((reason) => reason !== null);
  const isProven = !one.isFree && reasons.some(({ code, speaks }) => speaks === 'for' && (code === 'officialDomain' || code === 'signedByUnit' || code === 'directoryKnowsAddress'));
  return { level: reasons.some(({ speaks }) => speaks === 'against') ? 'doubtful' : isProven ? 'official' : 'unproven', reasons };
}

function reason(code: OfficialnessReason['code'], speaks: OfficialnessReason['speaks'], values: OfficialnessReason['values']): OfficialnessReason {
  return { code, speaks, values };
}

function domainReasons({ domain, isFree, isOfficial, isListed, directory, policy }: Case): readonly OfficialnessReason[] {
  if (domain === null) return [];
  if (isFree) return [reason('freeWebmail', 'neither', { domain })];
  if (isOfficial) return [reason('officialDomain', 'for', { domain })];
  const like = imitatedDomain(domain, directory, policy);
  if (like !== null) return [reason('lookAlikeDomain', 'against', { domain, like })];
  return isListed ? [] : [reason('foreignDomain', 'neither', { domain })];
}

/** A certificate in the signer's own name says nothing of a unit; one of the unit above is the unit's own affair. */
function signatureReason({ clues, finding, unit, directory }: Omit<Case, 'isSigned'>): OfficialnessReason | null {
  const { certified, agency, parentAgency, signer } = clues;
  const [holder] = certified;
  if (holder === undefined) return null;
  const name = unit?.name ?? agency;
  const own = certified.find((one) => (agency !== null && sameUnitName(one, agency)) || (unit !== null && sameUnitName(one, unit.name)))
    ?? finding.clues.find(({ kind, unitId }) => kind === 'certificate' && unitId !== null && unit !== null && (unitId === unit.unitId || isBelow(directory.units, unit.unitId, unitId)))?.seen
    ?? (parentAgency === null ? undefined : certified.find((one) => sameUnitName(one, parentAgency)));
  if (own !== undefined) return name === null ? null : reason('signedByUnit', 'for', { holder: own, unit: name });
  if (agency === null) return null;
  const isPerson = certified.length === 1 && signer !== null && sameUnitName(holder, signer);
  const isOther = !isPerson && certified.every((one) => areUnrelatedNames(one, agency) && (parentAgency === null || areUnrelatedNames(one, parentAgency)));
  return reason('signedByOther', isOther ? 'against' : 'neither', { holder: certified.join(', '), unit: agency });
}

function serverReason({ clues, domain, isSigned }: Case): OfficialnessReason | null {
  if (domain === null) return null;
  switch (clues.server) {
    case 'passed': return reason('serverConfirms', 'for', { domain });
    // what the unit signed is the unit's, whichever way it came
    case 'failed': return reason('serverRefutes', isSigned ? 'neither' : 'against', { domain });
    case 'none': return reason('serverSilent', 'neither', { domain });
  }
}

/** A unit that has mail of its own does not write from a stranger's; one whose mail nobody entered might. */
function directoryReason({ finding, unit, address, domain, isFree, isOfficial, isSigned, clues }: Case): OfficialnessReason | null {
  if (unit === null || domain === null) return null;
  const isKnown = finding.clues.some(({ kind, unitId }) => (kind === 'address' || kind === 'domain') && unitId !== null);
  if (isKnown) return reason('directoryKnowsAddress', clues.server === 'failed' ? 'neither' : 'for', { address, unit: unit.name });
  if (unit.domains.length === 0 && unit.addresses.length === 0) return null;
  const hasOwnMail = unit.domains.some((one) => one !== domain);
  return reason('addressNeverSeen', hasOwnMail && !isOfficial && !isSigned && (isFree || !isRelative(unit, domain)) ? 'against' : 'neither', { address, unit: unit.name });
}

function isRelative(unit: Unit, domain: string): boolean {
  return unit.domains.some((one) => registrableDomain(one) === registrableDomain(domain));
}

const addressInName = /[\p{L}\p{N}._%+-]{1,64}@[\p{L}\p{N}-]{1,63}(?:\.[\p{L}\p{N}-]{1,63}){1,8}/gu;
const domainInName = /(?<![\p{L}\p{N}@.-])[\p{L}\p{N}-]{1,63}(?:\.[\p{L}\p{N}-]{1,63}){1,8}(?![\p{L}\p{N}@.-])/gu;

/** Addresses and domains that a name shows, wide letters (`longan．edu．vn`) read as they look. */
function addressesIn(name: string): readonly { readonly text: string; readonly domain: string }[] {
  const plain = name.normalize('NFKC');
  const texts = [addressInName, domainInName].flatMap((kind) => [...plain.matchAll(kind)].map(([text]) => text));
  return texts.flatMap((text) => {
    const domain = domainOfAddress(text.includes('@') ? text : `x@${text}`);
    return domain === null ? [] : [{ text, domain }];
  });
}

function nameReasons(one: Case): readonly (OfficialnessReason | null)[] {
  const { clues, address, domain, directory, policy, isOfficial, isListed, isSigned, unit } = one;
  const name = clues.from?.name ?? '';
  if (name === '') return [];
  const elsewhere = addressesIn(name).filter((shown) => domain === null || registrableDomain(shown.domain) !== registrableDomain(domain));
  const worn = elsewhere.find((shown) => kindOfDomain(shown.domain, policy) === 'official' || directory.byDomain.has(shown.domain));
  const shown = worn ?? elsewhere.find(({ text }) => text.includes('@'));
  const other = unitsNamed(name, null, directory);
  const isOther = other.length > 0 && unit !== null && other.every(({ unitId }) => !areRelated(directory.units, unitId, unit.unitId));
  return [
    shown === undefined ? null : reason('nameShowsOtherAddress', worn !== undefined && !isOfficial && !isListed ? 'against' : 'neither', { shown: shown.text, address: address === '' ? '–' : address }),
    isOther ? reason('nameOfOtherUnit', isOfficial || isListed || isSigned ? 'neither' : 'against', { name, unit: unit?.name ?? '' }) : null,
  ];
}

/** Passing on what another office issued is daily work, so this is told and not held against anybody who is known. */
function letterheadReason({ finding, unit, directory, clues, isOfficial, isListed, isSigned }: Case): OfficialnessReason | null {
  const letterhead = finding.clues.find(({ kind }) => kind === 'letterhead');
  if (letterhead?.unitId == null || unit === null || clues.agency === null || areRelated(directory.units, letterhead.unitId, unit.unitId)) return null;
  return reason('letterheadOfOther', isOfficial || isListed || isSigned ? 'neither' : 'against', { letterhead: clues.agency, unit: unit.name });
}

/** Who writes as an office and wants the answer at a private address is the oldest trick; mailing services that are no office do it daily. */
function replyReason({ clues, address, domain, policy, directory, isOfficial, isListed, finding }: Case): OfficialnessReason | null {
  if (domain === null) return null;
  const elsewhere = clues.replyTo.find((other) => {
    const otherDomain = domainOfAddress(other);
    return otherDomain !== null && registrableDomain(otherDomain) !== registrableDomain(domain);
  });
  if (elsewhere === undefined) return null;
  const otherDomain = domainOfAddress(elsewhere) ?? '';
  const owners = [...(directory.byAddress.get(foldAddress(elsewhere)) ?? []), ...(directory.byDomain.get(otherDomain) ?? [])];
  const { unitId } = finding;
  const isOwn = kindOfDomain(otherDomain, policy) === 'official' || (unitId !== null && owners.some((unit) => areRelated(directory.units, unit.unitId, unitId)));
  return reason('replyToElsewhere', !isOwn && (isOfficial || isListed || clues.agency !== null) ? 'against' : 'neither', { replyTo: elsewhere, address });
}

/** RFC 5322 allows several authors; no office's program writes them, and readers differ in which one they show. */
function severalReason({ clues, domain, address }: Case): OfficialnessReason | null {
  const others = clues.furtherFrom.filter((other) => foldAddress(other) !== foldAddress(address));
  if (others.length === 0) return null;
  const isOneHouse = others.every((other) => domain !== null && registrableDomain(domainOfAddress(other) ?? '') === registrableDomain(domain));
  return reason('severalFrom', isOneHouse ? 'neither' : 'against', { addresses: [address, ...others].join(', ') });
}

function endedReason({ unit, clues, directory }: Case): OfficialnessReason | null {
  if (unit === null || !hasEnded(unit, clues.day)) return null;
  return reason('unitEnded', 'neither', { unit: unit.name, day: unit.validTo ?? '', successors: successorsOf(directory.units, unit.unitId).map(({ name }) => name).join('; ') || 'none' });
}
