import type { DistinguishedName } from './distinguished-name';
import type { DistributionPoint } from './distribution-point';
import type { GeneralName } from './general-name';

export interface AlgorithmIdentifier {
  readonly oid: string;
  /** the encoded parameters, null where absent */
  readonly parameters: Uint8Array | null;
}

export interface PublicKey {
  readonly algorithm: AlgorithmIdentifier;
  /** content of the subjectPublicKey BIT STRING */
  readonly key: Uint8Array;
  /** modulus or curve size; 0 where the kind is unknown */
  readonly bits: number;
}

export interface NameConstraints {
  readonly permitted: readonly GeneralName[];
  readonly excluded: readonly GeneralName[];
}

export interface KeyUsage {
  readonly digitalSignature: boolean;
  readonly nonRepudiation: boolean;
  /** RSA: content keys may be encrypted for it */
  readonly keyEncipherment: boolean;
  /** EC: the same */
  readonly keyAgreement: boolean;
  readonly certSign: boolean;
  readonly crlSign: boolean;
}

export interface PolicyMapping {
  readonly issuer: string;
  readonly subject: string;
}

/** Extension values that paths depend on; null where the certificate does not carry them. */
export interface CertificateExtensions {
  readonly basicConstraints: { readonly authority: boolean; readonly pathLength: number | null } | null;
  readonly keyUsage: KeyUsage | null;
  readonly extendedKeyUsage: readonly string[] | null;
  readonly extendedKeyUsageCritical: boolean;
  readonly nameConstraints: NameConstraints | null;
  readonly policies: readonly string[] | null;
  readonly policyMappings: readonly PolicyMapping[];
  readonly requireExplicitPolicy: number | null;
  readonly inhibitPolicyMapping: number | null;
  readonly inhibitAnyPolicy: number | null;
  readonly subjectKeyId: string | null;
  readonly authorityKeyId: string | null;
  readonly alternativeNames: readonly GeneralName[];
  readonly distributionPoints: readonly DistributionPoint[];
  /** authorityInfoAccess (RFC 5280 4.2.2.1): where the issuer's certificate lies, and who answers OCSP; http and https only */
  readonly issuerUrls: readonly string[];
  readonly ocspUrls: readonly string[];
  /** id-pkix-ocsp-nocheck (RFC 6960 4.2.2.2.1): the issuer vouches for this responder until it expires */
  readonly ocspNoCheck: boolean;
  /** critical extensions this room does not know */
  readonly unknownCritical: readonly string[];
}

/** A certificate as read, in plain values; bytes are views into `der`. */
export interface Certificate {
  readonly der: Uint8Array;
  /** to-be-signed bytes exactly as encoded */
  readonly tbs: Uint8Array;
  readonly version: 1 | 2 | 3;
  readonly serial: string;
  readonly issuer: DistinguishedName;
  readonly subject: DistinguishedName;
  /** milliseconds since 1970 */
  readonly notBefore: number;
  readonly notAfter: number;
  readonly publicKey: PublicKey;
  readonly signatureAlgorithm: AlgorithmIdentifier;
  readonly signature: Uint8Array;
  readonly extensions: CertificateExtensions;
  /** rfc822 addresses of subjectAltName, then emailAddress attributes of the subject */
  readonly addresses: readonly string[];
  /** SHA-256 of `der`, lower-case hex */
  readonly fingerprint: string;
}

/** RFC 5280 3.2: issued by itself to itself, whatever the keys. */
export function isSelfIssued(certificate: Certificate): boolean {
  return certificate.subject.key === certificate.issuer.key;
}
