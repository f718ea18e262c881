import type { Clock } from '../../core/base/clock';
import { isoTime } from '../../core/base/clock';
import { limits } from '../../core/base/limits';
import type { SyncProgress } from '../../core/model/account';
import type { FolderChoice, FolderStatus, Quota, Waiting } from '../../core/model/folder';
import type { AccountId, IsoTime } from '../../core/model/ids';
import type { Location } from '../../core/model/letter';
import type { JournalPort } from '../journal/journal-port';
import type { VaultPort } from '../vault/vault-port';
import type { AccountIndex } from './account-index';
import type { CursorBook } from './cursor-store';
import type { BulkLines } from './fetch/bulk-lines';
import { FetchMemory } from './fetch/letter-heads';
import type { FolderConnection, OpenFolder } from './folder-connection';
import { inbox } from './folder-connection';
import type { SyncOutcome } from './folder-mirror';
import { FolderMirror } from './folder-mirror';
import { FolderRound } from './folder-round';
import type { Duty } from './run-line';
import { noUids, eachUid } from './uid-set';

export interface MailboxParts {
  readonly accountId: AccountId;
  readonly account: AccountIndex;
  readonly vault: VaultPort;
  readonly journal: JournalPort;
  readonly clock: Clock;
  readonly cursors: CursorBook;
  readonly freeDisk: () => Promise<number>;
  readonly choice: () => FolderChoice | undefined;
  /** the second connection for letters, while there is one */
  readonly bulk: () => BulkLines | null;
  /** work that waits for this folder and may be done between two batches */
  readonly between: (path: string) => Promise<void>;
  readonly onProgress: (progress: SyncProgress | null) => void;
  readonly onWaiting: (waiting: Waiting | null) => void;
  readonly onFolders: () => void;
  readonly onQuota: (quota: Quota | null) => void;
  /** INBOX was compared and nothing was left undone */
  readonly onInboxChecked: () => Promise<void>;
  /** something new is due: whoever waits should look */
  readonly onDue: () => void;
}

const done: SyncOutcome = { state: 'complete', skipped: noUids };

/** All folders of one account as they are mirrored, over whatever connections there are, for as long as the account runs. */
export class MailboxMirror {
  readonly memory = new FetchMemory();
  readonly round: FolderRound;
  /** the account was away for so long that urgent letters come first */
  afterOutage = false;
  private readonly mirrors = new Map<string, FolderMirror>();
  private readonly fetching = new Set<string>();
  private inboxState: FolderStatus['state'] = 'waiting';
  private inboxChecked: IsoTime | null = null;
  private isInboxDue = true;
  /** what was heard on this SELECT may not be all: the next look selects anew and compares */
  private isInboxDoubtful = true;
  private inboxLookedAt = Number.NEGATIVE_INFINITY;
  private nextFullCheck = Number.NEGATIVE_INFINITY;
  private quotaAt = Number.NEGATIVE_INFINITY;
  /** the SELECT a check was made on already */
  private used: OpenFolder | null = null;

  constructor(private readonly parts: MailboxParts) {
    const { accountId, account, journal, clock, cursors, choice } = parts;
    this.round = new FolderRound({
      accountId, account, journal, clock, cursors, choice,
      mirrorOf: (path) => this.mirrorOf(path), onChanged: parts.onFolders, onListed: parts.onFolders,
    });
  }

  /** A new session: what happened on the server meanwhile is not known. @param lastChecked when INBOX was seen complete last, in any run */
  begin(lastChecked: IsoTime | null): void {
    this.afterOutage = lastChecked !== null && this.parts.clock.now().getTime() - Date.parse(lastChecked) >= limits.outageMillis;
    for (const mirror of this.mirrors.values()) mirror.begin();
    this.doubtInbox();
    this.round.listAgain();
    this.quotaAt = Number.NEGATIVE_INFINITY;
  }

  get isInboxComplete(): boolean {
    return this.inboxState === 'complete' && !this.isInboxDue;
  }

  /** What the connection of INBOX should do next. @param isAlone there is no other connection: it does the round, too */
  inboxDuty(connection: FolderConnection, isAlone: boolean): Duty {
    const now = performance.now();
    const isHere = connection.selected?.path === inbox;
    if (now >= this.nextFullCheck) this.doubtInbox();
    if (this.isInboxDue) return { kind: 'do', run: (signal) => this.checkInbox(connection, signal) };
    if (isHere && connection.changes.isPending) return { kind: 'do', run: (signal) => this.inboxDone(this.inboxMirror.follow(connection, signal)) };
    const other = isAlone ? this.roundDuty(connection) : ({ kind: 'wait', millis: this.nextFullCheck - now } as const);
    if (other.kind === 'do' && now - this.inboxLookedAt < limits.idleMillis) return other;
    // back to where new mail arrives
    if (!isHere || other.kind === 'do') return { kind: 'do', run: (signal) => this.checkInbox(connection, signal) };
    return { kind: 'wait', millis: Math.min(other.millis, this.nextFullCheck - now) };
  }

  /** What the connection of the other folders should do next. */
  roundDuty(connection: FolderConnection): Duty {
    const now = performance.now();
    const untilQuota = this.quotaAt + limits.quotaMillis - now;
    if (untilQuota <= 0) return { kind: 'do', run: () => this.askQuota(connection) };
    const duty = this.round.next(connection, this.isInboxComplete);
    return duty.kind === 'do' ? duty : { kind: 'wait', millis: Math.min(duty.millis, untilQuota) };
  }

