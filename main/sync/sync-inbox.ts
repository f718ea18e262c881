import { limits } from '../../core/base/limits';
import type { SyncProgress } from '../../core/model/account';
import type { Gone } from '../../core/model/journal';
import type { Result } from '../../core/base/result';
import { ok } from '../../core/base/result';
import type { VaultFailure } from '../vault/vault-port';
import type { InboxCursor } from './cursor';
import type { CursorStore } from './cursor-store';
import { fetchBatch, fetchSizes, searchAbove, searchAll, streamLetter } from './fetch-letters';
import type { InboxConnection } from './inbox-connection';
import { isRefusal } from './inbox-connection';
import type { Arrival, Keeping } from './keep-letters';
import { keepLetters } from './keep-letters';
import type { FetchStep } from './plan-fetch';
import { planFetch } from './plan-fetch';
import { syncFlags } from './sync-flags';
import type { UidSet } from './uid-set';
import { commonUids, countUids, eachUid, lastUid, newestUids, noUids, uidSet, unionUids, withoutUids } from './uid-set';

export type SyncOutcome =
  /** everything on the server is here, save the letters it cannot hand out */
  | { readonly state: 'complete'; readonly skipped: UidSet }
  | { readonly state: 'cancelled' }
  | { readonly state: 'diskFull' };

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

const bounds = { letters: limits.fetchBatchLetters, bytes: limits.fetchBatchBytes, streamBytes: limits.streamLetterBytes };

/**
 * Mirrors one INBOX over one connection: vault, journal, cursor, in that order, newest letters first. Connection errors
 * are thrown (they end the connection); everything kept until then stays kept.
 */
