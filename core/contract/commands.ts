import * as v from 'valibot';
import type { Result } from '../base/result';
import type { AccountId, CorrectionId, IsoTime, LetterId } from '../model/ids';
import type { ImportedAnchor } from '../fold/evidence';
import type { JournalEvent } from '../model/journal';
import type { ReceiptState } from '../model/receipt';
import type { AccountStatus, ConnectionFailure, ServerSettings } from '../model/account';
import type { Policy } from '../model/policy';
import type { ActConflict } from '../model/act';
import type { EvidenceStatus, OwnKey } from '../model/evidence';
import { answers, nothing, type Command } from './define-command';
import { outgoingCommands } from './outgoing-commands';
import { acceptance, evidenceWant, receivedFiles, keyScheme, shortBytes, accountId, accountSettings, actChange, actId, correctionAsked, correctionId, digest, exportFormat, folderChoice, folderPath, ldapServer, letterId, line, localPath, namedFile, partId, receiptChoice, receiptKind, secret, unit, unitId } from './schemas';

/** Renderer to main. */
const sequence = v.pipe(v.number(), v.integer(), v.minValue(0));

/** What the ingest window may ask: read, and propose. */
export const ingestCommands = {
  /** the renderer's derived store key (32 bytes), null while the books are locked */
  'store.key': answers<Uint8Array | null>()(nothing),
  'journal.read': answers<JournalPage>()(v.object({ after: sequence, limit: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(5000)) })),
  /** files: attachments as they arrived, for the part of the receipt that programs read */
  'receipt.propose': answers<null>()(v.object({ letterId, kind: receiptKind, official: v.boolean(), files: v.exactOptional(receivedFiles) })),
  'ingest.attempt': answers<null>()(v.object({ letterId, parts: v.pipe(v.array(partId), v.maxLength(1000)) })),
  'ingest.finish': answers<null>()(v.object({ letterId })),
  /** revocation lists, OCSP answers, certificates that would decide a verdict; fetched by main where and when policy allows, journalled as `evidence.kept` */
  'evidence.want': answers<null>()(v.object({ letterId: v.nullable(letterId), wants: v.pipe(v.array(evidenceWant), v.maxLength(100)) })),
  /** RFC 5652 6.2.1: the content-encryption key that was encrypted for one of our certificates; null: no such key, or it does not fit */
  'key.unwrap': answers<Uint8Array | null>()(v.object({
    fingerprint: digest, scheme: keyScheme, encryptedKey: shortBytes,
    /** OAEP whose mask has another digest, or that bears a label: see `unpadOaep` in core/pki */
    mask: v.exactOptional(v.picklist(['sha1', 'sha256', 'sha384', 'sha512'])), label: v.exactOptional(shortBytes),
  })),
  /** RFC 5753: raw ECDH agreement of our key with the sender's ephemeral one (SEC 1 point) */
  'key.agree': answers<Uint8Array | null>()(v.object({ fingerprint: digest, point: shortBytes })),
} as const;

