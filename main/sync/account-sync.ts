import type { Clock } from '../../core/base/clock';
import type { Result } from '../../core/base/result';
import { fail } from '../../core/base/result';
import { isoTime } from '../../core/base/clock';
import { limits } from '../../core/base/limits';
import type { AccountRecord, AccountStatus, ConnectionFailure } from '../../core/model/account';
import type { FolderInfo } from '../../core/model/folder';
import type { AccountId, IsoTime, LetterId } from '../../core/model/ids';
import type { Location } from '../../core/model/letter';
import type { Policy } from '../../core/model/policy';
import type { JournalPort } from '../journal/journal-port';
import { backoffMillis } from '../net/backoff';
import { explainConnectionError } from '../net/explain-connection-error';
import type { LoginGate } from '../net/login-gate';
import type { OnlineHint } from '../net/online-hint';
import type { SystemProxy } from '../net/proxy-routes';
import type { VaultPort } from '../vault/vault-port';
import type { AccountIndex } from './account-index';
import { AccountIndexes } from './account-indexes';
import { AccountLogins } from './account-logins';
import type { CursorStore } from './cursor-store';
import { CursorBook } from './cursor-store';
import { isOfConnection } from './explain-imap-error';
import type { DiskTrouble } from './disk-trouble';
import { diskTrouble } from './disk-trouble';
import { BulkLines } from './fetch/bulk-lines';
import type { FolderConnection } from './folder-connection';
import { inbox } from './folder-connection';
import { LineJobs } from './line-jobs';
import { LingeringMarks } from './lingering-marks';
import type { LetterPlaceNow, LineFailure, MailboxLine, SelectedFolder } from './mailbox-line';
import { MailboxMirror } from './mailbox-mirror';
import type { ClaimOutcome, KeywordsOutcome } from './run-flag-store';
import { claimKeyword, readKeywords } from './run-flag-store';
import { runLine } from './run-line';
import { keepSecondLine } from './second-line';
import { wakened } from './wakened';

export interface AccountSyncParts {
  readonly accountId: AccountId;
  /** see `claimMark`; the account's id, which every desk makes by chance, unless several desks here have one in common */
  readonly desk?: string;
  /** limits.claimMarkMillis unless a test is in a hurry */
  readonly claimMarkMillis?: number;
  /** as it is now: settings may change between two connections */
  readonly record: () => AccountRecord;
  readonly policy: () => Policy;
  readonly gate: LoginGate;
  readonly vault: VaultPort;
  readonly journal: JournalPort;
  readonly cursors: CursorStore;
  /** the journal folded already, and followed from there on; where it is missing the journal is read here */
  readonly index?: AccountIndex;
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

export type SyncStatus = Pick<AccountStatus, 'connection' | 'lastChecked' | 'progress' | 'notFetched' | 'folders' | 'quota' | 'arriving'>;

type Ending =
  | { readonly kind: 'lost' | 'paused'; readonly failure: ConnectionFailure }
  | { readonly kind: 'stopped'; readonly reason: 'person' | DiskTrouble };

/** then one connection has to do for the rest of this run */
const rivalriesEnough = 3;

/**
 * The life of one mailbox: connect, fetch, listen, reconnect; paused by the gate, stopped by a person or a full disk. One connection
 * stays with INBOX, a second one goes round the other folders; where a server allows one only, it does both.
 */
export class AccountSync implements MailboxLine {
  private status: Omit<SyncStatus, 'folders' | 'notFetched'>;
  private stopping: AbortController | null = null;
  private running: Promise<void> = Promise.resolve();
  private first: FolderConnection | null = null;
  private second: FolderConnection | null = null;
  private secondState: 'opening' | 'open' | 'none' = 'none';
  private secondSince = Number.NEGATIVE_INFINITY;
  /** how often in a row the first connection was lost as soon as there was a second one */
  private rivalries = 0;
  private bulk: BulkLines | null = null;
  private bug: { readonly error: unknown } | null = null;
  private tryNow: (() => void) | null = null;
  private index: AccountIndex | null;
  private mailbox: MailboxMirror | null = null;
  private cursors: CursorBook | null = null;
  private remembered: IsoTime | null;
  private report: NodeJS.Timeout | null = null;
  private readonly logins: AccountLogins;
  private readonly jobs = new LineJobs();
  private readonly reached = new Set<() => void>();
  private readonly desk: string;
  private readonly marks: LingeringMarks;

