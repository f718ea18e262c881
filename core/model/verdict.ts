import type { Digest, IsoDate, IsoTime, LetterId, PartId } from './ids';

export type CheckState = 'passed' | 'failed' | 'notChecked';

/** One check. `why` is a closed code (i18n key below `check.why.`); null only for a plain pass. */
export interface Check {
  readonly state: CheckState;
  readonly why: string | null;
}

/** `xades`: XML-DSig with or without XAdES properties, in an XML file (edXML included); `asic`: in an ASiC container. */
export type SignatureKind = 'smime' | 'cms' | 'pdf' | 'ooxml' | 'xades' | 'asic';

/** ETSI EN 319 102-1 main indications. */
export type Indication = 'passed' | 'failed' | 'indeterminate';

/** ETSI EN 319 102-1 clause 5.1.3; null for TOTAL-PASSED. */
export type SubIndication =
  | 'FORMAT_FAILURE' | 'HASH_FAILURE' | 'SIG_CRYPTO_FAILURE' | 'REVOKED' | 'EXPIRED' | 'NOT_YET_VALID'
  | 'SIG_CONSTRAINTS_FAILURE' | 'CHAIN_CONSTRAINTS_FAILURE' | 'CERTIFICATE_CHAIN_GENERAL_FAILURE' | 'CRYPTO_CONSTRAINTS_FAILURE'
  | 'TIMESTAMP_ORDER_FAILURE' | 'NO_SIGNING_CERTIFICATE_FOUND' | 'NO_CERTIFICATE_CHAIN_FOUND' | 'REVOKED_NO_POE' | 'REVOKED_CA_NO_POE'
  | 'OUT_OF_BOUNDS_NO_POE' | 'OUT_OF_BOUNDS_NOT_REVOKED' | 'CRYPTO_CONSTRAINTS_FAILURE_NO_POE' | 'NO_POE' | 'TRY_LATER' | 'SIGNED_DATA_NOT_FOUND' | 'GENERIC';

/**
 * Why a verdict is what it is: one closed list, each with its own sentence (i18n `verdict.<reason>`).
 * The names follow ETSI EN 319 102-1 sub-indications where one exists.
 */
export type VerdictReason =
  | 'valid'                 // passed
  | 'broken'                // failed: signature or digest does not match (HASH_FAILURE, SIG_CRYPTO_FAILURE)
  | 'changedAfter'          // failed: what is shown was replaced later, or changed beyond what the signature permits
  | 'revoked'               // failed: REVOKED, with proof that the signature came later
  | 'otherSigner'           // failed: S/MIME signer is not the From
  | 'malformed'             // failed: FORMAT_FAILURE
  | 'pathFailed'            // failed-like chain defect: CHAIN_CONSTRAINTS_FAILURE (indeterminate)
  | 'noAnchor'              // NO_CERTIFICATE_CHAIN_FOUND
  | 'noSignerCertificate'   // NO_SIGNING_CERTIFICATE_FOUND
  | 'revocationUnknown'     // TRY_LATER, no list or answer at hand
  | 'revocationStale'       // TRY_LATER, list older than the signature or than policy allows
  | 'revokedTimeUnproven'   // REVOKED_NO_POE, REVOKED_CA_NO_POE
  | 'expired'               // OUT_OF_BOUNDS_NO_POE
  | 'weakAlgorithm'         // CRYPTO_CONSTRAINTS_FAILURE_NO_POE
  | 'unsupported'           // a kind or algorithm this version cannot check
  | 'partOnly'              // only a part of what is shown is covered
  | 'otherIssuer'           // the certificate is another's than the letterhead or the signature block says
  | 'encrypted';            // signed content cannot be seen without the key

/** Each with its own state; a verdict is composed of them once, by `composeVerdict`. */
export interface SignatureChecks {
  readonly integrity: Check;
  /** is everything that is shown covered by the signature, and were later changes permitted? */
  readonly coverage: Check;
  /** is it known whose signature it is: one signer certificate, fit to sign? */
  readonly identity: Check;
  /** S/MIME: signer address equals From; a document: certificate against letterhead, directory, signature block (made when shown) */
  readonly binding: Check;
  readonly path: Check;
  readonly revocation: Check;
  /** the certificate was in its time when the signature existed */
  readonly time: Check;
  /** RFC 3161 time-stamps on it; `notChecked(none)` where it has none */
  readonly timestamp: Check;
  readonly algorithm: Check;
}

export type SignerRole = 'person' | 'agency' | 'unknown';

export interface CertificateView {
  /** RFC 4514 string */
  readonly subject: string;
  readonly issuer: string;
  /** CN, else O, else the subject: what a sentence calls the holder */
  readonly holder: string;
  readonly organisation: string | null;
  /** lower-case hex */
  readonly serial: string;
  readonly notBefore: IsoTime;
  readonly notAfter: IsoTime;
  readonly addresses: readonly string[];
  /** SHA-256 of the DER, lower-case hex */
  readonly fingerprint: string;
  /** base64 of the DER, for the certificate viewer and the report */
  readonly der: string;
}

export interface TimestampView {
  readonly kind: 'signature' | 'content' | 'document' | 'archive';
  /** genTime; null where the token could not be read */
  readonly at: IsoTime | null;
  readonly verdict: Indication;
  /** i18n key below `timestamp.why.`; null where it passed */
  readonly why: string | null;
  readonly authority: CertificateView | null;
}

/** Something in the document that came after a signature, or that it does not cover. */
export interface LaterChange {
  /** i18n key below `change.`: closed list in `core/pdf/change-kinds.ts` and, for packages, `core/xmldsig` */
  readonly what: string;
  /** may it be, after this signature? `unknown` where this version cannot tell */
  readonly permitted: 'yes' | 'no' | 'unknown';
  /** revision it came with (1 is the first); null where the format has none */
  readonly revision: number | null;
  /** page (from 1), field name, part name …; null where it has no place of its own */
  readonly place: string | null;
}

