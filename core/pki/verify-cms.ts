import { limits } from '../base/limits';
import type { IsoTime } from '../model/ids';
import { isoTime } from '../base/clock';
import type { Check } from '../model/verdict';
import type { Certificate } from './certificate';
import { childrenOf, expect, hexOf, isUniversal, octetsOf, oidOf, readElement, sameBytes, tags, timeOf } from './der';
import type { Element } from './der';
import { publicKeyOf } from './effective-key';
import { oids } from './oids';
import { signatureAlgorithmName } from './algorithm-names';
import { digestName, readSigner } from './read-cms';
import type { Attribute, SignedData, SignerInfo } from './read-cms';
import { digestOfScheme, verifySignature } from './verify-signature';
import { digestOf } from './web-crypto';

/** What one SignerInfo says about the content. */
export interface SignerResult {
  readonly certificate: Certificate | null;
  readonly integrity: Check;
  /** digest names, weakest first to be judged by policy: of content and of signature */
  readonly digests: readonly string[];
  /** name of the signature algorithm with its curve, as far as there is one here; else its object identifier */
  readonly signatureAlgorithm: string;
  /** of the content, as it was computed here: algorithm name, lower-case hex; null or absent where none was made */
  readonly digest?: { readonly algorithm: string; readonly value: string } | null;
  readonly signingTime: IsoTime | null;
  /** what is signed names this certificate by its digest (RFC 5035, XAdES SigningCertificate): no other of the same key can have been meant */
  readonly named?: boolean;
  /** object identifiers of the SMIMECapabilities he signed, best first (RFC 8551 2.5.2); absent: none */
  readonly capabilities?: readonly string[];
  /** how the signer is named where the certificate is missing */
  readonly signerName: string;
}

/** Content whose digests are made once per algorithm, however many signers there are. */
export interface HashedContent {
  readonly bytes: Uint8Array;
  digest(name: string): Promise<Uint8Array | null>;
  /** digests made so far */
  readonly made: ReadonlyMap<string, Promise<Uint8Array | null>>;
}

export function hashedContent(bytes: Uint8Array): HashedContent {
  const made = new Map<string, Promise<Uint8Array | null>>();
  return {
    bytes,
    made,
    digest(name) {
      const known = made.get(name);
      if (known !== undefined) return known;
      const digest = digestOf(name, bytes);
      made.set(name, digest);
      return digest;
    },
  };
}

const passed: Check = { state: 'passed', why: null };
const failed = (why: string): Check => ({ state: 'failed', why });
const notChecked = (why: string): Check => ({ state: 'notChecked', why });

/** RFC 5652 11, RFC 5035 5.4: where these stand unsigned somebody wants them believed without a signature */
const mustBeSigned: ReadonlySet<string> = new Set<string>([oids.contentType, oids.messageDigest, oids.signingTime, oids.signingCertificate, oids.signingCertificateV2]);

interface SignedAttributes {
  /** null in a counter-signature, which has none (RFC 5652 11.4) */
  readonly contentType: string | null;
  readonly digest: Uint8Array;
  readonly signingTime: number | null;
  /** [digest name, certificate hash] of the signing certificate, newest form first */
  readonly certificateHashes: readonly (readonly [string, Uint8Array])[];
}

/** The one value of an attribute that may stand once (RFC 5652 11); a second is the attacker's. */
export function singleValue(attributes: readonly Attribute[], oid: string): Element | null | 'malformed' {
  const found = attributes.filter((attribute) => attribute.oid === oid);
  if (found.length === 0) return null;
  const value = found[0]?.values[0];
  return found.length > 1 || found[0]?.values.length !== 1 || value === undefined ? 'malformed' : value;
}

function certificateHash(value: Element, version: 1 | 2): readonly [string, Uint8Array] {
  const list = expect(childrenOf(expect(value, tags.sequence))[0], tags.sequence);
  const fields = childrenOf(expect(childrenOf(list)[0], tags.sequence));
  const algorithm = version === 2 && isUniversal(fields[0], tags.sequence) ? fields[0] : undefined;
  const digest = version === 1 ? 'sha1' : algorithm === undefined ? 'sha256' : digestName(oidOf(childrenOf(algorithm)[0]));
  return [digest, octetsOf(expect(fields[algorithm === undefined ? 0 : 1], tags.octetString))];
}

