import type { IsoTime } from '../model/ids';
import type { SignMechanism } from '../model/signing';
import type { Certificate } from './certificate';
import { bytesOf, childrenOf, encodeElement, joinBytes, readElement } from './der';
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
const smimeCapabilities = '1.2.840.113549.1.9.15';

async function signedAttributes({ content, mechanism, profile, signingTime }: CmsOrder, certificate: Certificate): Promise<readonly Uint8Array[]> {
  const digest = await digestOf(mechanismParts(mechanism).digest, content);
  const mail = profile === 'pades' ? [] : [
    ...(signingTime === null ? [] : [attribute(oids.signingTime, cmsTime(signingTime))]),
    attribute(smimeCapabilities, seq(...capabilities.map((capability) => seq(oid(capability))))),
  ];
  return sorted([
    attribute(oids.contentType, oid(oids.data)),
    attribute(oids.messageDigest, octets(digest ?? new Uint8Array())),
    attribute(oids.signingCertificateV2, await signingCertificate(certificate)),
    ...mail,
  ]);
}

/**
 * A detached SignedData with one signer (RFC 5652; CAdES baseline B-B, with a token B-T: ETSI EN 319 122-1), ready for its signature value.
 * @throws Error where `pem` holds no readable certificate: keys without one are never offered
 */
export async function prepareCms(order: CmsOrder): Promise<PreparedCms> {
  const { certificates } = await readCertificates(order.pem);
  const [signer] = certificates;
  if (signer === undefined) throw new Error('no certificate to sign with');
  const attributes = joinBytes(await signedAttributes(order, signer));
  const digest = digestAlgorithm(mechanismParts(order.mechanism).digest);
  return {
    attributes: set(attributes),
    finish(value, token) {
      const unsigned = token === null ? [] : [tagged(1, attribute(oids.signatureTimestamp, token))];
      const info = seq(int(1), issuerAndSerial(signer), digest, tagged(0, attributes), signatureAlgorithm(order.mechanism), octets(value), ...unsigned);
      const all = tagged(0, ...sorted(certificates.map(({ der }) => der)));
      return seq(oid(oids.signedData), encodeElement(0xa0, seq(int(1), set(digest), seq(oid(oids.data)), all, set(info))));
    },
  };
}
