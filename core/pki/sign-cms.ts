import type { IsoTime } from '../model/ids';
import type { SignMechanism } from '../model/signing';
import { carriedChain } from './carried-chain';
import type { Certificate } from './certificate';
import { bytesOf, childrenOf, joinBytes, readElement } from './der';
import { digestAlgorithm, mechanismParts, signatureAlgorithm } from './mechanism';
import { oids } from './oids';
import { readCertificates } from './read-certificate';
import { digestOf } from './web-crypto';
import { cmsTime, int, octets, oid, seq, set, sorted, tagged } from './write-der';

export interface CmsOrder {
  /** the detached content; what stands beside the signature, byte for byte */
  readonly content: Uint8Array;
  /** the signer's certificate first, then its chain; the anchor may be left out */
  readonly pem: string;
  readonly mechanism: SignMechanism;
  /** `pades`: no signing-time, the claimed time stands in /M (ETSI EN 319 142-1, 5.3) */
  readonly profile: 'smime' | 'pades';
  /** claimed time of an S/MIME signature; null: none. Without effect for `pades` */
  readonly signingTime: IsoTime | null;
  /** DER ReceiptRequest of an S/MIME signature (RFC 2634 2.7); absent: no receipt is asked for */
  readonly receiptRequest?: Uint8Array;
}

export interface PreparedCms {
  /** DER of the signed attributes under the SET tag: what the key signs (RFC 5652 5.4) */
  readonly attributes: Uint8Array;
  /** @param value as MadeSignature.value @param token DER of a time-stamp over that value, or null @returns ContentInfo, DER */
  finish(value: Uint8Array, token: Uint8Array | null): Uint8Array;
}

/** An attribute that may stand once with one value (RFC 5652 11). */
export function attribute(type: string, value: Uint8Array): Uint8Array {
  return seq(oid(type), set(value));
}

/** IssuerAndSerialNumber (RFC 5652 10.2.4) with the bytes the certificate has. */
export function issuerAndSerial(certificate: Certificate): Uint8Array {
  const { issuer, serial } = identifiersOf(certificate);
  return seq(issuer, serial);
}

function identifiersOf({ tbs }: Certificate): { readonly issuer: Uint8Array; readonly serial: Uint8Array } {
  const fields = childrenOf(readElement(tbs));
  const first = fields[0]?.tagClass === 'context' ? 1 : 0;
  const [serial, issuer] = [fields[first], fields[first + 2]];
  if (serial === undefined || issuer === undefined) throw new Error('certificate without issuer');
  return { issuer: bytesOf(issuer), serial: bytesOf(serial) };
}

/** SigningCertificateV2 (RFC 5035 4): SHA-256 is the default and therefore not written in DER. */
async function signingCertificate(certificate: Certificate): Promise<Uint8Array> {
  const { issuer, serial } = identifiersOf(certificate);
  const hash = await digestOf('sha256', certificate.der);
  return seq(seq(seq(octets(hash ?? new Uint8Array()), seq(seq(tagged(4, issuer)), serial))));
}

/** What we can open, best first (RFC 8551 2.5.2): AES-256-GCM, AES-128-GCM, AES-256-CBC, AES-128-CBC. */
const capabilities = ['2.16.840.1.101.3.4.1.46', '2.16.840.1.101.3.4.1.6', '2.16.840.1.101.3.4.1.42', '2.16.840.1.101.3.4.1.2'];

/** What an S/MIME signature says besides what it is of. A receipt for it is asked for here, and nowhere unsigned (RFC 2634 2.7). */
function mailAttributes({ signingTime, receiptRequest }: CmsOrder): readonly Uint8Array[] {
  return [
    ...(signingTime === null ? [] : [attribute(oids.signingTime, cmsTime(signingTime))]),
    attribute(oids.smimeCapabilities, seq(...capabilities.map((capability) => seq(oid(capability))))),
    ...(receiptRequest === undefined ? [] : [attribute(oids.receiptRequest, receiptRequest)]),
  ];
}

export interface SignedDataOrder extends Pick<CmsOrder, 'content' | 'pem' | 'mechanism'> {
  readonly contentType: string;
  /** does the content stand inside? */
  readonly attached: boolean;
  /** besides content-type, message-digest and signing-certificate-v2 */
  readonly attributes: readonly Uint8Array[];
}

/**
 * A SignedData with one signer (RFC 5652), ready for its signature value.
 * @throws Error where `pem` holds no readable certificate: keys without one are never offered
 */
export async function prepareSignedData({ content, pem, mechanism, contentType, attached, attributes: more }: SignedDataOrder): Promise<PreparedCms> {
  const certificates = carriedChain((await readCertificates(pem)).certificates);
  const [signer] = certificates;
  if (signer === undefined) throw new Error('no certificate to sign with');
  const { digest } = mechanismParts(mechanism);
  const hash = await digestOf(digest, content);
  const attributes = joinBytes(sorted([
    attribute(oids.contentType, oid(contentType)),
    attribute(oids.messageDigest, octets(hash ?? new Uint8Array())),
    attribute(oids.signingCertificateV2, await signingCertificate(signer)),
    ...more,
  ]));
  return {
    attributes: set(attributes),
    finish(value, token) {
      const unsigned = token === null ? [] : [tagged(1, attribute(oids.signatureTimestamp, token))];
      const info = seq(int(1), issuerAndSerial(signer), digestAlgorithm(digest), tagged(0, attributes), signatureAlgorithm(mechanism), octets(value), ...unsigned);
      const encapsulated = seq(oid(contentType), ...(attached ? [tagged(0, octets(content))] : []));
      const all = tagged(0, ...sorted(certificates.map(({ der }) => der)));
      // RFC 5652 5.1: version 3 for content that is not plain data
      return seq(oid(oids.signedData), tagged(0, seq(int(contentType === oids.data ? 1 : 3), set(digestAlgorithm(digest)), encapsulated, all, set(info))));
    },
  };
}

/** A detached signature over a MIME entity or a PDF (CAdES baseline B-B, with a token B-T: ETSI EN 319 122-1). @throws as `prepareSignedData` */
export function prepareCms(order: CmsOrder): Promise<PreparedCms> {
  const attributes = order.profile === 'pades' ? [] : mailAttributes(order);
  return prepareSignedData({ content: order.content, pem: order.pem, mechanism: order.mechanism, contentType: oids.data, attached: false, attributes });
}