function readSignedAttributes(attributes: readonly Attribute[], isCounter: boolean): SignedAttributes | string {
  try {
    const [type, digest, time, v1, v2] = [oids.contentType, oids.messageDigest, oids.signingTime, oids.signingCertificate, oids.signingCertificateV2].map((oid) => singleValue(attributes, oid));
    if (type === undefined || type === 'malformed' || (type === null) !== isCounter) return 'contentTypeAttribute';
    if (digest === undefined || digest === null || digest === 'malformed') return 'messageDigestAttribute';
    if (time === 'malformed') return 'signingTimeAttribute';
    if (v1 === 'malformed' || v2 === 'malformed') return 'signingCertificateAttribute';
    const hashes: (readonly [string, Uint8Array])[] = [];
    if (v2 !== undefined && v2 !== null) hashes.push(certificateHash(v2, 2));
    if (v1 !== undefined && v1 !== null) hashes.push(certificateHash(v1, 1));
    return {
      contentType: type === null ? null : oidOf(type),
      digest: octetsOf(expect(digest, tags.octetString)),
      signingTime: time === undefined || time === null ? null : timeOf(time),
      certificateHashes: hashes,
    };
  } catch {
    // an attribute of the wrong type or shape
    return 'malformedAttribute';
  }
}

function candidates(signer: SignerInfo, certificates: readonly Certificate[]): readonly Certificate[] {
  const { identifier } = signer;
  return certificates.filter((certificate) =>
    identifier.kind === 'keyId'
      ? certificate.extensions.subjectKeyId === identifier.keyId
      : certificate.serial === identifier.serial && certificate.issuer.key === identifier.issuerKey,
  );
}

async function isNamed(certificate: Certificate, attributes: SignedAttributes): Promise<boolean> {
  for (const [digest, expected] of attributes.certificateHashes) {
    const hash = await digestOf(digest, certificate.der);
    if (hash !== null && !sameBytes(hash, expected)) return false;
  }
  return true;
}

/** What the signer's own program opens; unreadable ones say nothing. */
function capabilitiesOf(attributes: readonly Attribute[]): readonly string[] {
  try {
    const value = singleValue(attributes, oids.smimeCapabilities);
    return value === null || value === 'malformed' ? [] : childrenOf(expect(value, tags.sequence)).slice(0, limits.smimeCapabilities).map((one) => oidOf(childrenOf(one)[0]));
  } catch {
    return [];
  }
}

/** A digest that cannot be made here contradicts nobody, but names nobody either. */
async function isNamedForSure(certificate: Certificate, { certificateHashes }: SignedAttributes): Promise<boolean> {
  const hashes = await Promise.all(certificateHashes.map(async ([digest, expected]) => ({ hash: await digestOf(digest, certificate.der), expected })));
  return hashes.some(({ hash, expected }) => hash !== null && sameBytes(hash, expected));
}

/**
 * A signature over attributes can be replayed as a signature over content that *is* those attributes.
 * No office writes such content, so it is refused (RFC 5652 lacks a separation of the two).
 */
function looksLikeAttributes(content: Uint8Array): boolean {
  if (content[0] !== 0x31) return false;
  try {
    const set = readElement(content);
    return childrenOf(set).some((attribute) => oidOf(childrenOf(attribute)[0]) === oids.messageDigest);
  } catch {
    // not parseable as attributes, hence not mistaken for them
    return false;
  }
}

/** Certificates that may stand above, nearest first; only key parameters are taken from them. */
function issuersAbove(certificate: Certificate, all: readonly Certificate[]): readonly Certificate[] {
  const above: Certificate[] = [];
  for (let name = certificate.issuer.key; above.length < limits.pathLength; ) {
    const issuer = all.find((other) => other.subject.key === name && !above.includes(other));
    if (issuer === undefined) break;
    above.push(issuer);
    name = issuer.issuer.key;
  }
  return above;
}

const directlyHashed = new WeakMap<HashedContent, number>();

/** May this content be hashed once more for a signature over itself? The first time always: somebody signed it, whatever its size. */
function mayHashDirectly(content: HashedContent): boolean {
  const before = directlyHashed.get(content) ?? 0;
  const after = before + content.bytes.length;
  if (before > 0 && after > limits.directlySignedBytes) return false;
  directlyHashed.set(content, after);
  return true;
}

async function checkIntegrity(cms: SignedParty, signer: SignerInfo, attributes: SignedAttributes | null, content: HashedContent, certificate: Certificate, issuers: readonly Certificate[]): Promise<Check> {
  const digest = digestName(signer.digest.oid);
  const signed = signer.signedBytes ?? content.bytes;
  if (attributes !== null) {
    if (attributes.contentType !== cms.contentType) return failed('contentTypeAttribute');
    const computed = await content.digest(digest);
    if (computed === null) return notChecked('unsupportedAlgorithm');
    if (!sameBytes(computed, attributes.digest)) return failed('digestMismatch');
    if (!(await isNamed(certificate, attributes))) return failed('signingCertificateAttribute');
  } else if (looksLikeAttributes(content.bytes)) return failed('attributesAsContent');
  else if (!mayHashDirectly(content)) return notChecked('tooMuch');
  const outcome = await verifySignature(publicKeyOf(certificate, issuers), signer.signatureAlgorithm, digest, signer.signature, signed);
  switch (outcome) {
    case 'valid':
      return passed;
    case 'invalid':
      return failed('signatureMismatch');
    case 'unsupported':
      return notChecked('unsupportedAlgorithm');
  }
}

