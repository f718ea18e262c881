import { limits } from '../base/limits';
import { fail, ok } from '../base/result';
import type { Result } from '../base/result';
import { readAlgorithm } from './algorithm-identifier';
import type { AlgorithmIdentifier, Certificate } from './certificate';
import { bytesOf, childrenOf, contentOf, DerError, expect, hexOf, integerHexOf, isContext, isUniversal, joinBytes, octetsOf, oidOf, definiteBytesOf, maxDepth, readElement, tags } from './der';
import type { Element } from './der';
import { readName } from './distinguished-name';
import { digestNameOf, oids } from './oids';
import { pemBlocks, decodeBase64 } from './pem';
import { readCertificateDer } from './read-certificate';
import { readCrlDer } from './read-crl';
import type { RevocationList } from './read-crl';

export type CmsFailure = 'notCms' | 'malformed' | 'tooManySigners';

export type SignerIdentifier =
  | { readonly kind: 'issuerAndSerial'; readonly issuerKey: string; readonly issuer: string; readonly serial: string }
  | { readonly kind: 'keyId'; readonly keyId: string };

export interface Attribute {
  readonly oid: string;
  readonly values: readonly Element[];
}

export interface SignerInfo {
  readonly identifier: SignerIdentifier;
  readonly digest: AlgorithmIdentifier;
  readonly signatureAlgorithm: AlgorithmIdentifier;
  readonly signature: Uint8Array;
  /** null where the signature is made over the content itself */
  readonly attributes: readonly Attribute[] | null;
  /** types of the unsigned attributes, which anybody on the way could have added */
  readonly unsignedAttributes: readonly string[];
  /** the same with their values: time-stamps and revocation data that were added later */
  readonly unsigned: readonly Attribute[];
  /** what was signed: the attributes under the SET tag, bytes otherwise as sent (RFC 5652 5.4) */
  readonly signedBytes: Uint8Array | null;
}

export interface SignedData {
  readonly kind: 'signed';
  readonly digestAlgorithms: readonly string[];
  readonly contentType: string;
  /** null for a detached signature */
  readonly content: Uint8Array | null;
  readonly certificates: readonly Certificate[];
  readonly crls: readonly RevocationList[];
  /** OCSPResponses among the revocation data (RFC 5940), DER */
  readonly ocsps: readonly Uint8Array[];
  readonly signers: readonly SignerInfo[];
  /** bytes other than padding stand behind the object: no signature covers them */
  readonly followed: boolean;
}

export type CmsObject =
  | SignedData
  /** `bytes`: the object itself, for `decryptCms` */
  | { readonly kind: 'encrypted'; readonly contentType: string; readonly bytes: Uint8Array }
  | { readonly kind: 'other'; readonly contentType: string };

const encryptedTypes: ReadonlySet<string> = new Set<string>([oids.envelopedData, oids.encryptedData, oids.authEnvelopedData]);

function readIdentifier(element: Element | undefined): SignerIdentifier {
  if (isContext(element, 0)) return { kind: 'keyId', keyId: hexOf(octetsOf(element)) };
  const [issuer, serial] = childrenOf(expect(element, tags.sequence));
  const name = readName(issuer);
  return { kind: 'issuerAndSerial', issuerKey: name.key, issuer: name.text, serial: integerHexOf(serial) };
}

function readAttributes(element: Element): readonly Attribute[] {
  return childrenOf(element).map((attribute) => {
    const [type, values] = childrenOf(expect(attribute, tags.sequence));
    return { oid: oidOf(type), values: childrenOf(expect(values, tags.set)) };
  });
}

function hasIndefinite(element: Element, depth = 0): boolean {
  if (depth > maxDepth) throw new DerError('nested too deeply');
  return element.indefinite || (element.constructed && childrenOf(element).some((child) => hasIndefinite(child, depth + 1)));
}

/** One SignerInfo (RFC 5652 5.3); a counter-signature has the same form (11.4). Throws on any other. */
export function readSigner(element: Element): SignerInfo {
  const fields = childrenOf(expect(element, tags.sequence));
  const attributes = isContext(fields[3], 0) ? fields[3] : undefined;
  const at = attributes === undefined ? 3 : 4;
  const signature = fields[at + 1];
  const after = fields[at + 2];
  const unsigned = isContext(after, 1) ? readAttributes(after) : [];
  let signedBytes: Uint8Array | null = null;
  if (attributes !== undefined) {
    const bytes = hasIndefinite(attributes) ? definiteBytesOf(attributes) : bytesOf(attributes);
    signedBytes = joinBytes([Uint8Array.of(0x31), bytes.subarray(1)]);
  }
  return {
    identifier: readIdentifier(fields[1]),
    digest: readAlgorithm(fields[2]),
    signatureAlgorithm: readAlgorithm(fields[at]),
    signature: octetsOf(expect(signature, tags.octetString)),
    attributes: attributes === undefined ? null : readAttributes(attributes),
    unsignedAttributes: unsigned.map(({ oid }) => oid),
    unsigned,
    signedBytes,
  };
}

