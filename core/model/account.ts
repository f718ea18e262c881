import type { FolderChoice, FolderStatus, Quota, Waiting } from './folder';
import type { AccountId, IsoTime } from './ids';
import type { Location } from './letter';

export type Encryption = 'tls' | 'starttls' | 'none';

export interface ServerSettings {
  readonly host: string;
  readonly port: number;
  readonly encryption: Encryption;
}

/** `password`: PLAIN, LOGIN or SCRAM, the strongest both sides have. `oauth2`: the secret is an access token (XOAUTH2, OAUTHBEARER). */
export type LoginWay = 'password' | 'oauth2';

/** How servers are reached. `system`: as the operating system says. */
export type ProxyChoice = { readonly kind: 'system' | 'none' } | { readonly kind: 'socks5' | 'http'; readonly host: string; readonly port: number };

export interface AccountSettings {
  /** the agency mailbox */
  readonly address: string;
  /** name shown in From of what we send: the unit, not a person */
  readonly displayName: string;
  /** further addresses that are ours */
  readonly aliases: readonly string[];
  readonly user: string;
  readonly imap: ServerSettings;
  readonly smtp: ServerSettings;
  /** SHA-256 (lower-case hex of the DER) of server certificates a person accepted, by "host:port" */
  readonly acceptedCertificates: Readonly<Record<string, string>>;
  /** absent: password */
  readonly login?: LoginWay;
  /** absent: none */
  readonly proxy?: ProxyChoice;
}

export interface ReceiptChoice {
  readonly arrivalNotice: 'automatic' | 'ask' | 'never';
  readonly displayedMdn: 'automatic' | 'ask' | 'never';
}

/** Journalled; the password never is. */
export interface AccountRecord {
  readonly accountId: AccountId;
  readonly settings: AccountSettings;
  readonly receipts: ReceiptChoice;
  readonly connectedAt: IsoTime;
  /** UIDVALIDITY and UIDNEXT of INBOX at the first connection: what is older is never answered */
  readonly firstSeen: { readonly uidValidity: string; readonly uidNext: number } | null;
  /** absent: every folder, from the beginning */
  readonly mailbox?: FolderChoice;
}

/** Named connection failures: each has a sentence and a next step (i18n `connection.<code>`). */
export type ConnectionFailureCode =
  | 'nameNotFound' | 'refused' | 'timeout' | 'unreachable' | 'closed' | 'certificateNotTrusted' | 'certificateName' | 'certificateExpired'
  | 'tlsNotOffered' | 'tlsFailed' | 'passwordWrong' | 'accountLocked' | 'mailboxUnavailable' | 'plainNotAllowed' | 'notThisProtocol'
  | 'captivePortal' | 'proxyFailed' | 'activationNeeded' | 'tampered' | 'loginNotOffered' | 'senderRefused' | 'passwordMissing' | 'serverError';

export interface ConnectionFailure {
  readonly code: ConnectionFailureCode;
  readonly host: string;
  readonly port: number;
  /** the server's own words, trimmed to 300 characters, or null */
  readonly serverSaid: string | null;
  /** for the certificate codes */
  readonly certificate: ServerCertificate | null;
}

export interface ServerCertificate {
  readonly subject: string;
  readonly issuer: string;
  readonly validFrom: IsoTime;
  readonly validTo: IsoTime;
  /** SHA-256, lower-case hex */
  readonly fingerprint: string;
}

export interface AccountStatus {
  readonly accountId: AccountId;
  readonly address: string;
  readonly displayName: string;
  readonly receipts: ReceiptChoice;
  readonly connection:
    | { readonly state: 'connecting' | 'online'; readonly since: IsoTime }
    | { readonly state: 'offline'; readonly since: IsoTime; readonly failure: ConnectionFailure }
    | { readonly state: 'paused'; readonly since: IsoTime; readonly failure: ConnectionFailure }
    | { readonly state: 'stopped'; readonly since: IsoTime; readonly reason: 'person' | 'diskFull' | 'readOnly' };
  /** last time the mailbox was seen complete, null before */
  readonly lastChecked: IsoTime | null;
  readonly progress: SyncProgress | null;
  /** letters the server has but could not hand out; tried again at the next full check */
  readonly notFetched?: readonly Location[];
  /** receipts and other mail not yet out */
  readonly waiting: number;
  /** every folder that is known; INBOX first */
  readonly folders?: readonly FolderStatus[];
  /** null: the server keeps none, or was not asked yet */
  readonly quota?: Quota | null;
  /** letters on the server that are not here yet, where that was looked into (after an outage); null: nothing waits */
  readonly arriving?: Waiting | null;
  /** the first password has to be changed (or was not changed in time); absent: nothing known of it */
  readonly activation?: Activation;
  /** acts that wait for the line, and acts that could not be carried out and were not put aside */
  readonly acts?: { readonly waiting: number; readonly conflicts: number };
}

/** What an office says of its first passwords, as far as it concerns one account. */
export interface Activation {
  /** after that the server locks the account; null where the office names no time, or nobody here knows when it began */
  readonly until: IsoTime | null;
  /** where the password is changed; null where policy does not say */
  readonly url: string | null;
  /** whom to ask: a role, a telephone number, an address; null where policy does not say */
  readonly contact: string | null;
}

/** "đã giữ 214 / 1 240"; null in AccountStatus when nothing is being fetched. */
export interface SyncProgress {
  readonly kept: number;
  readonly total: number;
}