/** What a signer stands in: a SignedData, or the signature of another that it counter-signs. */
interface SignedParty {
  /** null: a counter-signature */
  readonly contentType: string | null;
  readonly digestAlgorithms: readonly string[] | null;
  readonly certificates: readonly Certificate[];
}

type Outcome = Pick<SignerResult, 'certificate' | 'integrity'>;

async function outcomeOf(cms: SignedParty, signer: SignerInfo, attributes: SignedAttributes | string | null, content: HashedContent | null, all: readonly Certificate[]): Promise<Outcome> {
  const digest = digestName(signer.digest.oid);
  const found = candidates(signer, all);
  const first = (integrity: Check): Outcome => ({ integrity, certificate: found[0] ?? null });
  if (signer.unsignedAttributes.some((oid) => mustBeSigned.has(oid))) return first(failed('unsignedAttribute'));
  if (typeof attributes === 'string') return first(failed(attributes));
  if (cms.digestAlgorithms !== null && !cms.digestAlgorithms.some((oid) => digestName(oid) === digest)) return first(failed('digestNotListed'));
  if (content === null) return first(notChecked('noContent'));
  let last: Outcome = { integrity: notChecked('noSignerCertificate'), certificate: null };
  if (found.length === 0 && attributes !== null) {
    // even without the key a wrong digest proves that the content is not what was signed
    const computed = await content.digest(digest);
    if (computed !== null && !sameBytes(computed, attributes.digest)) return { ...last, integrity: failed('digestMismatch') };
  }
  for (const certificate of [...new Set(found)].slice(0, limits.signerCandidates)) {
    last = { certificate, integrity: await checkIntegrity(cms, signer, attributes, content, certificate, issuersAbove(certificate, all)) };
    if (last.integrity.state === 'passed') break;
  }
  return last;
}

async function verifySigner(cms: SignedParty, signer: SignerInfo, content: HashedContent | null, others: readonly Certificate[]): Promise<SignerResult> {
  const digest = digestName(signer.digest.oid);
  const own = digestOfScheme(signer.signatureAlgorithm, digest);
  const attributes = signer.attributes === null ? null : readSignedAttributes(signer.attributes, cms.contentType === null);
  const { identifier } = signer;
  const time = attributes === null || typeof attributes === 'string' ? null : attributes.signingTime;
  const outcome = await outcomeOf(cms, signer, attributes, content, [...cms.certificates, ...others]);
  const computed = await content?.made.get(digest);
  const capabilities = signer.attributes === null ? [] : capabilitiesOf(signer.attributes);
  return {
    ...outcome,
    ...(capabilities.length === 0 ? {} : { capabilities }),
    named: attributes !== null && typeof attributes !== 'string' && outcome.certificate !== null && (await isNamedForSure(outcome.certificate, attributes)),
    digests: [...new Set(own === null ? [digest] : [digest, own])],
    digest: computed === undefined || computed === null ? null : { algorithm: digest, value: hexOf(computed) },
    signatureAlgorithm: signatureAlgorithmName(signer.signatureAlgorithm, outcome.certificate?.publicKey ?? null),
    signingTime: time === null ? null : isoTime(new Date(time)),
    signerName: identifier.kind === 'keyId' ? identifier.keyId : `${identifier.issuer} (${identifier.serial})`,
  };
}

/**
 * Checks every SignerInfo of a SignedData against the content.
 * @param content the detached content; null where only what is inside counts. Inside content that
 *   differs from detached content is the caller's to notice.
 * @param others certificates from elsewhere among which the signer may be found
 * @returns one result per signer, in order; empty for a certificate bag
 */
export async function verifyCms(cms: SignedData, content: HashedContent | null, others: readonly Certificate[] = []): Promise<readonly SignerResult[]> {
  const inside = cms.content === null ? null : hashedContent(cms.content);
  return Promise.all(cms.signers.map((signer) => verifySigner(cms, signer, content ?? inside, others)));
}

/**
 * Counter-signatures of one signer (RFC 5652 11.4): somebody signed the signature itself, later. They stand unsigned, so anybody could add one,
 * and a broken one is no reproach to the signature under it.
 * @returns those whose signature holds; their certificates are not judged here
 */
export async function intactCounterSigners({ certificates }: SignedData, { unsigned, signature }: SignerInfo, others: readonly Certificate[] = []): Promise<readonly Certificate[]> {
  const values = unsigned.filter(({ oid }) => oid === oids.counterSignature).flatMap((attribute) => attribute.values).slice(0, limits.signerInfos);
  const content = hashedContent(signature);
  const results = await Promise.all(values.map(async (value) => {
    try {
      return await verifySigner({ contentType: null, digestAlgorithms: null, certificates }, readSigner(value), content, others);
    } catch {
      // not a SignerInfo
      return null;
    }
  }));
  return results.flatMap((result) => (result?.certificate != null && result.integrity.state === 'passed' ? [result.certificate] : []));
}
