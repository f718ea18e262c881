import { canonicalDomain } from './mail-address';

/** A name under which a registry seats public bodies only, and no mailbox of its own: who writes it means what is below. */
const publicRegistry = /^(?:gov|go|mil)\.[a-z]{2}$/;

/** An entry as people write it, `@longan.edu.vn`, `*.gov.vn`, in the one form that is compared. */
export function domainEntry(entry: string): string {
  const plain = entry.trim().replace(/^@|^\*(?=\.)/, '');
  return publicRegistry.test(plain.toLowerCase()) ? `.${plain}` : plain;
}

/**
 * Does a policy entry cover a domain? `longan.edu.vn` covers itself only; `.gov.vn` covers itself and everything below,
 * at label boundaries, so that `evilgov.vn` and `gov.vn.example.com` stay outside.
 * @param domain canonical, as in MailAddress
 */
export function coversDomain(entry: string, domain: string): boolean {
  const written = domainEntry(entry);
  const below = written.startsWith('.');
  const name = canonicalDomain(below ? written.slice(1) : written, 1);
  if (name === null) return false;
  return domain === name || (below && domain.endsWith(`.${name}`));
}

export function isOfficialDomain(domain: string, officialDomains: readonly string[]): boolean {
  return officialDomains.some((entry) => coversDomain(entry, domain));
}

/** Free webmail counts with everything below it, dot or not: no office gets a name inside such a provider. */
export function isFreeDomain(domain: string, freeDomains: readonly string[]): boolean {
  return freeDomains.map(domainEntry).some((entry) => coversDomain(entry.startsWith('.') ? entry : `.${entry}`, domain));
}
