import type { Clock } from '../../core/base/clock';
import type { Result } from '../../core/base/result';
import { fail, ok } from '../../core/base/result';
import { isoTime } from '../../core/base/clock';
import { limits } from '../../core/base/limits';
import type { AccountRecord, AccountStatus, ConnectionFailure, SyncProgress } from '../../core/model/account';
import type { AccountId, IsoTime } from '../../core/model/ids';
import type { Location } from '../../core/model/letter';
import type { Policy } from '../../core/model/policy';
import type { JournalPort } from '../journal/journal-port';
import { backoffMillis } from '../net/backoff';
import { explainConnectionError } from '../net/explain-connection-error';
import type { LoginGate } from '../net/login-gate';
import type { OnlineHint } from '../net/online-hint';
import { mailLogin } from '../net/mail-login';
import type { SystemProxy } from '../net/proxy-routes';
import { mayConnectPlain } from '../net/tls-options';
import { JournalWriteError } from '../journal/journal-writer';
import { isDiskFull } from '../vault/durable-file';
import type { VaultPort } from '../vault/vault-port';
import { cursorFor } from './cursor';
import type { CursorStore } from './cursor-store';
import { explainImapError, isOfConnection } from './explain-imap-error';
import type { InboxConnection } from './inbox-connection';
import { inbox, openInbox } from './inbox-connection';
import { LocationIndex } from './location-index';
import type { ClaimOutcome, KeywordsOutcome } from './run-flag-store';
import { claimKeyword, readKeywords } from './run-flag-store';
import type { SyncOutcome } from './sync-inbox';
import { InboxMirror } from './sync-inbox';
import { eachUid } from './uid-set';
import { wakened } from './wakened';
import { watchInbox } from './watch-inbox';

export interface AccountSyncParts {
  readonly accountId: AccountId;
  /** as it is now: settings may change between two connections */
  readonly record: () => AccountRecord;
  readonly policy: () => Policy;
  readonly gate: LoginGate;
  readonly vault: VaultPort;
  readonly journal: JournalPort;
  readonly cursors: CursorStore;
  /** false where a part of the journal was lost: then only what it still tells counts as kept */
  readonly isJournalWhole?: boolean;
  readonly clock: Clock;
  readonly online: OnlineHint;
  /** absent where the operating system is not asked (tests, tools) */
  readonly systemProxy?: SystemProxy;
  /** bytes left on the disk of the vault */
  readonly freeDisk: () => Promise<number>;
  /** milliseconds between two looks at a full disk; limits.freeDiskLookMillis unless a test is in a hurry */
  readonly freeDiskLookMillis?: number;
  /** journals UIDVALIDITY and UIDNEXT of the first connection; resolves when that is on disk */
  readonly firstSeen: (seen: { readonly uidValidity: string; readonly uidNext: number }) => Promise<void>;
  readonly onStatus: (status: SyncStatus) => void;
  /** a fault of the program, for the log */
  readonly onBug?: (error: unknown) => void;
  /** when the mailbox was compared last, as known from an earlier run */
  readonly lastChecked?: IsoTime | null;
  /** told at most once a minute, and when a connection ends; to be remembered over restarts */
  readonly onChecked?: (lastChecked: IsoTime) => Promise<void>;
  /** in [0, 1): spreads reconnections */
  readonly random?: () => number;
}

export type SyncStatus = Pick<AccountStatus, 'connection' | 'lastChecked' | 'progress' | 'notFetched'>;

type Ending =
  | { readonly kind: 'lost' | 'paused'; readonly failure: ConnectionFailure }
  | { readonly kind: 'stopped'; readonly reason: 'person' | 'diskFull' };

/** The life of one mailbox: connect, fetch, listen, reconnect; paused by the gate, stopped by a person or a full disk. */
export class AccountSync {
  private status: SyncStatus;
  private stopping: AbortController | null = null;
  private running: Promise<void> = Promise.resolve();
  private connection: InboxConnection | null = null;
  private bug: { readonly error: unknown } | null = null;
  private tryNow: (() => void) | null = null;
  private index: LocationIndex | null = null;
  private remembered: IsoTime | null;
  private readonly attempts = new Map<number, number>();

  constructor(private readonly parts: AccountSyncParts) {
    this.status = { connection: { state: 'stopped', since: this.now(), reason: 'person' }, lastChecked: parts.lastChecked ?? null, progress: null, notFetched: [] };
    this.remembered = parts.lastChecked ?? null;
  }

