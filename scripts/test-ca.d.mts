export interface TestUnit {
  readonly id: string;
  /** common name: a unit, never a person */
  readonly name: string;
  /** null for a certificate without an address */
  readonly address: string | null;
  /** ec: P-256 */
  readonly key?: 'ec' | 'p384' | 'rsa';
  /** may letters be encrypted for it too? */
  readonly encrypts?: boolean;
  /** validity in days from `now` */
  readonly startDays?: number;
  readonly endDays?: number;
  readonly revoked?: boolean;
  readonly authority?: 'agencies' | 'stranger' | 'root';
}

export interface TestSigner {
  readonly unit: TestUnit;
  readonly certFile: string;
  readonly keyFile: string;
  readonly chainFile: string;
  readonly certPem: string;
}

export interface TestCa {
  readonly folder: string;
  /** the only anchor to trust */
  readonly rootPem: string;
  readonly intermediatePem: string;
  /** root of the unknown authority: not to be trusted */
  readonly strangerRootPem: string;
  /** PEM lists of root and intermediate */
  readonly crls: readonly string[];
  readonly strangerCrl: string;
  readonly signers: Readonly<Record<string, TestSigner>>;
}

/** An OCSP responder or a time-stamping authority. */
export interface TestService {
  readonly kind: 'ocsp' | 'tsa';
  readonly authority: 'agencies' | 'stranger' | 'root';
  readonly certFile: string;
  readonly keyFile: string;
  readonly chainFile: string;
  readonly certPem: string;
}

interface ServiceOptions {
  readonly authority?: TestService['authority'];
  readonly name?: string;
  readonly key?: 'ec' | 'rsa';
  /** validity in days from `now` */
  readonly startDays?: number;
  readonly endDays?: number;
  readonly now?: Date;
  /** as for `createTestCa` */
  readonly accessUrl?: string;
}

interface TimestampOptions {
  /** of what is stamped */
  readonly digest: Uint8Array;
  /** sha256 where absent */
  readonly digestName?: string;
  readonly at?: Date;
  readonly nonce?: Uint8Array;
  readonly flags?: readonly string[];
}

interface SignerOptions {
  /** id of the unit */
  readonly signer: string;
  readonly coSigners?: readonly string[];
  /** openssl name; sha256 where absent */
  readonly digest?: string;
  readonly withoutChain?: boolean;
  /** `-keyopt` values, `rsa_padding_mode:pss` */
  readonly keyOptions?: readonly string[];
  /** further arguments of `openssl cms -sign` */
  readonly flags?: readonly string[];
}

export interface SignOptions extends SignerOptions {
  readonly content: Uint8Array;
  readonly attached?: boolean;
}

export interface MimeOptions extends SignerOptions {
  /** MIME entity that is signed: its own header, empty line, body */
  readonly entity: string | Uint8Array;
  /** header of the letter: From, To, Subject, Date, Message-ID … */
  readonly headers: Readonly<Record<string, string>>;
  readonly mode?: 'detached' | 'opaque';
  readonly boundary?: string;
}

export const sampleUnits: readonly TestUnit[];
export function createTestCa(folder: string, options?: { readonly now?: Date; readonly units?: readonly TestUnit[]; readonly crlDays?: number; readonly crlFrom?: Date; readonly accessUrl?: string }): TestCa;
export function renewCrls(ca: TestCa, options?: { readonly from?: Date; readonly days?: number }): string[];
export function revokeSigner(ca: TestCa, signer: string, at?: Date): void;
export function addService(ca: TestCa, kind: TestService['kind'], options?: ServiceOptions): TestService;
export function ocspRequest(ca: TestCa, signer: string): Buffer;
export function ocspAnswer(ca: TestCa, responder: TestService, request: Uint8Array, options?: { readonly days?: number; readonly flags?: readonly string[] }): Buffer;
export function timestampToken(tsa: TestService, options: TimestampOptions): Buffer;
export function timestampResponse(token: Uint8Array): Buffer;
export function signBytes(ca: TestCa, options: SignOptions): Buffer;
export function signMime(ca: TestCa, options: MimeOptions): Buffer;
export function tamper(letter: Uint8Array, from: string, to: string): Buffer;
