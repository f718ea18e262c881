import { canonicalDomain } from '../acknowledge/mail-address';
import { domainEntry } from '../acknowledge/match-domain';
import { remembered } from '../base/remembered';
import { confusables } from './data/confusables';
import { provinceLabels } from './data/province-labels';
import { decodeLabel } from './decode-punycode';
import { kindOfDomain, type DomainPolicy } from './domain-kind';
import { registrableDomain } from './registrable-domain';

/** labels of fewer letters have honest neighbours everywhere: gov and gob, mof and mot */
const editedFrom = 4;
/** and up to so many, abbreviations that differ by one letter are two offices; a letter too many, or two swapped, is still no chance */
const shortLabel = 4;
/** run-together names of fewer letters are words of their own: `goth` of go.th */
const squeezedFrom = 5;

/**
 * Domains that others may imitate, prepared for asking. A name is imitated by letters that look alike (also behind punycode), by one edit, by
 * joints moved (`gov-vn.com`, `longanedu.vn`) and by wearing it in front (`longan.edu.vn.example.com`).
 */
export class LookAlikes {
  private readonly known = new Set<string>();
  private readonly registered = new Set<string>();
  private readonly bySkeleton = new Map<string, string>();
  private readonly bySqueezed = new Map<string, string>();
  /** a name with one letter taken out, to the name: two names one edit apart meet there */
  private readonly byDeletion = new Map<string, string[]>();

  /** @param domains canonical; a leading dot (an entry of a policy) counts as the name itself */
  constructor(domains: Iterable<string>) {
    for (const entry of domains) this.add(entry.replace(/^\./, ''));
  }

  /**
   * The known domain that `domain` looks like without being it or lying below it; null: none.
   * @param domain canonical
   */
  readonly imitatedBy = remembered((domain): string | null => {
    for (let name = domain; name !== ''; name = parentOf(name)) if (this.known.has(name)) return null;
    const own = registrableDomain(domain);
    // somebody else's subdomain of a name that is known stands in one hand with it
    if (this.registered.has(own)) return null;
    return this.wornBy(domain) ?? this.seenIn(domain) ?? this.squeezedIn(own) ?? this.oneEditFrom(own);
  });

  private add(name: string): void {
    if (canonicalDomain(name) === null) return;
    this.known.add(name);
    // what lies below a registered name belongs to its owner, so only that name can be imitated
    const own = registrableDomain(name);
    if (this.registered.has(own)) return;
    this.registered.add(own);
    this.bySkeleton.set(skeleton(own), own);
    const squeezed = squeeze(own);
    if (squeezed.length >= squeezedFrom) this.bySqueezed.set(squeezed, own);
    for (const shorter of [own, ...deletions(own)]) {
      const list = this.byDeletion.get(shorter);
      if (list === undefined) this.byDeletion.set(shorter, [own]);
      else list.push(own);
    }
  }

  /** `gov.vn` in `so.gov-vn.com`, `longan.edu.vn` in `longan.edu.vn.example.com`: whole labels, but not at the end, where they would be true. */
  private wornBy(domain: string): string | null {
    const labels = domain.split(/[.-]/).map((label) => decodeLabel(label));
    const end = labels.length;
    for (let from = 0; from < end; from += 1) {
      for (let to = from + 2; to <= Math.min(end, from + 5); to += 1) {
        const name = labels.slice(from, to).join('.');
        if (this.known.has(name) && !domain.endsWith(`.${name}`) && domain !== name) return name;
      }
    }
    return null;
  }

  /** The foreign letter may stand in what looks like the registry, behind which anything is registered: `longan.еdu.vn`. */
  private seenIn(domain: string): string | null {
    for (let name = domain; name.includes('.'); name = parentOf(name)) {
      const found = this.bySkeleton.get(skeleton(name));
      if (found !== undefined) return found;
    }
    return null;
  }

