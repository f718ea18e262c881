import type { CanonicalForm } from '../xml/canonicalise';
import { attributeOf, childrenNamed, elementsOf, plainTextOf } from '../xml/xml-node';
import type { XmlElement } from '../xml/xml-node';
import type { AlgorithmIdentifier } from '../pki/certificate';
import { encodeElement, joinBytes } from '../pki/der';
import { oids } from '../pki/oids';
import { dsigMoreNamespace, dsNamespace, exclusiveNamespace } from './names';

const xmlenc = 'http://www.w3.org/2001/04/xmlenc#';
const more2001 = 'http://www.w3.org/2001/04/xmldsig-more#';
const dsig11 = 'http://www.w3.org/2009/xmldsig11#';

/** Digest names as `core/pki` writes them, by their URI (XMLDSig 1.1 6.2, RFC 9231 2.1). */
const digests: Readonly<Record<string, string>> = {
  [`${dsNamespace}sha1`]: 'sha1', [`${xmlenc}sha256`]: 'sha256', [`${xmlenc}sha512`]: 'sha512', [`${more2001}sha384`]: 'sha384', [`${more2001}sha224`]: 'sha224', [`${more2001}md5`]: 'md5',
  [`${dsigMoreNamespace}sha3-224`]: 'sha3-224', [`${dsigMoreNamespace}sha3-256`]: 'sha3-256', [`${dsigMoreNamespace}sha3-384`]: 'sha3-384', [`${dsigMoreNamespace}sha3-512`]: 'sha3-512',
};

/** Name of a digest method; its URI where it has none here. */
export function digestNameOf(uri: string): string {
  return digests[uri] ?? uri;
}

/** Parameters of RSASSA-PSS (RFC 4055 3.1) for a digest with its own MGF1. */
function pssParameters(digest: string, saltLength: number): Uint8Array | null {
  const oid = pssDigests[digest]?.oid;
  if (oid === undefined || saltLength < 0 || saltLength > 0xff) return null;
  const hash = encodeElement(0x30, joinBytes([Uint8Array.of(6, oid.length, ...oid), Uint8Array.of(5, 0)]));
  const mask = encodeElement(0x30, joinBytes([Uint8Array.of(6, 9, 0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 1, 1, 8), hash]));
  const salt = saltLength > 0x7f ? Uint8Array.of(2, 2, 0, saltLength) : Uint8Array.of(2, 1, saltLength);
  return encodeElement(0x30, joinBytes([encodeElement(0xa0, hash), encodeElement(0xa1, mask), encodeElement(0xa2, salt)]));
}

const pssDigests: Readonly<Record<string, { readonly oid: readonly number[]; readonly bytes: number }>> = {
  sha1: { oid: [0x2b, 0x0e, 3, 2, 0x1a], bytes: 20 },
  sha256: { oid: [0x60, 0x86, 0x48, 1, 0x65, 3, 4, 2, 1], bytes: 32 },
  sha384: { oid: [0x60, 0x86, 0x48, 1, 0x65, 3, 4, 2, 2], bytes: 48 },
  sha512: { oid: [0x60, 0x86, 0x48, 1, 0x65, 3, 4, 2, 3], bytes: 64 },
};

/** How a signature value is written: as PKIX has it, or as two numbers of one width (XMLDSig 6.4.1, 6.4.3). */
export interface SignatureMethod {
  readonly algorithm: AlgorithmIdentifier;
  readonly digest: string;
  readonly value: 'plain' | 'pair';
}

const plain = (oid: string, digest: string): SignatureMethod => ({ algorithm: { oid, parameters: null }, digest, value: 'plain' });
const pair = (oid: string, digest: string): SignatureMethod => ({ algorithm: { oid, parameters: null }, digest, value: 'pair' });

const methods: Readonly<Record<string, SignatureMethod>> = {
  [`${dsNamespace}rsa-sha1`]: plain('1.2.840.113549.1.1.5', 'sha1'),
  [`${more2001}rsa-md5`]: plain('1.2.840.113549.1.1.4', 'md5'),
  [`${more2001}rsa-sha224`]: plain('1.2.840.113549.1.1.14', 'sha224'),
  [`${more2001}rsa-sha256`]: plain('1.2.840.113549.1.1.11', 'sha256'),
  [`${more2001}rsa-sha384`]: plain('1.2.840.113549.1.1.12', 'sha384'),
  [`${more2001}rsa-sha512`]: plain('1.2.840.113549.1.1.13', 'sha512'),
  [`${more2001}ecdsa-sha1`]: pair('1.2.840.10045.4.1', 'sha1'),
  [`${more2001}ecdsa-sha224`]: pair('1.2.840.10045.4.3.1', 'sha224'),
  [`${more2001}ecdsa-sha256`]: pair('1.2.840.10045.4.3.2', 'sha256'),
  [`${more2001}ecdsa-sha384`]: pair('1.2.840.10045.4.3.3', 'sha384'),
  [`${more2001}ecdsa-sha512`]: pair('1.2.840.10045.4.3.4', 'sha512'),
  [`${dsNamespace}dsa-sha1`]: pair('1.2.840.10040.4.3', 'sha1'),
  [`${dsig11}dsa-sha256`]: pair('2.16.840.1.101.3.4.3.2', 'sha256'),
};