/** What the window of the person may ask. */
export const appCommands = {
  'store.key': ingestCommands['store.key'],
  'app.state': answers<AppState>()(nothing),
  'preferences.set': answers<Preferences>()(v.object({
    language: v.optional(v.picklist(['vi', 'en'])),
    theme: v.optional(v.picklist(['system', 'light', 'dark'])),
    autostart: v.optional(v.boolean()),
  })),
  /** first start: makes the profile key and its slots */
  'profile.create': answers<Result<{ readonly recoveryCode: string }, KeyFailure>>()(v.object({ passphrase: v.nullable(secret) })),
  'profile.unlock': answers<Result<null, KeyFailure>>()(v.object({ with: v.picklist(['passphrase', 'recovery']), secret })),
  /** writes the recovery code that was just made to a file the person chooses; null: cancelled */
  'profile.saveRecoveryCode': answers<Result<string | null, FileFailure>>()(v.object({ code: line(200) })),
  'account.guess': answers<ServerGuess>()(v.object({ address: line(320) })),
  'account.check': answers<CheckReport>()(v.object({ settings: accountSettings, password: secret })),
  'account.connect': answers<Result<AccountId, ConnectFailure>>()(v.object({
    settings: accountSettings, password: secret, keepPassword: v.boolean(), receipts: receiptChoice,
  })),
  /** opens the gate after an authentication failure; password null: try the known one again, asked for by the person */
  'account.retry': answers<null>()(v.object({ accountId, password: v.nullable(secret), keepPassword: v.boolean() })),
  'account.setReceipts': answers<null>()(v.object({ accountId, receipts: receiptChoice })),
  /** new servers, user, name or proxy for a known account; connections are made anew */
  'account.setSettings': answers<Result<null, ConnectFailure>>()(v.object({ accountId, settings: accountSettings })),
  'account.setMailbox': answers<null>()(v.object({ accountId, mailbox: folderChoice })),
  /** forgets password and cursors; letters and their history stay */
  'account.remove': answers<null>()(v.object({ accountId })),
  /** folder: the one the person looks at; absent: where each letter chiefly lies. A letter in several folders leaves that one only */
  'letters.act': answers<Result<{ readonly acts: number }, ActFailure>>()(v.object({
    letterIds: v.pipe(v.array(letterId), v.minLength(1), v.maxLength(1000)), change: actChange, folder: v.exactOptional(folderPath),
  })),
  'act.dismiss': answers<null>()(v.object({ letterId, actId })),
  /** asks for the same again, against what the server has now */
  'act.again': answers<null>()(v.object({ letterId, actId })),
  /** what could be taken off the server because the vault holds it: nothing is done yet */
  'quota.plan': answers<Result<FreeingPlan, ActFailure>>()(v.object({ accountId, olderThanDays: v.pipe(v.number(), v.integer(), v.minValue(7), v.maxValue(36500)) })),
  /** carries out a plan that was shown; each letter is verified by digest just before */
  'quota.free': answers<Result<{ readonly acts: number }, ActFailure>>()(v.object({ accountId, planId: v.pipe(v.string(), v.maxLength(64)) })),
  /** mbox files, Maildirs, folders of .eml; paths null: the person is asked which. Other paths only as `pathOf` gave them for files a person dropped */
  'archive.import': answers<Result<ImportReport | null, FileFailure>>()(v.object({
    accountId, what: v.picklist(['files', 'folder']), paths: v.nullable(v.pipe(v.array(localPath), v.minLength(1), v.maxLength(1000))),
  })),
  /**
   * The person is asked for a folder; `name` by the person's template, `beside` (receipts and verdict as text) is written next to the
   * letter. `goOn`: into the folder that was chosen last, for exports of more letters than one call takes.
   */
  'archive.export': answers<Result<ExportReport | null, FileFailure>>()(v.object({
    format: exportFormat,
    letters: v.pipe(v.array(v.object({ letterId, name: line(200), beside: v.pipe(v.string(), v.maxLength(65536)) })), v.minLength(1), v.maxLength(20000)),
    goOn: v.exactOptional(v.boolean()),
  })),
  /** ends the running import or export after the letter it is at */
  'archive.cancel': answers<null>()(nothing),
  'sync.stop': answers<null>()(v.object({ accountId })),
  'sync.start': answers<null>()(v.object({ accountId })),
  /** the letter was chosen by hand and read for two unbroken seconds; main checks that the window is focused and answers whether it counts */
  'letter.displayed': answers<boolean>()(v.object({ letterId, digest })),
  'receipt.answer': answers<null>()(v.object({ letterId, kind: receiptKind, answer: v.picklist(['send', 'decline', 'sendAgain']) })),
  'attachment.open': answers<Result<null, FileFailure>>()(namedFile),
  'attachment.save': answers<Result<string | null, FileFailure>>()(namedFile),
  'attachment.saveAll': answers<Result<string | null, FileFailure>>()(v.object({ files: v.pipe(v.array(namedFile), v.minLength(1), v.maxLength(500)) })),
  /** lets the person choose a certificate file and hands back its bytes: ASN.1 is opened on the sandboxed side only */
  'field.correct': answers<Result<CorrectionId, ActFailure>>()(v.object({ letterId, correction: correctionAsked })),
  'correction.undo': answers<null>()(v.object({ letterId, correctionId })),
  'rule.stop': answers<null>()(v.object({ ruleId: line(100), stopped: v.boolean() })),
  'units.save': answers<null>()(v.object({ units: v.pipe(v.array(unit), v.minLength(1), v.maxLength(500)) })),
  'units.remove': answers<null>()(v.object({ unitIds: v.pipe(v.array(unitId), v.minLength(1), v.maxLength(500)) })),
  /** a CSV or XLSX file the person chooses; it is opened on the sandboxed side only */
  'units.choose': answers<Result<{ readonly name: string; readonly bytes: Uint8Array } | null, FileFailure>>()(nothing),
  /** reads a directory service (RFC 4511); nothing is kept, `core/directory` turns the entries into units */
  'units.ldap': answers<Result<readonly LdapEntry[], LdapFailure>>()(v.object({ server: ldapServer, password: secret })),
  /** destroys key and file of the letter for good; `onServer`: it is taken off the server first, and `waiting` here until that is done */
  'letter.erase': answers<Result<'erased' | 'waiting', ActFailure>>()(v.object({ letterId, onServer: v.boolean() })),
  'anchor.choose': answers<Result<{ readonly name: string; readonly bytes: Uint8Array } | null, FileFailure>>()(nothing),
  /** main asks once more in a dialog of the operating system, with name and fingerprint; false: the person said no there */
  'anchor.add': answers<boolean>()(v.object({
    pem: v.pipe(v.string(), v.maxLength(65536)), fingerprint: digest, holder: line(300), source: line(300),
    domains: v.exactOptional(v.pipe(v.array(line(255)), v.minLength(1), v.maxLength(50))),
  })),
  'anchor.remove': answers<null>()(v.object({ fingerprint: digest })),
  /** asks for everything again that verdicts still want, now, as far as policy allows it at all */
  'evidence.refresh': answers<null>()(v.object({ letterId: v.nullable(letterId) })),
  'evidence.status': answers<EvidenceStatus>()(nothing),
  /** a PKCS#12 file the person chooses; it is opened on the sandboxed side only */
  'key.choose': answers<Result<{ readonly name: string; readonly bytes: Uint8Array } | null, FileFailure>>()(nothing),
  /** PKCS#8 of the key and its certificates; goes among the secrets, the certificate into the journal */
  'key.import': answers<Result<null, KeyImportFailure>>()(v.object({ pkcs8: v.pipe(v.instance(Uint8Array), v.check((bytes) => bytes.byteLength <= 16384)), pem: v.pipe(v.string(), v.maxLength(262144)), fingerprint: digest, holder: line(300) })),
  'key.remove': answers<null>()(v.object({ fingerprint: digest })),
  'verdict.accept': answers<Result<null, ActFailure>>()(v.object({ letterId, acceptance })),
  /** a page of our own without scripts, printed to a PDF file the person chooses; null: cancelled */
  'sheet.save': answers<Result<string | null, FileFailure>>()(v.object({ name: line(255), html: v.pipe(v.string(), v.maxLength(4_000_000)), landscape: v.exactOptional(v.boolean()) })),
  'app.quit': answers<null>()(nothing),
  ...outgoingCommands,
} as const;

