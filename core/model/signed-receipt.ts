import type { IsoTime } from './ids';

/** What a signed receipt has to repeat (RFC 2634 2.8); bytes in lower-case hex. */
export interface ReceiptMark {
  /** OID of what was signed */
  readonly contentType: string;
  readonly contentId: string;
  /** value of the signature of the letter */
  readonly signature: string;
  /** of the signed attributes, with the digest of the signer */
  readonly digest: string;
}

/** A signature of a letter that asks for a signed receipt, as the letter says it; whether that signature holds is for the verdict to say. */
export interface ReceiptAsk extends ReceiptMark {
  /** place of the signature, as in `SignatureVerdict.where` */
  readonly where: string;
  /** addresses that are asked; null: whoever reads it */
  readonly from: readonly string[] | null;
  /** only who got it directly, not through a list */
  readonly firstTierOnly: boolean;
  /** addresses the receipt goes to, never empty */
  readonly to: readonly string[];
}

/** A signed receipt whose own value fits its certificate; whether that is believed is for path and revocation to say. */
export interface ReceiptClaim extends ReceiptMark {
  /** of the certificate it was signed with: SHA-256, lower-case hex */
  readonly fingerprint: string;
  /** mail addresses the certificate names */
  readonly addresses: readonly string[];
  /** claimed */
  readonly signedAt: IsoTime | null;
}