  get current(): SyncStatus {
    return this.status;
  }

  /** Does nothing while it runs; where it waits for space on the disk it looks at once. */
  start(): void {
    if (this.stopping) {
      this.tryNow?.();
      return;
    }
    const stopping = new AbortController();
    this.stopping = stopping;
    this.connecting();
    this.running = this.live(stopping.signal).then(
      (reason) => this.stopped({ state: 'stopped', since: this.now(), reason }),
      (bug: unknown) => {
        const { host, port } = this.parts.record().settings.imap;
        this.stopped({ state: 'offline', since: this.now(), failure: { code: 'serverError', host, port, serverSaid: null, certificate: null } });
        throw bug;
      },
    );
  }

  /** Ends between two batches; what is kept stays kept. Throws what a bug threw meanwhile. */
  async stop(): Promise<void> {
    this.stopping?.abort();
    await this.running;
    const { bug } = this;
    this.bug = null;
    if (bug) throw bug.error;
  }

  /** Sets a keyword on the server unless it is there already; queued behind whatever the connection does. */
  async claimKeyword(location: Location, keyword: string, rivals: readonly string[] = []): Promise<ClaimOutcome> {
    return this.connection ? claimKeyword(this.connection, location, keyword, rivals) : { failure: 'offline' };
  }

  async readKeywords(location: Location): Promise<KeywordsOutcome> {
    return this.connection ? readKeywords(this.connection, location) : { failure: 'offline' };
  }

  private async live(signal: AbortSignal): Promise<'person'> {
    const { gate, online, journal, accountId } = this.parts;
    const index = (this.index ??= await LocationIndex.load(journal, accountId, inbox));
    // a letter whose file is damaged is fetched again at once
    const forget = journal.onAdvanced((_head, events) => {
      if (events.some(({ kind }) => kind === 'letter.damaged')) this.connection?.changes.report('removed');
    });
    try {
      for (let failures = 0; !signal.aborted; ) {
        this.connecting();
        const before = this.status.lastChecked;
        const ending = await this.session(index, signal).catch((bug: unknown) => this.survive(bug));
        if (ending.kind === 'stopped') {
          if (ending.reason === 'person') return 'person';
          await this.spaceAgain(signal);
          continue;
        }
        if (ending.kind === 'paused') {
          this.change({ connection: { state: 'paused', since: this.now(), failure: ending.failure }, progress: null });
          await wakened(signal, null, gate.onOpened.bind(gate));
          continue;
        }
        failures = this.status.lastChecked === before ? failures + 1 : 1;
        this.offline(ending.failure);
        const wait = backoffMillis(failures, (this.parts.random ?? Math.random)());
        await wakened(signal, wait, online.onMaybeOnline.bind(online), gate.onOpened.bind(gate));
      }
      return 'person';
    } finally {
      forget();
    }
  }

  /** Stopped with a clear word until somebody made room; then it goes on by itself, because nobody thinks of it any more. */
  private async spaceAgain(signal: AbortSignal): Promise<void> {
    this.change({ connection: { state: 'stopped', since: this.now(), reason: 'diskFull' }, progress: null });
    for (let isAsked = false; !signal.aborted && !isAsked; ) {
      await wakened(signal, this.parts.freeDiskLookMillis ?? limits.freeDiskLookMillis, (listener) => {
        this.tryNow = () => {
          isAsked = true;
          listener();
        };
        return () => (this.tryNow = null);
      });
      if ((await this.parts.freeDisk()) >= limits.freeDiskBytes) return;
    }
  }

  /** One connection from login to its end. */
  private async session(index: LocationIndex, signal: AbortSignal): Promise<Ending> {
    const { gate, online } = this.parts;
    const opened = await gate.logIn((password, onWords) => this.open(password, onWords, signal));
    if (signal.aborted) {
      if (opened.ok) await opened.value.close();
      return { kind: 'stopped', reason: 'person' };
    }
    if (!opened.ok) return { kind: opened.failure.isPaused ? 'paused' : 'lost', failure: opened.failure.failure };
    const connection = opened.value;
    const forgets = [gate.onClosed(() => connection.client.close()), online.onMaybeOnline(() => void connection.prove())];
    try {
      this.connection = connection;
      this.change({ connection: { state: 'online', since: this.now() } });
      if (this.parts.record().firstSeen === null) {
        await this.parts.firstSeen({ uidValidity: connection.uidValidity, uidNext: connection.uidNext });
      }
      return await this.mirror(connection, index, signal);
    } catch (error) {
      if (signal.aborted) return { kind: 'stopped', reason: 'person' };
      if (isDiskFull(error) || (error instanceof JournalWriteError && error.code === 'diskFull')) return { kind: 'stopped', reason: 'diskFull' };
      if (!connection.lost.aborted && !isOfConnection(error)) throw error;
      const { imap } = this.parts.record().settings;
      return { kind: 'lost', failure: explainConnectionError(connection.lost.aborted ? connection.lostBecause() : error, imap) };
    } finally {
      this.connection = null;
      for (const forget of forgets) forget();
      await connection.close();
      await this.remember(0);
    }
  }

