import { isFreeDomain, isOfficialDomain } from '../acknowledge/match-domain';
import { remembered } from '../base/remembered';
import type { Policy } from '../model/policy';

export type DomainPolicy = Pick<Policy, 'officialDomains' | 'freeDomains'>;
export type DomainKind = 'official' | 'free' | 'other';

const free = new WeakMap<readonly string[], (domain: string) => boolean>();
const official = new WeakMap<readonly string[], (domain: string) => boolean>();

/**
 * What the office's lists say of a domain; free webmail first, for nothing makes it official.
 * @param domain canonical
 */
export function kindOfDomain(domain: string, { officialDomains, freeDomains }: DomainPolicy): DomainKind {
  if (asked(free, freeDomains, isFreeDomain)(domain)) return 'free';
  return asked(official, officialDomains, isOfficialDomain)(domain) ? 'official' : 'other';
}

function asked(known: typeof free, list: readonly string[], ask: (domain: string, list: readonly string[]) => boolean): (domain: string) => boolean {
  let answer = known.get(list);
  if (answer === undefined) known.set(list, (answer = remembered((domain) => ask(domain, list))));
  return answer;
}
