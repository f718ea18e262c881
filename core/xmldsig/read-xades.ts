import { isoTime } from '../base/clock';
import { limits } from '../base/limits';
import type { IsoTime } from '../model/ids';
import { digestOf } from '../pki/web-crypto';
import { sameBytes } from '../pki/der';
import { decodeBase64 } from '../pki/pem';
import type { Certificate } from '../pki/certificate';
import { attributeOf, childrenNamed, descendantsOf, elementsOf, plainTextOf } from '../xml/xml-node';
import type { XmlElement } from '../xml/xml-node';
import { canonicalFormOf, defaultForm, digestNameOf } from './algorithms';
import { encapsulated } from './key-info';
import { dsNamespace, xades141Namespace, xadesNamespaces } from './names';
import type { SignedDocument } from './signed-document';

/** QualifyingProperties of one signature (ETSI EN 319 132-1; XAdES 1.1.1 to 1.4.1). */
export interface QualifyingProperties {
  readonly signed: XmlElement | null;
  readonly unsigned: XmlElement | null;
  /** names the signature they qualify; null where they do not say */
  readonly target: string | null;
}

const isXades = (element: XmlElement): boolean => xadesNamespaces.has(element.uri);

function named(parent: XmlElement, local: string): readonly XmlElement[] {
  return elementsOf(parent).filter((child) => isXades(child) && child.local === local);
}

/** @param objects the ds:Object elements of the signature; properties elsewhere belong to whoever put them there */
export function findProperties(objects: readonly XmlElement[]): readonly QualifyingProperties[] {
  return objects.flatMap((object) => named(object, 'QualifyingProperties')).map((element) => ({
    signed: named(element, 'SignedProperties')[0] ?? null,
    unsigned: named(element, 'UnsignedProperties')[0] ?? null,
    target: attributeOf(element, 'Target'),
  }));
}

export interface CertificateDigest {
  readonly digest: string;
  readonly value: Uint8Array;
}

export interface SignedClaims {
  readonly signingTime: IsoTime | null;
  /** empty: the certificate is not named */
  readonly certificates: readonly CertificateDigest[];
}

/** xsd:dateTime; without a zone it is no point in time. */
export function timeOfText(text: string | null): IsoTime | null {
  if (text === null || !/^\s*\d{4}-\d\d-\d\dT\d\d:\d\d(?::\d\d(?:\.\d+)?)?(?:Z|[+-]\d\d:\d\d)\s*$/.test(text)) return null;
  const at = Date.parse(text.trim());
  return Number.isNaN(at) ? null : isoTime(new Date(at));
}

function certificateDigest(cert: XmlElement): CertificateDigest | null {
  const [holder] = named(cert, 'CertDigest');
  const [method, value] = holder === undefined ? [] : elementsOf(holder);
  const text = value === undefined ? null : plainTextOf(value);
  const bytes = text === null ? null : decodeBase64(text);
  // XAdES 1.1.1 writes these two in its own namespace
  if (method?.local !== 'DigestMethod' || value?.local !== 'DigestValue' || bytes === null) return null;
  return { digest: digestNameOf(attributeOf(method, 'Algorithm') ?? ''), value: bytes };
}

/** Null where the properties are not as their schema has them. */
export function readSignedClaims(signed: XmlElement): SignedClaims | null {
  const properties = named(signed, 'SignedSignatureProperties');
  if (properties.length > 1) return null;
  const of = (local: string): readonly XmlElement[] => properties.flatMap((each) => named(each, local));
  const [time, ...times] = of('SigningTime');
  const lists = [...of('SigningCertificate'), ...of('SigningCertificateV2')];
  if (times.length > 0 || lists.length > 2) return null;
  const certificates = lists.flatMap((list) => named(list, 'Cert')).slice(0, limits.cmsCertificates).map(certificateDigest);
  const whole = certificates.filter((each) => each !== null);
  if (whole.length !== certificates.length || (lists.length > 0 && whole.length === 0)) return null;
  return { signingTime: timeOfText(time === undefined ? null : plainTextOf(time)), certificates: whole };
}

/** Is the certificate one of those named? Null where no digest that could tell is known here. */
export async function isNamedByDigest(certificate: Certificate, digests: readonly CertificateDigest[]): Promise<boolean | null> {
  let known = digests.length === 0;
  for (const { digest, value } of digests) {
    const made = await digestOf(digest, certificate.der);
    if (made !== null && sameBytes(made, value)) return true;
    known ||= made !== null;
  }
  return digests.length === 0 ? true : known ? false : null;
}

