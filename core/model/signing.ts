import type { Digest } from './ids';

/** RFC 8017 and FIPS 186 with the digest named. `pss`: salt as long as the digest, MGF1 of the same digest. */
export type SignMechanism =
  | 'rsa-pkcs1-sha256' | 'rsa-pkcs1-sha384' | 'rsa-pkcs1-sha512' | 'rsa-pss-sha256' | 'rsa-pss-sha384' | 'rsa-pss-sha512'
  | 'ecdsa-sha256' | 'ecdsa-sha384' | 'ecdsa-sha512';

/** As far as a driver tells (PKCS #11: CKF_USER_PIN_COUNT_LOW, _FINAL_TRY, _LOCKED); tokens give no number. */
export type TriesLeft = 'many' | 'few' | 'last' | 'locked';

export interface TokenInfo {
  /** name of the driver as configured */
  readonly driver: string;
  readonly label: string;
  readonly serial: string;
  readonly manufacturer: string;
  readonly tries: TriesLeft;
  /** the PIN is typed on the reader (CKF_PROTECTED_AUTHENTICATION_PATH) */
  readonly pinPad: boolean;
  readonly pinLength: { readonly min: number; readonly max: number };
}

/** A key that can sign: of an imported PKCS #12 file, or on a token that is plugged in now. */
export interface SigningKey {
  /** `file:<fingerprint>` or `token:<driver>/<serial>/<fingerprint>` */
  readonly keyId: string;
  /** SHA-256 of the certificate's DER, lower-case hex */
  readonly fingerprint: string;
  /** certificate first, then what came with it */
  readonly pem: string;
  /** common name as the certificate has it; shown until the certificate is read */
  readonly holder: string;
  readonly mechanisms: readonly SignMechanism[];
  readonly token: TokenInfo | null;
  /** the key asks for the PIN before each signature (CKA_ALWAYS_AUTHENTICATE) */
  readonly alwaysAuthenticate: boolean;
}

/** A PKCS #11 module. `source`: policy ones cannot be removed by a person. */
export interface TokenDriver {
  readonly name: string;
  readonly path: string;
  readonly source: 'policy' | 'person';
  /** i18n key below `token:driver.`; `ok`, or why it does not work. `notBuilt`: what speaks to drivers is not there on this machine */
  readonly state: 'ok' | 'notFound' | 'notADriver' | 'notBuilt' | 'failed' | 'starting';
  readonly slots: number;
}

/**
 * One thing to be signed. Main hashes `content`, finds that `attributes` are bound to that digest (messageDigest of a CMS, manifest of an Office signature), shows name and digest to the person and
 * signs `attributes`; where they are not, nothing is signed.
 */
export interface SignItem {
  /** name of the file or subject, as it is shown beside the PIN */
  readonly name: string;
  /** what the digest is of: the signed byte range of a PDF, the MIME entity of a letter, the canonical manifest of an Office file */
  readonly content: Uint8Array;
  /** what the key signs: DER of the signed attributes (RFC 5652, 5.4), canonical SignedInfo (XML-DSig) */
  readonly attributes: Uint8Array;
}

/** `value`: RSA as it is; ECDSA as DER SEQUENCE of r and s (RFC 3279, 2.2.3). */
export interface MadeSignature {
  readonly value: Uint8Array;
  readonly digest: Digest;
}

/** i18n key below `signing:failure.`. Closed. Nothing was signed in any of these cases: what a broken batch had made is thrown away. */
export type SignFailureCode = 'cancelled' | 'wrongPin' | 'pinLocked' | 'pinFormat' | 'tokenGone' | 'keyGone' | 'driverFailed' | 'mechanism' | 'digestMissing' | 'busy' | 'timeout';
export interface SignFailure { readonly code: SignFailureCode; readonly tries: TriesLeft | null }

/** What stands in the window that asks for the PIN; main computed every digest itself. */
export interface PinQuestion {
  /** as main knows the name without opening the certificate */
  readonly holder: string;
  /** the certificate, for its reader to name the holder by */
  readonly pem: string;
  readonly token: TokenInfo | null;
  readonly items: readonly { readonly name: string; readonly digest: Digest; readonly size: number }[];
  /** the last PIN was wrong; a new one is asked only because a person wants it */
  readonly wrong: boolean;
  /** a key that asks for the PIN before each signature: which of `items` this one is for, from 0; null: one entry for all */
  readonly turn: number | null;
  readonly language: 'vi' | 'en';
  readonly theme: 'light' | 'dark';
}

/** i18n key below `signing:timestamp.`. Closed. */
export type TimestampFailureCode = 'notConfigured' | 'offline' | 'timeout' | 'refused' | 'tooLarge' | 'blocked';
export interface TimestampFailure { readonly code: TimestampFailureCode }
