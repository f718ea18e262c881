import type { Clock } from '../../core/base/clock';
import { isoTime } from '../../core/base/clock';
import { limits } from '../../core/base/limits';
import type { FolderChoice, FolderInfo, FolderStatus } from '../../core/model/folder';
import type { AccountId, IsoTime } from '../../core/model/ids';
import type { JournalPort } from '../journal/journal-port';
import type { AccountIndex } from './account-index';
import type { CursorBook } from './cursor-store';
import type { FolderConnection } from './folder-connection';
import { inbox } from './folder-connection';
import type { FolderMirror, SyncOutcome } from './folder-mirror';
import { FolderRefused, isRefusal } from './imap-errors';
import type { FolderListing, FolderNumbers } from './list-folders';
import { folderNumbers, keptFolders, listFolders } from './list-folders';
import type { Duty } from './run-line';
import { noUids } from './uid-set';

export interface RoundParts {
  readonly accountId: AccountId;
  readonly account: AccountIndex;
  readonly journal: JournalPort;
  readonly clock: Clock;
  readonly cursors: CursorBook;
  readonly choice: () => FolderChoice | undefined;
  readonly mirrorOf: (path: string) => FolderMirror;
  /** the state of some folder is another one */
  readonly onChanged: () => void;
  readonly onListed: (folders: readonly FolderInfo[]) => void;
}

interface FolderState {
  state: FolderStatus['state'];
  lastChecked: IsoTime | null;
  /** monotonic; what was never looked at comes first */
  triedAt: number;
  isDue: boolean;
  /** STATUS need not be asked for: somebody said that something changed, or the server gives it with the list */
  isSure: boolean;
  /** somebody waits for it: it does not wait for INBOX */
  isAsked: boolean;
}

const nothing: SyncOutcome = { state: 'complete', skipped: noUids };

/**
 * All folders beside INBOX, one after the other: listed every few minutes, looked at where their numbers moved, the one that was
 * not looked at for the longest time first. A folder that is refused or gone never stops the others.
 */
export class FolderRound {
  private readonly states = new Map<string, FolderState>();
  private listedAt = Number.NEGATIVE_INFINITY;
  private listMillis = 0;
  private isListAsked = true;
  private rightsAt = Number.NEGATIVE_INFINITY;
  private listed: readonly FolderInfo[] | null = null;
  private isTidy = true;

  constructor(private readonly parts: RoundParts) {}

  /** @param mayFetch false: only the list is asked for (INBOX has not been compared yet) */
  next(connection: FolderConnection, mayFetch: boolean): Duty {
    const now = performance.now();
    // a list that takes long must not be all that happens
    const again = this.listedAt + (this.isListAsked ? 5 * this.listMillis : Math.max(limits.roundMillis, 20 * this.listMillis));
    if (now >= again) return { kind: 'do', run: () => this.list(connection) };
    const due = this.oldestDue(!mayFetch);
    if (!mayFetch) return due ? { kind: 'do', run: (signal) => this.visit(connection, ...due, signal) } : { kind: 'wait', millis: again - now };
    const { selected } = connection;
    const here = selected && this.states.get(selected.path);
    if (here && connection.changes.isPending) return { kind: 'do', run: (signal) => this.look(connection, selected.path, here, (mirror) => mirror.follow(connection, signal)) };
    if (due) return { kind: 'do', run: (signal) => this.visit(connection, ...due, signal) };
    if (!this.isTidy) return { kind: 'do', run: () => this.tidy() };
    return { kind: 'wait', millis: again - now };
  }

  /** As soon as may be; what was due stays due. */
  listAgain(): void {
    this.isListAsked = true;
  }

  lookAgain(paths: readonly string[]): void {
    for (const path of paths) {
      const state = this.states.get(path);
      if (state) Object.assign(state, { isDue: true, isSure: true, isAsked: true, triedAt: Number.NEGATIVE_INFINITY });
      else if (path !== inbox) this.listAgain();
    }
  }

  /** Everything is looked at once more: what is wanted of the folders changed. */
  lookAtAll(): void {
    this.listAgain();
    for (const state of this.states.values()) Object.assign(state, { isDue: true, isSure: true });
  }

  /** has every kept folder been seen complete, or refused, since it was due? */
  get isDone(): boolean {
    return this.listed !== null && [...this.states.values()].every(({ isDue }) => !isDue);
  }

  /** All folders save INBOX, which has a connection of its own. */
  statuses(): readonly FolderStatus[] {
    const kept = new Set(keptFolders(this.parts.account.folders, this.parts.choice()).map(({ path }) => path));
    return this.parts.account.folders.filter(({ use, selectable }) => use !== 'inbox' && selectable).map(({ path }) => {
      const known = this.states.get(path);
      if (!kept.has(path)) return { path, state: 'skipped', total: null, lastChecked: known?.lastChecked ?? null };
      return { path, state: known?.state ?? 'waiting', total: this.parts.mirrorOf(path).total, lastChecked: known?.lastChecked ?? null };
    });
  }