/** What the signed bytes were: raw evidence, and what "open what was signed" takes. */
export interface SignedExtent {
  /** bytes of the file that were there when it was signed, as a prefix; null where the format has no revisions or all is the same */
  readonly prefixBytes: number | null;
  readonly revision: number | null;
  readonly revisions: number | null;
  /** PDF certification (DocMDP /P): 1 nothing, 2 forms and signatures, 3 annotations too; null: none */
  readonly certification: 1 | 2 | 3 | null;
  readonly changes: readonly LaterChange[];
  /** names of parts a package signature leaves out */
  readonly outside: readonly string[];
}

/** What would decide, or refresh, a verdict: named to the person and fetched where policy allows. */
export type Wanted =
  | { readonly what: 'certificate'; /** subject wanted, as a person reads it */ readonly name: string; readonly keyId: string | null; readonly urls: readonly string[] }
  | { readonly what: 'crl'; readonly name: string; /** certificates it is asked for */ readonly certificate: string; readonly urls: readonly string[] }
  /** `request`: base64 of a DER OCSPRequest (RFC 6960) without nonce */
  | { readonly what: 'ocsp'; readonly name: string; readonly certificate: string; readonly urls: readonly string[]; readonly request: string };

export interface SignatureVerdict {
  /** human-readable stable location: part id, or file name for a loose file */
  readonly where: string;
  readonly part: PartId | null;
  /** path inside an archive; null: the part itself */
  readonly member: string | null;
  readonly kind: SignatureKind;
  readonly verdict: Indication;
  readonly reason: VerdictReason;
  /** ETSI EN 319 102-1 result: without coverage and binding, which are checks beside it */
  readonly etsi: { readonly indication: Indication; readonly sub: SubIndication | null };
  readonly role: SignerRole;
  readonly signer: CertificateView | null;
  /** leaf first; up to the anchor where one was reached */
  readonly chain: readonly CertificateView[];
  /** claimed signing time, only ever shown */
  readonly signedAt: IsoTime | null;
  /** the time the verdict was computed for, and where it comes from */
  readonly judgedAt: IsoTime;
  readonly judgedBy: 'timestamp' | 'arrival' | 'now';
  readonly timestamps: readonly TimestampView[];
  /** thisUpdate of the oldest revocation list or OCSP answer relied on */
  readonly revocationListAt: IsoTime | null;
  readonly revocationBy: 'crl' | 'ocsp' | null;
  readonly revokedAt: IsoTime | null;
  /** names for the sentence: addresses of signer and From, CA name, algorithm … */
  readonly names: Readonly<Record<string, string>>;
  readonly checks: SignatureChecks;
  readonly extent: SignedExtent | null;
  /** of the signed content: algorithm name and lower-case hex; null where there was none to make */
  readonly digest: { readonly algorithm: string; readonly value: string } | null;
  readonly wanted: readonly Wanted[];
  /** S/MIME: what a letter to this signer can be encrypted for; absent: nothing, or another kind of signature */
  readonly encryption?: SignerEncryption;
  /** SHA-256 of every list, answer, certificate and time-stamp relied on */
  readonly inputs: readonly Digest[];
}

/** What a signed letter says of how its sender can be written to in secret. */
export interface SignerEncryption {
  /** base64 of the DER of a certificate that came with the letter where the signer's own does not serve; null: the signer's own does */
  readonly der: string | null;
  /** AES-256-GCM is among the capabilities that were signed (RFC 8551 2.5.2) */
  readonly opensGcm: boolean;
}

/** A picture of a seal or of handwriting in a document that carries no signature. */
export interface SignaturePicture {
  readonly part: PartId;
  readonly member: string | null;
  readonly page: number;
  readonly what: 'seal' | 'handwriting' | 'scan';
}

/** What a verdict was made from: with these it can be computed again, to the same answer. */
export interface VerdictPin {
  readonly coreVersion: string;
  /** sequence number of the last journal entry that could change it */
  readonly evidenceSeq: number;
  /** SHA-256 over the fingerprints of the anchors in force, sorted, and the policy on algorithms and revocation */
  readonly trust: Digest;
  /** time of that entry, or of the arrival */
  readonly at: IsoTime;
  readonly letterId: LetterId;
  readonly letter: Digest;
}

export interface LetterVerdict {
  /** the worst signed document; parts without signature are named, never inherit */
  readonly verdict: 'unsigned' | Indication;
  readonly reason: VerdictReason | null;
  readonly signatures: readonly SignatureVerdict[];
  /** parts that are shown but covered by no signature */
  readonly unsignedParts: readonly PartId[];
  readonly pictures: readonly SignaturePicture[];
  /** null where it was made without a journal (a loose file) */
  readonly pin: VerdictPin | null;
}

/** A person takes a document for authentic although its verdict is not passed. The act carries what the person saw. */
export interface VerdictAcceptance {
  readonly verdict: Indication | 'unsigned';
  readonly reason: VerdictReason | null;
  /** as typed; never empty */
  readonly because: string;
  /** of the letter the person saw */
  readonly digest: Digest;
}

/** One line of the table of algorithms: accepted for signatures proven to be older than `until`. */
export interface AlgorithmRule {
  /** digest name (`sha1`, `md5`), or `rsa`, `ec`, `dsa` with `belowBits` */
  readonly algorithm: string;
  /** applies to keys smaller than this; absent for digests */
  readonly belowBits?: number;
  /** first day it is no longer accepted; null: never was */
  readonly until: IsoDate | null;
  /** the act or standard that says so */
  readonly source: string;
}
