import type { CertificateView } from '../../../../core/model/verdict';
import { oids } from '../../../../core/pki/oids';
import { readCertificate } from '../../../../core/pki/read-certificate';
import { digestOf } from '../../../../core/pki/web-crypto';

export interface CertificateDetails {
  /** "RSA", "EC" … or the object identifier */
  readonly keyAlgorithm: string;
  readonly keyBits: number;
  readonly signatureAlgorithm: string;
  readonly authority: boolean;
  /** i18n keys below `certificate.usage.` */
  readonly usages: readonly string[];
  /** i18n keys below `certificate.purpose.`, or object identifiers that have none */
  readonly purposes: readonly string[];
  readonly policies: readonly string[];
  readonly lists: readonly string[];
  /** lower-case hex; printed by authorities that still publish it beside SHA-256 */
  readonly sha1: string;
}

const keyNames: Readonly<Record<string, string>> = { [oids.rsaEncryption]: 'RSA', [oids.rsassaPss]: 'RSA-PSS', [oids.ecPublicKey]: 'EC', [oids.dsa]: 'DSA', '1.3.101.112': 'Ed25519' };

const schemes: Readonly<Record<string, string>> = {
  '1.2.840.113549.1.1.4': 'RSA, MD5', '1.2.840.113549.1.1.5': 'RSA, SHA-1', '1.2.840.113549.1.1.11': 'RSA, SHA-256', '1.2.840.113549.1.1.12': 'RSA, SHA-384',
  '1.2.840.113549.1.1.13': 'RSA, SHA-512', '1.2.840.113549.1.1.10': 'RSA-PSS', '1.2.840.10045.4.1': 'ECDSA, SHA-1', '1.2.840.10045.4.3.2': 'ECDSA, SHA-256',
  '1.2.840.10045.4.3.3': 'ECDSA, SHA-384', '1.2.840.10045.4.3.4': 'ECDSA, SHA-512', '1.2.840.10040.4.3': 'DSA, SHA-1', '1.3.101.112': 'Ed25519',
};

/** RFC 5280 4.2.1.12 and RFC 9336 */
const purposeNames: Readonly<Record<string, string>> = {
  [oids.emailProtection]: 'emailProtection', [oids.anyExtendedKeyUsage]: 'any', '1.3.6.1.5.5.7.3.1': 'serverAuth', '1.3.6.1.5.5.7.3.2': 'clientAuth', '1.3.6.1.5.5.7.3.3': 'codeSigning',
  '1.3.6.1.5.5.7.3.8': 'timeStamping', '1.3.6.1.5.5.7.3.9': 'ocspSigning', '1.3.6.1.5.5.7.3.36': 'documentSigning', '1.3.6.1.4.1.311.10.3.12': 'documentSigning',
};

/** What the certificate viewer shows beside a CertificateView; null where the bytes cannot be read any more. */
export async function readDetails({ der }: Pick<CertificateView, 'der'>): Promise<CertificateDetails | null> {
  const read = await readCertificate(der);
  if (!read.ok) return null;
  const { publicKey, signatureAlgorithm, extensions } = read.value;
  const usage = extensions.keyUsage;
  const sha1 = await digestOf('sha1', read.value.der);
  return {
    keyAlgorithm: keyNames[publicKey.algorithm.oid] ?? publicKey.algorithm.oid,
    keyBits: publicKey.bits,
    signatureAlgorithm: schemes[signatureAlgorithm.oid] ?? signatureAlgorithm.oid,
    authority: extensions.basicConstraints?.authority ?? false,
    usages: usage === null ? [] : (['digitalSignature', 'nonRepudiation', 'certSign', 'crlSign'] as const).filter((name) => usage[name]),
    purposes: (extensions.extendedKeyUsage ?? []).map((oid) => purposeNames[oid] ?? oid),
    policies: extensions.policies ?? [],
    lists: [...new Set(extensions.distributionPoints.flatMap(({ urls }) => urls))],
    sha1: [...(sha1 ?? new Uint8Array())].map((byte) => byte.toString(16).padStart(2, '0')).join(''),
  };
}
