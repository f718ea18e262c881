import { isFreeDomain, isOfficialDomain } from '../../../core/acknowledge/match-domain';
import { canonicalDomain } from '../../../core/acknowledge/mail-address';
import type { OfficialDocument } from '../../../core/model/document';
import type { Mailbox } from '../../../core/model/letter';
import type { Policy } from '../../../core/model/policy';
import type { LetterVerdict } from '../../../core/model/verdict';
import type { Tone } from '../../ui/tone';
import { words } from '../../ui/words';
import type { Words } from '../../ui/words';

export interface UnitBelief {
  /** name as the letterhead gives it, else as the sender writes it */
  readonly unit: string;
  readonly known: boolean;
  readonly reasons: readonly { readonly tone: Tone; readonly words: Words }[];
}

interface UnitEvidence {
  readonly document: OfficialDocument | null;
  readonly from: Mailbox | null;
  readonly verdict: LetterVerdict | null;
  readonly policy: Pick<Policy, 'officialDomains' | 'freeDomains'>;
}

/** Which unit the letter is from, and why that may be believed. A name in a letterhead alone proves nothing. */
export function unitBelief({ document, from, verdict, policy }: UnitEvidence): UnitBelief {
  const unit = document?.agency ?? (from === null ? '' : from.name === '' ? from.address : from.name);
  const domain = domainOf(from);
  const official = domain !== null && isOfficialDomain(domain, policy.officialDomains);
  const free = domain !== null && isFreeDomain(domain, policy.freeDomains);
  const reasons: { readonly tone: Tone; readonly words: Words }[] = [];
  if (official) reasons.push({ tone: 'good', words: words('unit.officialDomain', { domain }) });
  if (free) reasons.push({ tone: 'warn', words: words('unit.freeDomain', { domain }) });
  if (!official && !free && domain !== null) reasons.push({ tone: 'warn', words: words('unit.otherDomain', { domain }) });
  reasons.push(...certificateReasons(unit, document, verdict));
  return { unit, known: official || reasons.some((one) => one.words.key === 'unit.certificate'), reasons };
}

function certificateReasons(unit: string, document: OfficialDocument | null, verdict: LetterVerdict | null): UnitBelief['reasons'] {
  if (verdict?.verdict !== 'passed') return [];
  const organisation = verdict.signatures.find((one) => one.verdict === 'passed')?.signer?.organisation ?? null;
  if (organisation === null) return [];
  if (document?.agency == null) return [{ tone: 'good', words: words('unit.certificate', { organisation }) }];
  return alike(organisation, unit)
    ? [{ tone: 'good', words: words('unit.certificate', { organisation }) }]
    : [{ tone: 'warn', words: words('unit.certificateDiffers', { organisation, unit }) }];
}

function domainOf(from: Mailbox | null): string | null {
  const at = from?.address.lastIndexOf('@') ?? -1;
  return from === null || at < 0 ? null : canonicalDomain(from.address.slice(at + 1));
}

function fold(text: string): string {
  return text.normalize('NFD').replace(/\p{M}/gu, '').replace(/[đĐ]/g, 'd').toLowerCase().replace(/[^\p{L}\p{N}]+/gu, ' ').trim();
}

/** shorter names occur inside too many others to prove that two units are one */
const containedFrom = 10;

function alike(a: string, b: string): boolean {
  const [one, other] = [fold(a), fold(b)];
  if (one === '' || other === '') return false;
  const [short, long] = one.length <= other.length ? [one, other] : [other, one];
  return one === other || (short.length >= containedFrom && long.includes(short));
}
