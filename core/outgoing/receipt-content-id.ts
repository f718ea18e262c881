import type { DraftId } from '../model/ids';

/**
 * Content identifier of a letter that asks for a signed receipt (RFC 2634 2.7: no other letter may have it). It names the draft, so that a receipt that says nothing
 * else of our letter is matched.
 * @param random hex digits from a secure source
 */
export function receiptContentId(draftId: DraftId, random: string): Uint8Array {
  return new TextEncoder().encode(`${draftId}.${random.slice(0, 32)}`);
}

/** @param contentId lower-case hex, as in `ReceiptMark` @returns the draft it names; null: it is none of ours */
export function draftOfContentId(contentId: string): DraftId | null {
  const text = contentId.replace(/../g, (pair) => String.fromCharCode(Number.parseInt(pair, 16)));
  return (/^([0-9a-f]{16})\.[0-9a-f]{32}$/.exec(text)?.[1] ?? null) as DraftId | null;
}
