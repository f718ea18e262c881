import { canonicalDomain } from './mail-address';

/**
 * Does a policy entry cover a domain? `longan.edu.vn` covers itself only; `.gov.vn` covers itself and everything below,
 * at label boundaries, so that `evilgov.vn` and `gov.vn.example.com` stay outside.
 * @param domain canonical, as in MailAddress
 */
export function coversDomain(entry: string, domain: string): boolean {
  const below = entry.startsWith('.');
  const name = canonicalDomain(below ? entry.slice(1) : entry, 1);
  if (name === null) return false;
  return domain === name || (below && domain.endsWith(`.${name}`));
}

export function isOfficialDomain(domain: string, officialDomains: readonly string[]): boolean {
  return officialDomains.some((entry) => coversDomain(entry, domain));
}

/** Free webmail counts with everything below it, dot or not: no office gets a name inside such a provider. */
export function isFreeDomain(domain: string, freeDomains: readonly string[]): boolean {
  return freeDomains.some((entry) => coversDomain(entry.startsWith('.') ? entry : `.${entry}`, domain));
}
