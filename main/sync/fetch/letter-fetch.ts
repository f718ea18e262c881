import type { ImapFlow } from 'imapflow';
import { limits } from '../../../core/base/limits';
import type { Result } from '../../../core/base/result';
import { ok } from '../../../core/base/result';
import type { Waiting } from '../../../core/model/folder';
import type { VaultFailure } from '../../vault/vault-port';
import { fetchBatch, fetchSizes, streamLetter } from '../fetch-letters';
import { isRefusal } from '../imap-errors';
import type { Arrival, Keeping } from '../keep-letters';
import { keepLetters } from '../keep-letters';
import { BulkFetch } from './bulk-fetch';
import type { BulkLines } from './bulk-lines';
import { DiskFull, notTaken } from './disk-full';
import type { FetchMemory } from './letter-heads';
import type { Beginning } from './letter-intake';
import { WaitingLetters } from './waiting-letters';
import type { FetchStep } from '../plan-fetch';
import { planFetch } from '../plan-fetch';
import type { UidSet } from '../uid-set';
import { countUids, eachUid, newestUids, noUids, uidSet, unionUids, withoutUids } from '../uid-set';

export type FetchOutcome =
  /** every letter asked for is here, save those the server cannot hand out */
  | { readonly state: 'complete'; readonly skipped: UidSet }
  | { readonly state: 'cancelled' }
  | { readonly state: 'diskFull' };

export interface FetchRun extends Keeping {
  /** a connection that has the folder selected for as long as the fetch runs */
  readonly client: ImapFlow;
  /** bytes left on the disk of the vault */
  readonly freeDisk: () => Promise<number>;
  /** cancels between two batches */
  readonly signal: AbortSignal;
  /** UID → lost connections it was in flight at; one map a folder, as long-lived as the account runs */
  readonly attempts: Map<number, number>;
  /** UIDs that came to the folder since the last call; asked between two steps, as they are newer than all that waits */
  readonly newer: () => Promise<UidSet>;
  /** the server spoke in passing of flags of letters nobody asked for */
  readonly onAside: () => void;
  /**
   * These letters are in vault and journal (`kept` of them at least their place).
   * @param erased UIDs taken in and let go again: a person erased that letter here
   */
  readonly onKept: (kept: number, erased: UidSet) => Promise<void>;
  /** the account's second connection, for letters only; without it all comes over `client` */
  readonly bulk?: BulkLines;
  /** with `bulk`: what is remembered over all fetches of the account */
  readonly memory?: FetchMemory;
  /** the office was cut off for a while: urgent and small letters first, however fast the line is */
  readonly afterOutage?: boolean;
  /** what waits, where that was looked into; null when nothing is looked into any more */
  readonly onWaiting?: (waiting: Waiting | null) => void;
}

const bounds = { letters: limits.fetchBatchLetters, bytes: limits.fetchBatchBytes, streamBytes: limits.streamLetterBytes };

/** fewer letters are asked for their sizes before a second connection is made for them */
const fewLetters = 20;

/**
 * Fetches the missing letters of one selected folder into vault and journal, newest first. Connection errors are thrown
 * (they end the connection); everything kept until then stays kept.
 */
export class LetterFetch {
  private missing: UidSet = noUids;
  private steps: FetchStep[] = [];
  private skipped: UidSet = noUids;
  private keeping: Promise<unknown> = Promise.resolve();

  constructor(private readonly run: FetchRun) {}

  async fetch(missing: UidSet): Promise<FetchOutcome> {
    this.missing = missing;
    this.skipped = noUids;
    this.steps = [];
    const { bulk, memory, onWaiting } = this.run;
    if (bulk && memory && (await this.isMuch())) {
      try {
        const outcome = await this.fetchInBulk(bulk, memory);
        if (outcome) return outcome;
      } finally {
        onWaiting?.(null);
      }
    }
    return this.fetchInPlace(missing.length > 0);
  }

  private async isMuch(): Promise<boolean> {
    const count = countUids(this.missing);
    if (count === 0 || count > fewLetters) return count > 0;
    const sizes = await fetchSizes(this.run.client, this.missing);
    return sizes.reduce((sum, { size }) => sum + size, 0) > limits.bulkWorthBytes;
  }

