import * as pkijs from 'pkijs';
import { fail, ok } from '../base/result';
import type { Result } from '../base/result';
import { limits } from '../base/limits';
import { isoTime } from '../base/clock';
import type { CertificateView } from '../model/verdict';
import type { AlgorithmIdentifier, Certificate, PublicKey } from './certificate';
import { bytesOf, childrenOf, contentOf, DerError, expect, hexOf, integerHexOf, joinBytes, oidFromContent, readElement, sameBytes, tags } from './der';
import { attributeOf, readName } from './distinguished-name';
import { curves, oids } from './oids';
import { derCandidates, encodeBase64 } from './pem';
import { readExtensions } from './read-extensions';
import { digestOf } from './web-crypto';

export type CertificateFailure = 'notACertificate' | 'malformed' | 'tooLarge';

function readKey(spki: pkijs.PublicKeyInfo): PublicKey {
  const algorithm = readAlgorithm(spki.algorithm);
  const key = spki.subjectPublicKey.valueBlock.valueHexView;
  return { algorithm, key, bits: keyBits(algorithm, key) };
}

function keyBits(algorithm: AlgorithmIdentifier, key: Uint8Array): number {
  if (algorithm.oid === oids.ecPublicKey) {
    const parameters = algorithm.parameters;
    if (parameters?.[0] !== tags.oid) return 0;
    return curves[oidFromContent(contentOf(readElement(parameters)))]?.bits ?? 0;
  }
  if (algorithm.oid !== oids.rsaEncryption && algorithm.oid !== oids.rsassaPss) return 0;
  const modulus = integerHexOf(childrenOf(expect(readElement(key), tags.sequence))[0]);
  const leading = Number.parseInt(modulus.slice(0, 2), 16);
  return (modulus.length / 2 - 1) * 8 + (32 - Math.clz32(leading));
}

function readAlgorithm(identifier: pkijs.AlgorithmIdentifier): AlgorithmIdentifier {
  const parameters: unknown = identifier.algorithmParams;
  const encodable = parameters !== undefined && parameters !== null && typeof (parameters as { toBER?: unknown }).toBER === 'function';
  return {
    oid: identifier.algorithmId,
    parameters: encodable ? new Uint8Array((parameters as { toBER(): ArrayBuffer }).toBER()) : null,
  };
}

async function parse(der: Uint8Array): Promise<Certificate> {
  const parsed = pkijs.Certificate.fromBER(new Uint8Array(der));
  // names are compared by our own rules (RFC 5280 7.1), so they are read from the signed bytes
  const fields = childrenOf(readElement(parsed.tbsView));
  const [, outer] = childrenOf(readElement(der));
  const first = fields[0]?.tagClass === 'context' ? 1 : 0;
  const inner = fields[first + 1];
  // RFC 5280 4.1.1.2: the signed and the unsigned algorithm must be the same
  if (inner === undefined || outer === undefined || !sameBytes(bytesOf(inner), bytesOf(outer))) throw new DerError('two algorithms');
  const issuer = readName(fields[first + 2]);
  const subject = readName(fields[first + 4]);
  const raw = (parsed.extensions ?? []).map((extension) => ({
    oid: extension.extnID,
    critical: extension.critical,
    value: new Uint8Array(extension.extnValue.getValue()),
  }));
  const extensions = readExtensions(raw, issuer);
  const fingerprint = await digestOf('sha256', der);
  const named = extensions.alternativeNames.flatMap((name) => (name.kind === 'rfc822' ? [name.value] : []));
  const inSubject = subject.rdns.flat().filter(({ oid }) => oid === oids.emailAddress).map(({ value }) => value);
  return {
    der,
    tbs: parsed.tbsView,
    version: parsed.version === 2 ? 3 : parsed.version === 1 ? 2 : 1,
    serial: integerHexOf(fields[first]),
    issuer,
    subject,
    notBefore: parsed.notBefore.value.getTime(),
    notAfter: parsed.notAfter.value.getTime(),
    publicKey: readKey(parsed.subjectPublicKeyInfo),
    signatureAlgorithm: readAlgorithm(parsed.signatureAlgorithm),
    signature: parsed.signatureValue.valueBlock.valueHexView,
    extensions,
    addresses: [...new Set([...named, ...inSubject])],
    fingerprint: hexOf(fingerprint ?? new Uint8Array()),
  };
}

/**
 * The same few authority certificates come with every letter and structure reading is the dearest
 * step of a verification, so read ones are remembered. Looked up by their last bytes (the signature),
 * compared whole.
 */
const remembered = new Map<string, Certificate>();

/** @param der one certificate, exactly; trailing bytes are a failure */
export async function readCertificateDer(der: Uint8Array): Promise<Result<Certificate, CertificateFailure>> {
  if (der.length > limits.certificateBytes) return fail('tooLarge');
  const key = `${der.length}:${hexOf(der.subarray(-24))}`;
  const known = remembered.get(key);
  if (known !== undefined && sameBytes(known.der, der)) return ok(known);
  try {
    if (readElement(der).end !== der.length) return fail('malformed');
    const certificate = await parse(joinBytes([der]));
    if (remembered.size >= limits.rememberedCertificates) remembered.clear();
    remembered.set(key, certificate);
    return ok(certificate);
  } catch {
    // PKI.js and our own reader both throw on hostile bytes: that is an answer, not a bug
    return fail('malformed');
  }
}

/** First certificate of a PEM text, bare base64 or DER file. */
export async function readCertificate(input: string | Uint8Array): Promise<Result<Certificate, CertificateFailure>> {
  const [der] = derCandidates(input, ['CERTIFICATE', 'TRUSTED CERTIFICATE', 'X509 CERTIFICATE']);
  return der === undefined ? fail('notACertificate') : readCertificateDer(der);
}

/** Every readable certificate of a PEM bundle, base64 or DER; unreadable ones are counted. */
export async function readCertificates(input: string | Uint8Array): Promise<{ readonly certificates: readonly Certificate[]; readonly unreadable: number }> {
  const results = await Promise.all(derCandidates(input, ['CERTIFICATE', 'X509 CERTIFICATE']).map(readCertificateDer));
  const certificates = results.flatMap((result) => (result.ok ? [result.value] : []));
  return { certificates, unreadable: results.length - certificates.length };
}

function validTime(milliseconds: number): Date {
  const date = new Date(milliseconds);
  return Number.isNaN(date.getTime()) ? new Date(0) : date;
}

/** What a person is shown of a certificate. */
export function certificateView(certificate: Certificate): CertificateView {
  const { subject } = certificate;
  const organisation = attributeOf(subject, '2.5.4.10');
  return {
    subject: subject.text,
    issuer: certificate.issuer.text,
    holder: attributeOf(subject, '2.5.4.3') ?? organisation ?? subject.text,
    organisation,
    serial: certificate.serial,
    notBefore: isoTime(validTime(certificate.notBefore)),
    notAfter: isoTime(validTime(certificate.notAfter)),
    addresses: certificate.addresses,
    fingerprint: certificate.fingerprint,
    der: encodeBase64(certificate.der),
  };
}
