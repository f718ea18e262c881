import { canonicalDomain } from '../acknowledge/mail-address';
import { isFreeDomain, isOfficialDomain } from '../acknowledge/match-domain';
import type { Mailbox } from '../model/letter';
import type { Policy } from '../model/policy';
import type { LetterVerdict } from '../model/verdict';

/** What a unit is judged by, as far as it is known. */
export interface UnitClues {
  /** the unit that the document names */
  readonly agency: string | null;
  readonly from: Mailbox | null;
  /** see `provenNames` */
  readonly certified: readonly string[];
  /** our own mail server says that the letter does not come from the domain of its sender */
  readonly refuted: boolean;
}

export interface UnitBelief {
  /** name as the letterhead gives it, else as the sender writes it; '' where there is neither */
  readonly unit: string;
  /** may the letter be taken to come from that unit? */
  readonly known: boolean;
  /** sender's domain in canonical form, null without an address */
  readonly domain: string | null;
  readonly domainKind: 'official' | 'free' | 'other' | null;
  readonly refuted: boolean;
  /** whom the certificate of a signature that passed names, and whether that is the unit of the letterhead */
  readonly certificate: { readonly holder: string; readonly matches: boolean } | null;
}

/**
 * Which unit a letter is from, and whether that may be believed: the document names it, and either the sender writes from an
 * official domain (and our own server does not deny it) or a signature that passed was made by that unit. A name in a letterhead alone proves nothing, and free
 * webmail is open to anyone who can copy a letterhead.
 */
export function believeUnit({ agency, from, certified, refuted }: UnitClues, policy: Pick<Policy, 'officialDomains' | 'freeDomains'>): UnitBelief {
  const unit = agency ?? (from === null ? '' : from.name === '' ? from.address : from.name);
  const domain = domainOf(from);
  const domainKind = domain === null ? null : kindOf(domain, policy);
  const match = agency === null ? undefined : certified.find((name) => alike(name, agency));
  const certificate = certified.length === 0 ? null : { holder: match ?? certified.join(', '), matches: agency === null || match !== undefined };
  const proven = (domainKind === 'official' && !refuted) || certificate?.matches === true;
  return { unit, known: agency !== null && domainKind !== 'free' && proven, domain, domainKind, refuted, certificate };
}

/**
 * Names in the certificate of a letter whose signatures all passed, else none. An agency's own certificate carries the agency
 * as common name and what it belongs to as organisation; a person's carries the agency as organisation.
 */
export function provenNames(verdict: LetterVerdict | null): readonly string[] {
  const signer = verdict?.verdict === 'passed' ? verdict.signatures.find((one) => one.verdict === 'passed')?.signer : null;
  return [...new Set([signer?.holder, signer?.organisation].filter((name) => name != null))];
}

function kindOf(domain: string, policy: Pick<Policy, 'officialDomains' | 'freeDomains'>): 'official' | 'free' | 'other' {
  if (isFreeDomain(domain, policy.freeDomains)) return 'free';
  return isOfficialDomain(domain, policy.officialDomains) ? 'official' : 'other';
}

function domainOf(from: Mailbox | null): string | null {
  const at = from?.address.lastIndexOf('@') ?? -1;
  return from === null || at < 0 ? null : canonicalDomain(from.address.slice(at + 1));
}

/** Abbreviations that letterheads use and certificates write out. */
const inFull: ReadonlyMap<string, string> = new Map([['ubnd', 'uy ban nhan dan'], ['hdnd', 'hoi dong nhan dan'], ['gd dt', 'giao duc va dao tao'], ['gddt', 'giao duc va dao tao'], ['tp', 'thanh pho']]);

function fold(text: string): string {
  const plain = text.normalize('NFD').replace(/\p{M}/gu, '').replace(/[đĐ]/g, 'd').toLowerCase().replace(/[^\p{L}\p{N}]+/gu, ' ').trim();
  return plain.replace(/\b(?:ubnd|hdnd|gd dt|gddt|tp)\b/g, (short) => inFull.get(short) ?? short);
}

/** shorter names occur inside too many others to prove that two units are one */
const containedFrom = 10;

function alike(a: string, b: string): boolean {
  const [one, other] = [fold(a), fold(b)];
  if (one === '' || other === '') return false;
  const [short, long] = one.length <= other.length ? [one, other] : [other, one];
  return one === other || (short.length >= containedFrom && long.includes(short));
}