  constructor(private readonly parts: AccountSyncParts) {
    this.desk = parts.desk ?? parts.accountId;
    this.marks = new LingeringMarks(this, this.desk, (bug) => parts.onBug?.(bug), parts.claimMarkMillis);
    this.status = { connection: { state: 'stopped', since: this.now(), reason: 'person' }, lastChecked: parts.lastChecked ?? null, progress: null, quota: null, arriving: null };
    this.remembered = parts.lastChecked ?? null;
    this.index = parts.index ?? null;
    this.logins = new AccountLogins(parts);
  }

  get current(): SyncStatus {
    return { ...this.status, folders: this.mailbox?.statuses() ?? [], notFetched: this.mailbox?.notFetched() ?? [] };
  }

  get isRunning(): boolean {
    return this.stopping !== null;
  }

  /** Does nothing while it runs; where it waits for space on the disk it looks at once. */
  start(): void {
    if (this.stopping) {
      this.tryNow?.();
      return;
    }
    const stopping = new AbortController();
    this.stopping = stopping;
    this.marks.resume();
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
    this.marks.pause();
    this.stopping?.abort();
    await this.running;
    const { bug } = this;
    this.bug = null;
    if (bug) throw bug.error;
  }

  /** Sets a keyword on the server unless it is there already. */
  async claimKeyword(location: Location, keyword: string, rivals: readonly string[] = []): Promise<ClaimOutcome> {
    const claim = { keyword, rivals, desk: this.desk };
    const claimed = await this.withFolder(location.folder, (folder) => claimKeyword(folder, location, claim));
    if (claimed.ok) {
      if (claimed.value === 'claimed' || (typeof claimed.value === 'object' && claimed.value.failure === 'unclear')) this.marks.stands(location.folder, keyword);
      return claimed.value;
    }
    // whatever may have been sent, `claimKeyword` answers for itself: here nothing of it began
    return { failure: claimed.failure.code === 'folderMissing' ? 'gone' : claimed.failure.code === 'notAllowed' ? 'refused' : 'offline' };
  }

  async readKeywords(location: Location): Promise<KeywordsOutcome> {
    const read = await this.withFolder(location.folder, (folder) => readKeywords(folder, location));
    if (read.ok) return read.value;
    return { failure: read.failure.code === 'folderMissing' || read.failure.code === 'notAllowed' ? 'gone' : 'offline' };
  }

  withFolder<T>(path: string, work: (folder: SelectedFolder) => Promise<T>): Promise<Result<T, LineFailure>> {
    return this.first ? this.jobs.add(path, work) : Promise.resolve(fail({ code: 'offline' }));
  }

  folders(): readonly FolderInfo[] {
    return this.index?.folders ?? [];
  }

  get isReachable(): boolean {
    return this.first !== null;
  }

  onReachable(listener: () => void): () => void {
    this.reached.add(listener);
    return () => void this.reached.delete(listener);
  }

  placesOf(letterId: LetterId): readonly LetterPlaceNow[] {
    return this.index?.places(letterId) ?? [];
  }

  lookAgain(paths: readonly string[]): void {
    this.mailbox?.lookAgain(paths);
  }

