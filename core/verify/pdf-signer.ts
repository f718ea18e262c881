import { limits } from '../base/limits';
import { dateOf } from '../pdf/text-string';
import type { PdfObject, PdfSignature } from '../pdf/pdf-model';
import type { Check } from '../model/verdict';
import { signatureAlgorithmName } from '../pki/algorithm-names';
import type { Certificate } from '../pki/certificate';
import type { CmsExtras } from '../pki/cms-extras';
import { cmsExtras } from '../pki/cms-extras';
import { bytesOf, DerError, expect, hexOf, octetsOf, readElement, sameBytes, tags } from '../pki/der';
import { publicKeyOf } from '../pki/effective-key';
import { oids } from '../pki/oids';
import { readCertificateDer } from '../pki/read-certificate';
import { readCms } from '../pki/read-cms';
import type { SignedData } from '../pki/read-cms';
import { verifyCms } from '../pki/verify-cms';
import type { HashedContent, SignerResult } from '../pki/verify-cms';
import { verifySignature } from '../pki/verify-signature';

/** Who signed a PDF, with what travels inside the signature itself. */
export interface PdfSigner {
  readonly result: SignerResult;
  readonly extras: CmsExtras;
}

const failed = (why: string): Check => ({ state: 'failed', why });
const notChecked = (why: string): Check => ({ state: 'notChecked', why });

/** The DER object alone: what pads it is zeros, as `rangeFault` has made sure. */
export function derOf(contents: Uint8Array): Uint8Array | null {
  try {
    return bytesOf(readElement(contents));
  } catch (cause) {
    if (!(cause instanceof DerError)) throw cause;
    return null;
  }
}

function sha1Of(digest: Uint8Array | null): NonNullable<SignerResult['digest']> | null {
  return digest === null ? null : { algorithm: 'sha1', value: hexOf(digest) };
}

/** `adbe.pkcs7.sha1` carries the SHA-1 of the ranges as its content; the signature is then over that. */
async function boundToRanges(result: SignerResult, cms: SignedData, content: HashedContent): Promise<SignerResult> {
  const digest = await content.digest('sha1');
  const same = digest !== null && cms.content !== null && sameBytes(digest, cms.content);
  const integrity = same || result.integrity.state === 'failed' ? result.integrity : failed('digestMismatch');
  return { ...result, integrity, digests: [...new Set(['sha1', ...result.digests])], digest: sha1Of(digest) };
}

async function cmsSigner(signature: PdfSignature, der: Uint8Array, content: HashedContent, others: readonly Certificate[]): Promise<PdfSigner | Check> {
  const read = await readCms(der);
  if (!read.ok) return failed('malformed');
  const cms = read.value;
  if (cms.kind !== 'signed') return failed('notSigned');
  // ISO 32000-2 12.8.3.3.1: exactly one. The space of the signature is not signed itself; a second signer could be added by anybody
  const [signer] = cms.signers;
  if (signer === undefined) return failed('noSigners');
  if (cms.signers.length > 1) return failed('severalSigners');
  const hashed = signature.subFilter === 'adbe.pkcs7.sha1';
  const [result] = await verifyCms(cms, hashed ? null : content, others);
  if (result === undefined) return failed('noSigners');
  const extras = await cmsExtras(signer, content.bytes);
  const all: CmsExtras = {
    timestamps: extras.timestamps,
    certificates: [...cms.certificates, ...extras.certificates],
    crls: [...cms.crls, ...extras.crls],
    ocsps: [...cms.ocsps, ...extras.ocsps],
  };
  const encloses = !hashed && cms.content !== null && cms.content.length > 0 && !sameBytes(cms.content, content.bytes);
  const told: SignerResult = encloses && result.integrity.state !== 'failed' ? { ...result, integrity: failed('contentDiffers') } : result;
  return { result: hashed ? await boundToRanges(told, cms, content) : told, extras: all };
}

const pkcs1 = { oid: oids.rsaEncryption, parameters: null };

function certificatesOf(object: PdfObject | undefined): readonly Uint8Array[] {
  if (object?.kind === 'string') return [object.bytes];
  return object?.kind === 'array' ? object.items.flatMap((item) => (item.kind === 'string' ? [item.bytes] : [])) : [];
}

/** `adbe.x509.rsa_sha1`: a PKCS #1 signature in an OCTET STRING, certificates in /Cert, the signer's first (12.8.3.2) */
async function pkcs1Signer(signature: PdfSignature, der: Uint8Array, content: HashedContent): Promise<PdfSigner | Check> {
  const read = await Promise.all(certificatesOf(signature.dictionary.entries.get('Cert')).slice(0, limits.cmsCertificates).map(readCertificateDer));
  const certificates = read.flatMap((one) => (one.ok ? [one.value] : []));
  const [first] = read;
  if (first === undefined || !first.ok) return notChecked('noSignerCertificate');
  const certificate = first.value;
  let value: Uint8Array;
  try {
    value = octetsOf(expect(readElement(der), tags.octetString));
  } catch (cause) {
    if (!(cause instanceof DerError)) throw cause;
    return failed('malformed');
  }
  const outcome = await verifySignature(publicKeyOf(certificate, []), pkcs1, 'sha1', value, content.bytes);
  const integrity: Check = outcome === 'valid' ? { state: 'passed', why: null } : outcome === 'invalid' ? failed('signatureMismatch') : notChecked('unsupportedAlgorithm');
  return {
    result: { certificate, integrity, digests: ['sha1'], digest: sha1Of(await content.digest('sha1')), signatureAlgorithm: signatureAlgorithmName(pkcs1, certificate.publicKey), signingTime: null, signerName: certificate.subject.text },
    extras: { timestamps: [], certificates, crls: [], ocsps: [] },
  };
}

/**
 * Who signed, by the kind of signature (/SubFilter); a check instead where nobody can be named.
 * @param others certificates of the file among which the signer may be found
 */
export async function pdfSigner(signature: PdfSignature, content: HashedContent, others: readonly Certificate[]): Promise<PdfSigner | Check> {
  const der = derOf(signature.contents);
  if (der === null) return failed('malformed');
  const signer = await signerByKind(signature, der, content, others);
  if (!('result' in signer)) return signer;
  const claimed = signature.claimedAt === null ? null : dateOf(signature.claimedAt);
  return { ...signer, result: { ...signer.result, signingTime: signer.result.signingTime ?? claimed } };
}

function signerByKind(signature: PdfSignature, der: Uint8Array, content: HashedContent, others: readonly Certificate[]): Promise<PdfSigner | Check> {
  switch (signature.subFilter) {
    case 'adbe.pkcs7.detached':
    case 'adbe.pkcs7.sha1':
    case 'ETSI.CAdES.detached':
      return cmsSigner(signature, der, content, others);
    case 'adbe.x509.rsa_sha1':
      return pkcs1Signer(signature, der, content);
    default:
      return Promise.resolve(notChecked('unsupportedProtocol'));
  }
}