export class InboxMirror {
  private missing: UidSet = noUids;
  private steps: FetchStep[] = [];
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
      await this.addArrivals();
      outcome = await this.fetchMissing();
    }
    if (outcome.state !== 'complete') return outcome;
    if (changes.flagged) await this.checkFlags(null);
    await this.saveCursor();
    return outcome;
  }

  /** While one batch is written the next one is on the wire. */
  private async fetchMissing(): Promise<SyncOutcome> {
    const { run } = this;
    const total = (): number => countUids(this.onServer);
    this.kept = countUids(withoutUids(this.onServer, this.missing));
    const isLong = this.missing.length > 0;
    if (isLong) run.onProgress({ kept: this.kept, total: total() });
    let ready: readonly Arrival[] = [];
    let stopped = false;
    for (;;) {
      if (isLong && (await run.freeDisk()) < limits.freeDiskBytes) return { state: 'diskFull' };
      const step = stopped || run.signal.aborted ? null : await this.nextStep();
      if (!step && ready.length === 0) break;
      const writing = ready;
      const [fetched, written] = await Promise.allSettled([this.fetchStep(step), this.keep(writing)]);
      if (written.status === 'rejected') throw written.reason;
      if (!written.value.ok) {
        if (written.value.failure.code === 'diskFull') return { state: 'diskFull' };
        throw new Error(`the vault could not take letters in: ${written.value.failure.code}`);
      }
      if (isLong) run.onProgress({ kept: this.kept, total: total() });
      if (fetched.status === 'rejected') {
        if (fetched.reason instanceof DiskFull) return { state: 'diskFull' };
        throw fetched.reason;
      }
      ready = fetched.value;
      stopped = run.signal.aborted;
    }
    run.onProgress(null);
    if (run.signal.aborted) {
      await this.saveCursor();
      return { state: 'cancelled' };
    }
    return { state: 'complete', skipped: this.skipped };
  }

  private async nextStep(): Promise<FetchStep | null> {
    const { run } = this;
    const { client, changes } = run.connection;
    // what arrives during a long first fetch is newer than all that waits, so it comes first
    const isNew = changes.takeArrived() && (await this.addArrivals());
    if ((isNew || this.steps.length === 0) && this.missing.length > 0) {
      const window = newestUids(this.missing, limits.fetchWindowLetters);
      this.missing = withoutUids(this.missing, window);
      const tooOften = uidSet([...eachUid(window)].filter((uid) => (run.attempts.get(uid) ?? 0) >= limits.fetchAttempts));
      this.skipped = unionUids(this.skipped, tooOften);
      const sizes = await fetchSizes(client, withoutUids(window, tooOften));
      this.steps.unshift(...planFetch(sizes, bounds, new Set(run.attempts.keys())));
      if (this.steps.length === 0) return this.nextStep();
    }
    return this.steps.shift() ?? null;
  }

  private async addArrivals(): Promise<boolean> {
    const fresh = await searchAbove(this.run.connection.client, lastUid(this.onServer));
    this.onServer = unionUids(this.onServer, fresh);
    this.missing = unionUids(this.missing, fresh);
    return fresh.length > 0;
  }

  private async fetchStep(step: FetchStep | null): Promise<readonly Arrival[]> {
    if (!step) return [];
    const { run } = this;
    const uids = step.kind === 'batch' ? step.uids : [step.uid];
    try {
      const arrivals = step.kind === 'batch' ? await this.fetchWhole(step) : await this.fetchPieces(step.uid);
      const got = uidSet(arrivals.map(({ letter }) => letter.uid));
      this.skipped = unionUids(this.skipped, withoutUids(uidSet(uids), got));
      for (const uid of uids) run.attempts.delete(uid);
      return arrivals;
    } catch (error) {
      if (isOneLetters(error) && step.kind === 'batch' && step.uids.length > 1) {
        // one letter the server cannot read must not keep its neighbours away
        this.steps.unshift(...step.uids.map((uid) => ({ kind: 'batch', uids: [uid], bytes: 0 }) as const));
        return [];
      }
      if (isOneLetters(error)) {
        this.skipped = unionUids(this.skipped, uidSet(uids));
        return [];
      }
      if (!(error instanceof DiskFull)) for (const uid of uids) run.attempts.set(uid, (run.attempts.get(uid) ?? 0) + 1);
      throw error;
    }
  }

  private async fetchWhole(step: Extract<FetchStep, { kind: 'batch' }>): Promise<readonly Arrival[]> {
    const { letters, aside } = await fetchBatch(this.run.connection.client, step);
    if (aside) this.run.connection.changes.report('flagged');
    return letters.map((letter) => ({ kind: 'raw', letter }) as const);
  }

  private async fetchPieces(uid: number): Promise<readonly Arrival[]> {
    const { run } = this;
    const letter = await streamLetter(run.connection.client, uid);
    if (!letter) return [];
    const file = await run.vault.putStream(run.accountId, letter.raw);
    if (!file.ok) throw file.failure.code === 'diskFull' ? new DiskFull() : new Error(`the vault could not take a letter in: ${file.failure.code}`);
    return [{ kind: 'filed', letter, file: file.value }];
  }

  private async keep(arrivals: readonly Arrival[]): Promise<Result<void, VaultFailure>> {
    if (arrivals.length === 0) return ok(undefined);
    const kept = await keepLetters(this.run, arrivals);
    if (!kept.ok) return kept;
    this.kept += arrivals.length;
    // kept, and yet not told of: erased here, and not to be asked for again
    const erased = arrivals.flatMap(({ letter }) => (this.run.index.letterAt(this.run.uidValidity, letter.uid) === null ? [letter.uid] : []));
    this.cursor = { ...this.cursor, erased: unionUids(this.cursor.erased, uidSet(erased)) };
    if (this.run.clock.now().getTime() - this.savedAt >= limits.cursorSaveMillis) await this.saveCursor();
    return kept;
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

/** The server said no to this letter, or it came short; the connection is fine. */
function isOneLetters(error: unknown): boolean {
  if (isRefusal(error)) return true;
  return error instanceof Error && 'code' in error && (error.code === 'DownloadIncomplete' || error.code === 'DownloadOverflow');
}

class DiskFull extends Error {}
