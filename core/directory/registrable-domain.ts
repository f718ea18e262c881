/** second-level names below which a country's registry gives names to everybody; anything else right of a name is the name itself */
const registries = new Set([
  'ac', 'biz', 'co', 'com', 'edu', 'go', 'gob', 'gov', 'gouv', 'health', 'in', 'info', 'int', 'mi', 'mil', 'my', 'name', 'net', 'ne', 'or', 'org', 'pro', 'sch', 'web', 'id', 'ai', 'io',
]);

/**
 * The part of a domain that somebody registered: `mail.longan.edu.vn` → `longan.edu.vn`, `a.example.com` → `example.com`. Without the Public Suffix
 * List: what registries of the countries this program knows do, which is enough to compare two names with each other.
 * @param domain canonical
 */
export function registrableDomain(domain: string): string {
  const labels = domain.split('.');
  const [second = '', top = ''] = labels.slice(-2);
  const kept = top.length === 2 && registries.has(second) ? 3 : 2;
  return labels.slice(-kept).join('.');
}
