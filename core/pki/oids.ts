/** Object identifiers this room reacts to, by the name their standard gives them. */
export const oids = {
  data: '1.2.840.113549.1.7.1',
  signedData: '1.2.840.113549.1.7.2',
  envelopedData: '1.2.840.113549.1.7.3',
  encryptedData: '1.2.840.113549.1.7.6',
  authEnvelopedData: '1.2.840.113549.1.9.16.1.23',
  compressedData: '1.2.840.113549.1.9.16.1.9',
  contentType: '1.2.840.113549.1.9.3',
  messageDigest: '1.2.840.113549.1.9.4',
  signingTime: '1.2.840.113549.1.9.5',
  smimeCapabilities: '1.2.840.113549.1.9.15',
  receipt: '1.2.840.113549.1.9.16.1.1',
  receiptRequest: '1.2.840.113549.1.9.16.2.1',
  messageSignatureDigest: '1.2.840.113549.1.9.16.2.5',
  signingCertificate: '1.2.840.113549.1.9.16.2.12',
  signingCertificateV2: '1.2.840.113549.1.9.16.2.47',
  emailAddress: '1.2.840.113549.1.9.1',
  subjectKeyIdentifier: '2.5.29.14',
  keyUsage: '2.5.29.15',
  subjectAltName: '2.5.29.17',
  basicConstraints: '2.5.29.19',
  crlNumber: '2.5.29.20',
  reasonCode: '2.5.29.21',
  invalidityDate: '2.5.29.24',
  deltaCrlIndicator: '2.5.29.27',
  issuingDistributionPoint: '2.5.29.28',
  certificateIssuer: '2.5.29.29',
  nameConstraints: '2.5.29.30',
  crlDistributionPoints: '2.5.29.31',
  certificatePolicies: '2.5.29.32',
  anyPolicy: '2.5.29.32.0',
  policyMappings: '2.5.29.33',
  authorityKeyIdentifier: '2.5.29.35',
  policyConstraints: '2.5.29.36',
  extKeyUsage: '2.5.29.37',
  anyExtendedKeyUsage: '2.5.29.37.0',
  freshestCrl: '2.5.29.46',
  inhibitAnyPolicy: '2.5.29.54',
  authorityInfoAccess: '1.3.6.1.5.5.7.1.1',
  ocsp: '1.3.6.1.5.5.7.48.1',
  ocspBasic: '1.3.6.1.5.5.7.48.1.1',
  ocspNoCheck: '1.3.6.1.5.5.7.48.1.5',
  ocspArchiveCutoff: '1.3.6.1.5.5.7.48.1.6',
  caIssuers: '1.3.6.1.5.5.7.48.2',
  ocspSigning: '1.3.6.1.5.5.7.3.9',
  ocspResponseInfo: '1.3.6.1.5.5.7.16.2',
  timeStamping: '1.3.6.1.5.5.7.3.8',
  timestampInfo: '1.2.840.113549.1.9.16.1.4',
  signatureTimestamp: '1.2.840.113549.1.9.16.2.14',
  contentTimestamp: '1.2.840.113549.1.9.16.2.20',
  certificateValues: '1.2.840.113549.1.9.16.2.23',
  revocationValues: '1.2.840.113549.1.9.16.2.24',
  signatureAndReferencesTimestamp: '1.2.840.113549.1.9.16.2.25',
  referencesTimestamp: '1.2.840.113549.1.9.16.2.26',
  archiveTimestamp: '1.2.840.113549.1.9.16.2.27',
  archiveTimestampV2: '1.2.840.113549.1.9.16.2.48',
  archiveTimestampV3: '0.4.0.1733.2.4',
  adobeRevocationArchival: '1.2.840.113583.1.1.8',
  expiredCertsOnCrl: '2.5.29.60',
  emailProtection: '1.3.6.1.5.5.7.3.4',
  rsaEncryption: '1.2.840.113549.1.1.1',
  rsassaPss: '1.2.840.113549.1.1.10',
  mgf1: '1.2.840.113549.1.1.8',
  ecPublicKey: '1.2.840.10045.2.1',
  dsa: '1.2.840.10040.4.1',
  ed25519: '1.3.101.112',
  counterSignature: '1.2.840.113549.1.9.6',
} as const;