  private squeezedIn(own: string): string | null {
    const whole = this.bySqueezed.get(squeeze(own));
    if (whole !== undefined) return whole;
    for (const label of own.split('.')) {
      const plain = squeeze(label);
      for (let from = 0; from + squeezedFrom <= plain.length; from += 1) {
        const found = this.bySqueezed.get(plain.slice(from));
        if (found !== undefined) return found;
      }
    }
    return null;
  }

  private oneEditFrom(own: string): string | null {
    const label = own.split('.')[0] ?? '';
    if (label.length < editedFrom || provinceLabels.has(label)) return null;
    for (const shorter of [own, ...deletions(own)]) {
      const found = this.byDeletion.get(shorter)?.find((other) => isImitation(own, other));
      if (found !== undefined) return found;
    }
    return null;
  }
}

/** One edit in the name, not in the registry behind it: gov.vn and gov.in are two countries. Other digits tell one school from the next. */
function isImitation(own: string, other: string): boolean {
  const [label = '', otherLabel = ''] = [own.split('.')[0], other.split('.')[0]];
  if (own === other || own.slice(label.length) !== other.slice(otherLabel.length) || otherLabel.length < editedFrom) return false;
  if (otherLabel.length <= shortLabel && label.length <= otherLabel.length && !isSwapped(label, otherLabel)) return false;
  return label.replace(/\d/g, '') !== otherLabel.replace(/\d/g, '') && isOneEdit(label, otherLabel);
}

function isSwapped(a: string, b: string): boolean {
  return [...a].toSorted().join('') === [...b].toSorted().join('');
}

/** One letter more, less, or other, or two neighbours swapped. */
export function isOneEdit(a: string, b: string): boolean {
  if (a === b || Math.abs(a.length - b.length) > 1) return false;
  let start = 0;
  while (start < Math.min(a.length, b.length) && a[start] === b[start]) start += 1;
  let tail = 0;
  while (tail < Math.min(a.length, b.length) - start && a[a.length - 1 - tail] === b[b.length - 1 - tail]) tail += 1;
  const [restA, restB] = [a.slice(start, a.length - tail), b.slice(start, b.length - tail)];
  if (restA.length <= 1 && restB.length <= 1) return true;
  return restA.length === 2 && restB.length === 2 && restA[0] === restB[1] && restA[1] === restB[0];
}

/** What a hurried eye reads. */
export function skeleton(domain: string): string {
  return domain.split('.').map((label) => (
    [...decodeLabel(label).normalize('NFD').replace(/\p{M}/gu, '').toLowerCase()].map((char) => confusables.get(char) ?? char).join('').replace(/rn/g, 'm').replace(/vv/g, 'w').replace(/cl/g, 'd').replace(/0/g, 'o').replace(/[1|]/g, 'l').replace(/i/g, 'l').replace(/5/g, 's')
  )).join('.');
}

function squeeze(domain: string): string {
  return domain.replace(/[.-]/g, '');
}

function deletions(text: string): readonly string[] {
  return Array.from({ length: text.length }, (_, at) => text.slice(0, at) + text.slice(at + 1));
}

function parentOf(domain: string): string {
  const dot = domain.indexOf('.');
  return dot < 0 ? '' : domain.slice(dot + 1);
}

const ofPolicies = new WeakMap<readonly string[], LookAlikes>();

/**
 * The official domain, of the policy or of the directory, that `domain` imitates; null: none, and for official, known and free domains.
 * @param domain canonical
 */
export function imitatedDomain(domain: string, directory: { readonly lookAlikes: LookAlikes; readonly byDomain: ReadonlyMap<string, unknown> }, policy: DomainPolicy): string | null {
  if (directory.byDomain.has(domain) || kindOfDomain(domain, policy) !== 'other') return null;
  let official = ofPolicies.get(policy.officialDomains);
  if (official === undefined) {
    official = new LookAlikes(policy.officialDomains.map((entry) => domainEntry(entry).toLowerCase()));
    ofPolicies.set(policy.officialDomains, official);
  }
  return official.imitatedBy(domain) ?? directory.lookAlikes.imitatedBy(domain);
}