  /** Over the second connection, again and again while that brings something. What it leaves is `missing` afterwards. */
  private async fetchInBulk(bulk: BulkLines, memory: FetchMemory): Promise<FetchOutcome | null> {
    const { run } = this;
    const waiting = new WaitingLetters(this.missing, run.afterOutage ?? false, run.attempts);
    const partials = new Map<number, Beginning>();
    let unanswered = noUids;
    for (let inVain = 0; inVain < limits.fetchAttempts && !run.signal.aborted; ) {
      const lent = await bulk.borrow({ path: run.folder, uidValidity: run.uidValidity });
      if (lent === 'none') break;
      if (lent === 'broken') {
        inVain += 1;
        continue;
      }
      const fetch = new BulkFetch({ run, memory, ...lent, waiting, partials, keep: (arrivals) => this.keptInBulk(arrivals) });
      const outcome = await fetch.fetch().finally(() => bulk.giveBack());
      unanswered = unionUids(unanswered, fetch.unanswered);
      if (outcome === 'diskFull' || outcome === 'cancelled') return { state: outcome };
      if (outcome === 'nonsense') bulk.giveUp();
      if (outcome !== 'cut') break;
      inVain = fetch.hasGained ? 0 : inVain + 1;
    }
    this.missing = unionUids(waiting.rest, unanswered);
    return run.signal.aborted ? { state: 'cancelled' } : null;
  }

  private async keptInBulk(arrivals: readonly Arrival[]): Promise<boolean> {
    const kept = await this.keep(arrivals);
    if (kept.ok) return true;
    if (kept.failure.code === 'diskFull') return false;
    throw notTaken(kept.failure);
  }

  /** Over the connection that is there. While one batch is written the next one is on the wire. */
  private async fetchInPlace(isLong: boolean): Promise<FetchOutcome> {
    const { run } = this;
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
        throw notTaken(written.value.failure);
      }
      if (fetched.status === 'rejected') {
        if (fetched.reason instanceof DiskFull) return { state: 'diskFull' };
        throw fetched.reason;
      }
      ready = fetched.value;
      stopped = run.signal.aborted;
    }
    return run.signal.aborted ? { state: 'cancelled' } : { state: 'complete', skipped: this.skipped };
  }

  private async nextStep(): Promise<FetchStep | null> {
    const { run } = this;
    const newer = await run.newer();
    this.missing = unionUids(this.missing, newer);
    if ((newer.length > 0 || this.steps.length === 0) && this.missing.length > 0) {
      const window = newestUids(this.missing, limits.fetchWindowLetters);
      this.missing = withoutUids(this.missing, window);
      const tooOften = uidSet([...eachUid(window)].filter((uid) => (run.attempts.get(uid) ?? 0) >= limits.fetchAttempts));
      this.skipped = unionUids(this.skipped, tooOften);
      const sizes = await fetchSizes(run.client, withoutUids(window, tooOften));
      this.steps.unshift(...planFetch(sizes, bounds, new Set(run.attempts.keys())));
      if (this.steps.length === 0) return this.nextStep();
    }
    return this.steps.shift() ?? null;
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
      const isHere = (uid: number): boolean => run.index.letterAt(run.uidValidity, uid) !== null;
      if (!(error instanceof DiskFull)) for (const uid of uids.filter((one) => !isHere(one))) run.attempts.set(uid, (run.attempts.get(uid) ?? 0) + 1);
      throw error;
    }
  }

  private async fetchWhole(step: Extract<FetchStep, { kind: 'batch' }>): Promise<readonly Arrival[]> {
    const { letters, aside, cut } = await fetchBatch(this.run.client, step);
    if (aside) this.run.onAside();
    const arrivals = letters.map((letter) => ({ kind: 'raw', letter }) as const);
    if (cut === null) return arrivals;
    // those that were whole before the line was cut need not come again
    if (!(await this.keptInBulk(arrivals))) throw new DiskFull();
    for (const { letter } of arrivals) this.run.attempts.delete(letter.uid);
    throw cut.error;
  }

  private async fetchPieces(uid: number): Promise<readonly Arrival[]> {
    const { run } = this;
    const letter = await streamLetter(run.client, uid);
    if (!letter) return [];
    const file = await run.vault.putStream(run.accountId, letter.raw);
    if (!file.ok) throw notTaken(file.failure);
    return [{ kind: 'filed', letter, file: file.value }];
  }

  /** One after the other: of two batches that hold the same letter the second must see it kept. */
  private keep(arrivals: readonly Arrival[]): Promise<Result<void, VaultFailure>> {
    const kept = this.keeping.then(() => this.keepNow(arrivals));
    this.keeping = kept.catch(() => undefined);
    return kept;
  }

  private async keepNow(arrivals: readonly Arrival[]): Promise<Result<void, VaultFailure>> {
    if (arrivals.length === 0) return ok(undefined);
    const { run } = this;
    const kept = await keepLetters(run, arrivals);
    if (!kept.ok) return kept;
    // kept, and yet not told of: erased here, and not to be asked for again
    const erased = arrivals.flatMap(({ letter }) => (run.index.letterAt(run.uidValidity, letter.uid) === null ? [letter.uid] : []));
    await run.onKept(arrivals.length, uidSet(erased));
    return kept;
  }
}

/** The server said no to this letter, or it came short; the connection is fine. */
function isOneLetters(error: unknown): boolean {
  if (isRefusal(error)) return true;
  return error instanceof Error && 'code' in error && (error.code === 'DownloadIncomplete' || error.code === 'DownloadOverflow');
}