  private async open(password: string, onWords: (words: string) => void, signal: AbortSignal): Promise<Result<InboxConnection, ConnectionFailure>> {
    const { settings } = this.parts.record();
    const policy = this.parts.policy();
    const server = settings.imap;
    if (!mayConnectPlain(server, policy)) return fail({ code: 'plainNotAllowed', host: server.host, port: server.port, serverSaid: null, certificate: null });
    const login = { ...mailLogin(settings, server, password, policy, this.parts.systemProxy), onWords };
    try {
      return ok(await openInbox(login, signal));
    } catch (error) {
      if (!isOfConnection(error)) throw error;
      return fail(await explainImapError(error, login));
    }
  }

  private async mirror(connection: InboxConnection, index: LocationIndex, signal: AbortSignal): Promise<Ending> {
    const { accountId, vault, journal, cursors, clock, freeDisk } = this.parts;
    const mirror = new InboxMirror({
      accountId, folder: inbox, uidValidity: connection.uidValidity, vault, journal, index, clock, connection, cursors, freeDisk,
      onProgress: (progress) => this.progress(progress), signal, attempts: this.attempts,
    }, cursorFor(connection.uidValidity, this.parts.isJournalWhole === false ? null : await cursors.load()));
    const checked = async (outcome: SyncOutcome): Promise<void> => {
      const notFetched = outcome.state !== 'complete' ? [] : [...eachUid(outcome.skipped)].map((uid) => ({ folder: inbox, uidValidity: connection.uidValidity, uid }));
      this.change({ lastChecked: this.now(), progress: null, notFetched });
      await this.remember(limits.lastCheckedMillis);
    };
    const first = await mirror.fullCheck();
    if (first.state === 'complete') await checked(first);
    const outcome = first.state === 'complete' ? await watchInbox(mirror, connection, signal, checked) : first;
    if (outcome === null) throw connection.lostBecause();
    return { kind: 'stopped', reason: outcome.state === 'diskFull' ? 'diskFull' : 'person' };
  }

  /** A fault of ours must not leave the mailbox unread for good: it is told (or kept for `stop` to throw), and tried again later. */
  private survive(bug: unknown): Ending {
    if (this.parts.onBug) this.parts.onBug(bug);
    else this.bug ??= { error: bug };
    const { host, port } = this.parts.record().settings.imap;
    return { kind: 'lost', failure: { code: 'serverError', host, port, serverSaid: null, certificate: null } };
  }

  private stopped(connection: SyncStatus['connection']): void {
    this.connection = null;
    this.stopping = null;
    this.change({ connection, progress: null });
  }

  private progress(progress: SyncProgress | null): void {
    this.change({ progress });
  }

  /** @param apart milliseconds that must lie between two writes */
  private async remember(apart: number): Promise<void> {
    const { lastChecked } = this.status;
    if (lastChecked === null || lastChecked === this.remembered) return;
    if (this.remembered !== null && Date.parse(lastChecked) - Date.parse(this.remembered) < apart) return;
    this.remembered = lastChecked;
    await this.parts.onChecked?.(lastChecked);
  }

  /** Tries while the server stays away are not news: the state keeps saying since when it was not reached. */
  private connecting(): void {
    if (this.status.connection.state !== 'offline') this.change({ connection: { state: 'connecting', since: this.now() }, progress: null });
  }

  private offline(failure: ConnectionFailure): void {
    const before = this.status.connection;
    const since = before.state === 'offline' ? before.since : this.now();
    this.change({ connection: { state: 'offline', since, failure }, progress: null });
  }

  private change(change: Partial<SyncStatus>): void {
    this.status = { ...this.status, ...change };
    this.parts.onStatus(this.status);
  }

  private now(): IsoTime {
    return isoTime(this.parts.clock.now());
  }
}
