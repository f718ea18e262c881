import { searchKey } from '../base/search-key';
import type { AuthenticationOutcome } from '../acknowledge/read-authentication';
import type { OfficialDocument } from '../model/document';
import type { Mailbox } from '../model/letter';
import type { Policy } from '../model/policy';
import type { Officialness, OfficialnessReason, SenderFinding } from '../model/sender';
import type { Unit } from '../model/unit';
import { believeUnit, type UnitBelief } from '../recognise/believe-unit';

/** What of a letter, beside its documents, says who sent it. */
export interface SenderMarks {
  readonly from: readonly Mailbox[];
  readonly replyTo: readonly Mailbox[];
  /** see `provenNames` */
  readonly certified: readonly string[];
  /** what our own server says of the sender's domain */
  readonly authentication: AuthenticationOutcome;
}

export type SenderPolicy = Pick<Policy, 'officialDomains' | 'freeDomains'>;

export interface FoundSender {
  readonly sender: SenderFinding;
  readonly officialness: Officialness;
}

/** Who sent a letter and how official that is, by its marks, its documents as they are shown, the directory and the office's lists. */
export function findSender(marks: SenderMarks, documents: readonly OfficialDocument[], _units: Readonly<Record<string, Unit>>, policy: SenderPolicy): FoundSender {
  const from = marks.from[0] ?? null;
  const agency = documents[0]?.agency ?? null;
  const belief = believeUnit({ agency, from, certified: marks.certified, refuted: marks.authentication === 'failed' }, policy);
  const unitKey = agency !== null ? `name:${searchKey(agency)}` : `address:${from?.address.toLowerCase() ?? ''}`;
  const reasons = reasonsOf(belief);
  const level = reasons.some((one) => one.speaks === 'against') ? 'doubtful' : reasons.some((one) => one.speaks === 'for') ? 'official' : 'unproven';
  return { sender: { unitId: null, unit: belief.unit, unitKey, known: belief.known, clues: [], conflicts: [] }, officialness: { level, reasons } };
}

function reasonsOf({ domain, domainKind, refuted, certificate }: UnitBelief): readonly OfficialnessReason[] {
  const reasons: OfficialnessReason[] = [];
  if (certificate !== null) reasons.push({ code: certificate.matches ? 'signedByUnit' : 'signedByOther', speaks: certificate.matches ? 'for' : 'against', values: { holder: certificate.holder } });
  if (domain === null) return reasons;
  if (refuted) reasons.push({ code: 'serverRefutes', speaks: 'against', values: { domain } });
  else if (domainKind === 'official') reasons.push({ code: 'officialDomain', speaks: 'for', values: { domain } });
  else reasons.push({ code: domainKind === 'free' ? 'freeWebmail' : 'foreignDomain', speaks: 'neither', values: { domain } });
  return reasons;
}
