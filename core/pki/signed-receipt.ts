import type { IsoTime } from '../model/ids';
import type { SignMechanism } from '../model/signing';
import type { Certificate } from './certificate';
import { childrenOf, contentOf, expect, octetsOf, oidOf, readElement, sameBytes, smallIntegerOf, tags } from './der';
import { oids } from './oids';
import type { SignedData, SignerInfo } from './read-cms';
import { digestName } from './read-cms';
import { readReceiptRequest } from './receipt-request';
import { attribute, prepareSignedData } from './sign-cms';
import { singleValue, verifyCms } from './verify-cms';
import { digestOf } from './web-crypto';
import { cmsTime, int, octets, oid, seq } from './write-der';

/** Receipt (RFC 2634 2.8). */
interface Receipt {
  readonly contentType: string;
  readonly contentId: Uint8Array;
  readonly signature: Uint8Array;
}

export interface ReceiptSigning {
  readonly pem: string;
  readonly mechanism: SignMechanism;
  readonly now: IsoTime;
}

export interface PreparedReceipt {
  /** DER Receipt: what main hashes */
  readonly content: Uint8Array;
  readonly attributes: Uint8Array;
  /** @returns ContentInfo, DER; the Receipt stands inside */
  finish(value: Uint8Array, token: Uint8Array | null): Uint8Array;
}

/** What the sender will compare: the digest of what he signed, with his digest (RFC 2634 2.4 step 6). */
function signedDigest(signer: SignerInfo): Promise<Uint8Array | null> {
  return signer.signedBytes === null ? Promise.resolve(null) : digestOf(digestName(signer.digest.oid), signer.signedBytes);
}

/**
 * A receipt for a signed letter, to be signed with our key (RFC 2634 2.4). Only for a signature that holds: whoever calls has verified it.
 * @param letter the SignedData of the letter @param signer of the letter, who asked for it
 * @returns null where this signer asks for none, or in a form that cannot be answered
 */
export async function prepareReceipt({ contentType }: Pick<SignedData, 'contentType'>, signer: SignerInfo, { pem, mechanism, now }: ReceiptSigning): Promise<PreparedReceipt | null> {
  const request = readReceiptRequest(signer);
  const digest = await signedDigest(signer);
  if (request === null || digest === null) return null;
  const content = seq(int(1), oid(contentType), octets(request.contentId), octets(signer.signature));
  const attributes = [attribute(oids.messageSignatureDigest, octets(digest)), attribute(oids.signingTime, cmsTime(now))];
  return { content, ...(await prepareSignedData({ content, pem, mechanism, contentType: oids.receipt, attached: true, attributes })) };
}

function readReceipt(content: Uint8Array): Receipt {
  const whole = readElement(content);
  const [version, contentType, contentId, signature] = childrenOf(expect(whole, tags.sequence));
  if (smallIntegerOf(expect(version, tags.integer)) !== 1) throw new Error('unknown version');
  return { contentType: oidOf(contentType), contentId: octetsOf(expect(contentId, tags.octetString)), signature: contentOf(expect(signature, tags.octetString)) };
}

/** `otherLetter`: it is for another letter than this; `differs`: it names our signature and says that something else was signed. */
export type ReceiptDefect = 'notAReceipt' | 'malformed' | 'otherLetter' | 'differs' | 'badSignature' | 'noCertificate';

export type ReceiptAnswer =
  /** the letter arrived as it was signed, says the holder of this certificate; whether that is believed is for path and revocation to say */
  | { readonly kind: 'fits'; readonly certificate: Certificate; /** claimed */ readonly signedAt: IsoTime | null }
  | { readonly kind: 'defect'; readonly why: ReceiptDefect };

const defect = (why: ReceiptDefect): ReceiptAnswer => ({ kind: 'defect', why });

/** The signer of ours that the receipt names by his signature value. */
function originalOf(receipt: Receipt, { contentType, signers }: SignedData): SignerInfo | null {
  return signers.find((signer) => {
    const request = readReceiptRequest(signer);
    return request !== null && contentType === receipt.contentType && sameBytes(signer.signature, receipt.signature) && sameBytes(request.contentId, receipt.contentId);
  }) ?? null;
}

/** A signed receipt held against the letter we sent (RFC 2634 2.6). @param sent SignedData of our letter. Never throws on content. */
export async function checkReceipt(receipt: SignedData, sent: SignedData): Promise<ReceiptAnswer> {
  const [signer] = receipt.signers;
  if (receipt.contentType !== oids.receipt || receipt.content === null || signer === undefined || receipt.signers.length !== 1) return defect('notAReceipt');
  try {
    const original = originalOf(readReceipt(receipt.content), sent);
    if (original === null) return defect('otherLetter');
    const value = signer.attributes === null ? null : singleValue(signer.attributes, oids.messageSignatureDigest);
    if (value === null || value === 'malformed') return defect('malformed');
    const digest = await signedDigest(original);
    if (digest === null || !sameBytes(octetsOf(expect(value, tags.octetString)), digest)) return defect('differs');
    const [result] = await verifyCms(receipt, null);
    if (result === undefined || result.certificate === null) return defect('noCertificate');
    return result.integrity.state === 'passed' ? { kind: 'fits', certificate: result.certificate, signedAt: result.signingTime } : defect('badSignature');
  } catch {
    // of the wrong shape
    return defect('malformed');
  }
}