export interface FoundXmlTimestamp {
  readonly kind: 'signature' | 'content' | 'archive';
  readonly token: Uint8Array;
  readonly imprinted: Uint8Array | null;
}

export interface UnsignedValues {
  readonly timestamps: readonly FoundXmlTimestamp[];
  /** DER */
  readonly certificates: readonly Uint8Array[];
  readonly crls: readonly Uint8Array[];
  readonly ocsps: readonly Uint8Array[];
}

const archives: ReadonlySet<string> = new Set(['ArchiveTimeStamp', 'ArchiveTimeStampV2', 'RefsOnlyTimeStamp', 'RefsOnlyTimeStampV2', 'SigAndRefsTimeStamp', 'SigAndRefsTimeStampV2']);
const contents: ReadonlySet<string> = new Set(['AllDataObjectsTimeStamp', 'IndividualDataObjectsTimeStamp']);
/** XAdES 1.3.2, 7.5.1.1: over these, after the signature value, in their own order */
const refsBefore: ReadonlySet<string> = new Set(['SignatureTimeStamp', 'CompleteCertificateRefs', 'CompleteRevocationRefs', 'AttributeCertificateRefs', 'AttributeRevocationRefs']);

function tokensOf(element: XmlElement): readonly Uint8Array[] {
  return encapsulated(named(element, 'EncapsulatedTimeStamp'), 4);
}

/** Canonical bytes one after the other, as the time-stamp itself asks for; null where it asks for more than this version does. */
function imprintOf(signed: SignedDocument, timestamp: XmlElement, elements: readonly XmlElement[]): Uint8Array | null {
  // 1.1.1 and "explicit" time-stamps list what they were made of
  if (elementsOf(timestamp).some(({ local }) => local === 'Include' || local === 'HashDataInfo' || local === 'ReferenceInfo')) return null;
  const [method] = childrenNamed(timestamp, dsNamespace, 'CanonicalizationMethod');
  const form = method === undefined ? defaultForm : canonicalFormOf(method);
  if (form === null) return null;
  const pieces: Uint8Array[] = [];
  for (const apex of elements) {
    const written = signed.canonicalise({ apex, without: new Set(), comments: true }, form);
    if (!written.ok) return null;
    pieces.push(written.value);
  }
  const joined = new Uint8Array(pieces.reduce((sum, piece) => sum + piece.length, 0));
  let at = 0;
  for (const piece of pieces) {
    joined.set(piece, at);
    at += piece.length;
  }
  return joined;
}

/** Time-stamps, certificates and revocation data of the unsigned properties; each is signed itself. */
export function readUnsignedValues(signed: SignedDocument, signatureValue: XmlElement, unsigned: XmlElement): UnsignedValues {
  const properties = named(unsigned, 'UnsignedSignatureProperties').flatMap(elementsOf);
  const timestamps: FoundXmlTimestamp[] = [];
  for (const [index, element] of properties.entries()) {
    if ((!isXades(element) && element.uri !== xades141Namespace) || timestamps.length >= limits.signerInfos) continue;
    const isSignature = element.local === 'SignatureTimeStamp';
    if (!isSignature && !archives.has(element.local)) continue;
    const over = element.local.startsWith('SigAndRefs') ? [signatureValue, ...properties.slice(0, index).filter((each) => refsBefore.has(each.local))] : null;
    const imprinted = isSignature ? imprintOf(signed, element, [signatureValue]) : over === null ? null : imprintOf(signed, element, over);
    for (const token of tokensOf(element)) timestamps.push({ kind: isSignature ? 'signature' : 'archive', token, imprinted });
  }
  const values = (holder: string, value: string): readonly XmlElement[] =>
    properties.filter(({ local }) => local === holder).flatMap((element) => [...descendantsOf(element)]).filter((element) => isXades(element) && element.local === value);
  return {
    timestamps,
    certificates: encapsulated(values('CertificateValues', 'EncapsulatedX509Certificate'), limits.cmsCertificates),
    crls: encapsulated(values('RevocationValues', 'EncapsulatedCRLValue'), limits.cmsRevocationLists),
    ocsps: encapsulated(values('RevocationValues', 'EncapsulatedOCSPValue'), limits.cmsRevocationLists),
  };
}

/** Time-stamps on the content, which were there before the signature (XAdES 7.2.9, 7.2.10). */
export function readContentTimestamps(signed: XmlElement): readonly FoundXmlTimestamp[] {
  return named(signed, 'SignedDataObjectProperties').flatMap(elementsOf).filter((element) => isXades(element) && contents.has(element.local))
    .flatMap((element) => tokensOf(element).map((token) => ({ kind: 'content' as const, token, imprinted: null })));
}
