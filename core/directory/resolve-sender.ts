import type { UnitId } from '../model/ids';
import type { SenderClue, SenderFinding } from '../model/sender';
import type { DirectoryIndex } from './directory-index';
import { kindOfDomain, type DomainPolicy } from './domain-kind';
import { decideClues, findClues } from './find-clues';
import { domainOfAddress, foldAddress } from './fold-clue';
import { areUnrelatedNames, foldName, placeOfName, sameUnitName } from './fold-name';
import { areRelated, isBelow } from './related-units';
import type { SenderClues } from './sender-clues';

/** kinds that name a unit by themselves; a telephone or a signature only helps to choose */
const naming: ReadonlySet<SenderClue['kind']> = new Set(['certificate', 'address', 'domain', 'letterhead', 'displayName']);

/**
 * Which unit a letter is from, and whether that may be believed. A name in a letterhead or beside an address proves nothing: anyone can copy it. Proof is
 * an official domain that our own server does not deny, an address or domain that the directory knows, or a signature that passed and was made by that unit;
 * free webmail is believed only where somebody entered that very address.
 */
export function resolveSender(clues: SenderClues, directory: DirectoryIndex, policy: DomainPolicy): SenderFinding {
  const decided = decideClues(findClues(clues, directory));
  const unitId = chooseUnit(decided, directory);
  const unit = unitId === null ? undefined : directory.units.get(unitId);
  const { from, agency } = clues;
  return {
    unitId,
    unit: unit?.name ?? agency ?? (from === null ? '' : from.name === '' ? from.address : from.name),
    unitKey: unitId === null ? keyOf(clues) : `id:${unitId}`,
    known: isKnown(clues, decided, unitId, directory, policy),
    clues: decided,
    conflicts: conflictsOf(decided, clues, directory),
  };
}

/** The strongest clue decides; where it means a province or a ministry, a letterhead of something below it tells which. */
function chooseUnit(clues: readonly SenderClue[], { units }: DirectoryIndex): UnitId | null {
  // a symbol, a telephone or a name beside the address names the unit only where no letterhead names another
  const hasStrangeLetterhead = clues.some(({ kind, unitId }) => kind === 'letterhead' && unitId === null);
  const speaking = clues.filter(({ kind, unitId }) => unitId !== null && !(hasStrangeLetterhead && (kind === 'displayName' || kind === 'phone' || kind === 'signatureBlock')));
  const [first] = speaking;
  if (first === undefined || first.unitId === null) return null;
  let chosen = first.unitId;
  if (first.kind === 'address') return chosen;
  for (const { unitId } of speaking) if (unitId !== null && isBelow(units, unitId, chosen)) chosen = unitId;
  return chosen;
}

function isKnown(clues: SenderClues, decided: readonly SenderClue[], unitId: UnitId | null, { units }: DirectoryIndex, policy: DomainPolicy): boolean {
  const { agency, certified, from } = clues;
  const domain = from === null ? null : domainOfAddress(from.address);
  const isRefuted = clues.server === 'failed';
  const points = (kind: SenderClue['kind']): boolean => unitId !== null && decided.some((clue) => clue.kind === kind && clue.unitId !== null && (clue.unitId === unitId || isBelow(units, unitId, clue.unitId)));
  if (points('address') && !isRefuted) return true;
  if (domain === null || kindOfDomain(domain, policy) === 'free') return false;
  if (points('domain') && !isRefuted) return true;
  const isCertified = points('certificate') || (agency !== null && certified.some((name) => sameUnitName(name, agency)));
  return agency !== null && (isCertified || (kindOfDomain(domain, policy) === 'official' && !isRefuted));
}

/** Pairs of clues that mean two units with nothing to do with each other; each pair of units once, by its strongest clues. */
function conflictsOf(decided: readonly SenderClue[], { agency }: SenderClues, { units }: DirectoryIndex): readonly (readonly [SenderClue, SenderClue])[] {
  const strongest = decided.filter((clue, at) => clue.unitId !== null && naming.has(clue.kind) && decided.findIndex((one) => one.unitId === clue.unitId && naming.has(one.kind)) === at);
  const pairs: (readonly [SenderClue, SenderClue])[] = [];
  for (const [at, one] of strongest.entries()) {
    for (const other of strongest.slice(at + 1)) {
      if (one.unitId !== null && other.unitId !== null && !areRelated(units, one.unitId, other.unitId)) pairs.push([one, other]);
    }
  }
  // a certificate and a letterhead speak by their names alone, known to the directory or not
  const letterhead = decided.find((clue) => clue.kind === 'letterhead');
  const certificates = decided.filter((clue) => clue.kind === 'certificate');
  if (agency !== null && letterhead !== undefined && certificates.length > 0 && certificates.every((one) => areUnrelatedNames(one.seen, agency) && one.unitId === null)) {
    const [certificate] = certificates;
    if (certificate !== undefined) pairs.push([certificate, letterhead]);
  }
  return pairs;
}

/** One key for all letters of a unit that no directory knows: as its letterhead names it with the place above it, else its address. */
function keyOf({ agency, parentAgency, from }: SenderClues): string {
  if (agency !== null) {
    const name = foldName(agency);
    const place = parentAgency === null ? '' : placeOfName(foldName(parentAgency));
    return `name:${place === '' || name.includes(place) ? name : `${name} ${place}`}`;
  }
  return addressKey({ from });
}

/** The key of a letter that belongs to no unit. */
export function addressKey({ from }: Pick<SenderClues, 'from'>): string {
  if (from === null) return 'address:';
  const address = foldAddress(from.address);
  return `address:${address === '' ? from.address.toLowerCase() : address}`;
}
