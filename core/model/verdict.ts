import type { IsoTime, PartId } from './ids';

export type CheckState = 'passed' | 'failed' | 'notChecked';

/** One check. `why` is a closed code (i18n key below `check.why.`); null only for a plain pass. */
export interface Check {
  readonly state: CheckState;
  readonly why: string | null;
}

export type SignatureKind = 'smime' | 'cms' | 'pdf' | 'ooxml' | 'xades';

/** ETSI EN 319 102-1 main indications. */
export type Indication = 'passed' | 'failed' | 'indeterminate';

/**
 * Why a verdict is what it is: one closed list, each with its own sentence (i18n `verdict.<reason>`).
 * The names follow ETSI EN 319 102-1 sub-indications where one exists.
 */
export type VerdictReason =
  | 'valid'                 // passed
  | 'broken'                // failed: signature or digest does not match (HASH_FAILURE, SIG_CRYPTO_FAILURE)
  | 'changedAfter'          // failed: bytes outside what was signed replaced later
  | 'revoked'               // failed: REVOKED, with proof that the signature came later
  | 'otherSigner'           // failed: S/MIME signer is not the From
  | 'malformed'             // failed: FORMAT_FAILURE
  | 'pathFailed'            // failed-like chain defect: CHAIN_CONSTRAINTS_FAILURE (indeterminate)
  | 'noAnchor'              // NO_CERTIFICATE_CHAIN_FOUND
  | 'noSignerCertificate'   // NO_SIGNING_CERTIFICATE_FOUND
  | 'revocationUnknown'     // TRY_LATER, no list at hand
  | 'revocationStale'       // TRY_LATER, list older than the signature or than policy allows
  | 'revokedTimeUnproven'   // REVOKED_NO_POE
  | 'expired'               // OUT_OF_BOUNDS_NO_POE
  | 'weakAlgorithm'         // CRYPTO_CONSTRAINTS_FAILURE_NO_POE
  | 'unsupported'           // a kind or algorithm this version cannot check
  | 'partOnly'              // only a part of what is shown is covered
  | 'encrypted';            // signed content cannot be seen without the key

export interface SignatureChecks {
  readonly integrity: Check;
  /** is everything that is shown covered by the signature? */
  readonly coverage: Check;
  /** S/MIME: signer address equals From */
  readonly identity: Check;
  readonly path: Check;
  readonly revocation: Check;
  readonly time: Check;
  readonly algorithm: Check;
}

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
}

export interface SignatureVerdict {
  /** human-readable stable location: part id, or file name for a loose file */
  readonly where: string;
  readonly part: PartId | null;
  readonly kind: SignatureKind;
  readonly verdict: Indication;
  readonly reason: VerdictReason;
  readonly signer: CertificateView | null;
  /** leaf first; up to the anchor where one was reached */
  readonly chain: readonly CertificateView[];
  /** claimed signing time, only ever shown */
  readonly signedAt: IsoTime | null;
  /** the time the verdict was computed for, and where it comes from */
  readonly judgedAt: IsoTime;
  readonly judgedBy: 'timestamp' | 'arrival' | 'now';
  /** thisUpdate of the oldest revocation list relied on */
  readonly revocationListAt: IsoTime | null;
  readonly revokedAt: IsoTime | null;
  /** names for the sentence: addresses of signer and From, CA name, algorithm … */
  readonly names: Readonly<Record<string, string>>;
  readonly checks: SignatureChecks;
}

export interface LetterVerdict {
  /** the worst signed document; parts without signature are named, never inherit */
  readonly verdict: 'unsigned' | Indication;
  readonly reason: VerdictReason | null;
  readonly signatures: readonly SignatureVerdict[];
  /** parts that are shown but covered by no signature */
  readonly unsignedParts: readonly PartId[];
}