export type IngestCommands = typeof ingestCommands;
export type AppCommands = typeof appCommands;
export type AnyCommands = Readonly<Record<string, Command<v.GenericSchema, unknown>>>;
export type InputOf<C> = C extends Command<infer Schema, unknown> ? v.InferInput<Schema> : never;
export type CheckedOf<C> = C extends Command<infer Schema, unknown> ? v.InferOutput<Schema> : never;
export type OutputOf<C> = C extends Command<v.GenericSchema, infer Output> ? Output : never;

export interface JournalPage {
  readonly events: readonly JournalEvent[];
  /** where to read on: events of erased letters come as nothing, so this may lie beyond the last event */
  readonly next: number;
  /** seq of the newest event on disk */
  readonly head: number;
  /** changes when the chain was started anew: the store must be rebuilt */
  readonly chain: string;
}

export interface Preferences {
  readonly language: 'vi' | 'en';
  readonly theme: 'system' | 'light' | 'dark';
  readonly autostart: boolean;
}

export interface AppState {
  readonly version: string;
  /** setup: no profile yet. locked: no slot opened by itself. */
  readonly profile: 'setup' | 'locked' | 'open' | 'damaged';
  /** can the operating system keep the profile key? if not, a passphrase is asked for */
  readonly keyring: boolean;
  readonly preferences: Preferences;
  readonly accounts: readonly AccountStatus[];
  readonly policy: Policy;
  /** authorities that a person of this office added, beside those of the policy */
  readonly importedAnchors: readonly ImportedAnchor[];
  /** certificates whose keys open encrypted letters */
  readonly keys: readonly OwnKey[];
  /** has an administrator's policy file been read, and what was wrong with it */
  readonly policyNotes: readonly string[];
  /** quarantined segments and the like, i18n keys below `journalNote.` */
  readonly journalNotes: readonly string[];
}

