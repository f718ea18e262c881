import type { HeldDocument } from './cited-documents';

/**
 * May this document make that one what it no longer was? Only its issuer recalls, corrects or replaces a document, or the office that its issuer
 * belongs to; anybody can write a letterhead, so the letter must be believed to be its unit's, or at least come from where the other came from.
 * Anything else is a claim.
 */
export function mayTouch(by: HeldDocument, touched: HeldDocument): boolean {
  const [one, other] = [by.document, touched.document];
  if (one.date !== null && other.date !== null && one.date < other.date) return false;
  const { believed, sender } = by.letter;
  const sameSender = sender !== '' && sender === touched.letter.sender;
  if (!believed && (touched.letter.believed || !sameSender)) return false;
  if (one.agency === null || other.agency === null) return sameSender;
  if (believed && one.agency === other.parentAgency) return true;
  if (one.agency !== other.agency) return false;
  if (one.parentAgency !== null && other.parentAgency !== null) return one.parentAgency === other.parentAgency;
  // every province has a Sở Nội vụ
  return sameSender || (believed && touched.letter.believed && domainOf(sender) === domainOf(touched.letter.sender));
}

function domainOf(address: string): string {
  return address.slice(address.lastIndexOf('@') + 1);
}
