import { limits } from '../base/limits';
import type { IsoTime } from '../model/ids';
import type { Check } from '../model/verdict';
import type { Certificate } from '../pki/certificate';
import { publicKeyOf } from '../pki/effective-key';
import type { RevocationList } from '../pki/read-crl';
import type { SignerResult } from '../pki/verify-cms';
import { verifySignature } from '../pki/verify-signature';
import { childrenNamed, isWithin } from '../xml/xml-node';
import type { XmlElement } from '../xml/xml-node';
import { canonicalFormOf, pkixSignature, signatureMethodOf } from './algorithms';
import type { SignatureMethod } from './algorithms';
import { checkReference } from './check-reference';
import type { ReferenceOutcome, ReferenceProblem } from './check-reference';
import { readCertificateValues, readCrlValues, readKeyInfo } from './key-info';
import { dsNamespace, signedPropertiesTypes } from './names';
import { readReferences } from './read-signature';
import type { XmlReference, XmlSignature } from './read-signature';
import { findProperties, isNamedByDigest, readContentTimestamps, readSignedClaims, readUnsignedValues } from './read-xades';
import type { FoundXmlTimestamp, QualifyingProperties, SignedClaims } from './read-xades';
import type { SignedDocument } from './signed-document';

/** One ds:Signature, checked by itself: what it answers for is listed, what it should answer for is the caller's to know. */
export interface CheckedSignature {
  readonly signature: XmlSignature;
  readonly result: SignerResult;
  readonly certificates: readonly Certificate[];
  readonly crls: readonly RevocationList[];
  readonly ocsps: readonly Uint8Array[];
  readonly timestamps: readonly FoundXmlTimestamp[];
  /** of the signature itself, then of the manifests it covers */
  readonly references: readonly ReferenceOutcome[];
  /** ds:Object elements of this signature that it covers whole */
  readonly coveredObjects: readonly XmlElement[];
}

const passed: Check = { state: 'passed', why: null };
const failed = (why: string): Check => ({ state: 'failed', why });
const notChecked = (why: string): Check => ({ state: 'notChecked', why });

/** The worst that is wrong with references. What lies elsewhere is a question of coverage, not of integrity. */
function referencesCheck(outcomes: readonly ReferenceOutcome[]): Check {
  const problems = new Set<ReferenceProblem | null>(outcomes.map(({ problem }) => problem));
  if (problems.has('mismatch') || problems.has('missing')) return failed('digestMismatch');
  if (problems.has('ambiguous')) return failed('duplicateId');
  if (problems.has('malformed')) return failed('malformed');
  if (problems.has('tooLarge')) return notChecked('tooMuch');
  if (problems.has('unsupported')) return notChecked('unsupportedTransform');
  return problems.has(null) ? passed : notChecked('noContent');
}

function isWholeCover({ covered }: ReferenceOutcome, element: XmlElement): boolean {
  return covered?.kind === 'nodes' && (covered.apex.kind === 'document' || isWithin(element, covered.apex)) && ![...covered.without].some((left) => isWithin(left, element) || isWithin(element, left));
}

interface Properties {
  readonly found: QualifyingProperties | null;
  readonly claims: SignedClaims | null;
  readonly problem: string | null;
}

function readProperties(signature: XmlSignature, outcomes: readonly ReferenceOutcome[]): Properties {
  const all = findProperties(signature.objects).filter(({ signed }) => signed !== null);
  const unsignedOnly = findProperties(signature.objects).find(({ signed }) => signed === null) ?? null;
  const asked = outcomes.some(({ reference }) => reference.type !== null && signedPropertiesTypes.has(reference.type));
  const [found] = all;
  // a reference of this type to something else is how properties are exchanged for others
  if (found?.signed === undefined || found.signed === null) return { found: unsignedOnly, claims: null, problem: asked ? 'signedProperties' : null };
  const { signed } = found;
  const covering = outcomes.filter((outcome) => outcome.reference.type !== null && signedPropertiesTypes.has(outcome.reference.type));
  if (all.length > 1 || covering.length !== 1 || !covering.every((outcome) => outcome.covered === null || isWholeCover(outcome, signed))) return { found, claims: null, problem: 'signedProperties' };
  const claims = readSignedClaims(signed);
  return { found, claims, problem: claims === null ? 'signedProperties' : null };
}

interface SignerAnswer {
  readonly certificate: Certificate | null;
  readonly integrity: Check;
}

/** Certificates that may have signed, likeliest first: of a chain the one that issued none of the others. */
function leavesFirst(certificates: readonly Certificate[]): readonly Certificate[] {
  const isIssuer = (one: Certificate): boolean => certificates.some((other) => other !== one && other.issuer.key === one.subject.key);
  return [...certificates.filter((one) => !isIssuer(one)), ...certificates.filter(isIssuer)];
}