/** Digest names as `AlgorithmPolicy.weakDigests` writes them. */
export const digestNames: Readonly<Record<string, string>> = {
  '1.3.14.3.2.26': 'sha1',
  '2.16.840.1.101.3.4.2.1': 'sha256',
  '2.16.840.1.101.3.4.2.2': 'sha384',
  '2.16.840.1.101.3.4.2.3': 'sha512',
  '2.16.840.1.101.3.4.2.4': 'sha224',
  '1.2.840.113549.2.2': 'md2',
  '1.2.840.113549.2.4': 'md4',
  '1.2.840.113549.2.5': 'md5',
  '1.3.36.3.2.1': 'ripemd160',
};

export interface SignatureScheme {
  readonly key: 'rsa' | 'ecdsa' | 'dsa' | 'ed25519';
  /** null where the digest is named elsewhere */
  readonly digest: string | null;
}

export const signatureSchemes: Readonly<Record<string, SignatureScheme>> = {
  '1.2.840.113549.1.1.1': { key: 'rsa', digest: null },
  '1.2.840.113549.1.1.2': { key: 'rsa', digest: 'md2' },
  '1.2.840.113549.1.1.3': { key: 'rsa', digest: 'md4' },
  '1.2.840.113549.1.1.4': { key: 'rsa', digest: 'md5' },
  '1.2.840.113549.1.1.5': { key: 'rsa', digest: 'sha1' },
  '1.3.14.3.2.29': { key: 'rsa', digest: 'sha1' },
  '1.2.840.113549.1.1.11': { key: 'rsa', digest: 'sha256' },
  '1.2.840.113549.1.1.12': { key: 'rsa', digest: 'sha384' },
  '1.2.840.113549.1.1.13': { key: 'rsa', digest: 'sha512' },
  '1.2.840.113549.1.1.14': { key: 'rsa', digest: 'sha224' },
  '1.3.36.3.3.1.2': { key: 'rsa', digest: 'ripemd160' },
  // Ed25519 hashes with SHA-512 inside (RFC 8032 5.1)
  '1.3.101.112': { key: 'ed25519', digest: 'sha512' },
  '1.2.840.10045.2.1': { key: 'ecdsa', digest: null },
  '1.2.840.10045.4.1': { key: 'ecdsa', digest: 'sha1' },
  '1.2.840.10045.4.3.1': { key: 'ecdsa', digest: 'sha224' },
  '1.2.840.10045.4.3.2': { key: 'ecdsa', digest: 'sha256' },
  '1.2.840.10045.4.3.3': { key: 'ecdsa', digest: 'sha384' },
  '1.2.840.10045.4.3.4': { key: 'ecdsa', digest: 'sha512' },
  '1.2.840.10040.4.1': { key: 'dsa', digest: null },
  '1.2.840.10040.4.3': { key: 'dsa', digest: 'sha1' },
  '2.16.840.1.101.3.4.3.1': { key: 'dsa', digest: 'sha224' },
  '2.16.840.1.101.3.4.3.2': { key: 'dsa', digest: 'sha256' },
};

export const curves: Readonly<Record<string, { readonly name: string; readonly bits: number }>> = {
  '1.2.840.10045.3.1.7': { name: 'P-256', bits: 256 },
  '1.3.132.0.34': { name: 'P-384', bits: 384 },
  '1.3.132.0.35': { name: 'P-521', bits: 521 },
};

/** Curves that are recognised and not computed here: the platform has none of them. */
const otherCurves: Readonly<Record<string, string>> = {
  '1.3.132.0.10': 'secp256k1', '1.3.36.3.3.2.8.1.1.7': 'brainpoolP256r1', '1.3.36.3.3.2.8.1.1.11': 'brainpoolP384r1', '1.3.36.3.3.2.8.1.1.13': 'brainpoolP512r1', '1.2.840.10045.3.1.1': 'P-192', '1.3.132.0.33': 'P-224',
};

/** Name of a curve, or its object identifier where it has none here. */
export function curveName(oid: string): string {
  return curves[oid]?.name ?? otherCurves[oid] ?? oid;
}

/**
 * Name of a digest. Some signers write the identifier of a whole signature algorithm where that of its digest belongs
 * (sha1WithRSAEncryption for SHA-1): nothing else can be meant by it, so it is read as the digest.
 */
export function digestNameOf(oid: string): string | null {
  return digestNames[oid] ?? signatureSchemes[oid]?.digest ?? null;
}
