import type { ReceiptKind } from '../model/receipt';

/**
 * IMAP keywords that tell every client of a mailbox what was answered. `$MDNSent` is RFC 3503; the others are ours and
 * are plain atoms (RFC 9051: no space, parenthesis, brace, wildcard, quote, backslash or bracket).
 */
export const receiptKeywords: Readonly<Record<ReceiptKind, string>> = {
  displayed: '$MDNSent',
  arrival: '$VanThuArrival',
  registered: '$VanThuRegistered',
  refused: '$VanThuRefused',
  assigned: '$VanThuAssigned',
  inProgress: '$VanThuInProgress',
  completed: '$VanThuCompleted',
};

/** Keywords compare without case (RFC 9051, 2.3.2). */
export function hasKeyword(keywords: readonly string[], keyword: string): boolean {
  return keywords.some((each) => each.toLowerCase() === keyword.toLowerCase());
}

/**
 * Keywords that, set at the same moment by another desk, make an answer void: automatic ones exclude each other, and an office says either that it
 * registered or that it refused.
 */
export function rivalKeywords(kind: ReceiptKind): readonly string[] {
  if (kind === 'registered') return [receiptKeywords.refused];
  if (kind === 'refused') return [receiptKeywords.registered];
  return kind === 'arrival' || kind === 'displayed' ? answerKeywords : [];
}

/** Every keyword that means: an answer went out already. */
export const answerKeywords: readonly string[] = Object.values(receiptKeywords);
