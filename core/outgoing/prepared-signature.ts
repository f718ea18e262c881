/**
 * A signature that is ready to be made, whatever the format: main hashes `content`, signs `attributes` (see SignItem), and `finish` puts the value into
 * the file. Between the two a time-stamp may be fetched for the value, or for what
 * `stamped` makes of it.
 */
export interface PreparedSignature {
  /** what the digest that a person sees is of */
  readonly content: Uint8Array;
  /** what the key signs */
  readonly attributes: Uint8Array;
  /** what a time-stamp is taken of, where that is not the value itself: XAdES stamps the element around it. @param value as MadeSignature.value */
  stamped?(value: Uint8Array): Uint8Array;
  /** @param value as MadeSignature.value @param token DER of an RFC 3161 TimeStampToken over that value (see `stamped`), or null @returns the whole signed file */
  finish(value: Uint8Array, token: Uint8Array | null): Promise<Uint8Array>;
}
