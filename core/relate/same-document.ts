import { alikeIssuers, namesOffice } from './issuer-key';
import type { RelatedDocument, RelatedLetter } from './related-letter';

type From = Pick<RelatedLetter, 'sender'>;

/**
 * Is this one document that came twice? The same file to the byte; or number and symbol of the same issuer in the same year (Decree 30/2020/NĐ-CP, Article 15:
 * an office gives a number once a year). `candidate`: the same number, and nothing tells whose.
 */
export function sameDocument(a: RelatedDocument, from: From, b: RelatedDocument, other: From): 'same' | 'candidate' | 'different' {
  const sameFile = a.digest !== null && a.digest === b.digest;
  if (a.key === null || b.key === null) return sameFile ? 'same' : 'different';
  if (a.key !== b.key) return 'different';
  if (sameFile) return 'same';
  const [sameDay, otherYear] = a.date === null || b.date === null ? [false, false] : [a.date === b.date, a.date.slice(0, 4) !== b.date.slice(0, 4)];
  if (otherYear) return 'different';
  if (a.agency === null || b.agency === null) return sameDay && from.sender !== '' && from.sender === other.sender ? 'same' : 'candidate';
  if (!namesOffice(a.agency, b.agency, b.parentAgency) && !namesOffice(b.agency, a.agency, a.parentAgency)) return 'different';
  if (a.parentAgency !== null && b.parentAgency !== null) return alikeIssuers(a.parentAgency, b.parentAgency) ? 'same' : 'different';
  // every province has a Sở Nội vụ: without what it belongs to, another day is another office's
  const otherDay = a.date !== null && b.date !== null && !sameDay;
  return otherDay && a.parentAgency !== b.parentAgency ? 'candidate' : 'same';
}
