import type { DeskKind } from './document';
import type { Digest } from './ids';
import type { AlgorithmRule } from './verdict';

/**
 * What the office has decided, as data. Read from a policy file (administrator) and from acts of the
 * person; nothing here is trusted by default.
 */
export interface Policy {
  /** X.509 certificates in PEM that end a path */
  readonly trustAnchors: readonly TrustAnchor[];
  /** CRLs in PEM or base64 DER */
  readonly crls: readonly string[];
  /** intermediate certificates in PEM, never trusted by themselves */
  readonly intermediates: readonly string[];
  /** domains whose senders get automatic receipts; a leading dot means "and below" */
  readonly officialDomains: readonly string[];
  /** free webmail providers: never official */
  readonly freeDomains: readonly string[];
  readonly receipts: ReceiptPolicy;
  readonly algorithms: AlgorithmPolicy;
  /** absent in a journal of before */
  readonly revocation?: RevocationPolicy;
  /** hours a revocation list may be older than now; null: until its own nextUpdate. A list older than a proven signature never counts. */
  readonly revocationMaxAgeHours: number | null;
  /** may our own journalled arrival stand as proof of time? */
  readonly arrivalProvesTime: boolean;
  /** TLS anchors (PEM) of the agency's own mail servers */
  readonly tlsAnchors: readonly string[];
  /** plain text connections are refused except to loopback unless this is true; even then no password travels readable (SCRAM or nothing) */
  readonly allowPlainConnection: boolean;
  /** public key (SPKI PEM) that may open the profile key; null where the office keeps none */
  readonly administratorKey: string | null;
  /** what becomes of a first password; null where the office has no such rule. Absent in a journal of before. */
  readonly activation?: ActivationPolicy | null;
  /** what has to be exchanged through the mailbox, should be, or must not be. Absent in a journal of before */
  readonly exchange?: readonly ExchangeRule[];
  /** what may leave, and how. Absent in a journal of before */
  readonly outgoing?: OutgoingPolicy;
  /** how this office signs. Absent in a journal of before */
  readonly signing?: SigningPolicy;
}

/** What the guard asks before anything leaves; `warn`: a person may go on, and it is recorded. */
export type GuardRule = 'allow' | 'warn' | 'block';

export interface OutgoingPolicy {
  /** official documents to addresses outside `officialDomains` */
  readonly toOtherDomains: GuardRule;
  /** official documents to free webmail providers */
  readonly toFreeWebmail: GuardRule;
  /** addresses of accounts that official documents may leave from; empty: all whose domain is official */
  readonly officialAccounts: readonly string[];
  readonly fromOtherAccounts: GuardRule;
  /** content stamped as a state secret (Luật 117/2025/QH15) */
  readonly secret: GuardRule;
  /** papers that go by post only: the published example names financial and medical-referral letters (Khurusapha, 2021) */
  readonly financial: GuardRule;
  readonly medicalReferral: GuardRule;
  /** official documents without the signatures of person and agency */
  readonly unsigned: GuardRule;
  /** seconds in which sending can be undone, 0 to 120 */
  readonly undoSeconds: number;
  /** hours after which silence of an addressee is an alarm where the letter names no day; null: none */
  readonly answerWithinHours: number | null;
}

export interface SigningPolicy {
  /** PKCS #11 modules of the office */
  readonly drivers: readonly { readonly name: string; readonly path: string }[];
  readonly digest: 'sha256' | 'sha384' | 'sha512';
  /** TT 15/2025/TT-BKHCN asks for PSS; many tokens of the civil service make PKCS #1 v1.5 only: `offered` takes what the token can, v1.5 first */
  readonly rsaPadding: 'offered' | 'pss' | 'pkcs1';
  /** RFC 3161 service; null: none */
  readonly timestamp: { readonly url: string; readonly /** seconds */ patience: number; readonly tries: number; readonly required: boolean } | null;
}

/**
 * One rule of the office on a kind of document; `officialDocument` for all that no other rule names. The published example: work schedules, meeting
 * papers, working material and reports must be exchanged by mail, invitations and letters should be (rules on e-mail, Bình Dương, 18/12/2009).
 */
export interface ExchangeRule {
  readonly deskKind: DeskKind | 'officialDocument';
  readonly duty: 'mandatory' | 'encouraged' | 'forbidden';
  /** the regulation that says so */
  readonly source: string;
}

/** The published example: a new password within six hours of activation, or the account is locked (QĐ 75/QĐ-UBND, Cao Bằng, 14/11/2011). */
export interface ActivationPolicy {
  /** https address where passwords are changed */
  readonly url: string | null;
  /** hours between activation and lock */
  readonly hours: number;
  /** the administrator as people reach him: role, telephone, address */
  readonly contact: string | null;
}

/** A policy as the journal holds it: lists come and go daily, so they stand in it by digest; their bytes lie sealed beside it. */
export interface JournalledPolicy extends Omit<Policy, 'crls'> {
  readonly crlDigests: readonly Digest[];
}

export interface TrustAnchor {
  readonly pem: string;
  /** where it came from, as the person or administrator wrote it */
  readonly source: string;
  /** mail domains of the organisations it counts for (a leading dot means "and below"); absent: all */
  readonly domains?: readonly string[];
}

/** Whether and whom main may ask for revocation lists, OCSP answers and missing certificates. */
export interface RevocationPolicy {
  /** `automatic`: when a letter comes in and when a list is about to end; `onRequest`: only when a person asks; `never`: only what the policy brings */
  readonly fetch: 'automatic' | 'onRequest' | 'never';
  /** hosts or `.domain` suffixes that may be asked although they lie at a private address: the office's own network. All others must be public */
  readonly privateHosts: readonly string[];
}

export interface ReceiptPolicy {
  /** null leaves the choice to the person */
  readonly arrivalNotice: 'automatic' | 'ask' | 'never' | null;
  readonly displayedMdn: 'automatic' | 'ask' | 'never' | null;
  /** our address stands neither in To nor in Cc */
  readonly whenBcc: 'send' | 'ask' | 'never';
  /** the server cannot claim (no CONDSTORE, keyword not permanent) */
  readonly withoutClaim: 'send' | 'ask' | 'never';
  readonly perSenderHour: number;
  readonly perAccountHour: number;
  /** an arrival notice goes to every letter from an official domain, or only where an official document was recognised */
  readonly arrivalFor: 'officialDomain' | 'officialDocument';
  /** messages that one letter may be answered with without a person's act; 1 unless the office wants both kinds */
  readonly automaticPerLetter: number;
}

export interface AlgorithmPolicy {
  /** digest names, lower case without hyphen, that are no longer accepted: md5, sha1 */
  readonly weakDigests: readonly string[];
  readonly minRsaBits: number;
  readonly minEcBits: number;
  /** with dates: weak for signatures that are not proven to be older. Absent in a journal of before */
  readonly table?: readonly AlgorithmRule[];
}
