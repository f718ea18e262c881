import type { Mailbox } from '../model/letter';
import type { Check } from '../model/verdict';

/**
 * Addresses as equal as people take them to be. The domain has no case (RFC 5321 2.4); the local part
 * could have, but no server in use tells `VanThu@` from `vanthu@`, while directories and certificates
 * are typed by hand in either.
 */
function addressKey(address: string): string {
  const key = address.trim().normalize('NFC').toLowerCase();
  const at = key.lastIndexOf('@') + 1;
  return key.slice(0, at) + asciiDomain(key.slice(at));
}

/** Certificates write a Vietnamese domain in its ASCII form (RFC 5890), letters in either. */
function asciiDomain(domain: string): string {
  // anything but letters, digits, marks, dots and hyphens would be read as other parts of an address of the web
  if (/^[a-z\d.-]*$/.test(domain) || !/^[\p{L}\p{M}\d.-]+$/u.test(domain) || !URL.canParse(`http://${domain}/`)) return domain;
  return new URL(`http://${domain}/`).hostname;
}

/** An address up to its last whole label; none where its domain has only one. */
function wholeLabels(address: string): readonly string[] {
  const labels = address.slice(address.indexOf('@') + 1).split('.');
  const end = labels.indexOf('');
  const whole = end < 0 ? labels : labels.slice(0, end);
  return whole.length < 2 ? [] : [address.slice(0, address.indexOf('@') + 1) + whole.join('.')];
}

/** Addresses that a reader sees in a display name; a full-width @ or full stop deceives the eye as well as a plain one. */
function shownAddresses(name: string): readonly string[] {
  return name.normalize('NFKC').slice(0, 1000).replaceAll('。', '.').replaceAll(/ ?@ ?(?=[^\s@]{1,64}\.)/g, '@').match(/[^\s<>()[\],;:"'@]{1,64}@[\p{L}\d.-]{3,253}/gu)?.flatMap(wholeLabels) ?? [];
}

/**
 * Is the signer the visible sender (RFC 8550 3)?
 * @param from every mailbox of every From field: a second one is how a signed letter is made to look
 *   like somebody else's, so each of them must be certified, and so must an address written as a name
 * @param addresses the certificate's; without any there is nothing to compare
 */
export function matchSender(from: readonly Mailbox[], addresses: readonly string[]): Check {
  if (addresses.length === 0) return { state: 'notChecked', why: 'noCertificateAddress' };
  // RFC 5322 3.6 asks for one; what a reader takes for the sender then is anybody's to write
  if (from.length === 0) return { state: 'failed', why: 'noFrom' };
  const certified = new Set(addresses.map(addressKey));
  const named = from.flatMap((mailbox) => shownAddresses(mailbox.name));
  const isCertified = (address: string): boolean => certified.has(addressKey(address));
  if (from.every((mailbox) => isCertified(mailbox.address))) {
    return named.every(isCertified) ? { state: 'passed', why: null } : { state: 'failed', why: 'severalFrom' };
  }
  return { state: 'failed', why: from.length > 1 ? 'severalFrom' : 'otherSigner' };
}