/** RFC 9231 2.3.9 and 2.3.10: with parameters beside it, or with those the name implies. */
function pssMethod(uri: string, element: XmlElement): SignatureMethod | null {
  const implied = /^(sha1|sha256|sha384|sha512)-rsa-MGF1$/.exec(uri.slice(dsigMoreNamespace.length))?.[1];
  let digest = implied ?? 'sha256';
  let saltLength = pssDigests[digest]?.bytes ?? 0;
  if (implied === undefined) {
    const [parameters, ...others] = elementsOf(element);
    if (others.length > 0) return null;
    if (parameters !== undefined) {
      if (parameters.uri !== dsigMoreNamespace || parameters.local !== 'RSAPSSParams') return null;
      const [named] = childrenNamed(parameters, dsNamespace, 'DigestMethod');
      if (named !== undefined) digest = digestNameOf(attributeOf(named, 'Algorithm') ?? '');
      const [mask] = childrenNamed(parameters, dsigMoreNamespace, 'MaskGenerationFunction');
      const [maskDigest] = mask === undefined ? [] : childrenNamed(mask, dsNamespace, 'DigestMethod');
      if (maskDigest !== undefined && digestNameOf(attributeOf(maskDigest, 'Algorithm') ?? '') !== digest) return null;
      const [salt] = childrenNamed(parameters, dsigMoreNamespace, 'SaltLength');
      saltLength = salt === undefined ? (pssDigests[digest]?.bytes ?? 0) : Number(plainTextOf(salt) ?? 'x');
    }
  }
  const encoded = Number.isInteger(saltLength) ? pssParameters(digest, saltLength) : null;
  return encoded === null ? null : { algorithm: { oid: oids.rsassaPss, parameters: encoded }, digest, value: 'plain' };
}

/** @returns null where this version has no such method (HMAC among them: its key is no one's signature) */
export function signatureMethodOf(element: XmlElement): SignatureMethod | null {
  const uri = attributeOf(element, 'Algorithm') ?? '';
  const known = methods[uri];
  if (known !== undefined) return known;
  return uri === `${dsigMoreNamespace}rsa-pss` || uri.endsWith('-rsa-MGF1') && uri.startsWith(dsigMoreNamespace) ? pssMethod(uri, element) : null;
}

/** An INTEGER of DER from big-endian digits of fixed width. */
function integer(digits: Uint8Array): Uint8Array {
  const first = digits.findIndex((byte) => byte !== 0);
  const significant = first === -1 ? Uint8Array.of(0) : digits.subarray(first);
  return encodeElement(2, (significant[0] ?? 0) > 0x7f ? joinBytes([Uint8Array.of(0), significant]) : significant);
}

/** The value as PKIX writes it; null where it cannot be one. */
export function pkixSignature(method: SignatureMethod, value: Uint8Array): Uint8Array | null {
  if (method.value === 'plain') return value;
  const half = value.length / 2;
  if (!Number.isInteger(half) || half === 0 || half > 72) return null;
  return encodeElement(0x30, joinBytes([integer(value.subarray(0, half)), integer(value.subarray(half))]));
}

const inclusive = 'http://www.w3.org/TR/2001/REC-xml-c14n-20010315';
const inclusive11 = 'http://www.w3.org/2006/12/xml-c14n11';

const forms: Readonly<Record<string, Omit<CanonicalForm, 'inclusivePrefixes'>>> = {
  [inclusive]: { method: 'c14n10', comments: false },
  [`${inclusive}#WithComments`]: { method: 'c14n10', comments: true },
  [inclusive11]: { method: 'c14n11', comments: false },
  [`${inclusive11}#WithComments`]: { method: 'c14n11', comments: true },
  [exclusiveNamespace]: { method: 'exclusive', comments: false },
  [`${exclusiveNamespace}WithComments`]: { method: 'exclusive', comments: true },
};

/** XMLDSig 4.4.3.2: what is done where octets are needed and nodes are there */
export const defaultForm: CanonicalForm = { method: 'c14n10', comments: false, inclusivePrefixes: [] };

/** The form a CanonicalizationMethod or Transform asks for; null where it asks for another thing. */
export function canonicalFormOf(element: XmlElement): CanonicalForm | null {
  const form = forms[attributeOf(element, 'Algorithm') ?? ''];
  if (form === undefined) return null;
  const [list, ...others] = childrenNamed(element, exclusiveNamespace, 'InclusiveNamespaces');
  if (list === undefined) return { ...form, inclusivePrefixes: [] };
  if (others.length > 0 || form.method !== 'exclusive') return null;
  const prefixes = (attributeOf(list, 'PrefixList') ?? '').split(/\s+/).filter((prefix) => prefix !== '');
  return { ...form, inclusivePrefixes: prefixes.map((prefix) => (prefix === '#default' ? '' : prefix)) };
}
