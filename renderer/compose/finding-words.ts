import type { TFunction } from 'i18next';
import type { GuardFinding } from '../../core/guard/guard-finding';
import { formatDay } from '../ui/format-time';

/** What a person still has to write anyway; said quietly until the letter is to be sent. */
const toFill: ReadonlySet<GuardFinding['code']> = new Set<GuardFinding['code']>(['noAddressees', 'summaryMissing', 'signerMissing', 'noDocumentFile', 'emptySubject', 'emptyBody', 'unsigned']);

export function isToFill({ code }: GuardFinding): boolean {
  return toFill.has(code);
}

/** A finding in words: what, why, and what to do. */
export function findingWords({ code, about }: GuardFinding, t: TFunction): { readonly what: string; readonly why: string; readonly next: string } {
  const values = { ...about, where: about['where'] === undefined || about['where'] === '' ? 'none' : about['where'], day: typeof about['day'] === 'string' ? formatDay(about['day']) : '' };
  return { what: t(`guard:${code}.what`, values), why: t(`guard:${code}.why`, values), next: t(`guard:${code}.next`, values) };
}