  lookAgain(paths: readonly string[]): void {
    if (paths.includes(inbox)) this.isInboxDue = true;
    this.round.lookAgain(paths);
    // what was done may have made room
    this.askQuotaSoon();
  }

  /** A letter's file was found damaged, or the choice of folders changed: everything is compared. */
  lookAtAll(): void {
    for (const mirror of this.mirrors.values()) mirror.unsettle();
    this.doubtInbox();
    this.round.lookAtAll();
    this.parts.onDue();
  }

  statuses(): readonly FolderStatus[] {
    return [{ path: inbox, state: this.inboxState, total: this.inboxMirror.total, lastChecked: this.inboxChecked }, ...this.round.statuses()];
  }

  /** letters the server has but could not hand out */
  notFetched(): readonly Location[] {
    return [...this.mirrors.values()].flatMap(({ path, skipped: { uidValidity, uids } }) => [...eachUid(uids)].map((uid) => ({ folder: path, uidValidity, uid })));
  }

  private get inboxMirror(): FolderMirror {
    return this.mirrorOf(inbox);
  }

  private mirrorOf(path: string): FolderMirror {
    let mirror = this.mirrors.get(path);
    if (!mirror) {
      const { accountId, account, vault, journal, clock, cursors, freeDisk, choice, onDue, onWaiting } = this.parts;
      mirror = new FolderMirror({
        accountId, account, vault, journal, clock, cursors, freeDisk, onWaiting,
        attempts: new Map(), memory: this.memory,
        since: () => choice()?.since ?? null,
        bulk: this.parts.bulk,
        afterOutage: () => this.afterOutage,
        between: () => this.parts.between(path),
        onMoved: (isFetching) => this.moved(path, isFetching),
        onOrphans: () => {
          this.round.listAgain();
          onDue();
        },
      }, path);
      this.mirrors.set(path, mirror);
    }
    return mirror;
  }

  private async checkInbox(connection: FolderConnection, signal: AbortSignal): Promise<SyncOutcome> {
    const isFull = performance.now() >= this.nextFullCheck;
    if (this.inboxState !== 'complete') this.inboxState = 'syncing';
    if (!this.isInboxDoubtful && connection.selected?.path === inbox && connection.selected === this.used && connection.selected.highestModseq !== null) {
      // a server tells a session all that changed in its folder (RFC 9051, 5.2), save what the session itself did silently: that is in the flags
      await connection.client.noop();
      this.isInboxDue = false;
      connection.changes.report('flagged');
      return this.inboxDone(this.inboxMirror.follow(connection, signal));
    }
    if (connection.selected?.path !== inbox || connection.selected === this.used) await connection.select(inbox);
    this.used = connection.selected;
    this.isInboxDue = false;
    this.isInboxDoubtful = false;
    const outcome = await this.inboxDone(this.inboxMirror.check(connection, signal));
    if (outcome.state === 'complete' && isFull) this.nextFullCheck = performance.now() + limits.fullCheckMillis;
    return outcome;
  }

  private doubtInbox(): void {
    this.isInboxDue = true;
    this.isInboxDoubtful = true;
  }

  private async inboxDone(checking: Promise<SyncOutcome>): Promise<SyncOutcome> {
    const outcome = await checking;
    this.inboxLookedAt = performance.now();
    if (outcome.state !== 'complete') {
      // stepped aside for somebody's work: what was heard of is looked for again
      this.doubtInbox();
      return outcome;
    }
    const wasComplete = this.isInboxComplete;
    this.inboxState = 'complete';
    this.afterOutage = false;
    this.inboxChecked = isoTime(this.parts.clock.now());
    await this.parts.onInboxChecked();
    if (!wasComplete) this.parts.onDue();
    return outcome;
  }

  /** A mailbox fills by what arrives and empties by what is done: an hour later may be too late. */
  private askQuotaSoon(): void {
    this.quotaAt = Math.min(this.quotaAt, performance.now() - limits.quotaMillis + limits.quotaAfterChangeMillis);
    this.parts.onDue();
  }

  private async askQuota(connection: FolderConnection): Promise<SyncOutcome> {
    this.quotaAt = performance.now();
    const answer = await connection.client.getQuota(inbox);
    // imapflow answers the same where there is no quota and where the line broke
    if (connection.lost.aborted) return done;
    const storage = answer === false ? undefined : answer.storage;
    const { usage, limit } = storage ?? {};
    this.parts.onQuota(typeof usage === 'number' && typeof limit === 'number' && limit > 0 ? { usedBytes: usage, limitBytes: limit, at: isoTime(this.parts.clock.now()) } : null);
    return done;
  }

  private moved(path: string, isFetching: boolean): void {
    if (isFetching) this.fetching.add(path);
    else if (this.fetching.delete(path)) this.askQuotaSoon();
    this.parts.onProgress(this.fetching.size > 0 ? this.progress() : null);
  }

  /** Over all folders whose size is known. */
  private progress(): SyncProgress {
    let kept = 0;
    let total = 0;
    for (const mirror of this.mirrors.values()) {
      if (mirror.total === null) continue;
      total += mirror.total;
      kept += Math.min(mirror.kept, mirror.total);
    }
    return { kept, total };
  }
}