/** Whose signature is it? The value fits the key of a certificate, and where the signer named the certificate, it is that one. */
async function findSigner(method: SignatureMethod, value: Uint8Array, signedBytes: Uint8Array, candidates: readonly Certificate[], claims: SignedClaims | null): Promise<SignerAnswer> {
  const digests = claims?.certificates ?? [];
  let answer: SignerAnswer = { certificate: null, integrity: notChecked('noSignerCertificate') };
  let fitting: Certificate | null = null;
  for (const certificate of leavesFirst(candidates).slice(0, limits.cmsCertificates)) {
    const outcome = await verifySignature(publicKeyOf(certificate, candidates), method.algorithm, method.digest, value, signedBytes);
    if (outcome === 'valid') {
      const named = await isNamedByDigest(certificate, digests);
      if (named === true) return { certificate, integrity: passed };
      if (named === null) answer = { certificate, integrity: notChecked('unsupportedAlgorithm') };
      fitting ??= certificate;
    } else answer = answer.certificate === null ? { certificate, integrity: outcome === 'invalid' ? failed('signatureMismatch') : notChecked('unsupportedAlgorithm') } : answer;
  }
  return fitting === null || answer.integrity.state === 'notChecked' && answer.certificate === fitting ? answer : { certificate: fitting, integrity: failed('signingCertificateAttribute') };
}

function manifestsOf(objects: readonly XmlElement[]): readonly XmlElement[] {
  return objects.flatMap((object) => childrenNamed(object, dsNamespace, 'Manifest'));
}

interface CheckedReferences {
  readonly own: readonly ReferenceOutcome[];
  readonly all: readonly ReferenceOutcome[];
  readonly coveredObjects: readonly XmlElement[];
  /** a manifest that cannot be read */
  readonly broken: boolean;
}

/** References of the signature, then those of every manifest it covers: manifests that nobody signed say nothing. */
async function checkReferences(signed: SignedDocument, signature: XmlSignature): Promise<CheckedReferences> {
  const check = (reference: XmlReference): Promise<ReferenceOutcome> => checkReference(signed, signature.element, reference);
  const own: ReferenceOutcome[] = [];
  for (const reference of signature.references) own.push(await check(reference));
  const coveredObjects = signature.objects.filter((object) => own.some((outcome) => isWholeCover(outcome, object)));
  const all = [...own];
  let broken = false;
  const manifests = new Set(manifestsOf(signature.objects).filter((manifest) => own.some((outcome) => isWholeCover(outcome, manifest))));
  for (const manifest of manifests) {
    const references = readReferences(childrenNamed(manifest, dsNamespace, 'Reference'));
    if (references === null || all.length + references.length > limits.xmlReferences || manifests.size > limits.xmlObjects) broken = true;
    else for (const reference of references) all.push(await check(reference));
  }
  return { own, all, coveredObjects, broken };
}

/** Core validation (XMLDSig 3.2) and what XAdES asks for beyond it. Never throws on content. */
export async function checkSignature(signed: SignedDocument, signature: XmlSignature, others: readonly Certificate[]): Promise<CheckedSignature> {
  const { own, all, coveredObjects, broken } = await checkReferences(signed, signature);
  const properties = readProperties(signature, own);
  const keyInfo = await readKeyInfo(signature.keyInfo);
  const unsigned = properties.found?.unsigned ?? null;
  const values = unsigned === null ? null : readUnsignedValues(signed, signature.valueElement, unsigned);
  const certificates = [...keyInfo.certificates, ...(await readCertificateValues(values?.certificates ?? []))];
  const method = signatureMethodOf(signature.method);
  const form = canonicalFormOf(signature.canonicalisation);
  const claims = properties.claims;
  const answer = await (async (): Promise<SignerAnswer> => {
    const written = form === null ? null : signed.canonicalise({ apex: signature.signedInfo, without: new Set(), comments: true }, form);
    if (method === null || written === null) return { certificate: keyInfo.certificates[0] ?? null, integrity: notChecked('unsupportedAlgorithm') };
    if (!written.ok) return { certificate: null, integrity: notChecked('tooMuch') };
    const value = pkixSignature(method, signature.value);
    if (value === null) return { certificate: null, integrity: failed('signatureMismatch') };
    const inside = await findSigner(method, value, written.value, certificates, claims);
    if (inside.integrity.state === 'passed' || keyInfo.certificates.length > 0 || others.length === 0) return inside;
    const elsewhere = await findSigner(method, value, written.value, others, claims);
    return elsewhere.integrity.state === 'passed' ? elsewhere : inside;
  })();
  const references = broken ? failed('malformed') : referencesCheck(all);
  const isFirst = references.state === 'failed' || (references.state === 'notChecked' && answer.integrity.state === 'passed');
  const integrity = isFirst ? references : answer.integrity.state !== 'passed' ? answer.integrity : properties.problem !== null ? failed(properties.problem) : passed;
  const digests = new Set([...all.map(({ reference }) => reference.digest), ...(method === null ? [] : [method.digest])]);
  const signingTime: IsoTime | null = claims?.signingTime ?? null;
  const content = properties.found?.signed === undefined || properties.found.signed === null ? [] : readContentTimestamps(properties.found.signed);
  return {
    signature,
    result: {
      certificate: answer.certificate,
      integrity,
      digests: [...digests],
      signatureAlgorithm: method?.algorithm.oid ?? '',
      signingTime,
      // the signer was looked for by these digests, and the properties that hold them are covered
      named: answer.integrity.state === 'passed' && properties.problem === null && (claims?.certificates.length ?? 0) > 0,
      signerName: keyInfo.name,
    },
    certificates,
    crls: [...keyInfo.crls, ...readCrlValues(values?.crls ?? [])],
    ocsps: values?.ocsps ?? [],
    timestamps: [...(values?.timestamps ?? []), ...content],
    references: all,
    coveredObjects,
  };
}
