import { limits } from '../../core/base/limits';
import type { SyncProgress } from '../../core/model/account';
import type { Gone } from '../../core/model/journal';
import type { InboxCursor } from './cursor';
import type { CursorStore } from './cursor-store';
import type { FetchOutcome } from './fetch/letter-fetch';
import { LetterFetch } from './fetch/letter-fetch';
import { searchAbove, searchAll } from './fetch-letters';
import type { InboxConnection } from './inbox-connection';
import type { Keeping } from './keep-letters';
import { syncFlags } from './sync-flags';
import type { UidSet } from './uid-set';
import { commonUids, countUids, eachUid, lastUid, noUids, unionUids, withoutUids } from './uid-set';

export type SyncOutcome = FetchOutcome;

export interface SyncRun extends Keeping {
  readonly connection: InboxConnection;
  readonly cursors: CursorStore;
  /** bytes left on the disk of the vault */
  readonly freeDisk: () => Promise<number>;
  readonly onProgress: (progress: SyncProgress | null) => void;
  /** cancels between two batches */
  readonly signal: AbortSignal;
  /** UID → lost connections it was in flight at; lives as long as the account runs */
  readonly attempts: Map<number, number>;
}

/**
 * Mirrors one INBOX over one connection: vault, journal, cursor, in that order, newest letters first. Connection errors
 * are thrown (they end the connection); everything kept until then stays kept.
 */
export class InboxMirror {
  private missing: UidSet = noUids;
  private onServer: UidSet = noUids;
  private skipped: UidSet = noUids;
  private savedAt = 0;
  private kept = 0;

  constructor(private readonly run: SyncRun, private cursor: InboxCursor) {}

  /** Compares the whole mailbox: what left the server, which flags changed, what is missing here. */
  async fullCheck(): Promise<SyncOutcome> {
    this.run.connection.changes.take();
    return this.compare(true);
  }

  private async compare(withFlags: boolean): Promise<SyncOutcome> {
    const { index, connection } = this.run;
    const { client, uidValidity, highestModseq } = connection;
    this.onServer = await searchAll(client);
    await this.tellGone(withoutUids(index.uids(uidValidity), this.onServer));
    if (withFlags) await this.checkFlags(highestModseq);
    this.skipped = noUids;
    this.cursor = { ...this.cursor, erased: commonUids(unionUids(this.cursor.erased, index.erasedUids(uidValidity)), this.onServer) };
    this.missing = withoutUids(this.onServer, unionUids(this.cursor.erased, index.uids(uidValidity)));
    const outcome = await this.fetchMissing();
    if (outcome.state !== 'complete') return outcome;
    await this.tell(index.outdated(uidValidity));
    await this.saveCursor();
    return outcome;
  }

  /** The whole mailbox again, and once more the letters that broke connections before. */
  async periodicCheck(): Promise<SyncOutcome> {
    for (const [uid, attempts] of this.run.attempts) this.run.attempts.set(uid, Math.min(attempts, limits.fetchAttempts - 1));
    return this.fullCheck();
  }

  /** Looks into what the server said in passing. */
  async followChanges(): Promise<SyncOutcome> {
    const changes = this.run.connection.changes.take();
    let outcome: SyncOutcome = { state: 'complete', skipped: this.skipped };
    if (changes.removed) {
      outcome = await this.compare(false);
    } else if (changes.arrived) {
      this.missing = unionUids(this.missing, await this.arrivals());
      outcome = await this.fetchMissing();
    }
    if (outcome.state !== 'complete') return outcome;
    if (changes.flagged) await this.checkFlags(null);
    await this.saveCursor();
    return outcome;
  }

  private async fetchMissing(): Promise<SyncOutcome> {
    const { run } = this;
    this.kept = countUids(withoutUids(this.onServer, this.missing));
    const isLong = this.missing.length > 0;
    const tellProgress = (): void => {
      if (isLong) run.onProgress({ kept: this.kept, total: countUids(this.onServer) });
    };
    tellProgress();
    const outcome = await new LetterFetch({
      ...run,
      client: run.connection.client,
      // what arrives during a long first fetch is newer than all that waits
      newer: () => (run.connection.changes.takeArrived() ? this.arrivals() : Promise.resolve(noUids)),
      onAside: () => run.connection.changes.report('flagged'),
      onKept: async (kept, erased) => {
        this.kept += kept;
        tellProgress();
        this.cursor = { ...this.cursor, erased: unionUids(this.cursor.erased, erased) };
        if (run.clock.now().getTime() - this.savedAt >= limits.cursorSaveMillis) await this.saveCursor();
      },
    }).fetch(this.missing);
    if (outcome.state === 'diskFull') return outcome;
    run.onProgress(null);
    if (outcome.state === 'cancelled') {
      await this.saveCursor();
      return outcome;
    }
    this.missing = noUids;
    this.skipped = unionUids(this.skipped, outcome.skipped);
    return { state: 'complete', skipped: this.skipped };
  }

  private async arrivals(): Promise<UidSet> {
    const fresh = await searchAbove(this.run.connection.client, lastUid(this.onServer));
    this.onServer = unionUids(this.onServer, fresh);
    return fresh;
  }

  /** @param upTo HIGHESTMODSEQ stated by the server before, null: only what the answer itself shows */
  private async checkFlags(upTo: bigint | null): Promise<void> {
    const { run } = this;
    const isFresh = run.index.uids(run.connection.uidValidity).length === 0;
    const highestModseq = isFresh
      ? (upTo?.toString() ?? this.cursor.highestModseq)
      : await syncFlags(run, run.connection, this.cursor.highestModseq, upTo);
    this.cursor = { ...this.cursor, highestModseq };
  }

  private async tellGone(uids: UidSet): Promise<void> {
    const { index, connection, folder } = this.run;
    const { uidValidity } = connection;
    await this.tell([...eachUid(uids)].flatMap((uid) => {
      const letterId = index.letterAt(uidValidity, uid);
      return letterId === null ? [] : [{ letterId, location: { folder, uidValidity, uid } }];
    }));
  }

  private async tell(gone: readonly Gone[]): Promise<void> {
    const { journal, index, accountId } = this.run;
    for (let at = 0; at < gone.length; at += limits.fetchWindowLetters) {
      const entry = { kind: 'letters.gone', accountId, gone: gone.slice(at, at + limits.fetchWindowLetters) } as const;
      await journal.append(entry);
      index.apply(entry);
    }
  }

  private async saveCursor(): Promise<void> {
    this.savedAt = this.run.clock.now().getTime();
    await this.run.cursors.save(this.cursor);
  }
}
