import { alikeAddress, readAddress } from '../acknowledge/mail-address';
import { remembered } from '../base/remembered';
import { isFreeDomain } from '../acknowledge/match-domain';
import type { UnitId } from '../model/ids';
import type { MailAddressee, OutgoingMail } from '../model/outgoing';

/** Who may say what became of a letter at an address. */
export interface Speakers {
  /** the one unit of the directory that uses the address; null: none, or several */
  readonly unitOf: (address: string) => UnitId | null;
  readonly freeDomains: readonly string[];
}

/** `itself`: the address, or another one of its unit. `domain`: somebody else under the same domain, which offices share: no proof. */
export type Speaking = 'itself' | 'domain' | 'stranger';

const reading = remembered(readAddress);

/** @param unitId unit the letter was sent to, as chosen then */
export function speaksFor(from: string, addressee: { readonly address: string; readonly unitId: UnitId | null }, { unitOf, freeDomains }: Speakers): Speaking {
  const [speaker, meant] = [reading(from), reading(addressee.address)];
  if (speaker === null || meant === null) return 'stranger';
  if (alikeAddress(speaker, meant)) return 'itself';
  const unit = unitOf(from);
  if (unit !== null && (unit === addressee.unitId || unit === unitOf(addressee.address))) return 'itself';
  return speaker.domain === meant.domain && !isFreeDomain(speaker.domain, freeDomains) ? 'domain' : 'stranger';
}

/** Addressees of a message that a writer may speak for, itself before others of its domain. */
export function whoSpeaks(from: string, { mail }: OutgoingMail, speakers: Speakers): readonly { readonly addressee: MailAddressee; readonly speaking: Speaking }[] {
  const all = mail.addressees.map((addressee) => ({ addressee, speaking: speaksFor(from, addressee, speakers) }));
  const itself = all.filter(({ speaking }) => speaking === 'itself');
  if (itself.length > 0) return itself.slice(0, 1);
  const domain = all.filter(({ speaking }) => speaking === 'domain');
  // two offices of one domain: nobody knows which of them it was
  return domain.length === 1 ? domain : [];
}

/** A mail server that reports on delivery: ours, or one of the addressee's domain. */
export function reportsOn(from: string, own: string, addressee: string): boolean {
  const [speaker, ours, theirs] = [readAddress(from), readAddress(own), readAddress(addressee)];
  return speaker !== null && [ours, theirs].some((one) => one !== null && isWithin(speaker.domain, one.domain));
}

/** mail.so.gov.vn reports for so.gov.vn, and so.gov.vn for its mail host; nobody for a name with one dot less than an office has */
function isWithin(a: string, b: string): boolean {
  return a === b || a.endsWith(`.${b}`) || (b.endsWith(`.${a}`) && a.split('.').length > 2);
}
