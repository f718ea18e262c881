/** An addr-spec taken apart; `domain` is canonical (lower case, A-labels), `local` as written. */
export interface MailAddress {
  readonly local: string;
  readonly domain: string;
  /** what goes on the wire: local part as written, canonical domain */
  readonly text: string;
}

const dotAtom = /^[^\s()<>[\]:;@\\,."\p{Cc}\p{Cf}]+(\.[^\s()<>[\]:;@\\,."\p{Cc}\p{Cf}]+)*$/u;
const asciiLabel = /^[a-z0-9]([a-z0-9-]*[a-z0-9])?$/;
/** octets, RFC 5321 4.5.3.1 */
const maxDomain = 253;
const maxLocal = 64;

/**
 * Domain in the one form in which it may be compared: lower case, A-labels (RFC 5890), no trailing dot.
 * Null where it is not a plain host name: address literals, empty labels, and every spelling that mapping would
 * silently turn into another name (full-width letters, ideographic dots, invisible characters), because a look-alike
 * must never become the name it imitates.
 * @param minLabels 2 for the domain of an address; 1 where a policy may name a top-level domain
 */
export function canonicalDomain(domain: string, minLabels = 2): string | null {
  const lower = domain.normalize('NFC').toLowerCase();
  if (lower === '' || lower.length > maxDomain || lower !== lower.normalize('NFKC')) return null;
  if (/[\p{Cc}\p{Cf}\p{Z}\p{Cn}\p{Co}/?#%:@\\[\]]/u.test(lower)) return null;
  const labels = lower.split('.').map(canonicalLabel);
  if (labels.length < minLabels || labels.some((label) => label === null)) return null;
  return labels.join('.');
}

function canonicalLabel(label: string): string | null {
  if (asciiLabel.test(label)) return label.length <= 63 ? label : null;
  if (/^[\p{ASCII}]*$/u.test(label)) return null;
  try {
    // UTS 46 of the platform; a label that comes back without its prefix was mapped to plain ASCII: refused
    const mapped = new URL(`http://${label}.invalid`).hostname.slice(0, -'.invalid'.length);
    return mapped.startsWith('xn--') && asciiLabel.test(mapped) ? mapped : null;
  } catch {
    return null; // URL throws for what is no host name, and that is the answer
  }
}

/** One addr-spec without brackets, comments or spaces; null for anything else, address literals included. */
export function readAddress(text: string): MailAddress | null {
  const at = text.lastIndexOf('@');
  if (at < 1) return null;
  const local = text.slice(0, at);
  const domain = canonicalDomain(text.slice(at + 1));
  if (domain === null || local.length > maxLocal || !dotAtom.test(local)) return null;
  return { local, domain, text: `${local}@${domain}` };
}

/**
 * Equality that may open a gate: local parts exactly, domains canonically (RFC 8098, 2.1; RFC 5321, 2.4: only the
 * receiving host knows whether case matters).
 */
export function sameAddress(a: MailAddress, b: MailAddress): boolean {
  return a.local === b.local && a.domain === b.domain;
}

/** Likeness that closes a gate (is it one of ours?): letter case and Unicode form do not count. */
export function alikeAddress(a: MailAddress, b: MailAddress): boolean {
  return addressKey(a) === addressKey(b);
}

/** The same for addresses that are alike. */
export function addressKey({ local, domain }: MailAddress): string {
  return `${fold(local)}@${domain}`;
}

function fold(local: string): string {
  return local.normalize('NFKC').toLowerCase();
}