async function readCertificateSet(element: Element | undefined): Promise<readonly Certificate[]> {
  if (element === undefined) return [];
  const plain = childrenOf(element).filter((child) => isUniversal(child, tags.sequence)).slice(0, limits.cmsCertificates);
  // one unreadable extra certificate must not cost the reader the verdict on the signer
  const results = await Promise.all(plain.map((child) => readCertificateDer(hasIndefinite(child) ? definiteBytesOf(child) : bytesOf(child))));
  return results.flatMap((result) => (result.ok ? [result.value] : []));
}

function readCrlSet(element: Element | undefined): readonly RevocationList[] {
  if (element === undefined) return [];
  const plain = childrenOf(element).filter((child) => isUniversal(child, tags.sequence)).slice(0, limits.cmsRevocationLists);
  return plain.flatMap((child) => {
    const result = readCrlDer(bytesOf(child));
    return result.ok ? [result.value] : [];
  });
}

/** RFC 5940: other kinds of revocation data stand in the same set under [1]. */
function readOcspSet(element: Element | undefined): readonly Uint8Array[] {
  if (element === undefined) return [];
  const other = childrenOf(element).filter((child) => isContext(child, 1)).slice(0, limits.cmsRevocationLists);
  return other.flatMap((child) => {
    const [format, info] = childrenOf(child);
    return oidOf(format) === oids.ocspResponseInfo && info !== undefined ? [bytesOf(info)] : [];
  });
}

function readEncapsulated(element: Element | undefined): Pick<SignedData, 'contentType' | 'content'> {
  const [type, wrapper] = childrenOf(expect(element, tags.sequence));
  const value = isContext(wrapper, 0) ? childrenOf(wrapper)[0] : undefined;
  if (value === undefined) return { contentType: oidOf(type), content: null };
  // PKCS #7 1.5 allowed any type here and hashed its content octets
  return { contentType: oidOf(type), content: isUniversal(value, tags.octetString) ? octetsOf(value) : contentOf(value) };
}

async function parse(bytes: Uint8Array): Promise<Result<CmsObject, CmsFailure>> {
  const whole = expect(readElement(bytes), tags.sequence);
  const [type, wrapper] = childrenOf(whole);
  const contentType = oidOf(type);
  if (contentType !== oids.signedData) {
    return ok(encryptedTypes.has(contentType) ? { kind: 'encrypted', contentType, bytes } : { kind: 'other', contentType });
  }
  if (!isContext(wrapper, 0)) throw new DerError('no content');
  const fields = childrenOf(expect(childrenOf(wrapper)[0], tags.sequence));
  const signerSet = expect(fields[fields.length - 1], tags.set);
  if (fields.length < 4) throw new DerError('fields missing');
  const signers = childrenOf(signerSet);
  if (signers.length > limits.signerInfos) return fail('tooManySigners');
  return ok({
    kind: 'signed',
    digestAlgorithms: childrenOf(expect(fields[1], tags.set)).map((algorithm) => readAlgorithm(algorithm).oid),
    ...readEncapsulated(fields[2]),
    certificates: await readCertificateSet(fields.find((field) => isContext(field, 0))),
    crls: readCrlSet(fields.find((field) => isContext(field, 1))),
    ocsps: readOcspSet(fields.find((field) => isContext(field, 1))),
    signers: signers.map(readSigner),
    followed: bytes.subarray(whole.end).some((byte) => byte !== 0 && byte !== 10 && byte !== 13 && byte !== 32),
  });
}

function cmsBytes(input: Uint8Array): Uint8Array | null {
  if (input[0] === 0x30) return input;
  const text = new TextDecoder('latin1').decode(input);
  return pemBlocks(text, ['PKCS7', 'CMS', 'PKCS #7 SIGNED DATA'])[0] ?? decodeBase64(text);
}

/** Reads a CMS object (RFC 5652) from DER, BER, PEM or bare base64. */
export async function readCms(input: Uint8Array): Promise<Result<CmsObject, CmsFailure>> {
  const bytes = cmsBytes(input);
  if (bytes === null || bytes[0] !== 0x30) return fail('notCms');
  try {
    return await parse(bytes);
  } catch {
    // every error of the reader means the same to the caller: this is no usable object
    return fail('malformed');
  }
}

/** Common name of a digest, or its object identifier where it has none here. */
export function digestName(oid: string): string {
  return digestNameOf(oid) ?? oid;
}
