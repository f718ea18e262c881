/** An RFC 3161 token as it was found, not yet looked at. */
export interface FoundTimestamp {
  /** `content`: signed itself, so the signature came after it; the others came after the signature */
  readonly kind: 'signature' | 'content' | 'document' | 'archive';
  /** DER of a CMS ContentInfo (SignedData over TSTInfo) */
  readonly token: Uint8Array;
  /** the bytes its messageImprint has to be a digest of; null where this version cannot tell which (archive time-stamps) */
  readonly imprinted: Uint8Array | null;
}
