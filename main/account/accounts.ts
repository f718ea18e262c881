import { randomBytes } from 'node:crypto';
import { mkdir, readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { activationOf } from '../../core/account/activation';
import type { Clock } from '../../core/base/clock';
import { isoTime } from '../../core/base/clock';
import type { Result } from '../../core/base/result';
import { fail, ok } from '../../core/base/result';
import type { ConnectFailure } from '../../core/contract/commands';
import type { AccountRecord, AccountSettings, AccountStatus, ReceiptChoice } from '../../core/model/account';
import type { FolderChoice } from '../../core/model/folder';
import type { AccountId } from '../../core/model/ids';
import type { Location } from '../../core/model/letter';
import type { Policy } from '../../core/model/policy';
import type { JournalPort } from '../journal/journal-port';
import type { LoginGate } from '../net/login-gate';
import type { OnlineHint } from '../net/online-hint';
import type { SystemProxy } from '../net/proxy-routes';
import { mayConnectPlain } from '../net/tls-options';
import { AccountIndexes } from '../sync/account-indexes';
import { sealedCursorStore } from '../sync/cursor-store';
import { AccountSync } from '../sync/account-sync';
import type { MailboxLine } from '../sync/mailbox-line';
import type { ClaimOutcome, KeywordsOutcome } from '../sync/run-flag-store';
import { freeDiskBytes } from '../vault/free-disk-bytes';
import type { Secrets } from '../vault/secrets';
import type { VaultPort } from '../vault/vault-port';
import { AccountGate } from './account-gate';
import { AccountStateFile } from './account-state-file';
import { AccountRecords } from './account-records';

export interface AccountsParts {
  /** folder for cursors and account states, made where missing; the vault's disk */
  readonly dir: string;
  /** 32 bytes that seal those files */
  readonly key: Uint8Array;
  readonly secrets: Secrets;
  readonly journal: JournalPort;
  /** the journal folded already; where it is missing the journal is read here */
  readonly records?: AccountRecords;
  /** where letters lie on the servers, of the same folding; where it is missing the journal is read here */
  readonly indexes?: AccountIndexes;
  /** false where opening found a part of the journal lost (quarantined): letters it no longer tells of are fetched again */
  readonly isJournalWhole?: boolean;
  readonly vault: VaultPort;
  readonly policy: () => Policy;
  readonly clock: Clock;
  readonly online: OnlineHint;
  /** absent where the operating system is not asked (tests, tools) */
  readonly systemProxy?: SystemProxy;
  /** receipts and other mail of the account not yet out */
  readonly waiting: (accountId: AccountId) => number;
  /** acts of the account that wait for the line, and those that could not be carried out */
  readonly acts?: (accountId: AccountId) => NonNullable<AccountStatus['acts']>;
  /** a fault of the program in one of the connections, for the log */
  readonly onBug?: (error: unknown) => void;
}

export interface ConnectInput {
  readonly settings: AccountSettings;
  readonly password: string;
  /** false: the password is known until the program ends, and nowhere written */
  readonly keepPassword: boolean;
  readonly receipts: ReceiptChoice;
}

interface Connected {
  record: AccountRecord;
  readonly gate: AccountGate;
  readonly sync: AccountSync;
  readonly state: AccountStateFile;
}

/** The mailboxes of this desk. Records are a fold of the journal; passwords lie in the vault's secrets, or only in memory. */
export class Accounts {
  private readonly accounts = new Map<AccountId, Connected>();
  private readonly forThisRun = new Map<AccountId, string>();
  private readonly listeners = new Set<(status: AccountStatus) => void>();

  private constructor(private readonly parts: AccountsParts, private readonly indexes: AccountIndexes) {}

  /** Takes the accounts from the journal; nothing is connected yet (`startAll`). */
  static async open(parts: AccountsParts): Promise<Accounts> {
    await mkdir(parts.dir, { recursive: true, mode: 0o700 });
    const accounts = new Accounts(parts, parts.indexes ?? (await AccountIndexes.read(parts.journal)));
    const records = parts.records ?? (await AccountRecords.read(parts.journal));
    for (const record of records.all()) await accounts.add(record);
    await accounts.bringBack();
    return accounts;
  }

  startAll(): void {
    for (const { sync } of this.accounts.values()) sync.start();
  }

  /** Journals a new account and starts it. Whether the servers take it shows in its status; `checkAccount` asks before. */
  async connect({ settings, password, keepPassword, receipts }: ConnectInput): Promise<Result<AccountId, ConnectFailure>> {
    const policy = this.parts.policy();
    if (!mayConnectPlain(settings.imap, policy) || !mayConnectPlain(settings.smtp, policy)) return fail({ code: 'plainNotAllowed' });
    const address = settings.address.toLowerCase();
    if ([...this.accounts.values()].some(({ record }) => record.settings.address.toLowerCase() === address)) return fail({ code: 'alreadyConnected' });
    const accountId = randomBytes(8).toString('hex') as AccountId;
    const record: AccountRecord = { accountId, settings, receipts, connectedAt: isoTime(this.parts.clock.now()), firstSeen: null };
    await this.rememberPassword(accountId, password, keepPassword);
    await this.parts.journal.append({ kind: 'account.connected', account: record });
    const added = await this.add(record);
    added.sync.start();
    return ok(accountId);
  }

  /** Another password, typed by a person; the account is tried with it at once. */
  async changePassword(accountId: AccountId, password: string, keepPassword: boolean): Promise<void> {
    const { gate, sync } = this.get(accountId);
    await this.rememberPassword(accountId, password, keepPassword);
    await gate.tryAgain();
    sync.start();
  }

  /** The same password once more, asked for by a person. */
  async tryAgain(accountId: AccountId): Promise<void> {
    const { gate, sync } = this.get(accountId);
    await gate.tryAgain();
    sync.start();
  }

  async setReceipts(accountId: AccountId, receipts: ReceiptChoice): Promise<void> {
    await this.changeRecord(accountId, { receipts });
    this.tell(accountId);
  }

  /** New servers, or a certificate a person accepted; a running connection is made anew. */
  async setSettings(accountId: AccountId, settings: AccountSettings): Promise<Result<null, ConnectFailure>> {
    const policy = this.parts.policy();
    if (!mayConnectPlain(settings.imap, policy) || !mayConnectPlain(settings.smtp, policy)) return fail({ code: 'plainNotAllowed' });
    const { gate, sync } = this.get(accountId);
    await this.changeRecord(accountId, { settings });
    await sync.stop();
    // another server or user may well take the password that this one refused
    await gate.tryAgain();
    sync.start();
    return ok(null);
  }

  /** Which folders are kept, and from which day on; a running connection is made anew. */
  async setMailbox(accountId: AccountId, mailbox: FolderChoice): Promise<void> {
    const { sync } = this.get(accountId);
    await this.changeRecord(accountId, { mailbox });
    // who stopped the mailbox did not ask for it to start again
    if (sync.isRunning) {
      await sync.stop();
      sync.start();
    }
    this.tell(accountId);
  }

  /**
   * Connections end, password and cursors are forgotten; letters, journal and receipts stay. The copy of the record goes before the
   * journal says so: the other way round, an end of the program between the two would bring the account back.
   */
  async remove(accountId: AccountId): Promise<void> {
    const { sync, state } = this.get(accountId);
    await sync.stop();
    this.forThisRun.delete(accountId);
    if (this.parts.secrets.password(accountId) !== null) await this.parts.secrets.forget(accountId);
    await state.remove();
    await this.parts.journal.append({ kind: 'account.removed', accountId });
    this.accounts.delete(accountId);
    const { dir } = this.parts;
    for (const name of await readdir(dir)) if (name.startsWith(`${accountId}.`)) await rm(join(dir, name), { recursive: true, force: true });
  }

  start(accountId: AccountId): void {
    this.get(accountId).sync.start();
  }

  /** Ends between two batches. */
  async stop(accountId: AccountId): Promise<void> {
    await this.get(accountId).sync.stop();
  }

  /** The one way to log in for every connection of the account; the outbox asks here before SMTP. */
  gate(accountId: AccountId): LoginGate {
    return this.get(accountId).gate;
  }

  /** What acts are carried out over; null where the account is not connected here. */
  line(accountId: AccountId): MailboxLine | null {
    return this.accounts.get(accountId)?.sync ?? null;
  }

  record(accountId: AccountId): AccountRecord | null {
    return this.accounts.get(accountId)?.record ?? null;
  }

  records(): readonly AccountRecord[] {
    return [...this.accounts.values()].map(({ record }) => record);
  }

  statuses(): readonly AccountStatus[] {
    return [...this.accounts.keys()].map((accountId) => this.status(accountId));
  }

  /** returns the unsubscribe function */
  onChanged(listener: (status: AccountStatus) => void): () => void {
    this.listeners.add(listener);
    return () => void this.listeners.delete(listener);
  }

  /** The outbox says so when the number of waiting letters changed. */
  tell(accountId: AccountId): void {
    if (!this.accounts.has(accountId)) return;
    const status = this.status(accountId);
    for (const listener of [...this.listeners]) listener(status);
  }

  async claimKeyword(accountId: AccountId, location: Location, keyword: string, rivals: readonly string[]): Promise<ClaimOutcome> {
    return this.get(accountId).sync.claimKeyword(location, keyword, rivals);
  }

  async readKeywords(accountId: AccountId, location: Location): Promise<KeywordsOutcome> {
    return this.get(accountId).sync.readKeywords(location);
  }

  /** Ends all connections; resolves when the last batch is on disk. */
  async close(): Promise<void> {
    const stopped = await Promise.allSettled([...this.accounts.values()].map(({ sync }) => sync.stop()));
    for (const one of stopped) if (one.status === 'rejected') throw one.reason;
  }

  /** Accounts whose record lay in a part of the journal that is lost: told again, under their own id. */
  private async bringBack(): Promise<void> {
    const { dir, key, journal } = this.parts;
    for (const name of await readdir(dir)) {
      const accountId = /^([0-9a-f]{16})\.state$/.exec(name)?.[1] as AccountId | undefined;
      if (accountId === undefined || this.accounts.has(accountId)) continue;
      const { record } = await new AccountStateFile(join(dir, name), key).read();
      if (record?.accountId !== accountId) continue;
      await journal.append({ kind: 'account.connected', account: record });
      await this.add(record);
    }
  }

  private async add(record: AccountRecord): Promise<Connected> {
    const { parts } = this;
    const { accountId } = record;
    const state = new AccountStateFile(join(parts.dir, `${accountId}.state`), parts.key);
    const current = (): Connected => this.get(accountId);
    const gate = new AccountGate({
      accountId, state, key: parts.key,
      password: () => Promise.resolve(this.forThisRun.get(accountId) ?? parts.secrets.password(accountId)),
      server: () => current().record.settings.imap,
      clock: parts.clock,
    });
    const sync = new AccountSync({
      accountId, gate, vault: parts.vault, journal: parts.journal, policy: parts.policy, clock: parts.clock, online: parts.online,
      record: () => current().record,
      isJournalWhole: parts.isJournalWhole ?? true,
      index: this.indexes.of(accountId),
      cursors: sealedCursorStore(join(parts.dir, `${accountId}.folders`), parts.key),
      freeDisk: () => freeDiskBytes(parts.dir),
      firstSeen: (firstSeen) => this.changeRecord(accountId, { firstSeen }),
      lastChecked: (await state.read()).lastChecked,
      onChecked: (lastChecked) => state.change({ lastChecked }),
      onStatus: () => this.tell(accountId),
      ...(parts.systemProxy ? { systemProxy: parts.systemProxy } : {}),
      ...(parts.onBug ? { onBug: parts.onBug } : {}),
    });
    const added: Connected = { record, gate, sync, state };
    this.accounts.set(accountId, added);
    await this.keepCopy(added);
    return added;
  }

  private async changeRecord(accountId: AccountId, change: Partial<AccountRecord>): Promise<void> {
    const account = this.get(accountId);
    account.record = { ...account.record, ...change };
    await this.parts.journal.append({ kind: 'account.changed', account: account.record });
    await this.keepCopy(account);
  }

  private async keepCopy({ state, record }: Connected): Promise<void> {
    if (JSON.stringify((await state.read()).record) !== JSON.stringify(record)) await state.change({ record });
  }

  private async rememberPassword(accountId: AccountId, password: string, keep: boolean): Promise<void> {
    if (keep) {
      this.forThisRun.delete(accountId);
      await this.parts.secrets.setPassword(accountId, password);
    } else {
      this.forThisRun.set(accountId, password);
      if (this.parts.secrets.password(accountId) !== null) await this.parts.secrets.forget(accountId);
    }
  }

  private status(accountId: AccountId): AccountStatus {
    const { record, sync, state } = this.get(accountId);
    const { address, displayName } = record.settings;
    const { connection } = sync.current;
    const signs = { since: state.known.activation?.since ?? null, failure: connection.state === 'paused' ? connection.failure.code : null };
    const activation = activationOf(signs, this.parts.policy().activation, this.parts.clock.now());
    return {
      accountId, address, displayName, receipts: record.receipts, waiting: this.parts.waiting(accountId), ...sync.current,
      ...(this.parts.acts ? { acts: this.parts.acts(accountId) } : {}),
      ...(activation ? { activation } : {}),
    };
  }

  private get(accountId: AccountId): Connected {
    const account = this.accounts.get(accountId);
    if (!account) throw new Error('no such account');
    return account;
  }
}
