import { limits } from '../base/limits';
import type { IsoTime } from '../model/ids';
import type { ReceiptAsk, ReceiptClaim, ReceiptMark } from '../model/signed-receipt';
import type { SignMechanism } from '../model/signing';
import { childrenOf, contentOf, expect, hexOf, octetsOf, oidOf, readElement, smallIntegerOf, tags } from './der';
import { oids } from './oids';
import { certificateView } from './read-certificate';
import type { SignedData, SignerInfo } from './read-cms';
import { digestName } from './read-cms';
import { readReceiptRequest } from './receipt-request';
import { attribute, prepareSignedData } from './sign-cms';
import { singleValue, verifyCms } from './verify-cms';
import { digestOf } from './web-crypto';
import { cmsTime, int, octets, oid, seq } from './write-der';

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

/** What a receipt for this signer has to repeat, and where it goes; null where he asks for none, or in a form that cannot be answered. */
export async function receiptAskOf({ contentType }: Pick<SignedData, 'contentType'>, signer: SignerInfo): Promise<Omit<ReceiptAsk, 'where'> | null> {
  const request = readReceiptRequest(signer);
  const digest = request === null ? null : await signedDigest(signer);
  if (request === null || digest === null) return null;
  const { from, firstTierOnly, to, contentId } = request;
  // a name as long as a letter is none that has to be repeated
  if (contentId.length > limits.receiptMarkBytes || signer.signature.length > limits.receiptMarkBytes) return null;
  return { contentType, contentId: hexOf(contentId), signature: hexOf(signer.signature), digest: hexOf(digest), from, firstTierOnly, to };
}

function bytesOfHex(hex: string): Uint8Array {
  return Uint8Array.from({ length: hex.length / 2 }, (_, index) => Number.parseInt(hex.slice(2 * index, 2 * index + 2), 16));
}

/**
 * A receipt for a signed letter, to be signed with our key (RFC 2634 2.4). Only for a signature that holds: whoever calls has verified it.
 * @param ask of the letter, see `receiptAskOf`
 */
export async function prepareReceipt({ contentType, contentId, signature, digest }: ReceiptMark, { pem, mechanism, now }: ReceiptSigning): Promise<PreparedReceipt> {
  const content = seq(int(1), oid(contentType), octets(bytesOfHex(contentId)), octets(bytesOfHex(signature)));
  const attributes = [attribute(oids.messageSignatureDigest, octets(bytesOfHex(digest))), attribute(oids.signingTime, cmsTime(now))];
  return { content, ...(await prepareSignedData({ content, pem, mechanism, contentType: oids.receipt, attached: true, attributes })) };
}

function readReceipt(content: Uint8Array): Omit<ReceiptMark, 'digest'> {
  const whole = readElement(content);
  const [version, contentType, contentId, signature] = childrenOf(expect(whole, tags.sequence));
  if (smallIntegerOf(expect(version, tags.integer)) !== 1) throw new Error('unknown version');
  return { contentType: oidOf(contentType), contentId: hexOf(octetsOf(expect(contentId, tags.octetString))), signature: hexOf(contentOf(expect(signature, tags.octetString))) };
}

/** Why a signed receipt says nothing of any letter. */
export type ReceiptDefect = 'notAReceipt' | 'malformed' | 'badSignature' | 'noCertificate';

export type ReceiptReading = { readonly kind: 'claim'; readonly claim: ReceiptClaim } | { readonly kind: 'defect'; readonly why: ReceiptDefect };

const defect = (why: ReceiptDefect): ReceiptReading & { readonly kind: 'defect' } => ({ kind: 'defect', why });

/** What a signed receipt claims, its own signature checked (RFC 2634 2.6). Never throws on content. */
export async function readSignedReceipt(receipt: SignedData): Promise<ReceiptReading> {
  const [signer] = receipt.signers;
  if (receipt.contentType !== oids.receipt || receipt.content === null || signer === undefined || receipt.signers.length !== 1) return defect('notAReceipt');
  try {
    if (receipt.content.length > 4 * limits.receiptMarkBytes) return defect('malformed');
    const mark = readReceipt(receipt.content);
    const value = signer.attributes === null ? null : singleValue(signer.attributes, oids.messageSignatureDigest);
    if (value === null || value === 'malformed') return defect('malformed');
    const digest = hexOf(octetsOf(expect(value, tags.octetString)));
    const [result] = await verifyCms(receipt, null);
    if (result === undefined || result.certificate === null) return defect('noCertificate');
    if (result.integrity.state !== 'passed') return defect('badSignature');
    const { fingerprint, addresses } = certificateView(result.certificate);
    return { kind: 'claim', claim: { ...mark, digest, fingerprint, addresses, signedAt: result.signingTime } };
  } catch {
    // of the wrong shape
    return defect('malformed');
  }
}

/**
 * A receipt held against what we sent (RFC 2634 2.6). `fits`: the letter arrived as it was signed, says the holder of the certificate; `otherLetter`: it is for another
 * letter than this; `differs`: it names our signature and says that something else was signed.
 * @param asks of our letter, one a signature
 */
export function compareReceipt(claim: ReceiptMark, asks: readonly ReceiptMark[]): 'fits' | 'otherLetter' | 'differs' {
  const meant = asks.find(({ contentType, contentId, signature }) => contentType === claim.contentType && contentId === claim.contentId && signature === claim.signature);
  if (meant === undefined) return 'otherLetter';
  return meant.digest === claim.digest ? 'fits' : 'differs';
}

export type ReceiptAnswer =
  | { readonly kind: 'fits'; readonly claim: ReceiptClaim }
  | { readonly kind: 'defect'; readonly why: ReceiptDefect | 'otherLetter' | 'differs' };

/** Both at once. @param sent SignedData of our letter. Never throws on content. */
export async function checkReceipt(receipt: SignedData, sent: SignedData): Promise<ReceiptAnswer> {
  const read = await readSignedReceipt(receipt);
  if (read.kind === 'defect') return read;
  const asks = await Promise.all(sent.signers.map((signer) => receiptAskOf(sent, signer)));
  const answer = compareReceipt(read.claim, asks.filter((ask) => ask !== null));
  return answer === 'fits' ? { kind: 'fits', claim: read.claim } : { kind: 'defect', why: answer };
}
