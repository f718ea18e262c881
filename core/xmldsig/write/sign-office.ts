import { fail, ok } from '../../base/result';
import type { Result } from '../../base/result';
import type { IsoTime } from '../../model/ids';
import type { SignMechanism } from '../../model/signing';
import type { PreparedSignature } from '../../outgoing/prepared-signature';
import { carriedChain } from '../../pki/carried-chain';
import type { Certificate } from '../../pki/certificate';
import { mechanismParts } from '../../pki/mechanism';
import type { SignDigest } from '../../pki/mechanism';
import { encodeBase64 } from '../../pki/pem';
import { readCertificates } from '../../pki/read-certificate';
import { digestOf } from '../../pki/web-crypto';
import { canonicalise } from '../../xml/canonicalise';
import { parseXml } from '../../xml/parse-xml';
import { WorkBudget } from '../../xml/work-budget';
import { descendantsOf, elementsOf } from '../../xml/xml-node';
import type { XmlElement } from '../../xml/xml-node';
import { defaultForm } from '../algorithms';
import { dsNamespace } from '../names';
import { openOfficePackage } from '../office-package';
import type { OfficePackage } from '../office-package';
import { openFailure } from './open-failure';
import { officeManifest } from './office-manifest';
import type { OfficeWriteFailure } from './office-write-failure';
import { rewriteZip } from './rewrite-zip';
import { digestUri, signatureUri, xmlSignatureValue } from './signature-algorithms';
import { officeObject, packageObject, qualifyingObject, secondOf, signedProperties } from './signature-objects';
import { signaturePlace } from './signature-place';

export interface OfficeSigning {
  /** certificate first, then its chain */
  readonly pem: string;
  readonly mechanism: SignMechanism;
  /** claimed time */
  readonly at: IsoTime;
}

const canonicalXml = 'http://www.w3.org/TR/2001/REC-xml-c14n-20010315';
const officeDocuments: ReadonlySet<string> = new Set([
  'http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument', 'http://purl.oclc.org/ooxml/officeDocument/relationships/officeDocument',
]);

const around = (inner: string): string => `<Signature xmlns="${dsNamespace}" Id="idPackageSignature">${inner}</Signature>`;

/** Canonical bytes of elements as they will stand in the signature; our own XML, so a parser that refuses it is a bug. */
function canonicalIn(signature: string, pick: (root: XmlElement) => readonly (XmlElement | undefined)[], budget: WorkBudget): Result<readonly Uint8Array[], 'tooLarge'> {
  const parsed = parseXml(new TextEncoder().encode(signature));
  if (!parsed.ok) return fail('tooLarge');
  const written: Uint8Array[] = [];
  for (const apex of pick(parsed.value.root)) {
    if (apex === undefined) throw new Error('an element of the signature is missing');
    const bytes = canonicalise({ apex, without: new Set(), comments: false }, defaultForm, budget);
    if (!bytes.ok) return bytes;
    written.push(bytes.value);
  }
  return ok(written);
}

interface Objects {
  readonly package: string;
  readonly office: string;
  readonly properties: string;
}

interface ToSign {
  /** canonical idPackageObject: names every part with its digest */
  readonly content: Uint8Array;
  readonly signedInfo: string;
  /** the same, canonical */
  readonly attributes: Uint8Array;
}

async function signedInfoOf(objects: Objects, mechanism: SignMechanism, digest: SignDigest, budget: WorkBudget): Promise<Result<ToSign, 'tooLarge'>> {
  const whole = around(`${objects.package}${objects.office}${qualifyingObject(objects.properties, null)}`);
  const signed = canonicalIn(whole, (root) => [...elementsOf(root).slice(0, 2), [...descendantsOf(root)].find(({ local }) => local === 'SignedProperties')], budget);
  if (!signed.ok) return signed;
  const kinds = [['#idPackageObject', `${dsNamespace}Object`, ''], ['#idOfficeObject', `${dsNamespace}Object`, ''], ['#idSignedProperties', 'http://uri.etsi.org/01903#SignedProperties', `<Transforms><Transform Algorithm="${canonicalXml}"/></Transforms>`]] as const;
  const references: string[] = [];
  for (const [index, [uri, type, transforms]] of kinds.entries()) {
    const value = (await digestOf(digest, signed.value[index] ?? new Uint8Array())) ?? new Uint8Array();
    references.push(`<Reference Type="${type}" URI="${uri}">${transforms}<DigestMethod Algorithm="${digestUri(digest)}"/><DigestValue>${encodeBase64(value)}</DigestValue></Reference>`);
  }
  const signedInfo = `<SignedInfo><CanonicalizationMethod Algorithm="${canonicalXml}"/><SignatureMethod Algorithm="${signatureUri(mechanism)}"/>${references.join('')}</SignedInfo>`;
  const written = canonicalIn(around(signedInfo), (root) => [elementsOf(root)[0]], budget);
  const [content, attributes] = [signed.value[0], written.ok ? written.value[0] : undefined];
  return content === undefined || attributes === undefined ? fail('tooLarge') : ok({ content, signedInfo, attributes });
}

