import type { Mailbox } from '../model/letter';
import type { Check } from '../model/verdict';

/**
 * Addresses as equal as people take them to be. The domain has no case (RFC 5321 2.4); the local part
 * could have, but no server in use tells `VanThu@` from `vanthu@`, while directories and certificates
 * are typed by hand in either.
 */
function addressKey(address: string): string {
  return address.trim().normalize('NFC').toLowerCase();
}

/**
 * Is the signer the visible sender (RFC 8550 3)?
 * @param from every mailbox of every From field: a second one is how a signed letter is made to look
 *   like somebody else's, so each of them must be certified
 * @param addresses the certificate's; without any there is nothing to compare
 */
export function matchSender(from: readonly Mailbox[], addresses: readonly string[]): Check {
  if (addresses.length === 0) return { state: 'notChecked', why: 'noCertificateAddress' };
  if (from.length === 0) return { state: 'notChecked', why: 'noFrom' };
  const certified = new Set(addresses.map(addressKey));
  if (from.every((mailbox) => certified.has(addressKey(mailbox.address)))) return { state: 'passed', why: null };
  return { state: 'failed', why: from.length > 1 ? 'severalFrom' : 'otherSigner' };
}
