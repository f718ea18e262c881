import type { Digest, IsoTime } from './ids';

/** Bytes fetched from outside that verdicts may rest on; each is signed itself, so where it came from proves nothing. */
export interface KeptEvidence {
  readonly what: 'crl' | 'ocsp' | 'certificate';
  /** SHA-256 of the bytes; `vault://evidence/<digest>` gives them */
  readonly digest: Digest;
  readonly size: number;
  readonly url: string;
  /** fingerprint of the certificate an OCSP answer was asked for; null for the others */
  readonly about: string | null;
}

/** A certificate with its key in our keeping (PKCS#12). The key itself lies among the secrets. */
export interface OwnKey {
  /** SHA-256 of the certificate's DER, lower-case hex */
  readonly fingerprint: string;
  /** certificate first, then what came with it */
  readonly pem: string;
  readonly holder: string;
  readonly addedBy: string;
}

/** What main is asked to fetch; see `Wanted` in verdict.ts. */
export type EvidenceWant =
  | { readonly what: 'crl' | 'certificate'; readonly urls: readonly string[] }
  | { readonly what: 'ocsp'; readonly urls: readonly string[]; readonly about: string; readonly request: Uint8Array };

/** How fetching stands, for the foot of the window and the settings. */
export interface EvidenceStatus {
  /** wants that wait for the network or their next turn */
  readonly waiting: number;
  /** when something was fetched last; null: never in this profile */
  readonly fetchedAt: IsoTime | null;
  /** hosts that did not answer last time, with an i18n code below `evidence.failure.` */
  readonly failures: readonly { readonly host: string; readonly code: string }[];
}