  private async live(signal: AbortSignal): Promise<'person'> {
    const { gate, online, journal } = this.parts;
    const mailbox = (this.mailbox ??= await this.makeMailbox());
    // a letter whose file is damaged is fetched again at once
    const forget = journal.onAdvanced((_head, events) => {
      if (events.some((event) => event.kind === 'letter.damaged' && this.index?.knows(event.letterId) === true)) mailbox.lookAtAll();
    });
    try {
      for (let failures = 0; !signal.aborted; ) {
        this.connecting();
        const before = this.status.lastChecked;
        const ending = await this.session(mailbox, signal).catch((bug: unknown) => this.survive(bug));
        if (ending.kind === 'stopped') {
          if (ending.reason === 'person') return 'person';
          await this.spaceAgain(ending.reason, signal);
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

  private async makeMailbox(): Promise<MailboxMirror> {
    const { accountId, vault, journal, clock, freeDisk, isJournalWhole } = this.parts;
    this.index ??= (await AccountIndexes.read(journal)).of(accountId);
    this.cursors ??= await CursorBook.open(this.parts.cursors, isJournalWhole !== false);
    return new MailboxMirror({
      accountId, account: this.index, vault, journal, clock, freeDisk, cursors: this.cursors,
      choice: () => this.parts.record().mailbox,
      bulk: () => this.bulk,
      between: (path) => this.serve(path),
      onProgress: (progress) => this.change({ progress }),
      onWaiting: (arriving) => this.change({ arriving }),
      onFolders: () => this.tellSoon(),
      onQuota: (quota) => this.change({ quota }),
      onInboxChecked: async () => {
        this.change({ lastChecked: this.now() });
        await this.remember(limits.lastCheckedMillis);
      },
      onDue: () => this.nudge(),
    });
  }

  /** Work that waits for a folder that is selected right now. */
  private async serve(path: string): Promise<void> {
    const connection = [this.first, this.second].find((one) => one?.selected?.path === path);
    if (!connection) return;
    for (let job = this.jobs.take((at) => at === path); job; job = this.jobs.take((at) => at === path)) await job.run(connection);
  }

  /** Stopped with a clear word until somebody made room; then it goes on by itself, because nobody thinks of it any more. */
  private async spaceAgain(reason: DiskTrouble, signal: AbortSignal): Promise<void> {
    this.change({ connection: { state: 'stopped', since: this.now(), reason }, progress: null });
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

  /** The connections of the account from login to the end of the first. */
  private async session(mailbox: MailboxMirror, signal: AbortSignal): Promise<Ending> {
    const { gate, online } = this.parts;
    const opened = await this.logins.openFirst(signal);
    if (signal.aborted) {
      if (opened.ok) await opened.value.close();
      return { kind: 'stopped', reason: 'person' };
    }
    if (!opened.ok) return { kind: opened.failure.isPaused ? 'paused' : 'lost', failure: opened.failure.failure };
    const connection = opened.value;
    const end = new AbortController();
    const stop = (): void => end.abort();
    signal.addEventListener('abort', stop);
    const forgets = [
      () => signal.removeEventListener('abort', stop),
      gate.onClosed(() => [this.first, this.second].forEach((one) => one?.client.close())),
      online.onMaybeOnline(() => [this.first, this.second].forEach((one) => void one?.prove())),
    ];
    try {
      await this.begin(connection, mailbox);
      const endings = await this.both(connection, mailbox, end);
      if (signal.aborted) return { kind: 'stopped', reason: 'person' };
      if (endings.includes('diskFull')) return { kind: 'stopped', reason: 'diskFull' };
      throw connection.lostBecause();
    } catch (error) {
      if (signal.aborted) return { kind: 'stopped', reason: 'person' };
      const trouble = diskTrouble(error);
      if (trouble !== null) return { kind: 'stopped', reason: trouble };
      if (!connection.lost.aborted && !isOfConnection(error)) throw error;
      const { imap } = this.parts.record().settings;
      return { kind: 'lost', failure: explainConnectionError(connection.lost.aborted ? connection.lostBecause() : error, imap) };
    } finally {
      // some servers hang up on the older of two connections
      this.rivalries = connection.lost.aborted && performance.now() - this.secondSince < limits.proofMillis ? this.rivalries + 1 : 0;
      this.first = null;
      this.bulk?.close();
      this.bulk = null;
      for (const forget of forgets) forget();
      this.jobs.giveUpAll();
      await connection.close();
      await this.cursors?.save();
      await this.remember(0);
    }
  }

  private async begin(connection: FolderConnection, mailbox: MailboxMirror): Promise<void> {
    this.bulk = new BulkLines(() => connection.again(), mailbox.memory.meter);
    mailbox.begin(this.status.lastChecked);
    this.first = connection;
    this.change({ connection: { state: 'online', since: this.now() } });
    const { selected } = connection;
    if (this.parts.record().firstSeen === null && selected?.path === inbox) await this.parts.firstSeen({ uidValidity: selected.uidValidity, uidNext: selected.uidNext });
    for (const listener of [...this.reached]) listener();
  }

  /** Both connections to their end; whichever ends for good takes the other with it. Throws what broke one of them. */
  private async both(connection: FolderConnection, mailbox: MailboxMirror, end: AbortController): Promise<readonly string[]> {
    const { signal } = end;
    const first = runLine({
      connection, jobs: this.jobs, signal,
      takes: (path) => path === inbox || this.secondState === 'none',
      nextDuty: () => mailbox.inboxDuty(connection, this.secondState === 'none'),
    });
    const second = this.rivalries >= rivalriesEnough ? Promise.resolve('stopped' as const) : keepSecondLine({
      open: (whileSignal) => this.logins.openSecond(whileSignal),
      live: (other) => {
        this.second = other;
        return runLine({ connection: other, jobs: this.jobs, signal, takes: (path) => path !== inbox, nextDuty: () => mailbox.roundDuty(other) });
      },
      onState: (state) => {
        this.secondState = state;
        if (state === 'open') this.secondSince = performance.now();
        if (state !== 'open') this.second = null;
        this.nudge();
      },
      random: this.parts.random ?? Math.random,
    }, signal);
    const endings = await Promise.allSettled([first.finally(() => end.abort()), second.then((ending) => {
      if (ending === 'diskFull') end.abort();
      return ending;
    }, (error: unknown) => {
      end.abort();
      throw error;
    })]);
    const broken = endings.find((ending) => ending.status === 'rejected');
    if (broken) throw broken.reason;
    return endings.flatMap((ending) => (ending.status === 'fulfilled' ? [ending.value] : []));
  }

  private nudge(): void {
    this.first?.changes.nudge();
    this.second?.changes.nudge();
  }

  /** How far folders are changes often and matters little. */
  private tellSoon(): void {
    this.report ??= setTimeout(() => {
      this.report = null;
      this.parts.onStatus(this.current);
    }, limits.folderReportMillis).unref();
  }

  /** A fault of ours must not leave the mailbox unread for good: it is told (or kept for `stop` to throw), and tried again later. */
  private survive(bug: unknown): Ending {
    if (this.parts.onBug) this.parts.onBug(bug);
    else this.bug ??= { error: bug };
    const { host, port } = this.parts.record().settings.imap;
    return { kind: 'lost', failure: { code: 'serverError', host, port, serverSaid: null, certificate: null } };
  }

  private stopped(connection: SyncStatus['connection']): void {
    this.first = null;
    this.stopping = null;
    if (this.report) clearTimeout(this.report);
    this.report = null;
    this.change({ connection, progress: null, arriving: null });
  }

  /** @param apart milliseconds that must lie between two writes */
  private async remember(apart: number): Promise<void> {
    const { lastChecked } = this.status;
    if (lastChecked === null || lastChecked === this.remembered) return;
    // either way: a clock that was set back must not silence this until it has caught up
    if (this.remembered !== null && Math.abs(Date.parse(lastChecked) - Date.parse(this.remembered)) < apart) return;
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

  private change(change: Partial<Omit<SyncStatus, 'folders' | 'notFetched'>>): void {
    this.status = { ...this.status, ...change };
    this.parts.onStatus(this.current);
  }

  private now(): IsoTime {
    return isoTime(this.parts.clock.now());
  }
}
