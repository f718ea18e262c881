import type { PdfSignature } from './pdf-model';

/** Offset after the last byte a signature covers; null where its ranges are unlawful. */
export function signedEnd({ byteRange, rangeFault }: PdfSignature): number | null {
  const [, , second, rest] = byteRange;
  return second === undefined || rest === undefined || (rangeFault !== null && rangeFault !== 'endsElsewhere') ? null : second + rest;
}

/** The file as it was when it was signed: what "open what was signed" opens. A view, not a copy. */
export function signedRevision(bytes: Uint8Array, signature: PdfSignature): Uint8Array | null {
  const end = signedEnd(signature);
  return end === null ? null : bytes.subarray(0, end);
}

/** What was hashed: both ranges, one behind the other. A copy, for digests are made over one stretch. */
export function signedContent(bytes: Uint8Array, signature: PdfSignature): Uint8Array | null {
  const [, size = 0, second = 0] = signature.byteRange;
  const end = signedEnd(signature);
  if (end === null) return null;
  const content = new Uint8Array(size + end - second);
  content.set(bytes.subarray(0, size));
  content.set(bytes.subarray(second, end), size);
  return content;
}