  private async list(connection: FolderConnection): Promise<SyncOutcome> {
    const { account, journal, accountId, choice, mirrorOf } = this.parts;
    const begun = performance.now();
    const areRightsOld = begun - this.rightsAt >= limits.quotaMillis;
    this.isListAsked = false;
    const listing = await listFolders(connection.client, areRightsOld ? new Map() : new Map(account.folders.map(({ path, rights }) => [path, rights]))).catch((error: unknown) => {
      if (isRefusal(error)) return null;
      throw error;
    });
    this.listedAt = performance.now();
    this.listMillis = this.listedAt - begun;
    if (!listing) return nothing;
    if (areRightsOld) this.rightsAt = begun;
    // a list without INBOX is no list: nothing is taken for gone because of it
    if (!listing.folders.some(({ use }) => use === 'inbox')) return nothing;
    this.listed = listing.folders;
    if (JSON.stringify(listing.folders) !== JSON.stringify(account.folders)) {
      const entry = { kind: 'folders.seen', accountId, folders: listing.folders } as const;
      await journal.append(entry);
      account.apply(entry);
    }
    const kept = keptFolders(listing.folders, choice()).filter(({ use }) => use !== 'inbox');
    const paths = new Set(kept.map(({ path }) => path));
    for (const path of this.states.keys()) if (!paths.has(path)) this.states.delete(path);
    for (const { path } of kept) this.weigh(path, listing, mirrorOf(path));
    this.isTidy = false;
    this.parts.onListed(listing.folders);
    this.parts.onChanged();
    return nothing;
  }

  private weigh(path: string, { numbers }: FolderListing, mirror: FolderMirror): void {
    let state = this.states.get(path);
    if (!state) this.states.set(path, (state = { state: 'waiting', lastChecked: null, triedAt: Number.NEGATIVE_INFINITY, isDue: true, isSure: false, isAsked: false }));
    if (state.isDue && state.isSure) return;
    if (state.state === 'refused' && performance.now() - state.triedAt < limits.fullCheckMillis) return;
    const said = numbers.get(path);
    if (said && mirror.isSettled(said)) this.complete(state);
    else Object.assign(state, { isDue: true, isSure: said !== undefined });
  }

  private oldestDue(onlyAsked: boolean): readonly [string, FolderState] | null {
    let oldest: readonly [string, FolderState] | null = null;
    for (const entry of this.states) if (entry[1].isDue && (entry[1].isAsked || !onlyAsked) && (!oldest || entry[1].triedAt < oldest[1].triedAt)) oldest = entry;
    return oldest;
  }

  private async visit(connection: FolderConnection, path: string, state: FolderState, signal: AbortSignal): Promise<SyncOutcome> {
    return this.look(connection, path, state, async (mirror) => {
      if (!state.isSure) {
        const numbers: FolderNumbers | null = await folderNumbers(connection.client, path);
        if (numbers && mirror.isSettled(numbers)) return nothing;
      }
      await connection.select(path);
      return mirror.check(connection, signal);
    });
  }

  private async look(connection: FolderConnection, path: string, state: FolderState, doIt: (mirror: FolderMirror) => Promise<SyncOutcome>): Promise<SyncOutcome> {
    // should the line break here, another folder comes first next time
    state.triedAt = performance.now();
    state.isDue = true;
    if (state.state !== 'complete') this.turn(state, 'syncing');
    try {
      const outcome = await doIt(this.parts.mirrorOf(path));
      if (outcome.state === 'complete') this.complete(state);
      else if (outcome.state === 'cancelled') state.triedAt = Number.NEGATIVE_INFINITY;
      return outcome;
    } catch (error) {
      if (connection.lost.aborted || !(error instanceof FolderRefused || isRefusal(error))) throw error;
      state.isDue = false;
      this.turn(state, 'refused');
      if (error instanceof FolderRefused && error.isMissing) this.listAgain();
      return nothing;
    }
  }

  private complete(state: FolderState): void {
    state.isDue = false;
    state.isSure = false;
    state.isAsked = false;
    state.lastChecked = isoTime(this.parts.clock.now());
    this.turn(state, 'complete');
  }

  private turn(state: FolderState, to: FolderStatus['state']): void {
    state.state = to;
    this.parts.onChanged();
  }

  /** Once all others were looked at, because a folder that was renamed is found again by its letters. */
  private async tidy(): Promise<SyncOutcome> {
    const { account, cursors, mirrorOf } = this.parts;
    this.isTidy = true;
    const there = new Set((this.listed ?? []).filter(({ selectable, use }) => selectable || use === 'inbox').map(({ path }) => path));
    for (const path of account.folderPaths()) if (!there.has(path)) await mirrorOf(path).tellAllGone();
    cursors.keepOnly(there);
    await cursors.save();
    return nothing;
  }
}