async function signerOf({ pem, mechanism }: OfficeSigning): Promise<readonly [Certificate, ...Certificate[]] | null> {
  const [signer, ...chain] = carriedChain((await readCertificates(pem)).certificates);
  const isEcdsa = mechanismParts(mechanism).key === 'ecdsa';
  return signer === undefined || (isEcdsa && signer.publicKey.bits === 0) ? null : [signer, ...chain];
}

/** Leads to a document that Office shows, which then is in the manifest like every other part. */
function hasDocument(office: OfficePackage): boolean {
  return office.relationshipsOf('/').some(({ type, external }) => officeDocuments.has(type) && !external);
}

/**
 * A package signature as Office makes it (ECMA-376-2 13, [MS-OFFCRYPTO] 2.5.2): XAdES baseline B, and T where `finish` is given a token over what
 * `stamped` says. All other parts keep their bytes; signatures that are there stay, and answer for what they did.
 */
export async function prepareOfficeSignature(bytes: Uint8Array, signing: OfficeSigning): Promise<Result<PreparedSignature, OfficeWriteFailure>> {
  const { mechanism } = signing;
  const budget = new WorkBudget();
  const opened = openOfficePackage(bytes, budget);
  if (!opened.ok) return fail(openFailure(bytes, opened.failure));
  const office = opened.value;
  if (!hasDocument(office)) return fail('noDocument');
  const certificates = await signerOf(signing);
  if (certificates === null) return fail('badCertificate');
  const [signer] = certificates;
  const { digest } = mechanismParts(mechanism);
  const place = signaturePlace(bytes, office, budget);
  if (!place.ok) return place;
  const manifest = await officeManifest(office, digest, budget);
  if (!manifest.ok) return manifest;
  const at = secondOf(signing.at);
  const objects: Objects = { package: packageObject(manifest.value, at), office: officeObject(digest), properties: await signedProperties(signer, digest, at) };
  const made = await signedInfoOf(objects, mechanism, digest, budget);
  if (!made.ok) return made;
  const { content, signedInfo, attributes } = made.value;
  const key = `<KeyInfo><X509Data>${certificates.map(({ der }) => `<X509Certificate>${encodeBase64(der)}</X509Certificate>`).join('')}</X509Data></KeyInfo>`;
  const written = (value: Uint8Array, token: Uint8Array | null): Uint8Array | null => {
    const text = around(`${signedInfo}<SignatureValue>${encodeBase64(xmlSignatureValue(mechanism, signer, value))}</SignatureValue>${key}${objects.package}${objects.office}${qualifyingObject(objects.properties, token)}`);
    return rewriteZip(bytes, new Map([...place.value.around, [place.value.name, new TextEncoder().encode(`<?xml version="1.0" encoding="UTF-8"?>\n${text}`)]]));
  };
  // found out now, not when a person has signed
  if (rewriteZip(bytes, place.value.around) === null) return fail('ambiguous');
  return ok({
    content,
    attributes,
    stamped: (value) => new TextEncoder().encode(`<SignatureValue xmlns="${dsNamespace}">${encodeBase64(xmlSignatureValue(mechanism, signer, value))}</SignatureValue>`),
    finish: (value, token) => {
      const file = written(value, token);
      return file === null ? Promise.reject(new Error('the package grew beyond its format')) : Promise.resolve(file);
    },
  });
}