/** `mismatch`: key and certificate do not belong together. */
export type KeyImportFailure = { readonly code: 'mismatch' | 'unsupported' | 'damaged' | 'diskFull' };

export type KeyFailure =
  | { readonly code: 'wrongSecret' | 'passphraseNeeded' | 'passphraseTooShort' | 'notACode' | 'keyringLost' | 'alreadyThere' | 'damaged' | 'diskFull' };

/** `busy`: an import or export is running. */
export type FileFailure = { readonly code: 'saveOnly' | 'diskFull' | 'notWritable' | 'tooLarge' | 'notReadable' | 'busy' };

export interface GuessedServer extends ServerSettings {
  readonly from: 'srv' | 'name' | 'default';
  /** the SRV target lies outside the mail domain: the person must agree */
  readonly needsConfirmation: boolean;
}

export interface ServerGuess {
  readonly imap: GuessedServer;
  readonly smtp: GuessedServer;
  readonly user: string;
}

export interface CheckReport {
  readonly imap: Result<{ readonly letters: number; readonly canClaim: boolean; readonly idle: boolean }, ConnectionFailure>;
  readonly smtp: Result<{ readonly maxBytes: number | null }, ConnectionFailure>;
}

/** One entry of a directory service: attribute names in lower case. Bounded: see `limits.ldapEntries`. */
export interface LdapEntry {
  readonly dn: string;
  readonly attributes: Readonly<Record<string, readonly string[]>>;
}

export type LdapFailure = ConnectionFailure | { readonly code: 'ldapBase' | 'ldapFilter' | 'ldapTooMany' };

/** `noPlan`: the plan is no longer the one that was shown. */
export type ActFailure = { readonly code: 'noSuchLetter' | 'noSuchFolder' | 'notOnServer' | 'noPlan' | 'nothingToDo' };

/** Shown before anything is taken off a server. */
export interface FreeingPlan {
  readonly planId: string;
  readonly letters: number;
  readonly bytes: number;
  /** youngest and oldest of them, INTERNALDATE */
  readonly from: IsoTime;
  readonly to: IsoTime;
  /** all of them, so that they can be shown */
  readonly letterIds: readonly LetterId[];
  /** left on the server, and why */
  readonly kept: readonly { readonly why: 'recent' | 'notInVault' | 'waiting' | 'flagged' | 'notAllowed'; readonly letters: number }[];
}

export interface ImportReport {
  readonly kept: number;
  /** the vault had them already */
  readonly known: number;
  /** files or letters that could not be read, by name and reason (i18n key below `import.problem.`) */
  readonly problems: readonly { readonly name: string; readonly code: string }[];
  readonly cancelled: boolean;
}

export interface ExportReport {
  readonly written: number;
  readonly folder: string;
  readonly problems: readonly { readonly letterId: LetterId; readonly code: string }[];
  readonly cancelled: boolean;
}
export type { ActConflict };

export type { QueueFailure } from './outgoing-commands';
export type ConnectFailure = ConnectionFailure | { readonly code: 'alreadyConnected' | 'plainNotAllowed' };
export type { ReceiptState };
