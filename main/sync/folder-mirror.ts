import { isoTime } from '../../core/base/clock';
import { limits } from '../../core/base/limits';
import type { LetterId } from '../../core/model/ids';
import type { Waiting } from '../../core/model/folder';
import type { Gone } from '../../core/model/journal';
import type { AccountIndex } from './account-index';
import type { FolderIndex } from './folder-index';
import type { FolderCursor, SettledFolder } from './cursor';
import { cursorFor, higherModseq } from './cursor';
import type { CursorBook } from './cursor-store';
import type { BulkLines } from './fetch/bulk-lines';
import type { FetchMemory } from './fetch/letter-heads';
import type { FetchOutcome } from './fetch/letter-fetch';
import { LetterFetch } from './fetch/letter-fetch';
import { searchAbove, searchAll } from './fetch-letters';
import type { FolderConnection, OpenFolder } from './folder-connection';
import type { Keeping } from './keep-letters';
import type { FolderNumbers } from './list-folders';
import type { HeaderMark } from './match-letters';
import { rematch } from './rematch';
import { searchSince } from './search-since';
import { syncFlags } from './sync-flags';
import type { UidSet } from './uid-set';
import { commonUids, countUids, eachUid, formatUidSet, lastUid, newestUids, noUids, uidSet, unionUids, withoutUids } from './uid-set';

export type SyncOutcome = FetchOutcome;

export interface MirrorParts extends Pick<Keeping, 'accountId' | 'vault' | 'journal' | 'clock'> {
  readonly account: AccountIndex;
  readonly cursors: CursorBook;
  /** bytes left on the disk of the vault */
  readonly freeDisk: () => Promise<number>;
  /** day before which letters are not fetched; null: everything is */
  readonly since: () => string | null;
  /** UID → lost connections it was in flight at; lives as long as the account runs */
  readonly attempts: Map<number, number>;
  /** something was kept, found again or found missing; `isFetching` while letters are on their way */
  readonly onMoved: (isFetching: boolean) => void;
  /** letters left this folder and lie nowhere else any more: somebody may have moved them */
  readonly onOrphans: () => void;
  /** asked between two steps of a fetch: work that needs this very folder */
  readonly between: () => Promise<void>;
  /** the connection for letters alone, while there is one */
  readonly bulk: () => BulkLines | null;
  readonly memory: FetchMemory;
  /** the office was cut off for a while */
  readonly afterOutage: () => boolean;
  readonly onWaiting: (waiting: Waiting | null) => void;
}

/**
 * Mirrors one folder, whatever connection has it selected: vault, journal, cursor, in that order, newest letters first.
 * Connection errors are thrown (they end the connection); everything kept until then stays kept.
 */
export class FolderMirror {
  private readonly index: FolderIndex;
  private cursor: FolderCursor | null = null;
  /** no letter above it was ever seen on the server in this run */
  private seenUpTo = 0;
  private unwanted = 0;
  private skippedUids: UidSet = noUids;
  private onServer: number | null = null;
  private flagsReadAt = Number.NEGATIVE_INFINITY;
  private unseen: number | null = null;
  private wasCompared = false;
  private wasDoubted = false;
  private forgivenAt = Number.NEGATIVE_INFINITY;

  constructor(private readonly parts: MirrorParts, readonly path: string) {
    this.index = parts.account.folder(path);
  }

  /** letters of the folder on the server at the last look that are wanted here; null before the first */
  get total(): number | null {
    return this.onServer;
  }

  /** how many of them are here */
  get kept(): number {
    return this.cursor ? this.index.count(this.cursor.uidValidity) : 0;
  }

  /** UIDs the server has but could not hand out, with their UIDVALIDITY */
  get skipped(): { readonly uidValidity: string; readonly uids: UidSet } {
    return { uidValidity: this.cursor?.uidValidity ?? '0', uids: this.skippedUids };
  }

  /** With these numbers nothing can have happened there since it was last seen complete. */
  isSettled(numbers: FolderNumbers): boolean {
    if (numbers.exists === 0) this.noteEmpty(numbers);
    const cursor = this.cursor ?? this.parts.cursors.get(this.path);
    if (!cursor || !this.fits(cursor, numbers)) return false;
    if (numbers.highestModseq === null && !this.isFlagsFresh(numbers.unseen)) return false;
    this.cursor = cursor;
    this.onServer = numbers.exists - (cursor.settled?.unwanted ?? 0);
    return true;
  }

  /** Compares the folder that was just selected: what left the server, which flags changed, what is missing here. */
  async check(connection: FolderConnection, signal: AbortSignal): Promise<SyncOutcome> {
    connection.changes.take();
    connection.takeVanished();
    this.forgive();
    const since = this.parts.since();
    const stored = (folder: OpenFolder): FolderCursor => cursorFor(folder.uidValidity, this.cursor ?? this.parts.cursors.get(this.path));
    let folder = selectedOn(connection, this.path);
    // the numbers of this SELECT may only be older than what was followed since
    if (this.isSetBack(stored(folder), folder)) folder = await connection.select(this.path);
    let cursor = this.isSetBack(stored(folder), folder) ? await this.doubt(folder) : stored(folder);
    this.cursor = cursor;
    // counting tells what is missing only where nothing can vanish unsaid: with VANISHED, or once all was compared in this run
    const isKnown = cursor.settled !== null && cursor.settled.since === since && (this.wasCompared || connection.client.enabled.has('QRESYNC'));
    this.seenUpTo = Math.max(this.index.lastUid(folder.uidValidity), lastUid(cursor.erased), isKnown ? (cursor.settled?.uidNext ?? 1) - 1 : 0);
    this.unwanted = isKnown ? (cursor.settled?.unwanted ?? 0) : 0;
    if (this.fits(cursor, folder) && (folder.highestModseq !== null || this.isFlagsFresh(null))) {
      this.onServer = folder.exists - this.unwanted;
      return { state: 'complete', skipped: noUids };
    }
    cursor = await this.readFlags(connection, folder, folder.highestModseq);
    this.skippedUids = noUids;
    const arrived = isKnown ? await this.arrivals(folder, since) : null;
    const missing = arrived !== null && this.counted(cursor, this.unwanted) + countUids(arrived) === connection.exists ? arrived : await this.compare(folder, since);
    const outcome = await this.fetch(connection, folder, missing, signal);
    if (outcome.state === 'complete') {
      await this.tell(this.index.outdated(folder.uidValidity));
      await this.settle(connection, since);
    }
    return outcome;
  }

  /** Looks into what the server said in passing of the folder, which is selected still. */
  async follow(connection: FolderConnection, signal: AbortSignal): Promise<SyncOutcome> {
    const folder = selectedOn(connection, this.path);
    const changes = connection.changes.take();
    const since = this.parts.since();
    let missing: UidSet = noUids;
    if (changes.removed) {
      const vanished = connection.takeVanished();
      if (vanished && vanished.length > 0) await this.tellGone(folder.uidValidity, uidSet(vanished));
      else missing = await this.compare(folder, since);
    }
    if (changes.arrived) missing = unionUids(missing, await this.arrivals(folder, since));
    const outcome = await this.fetch(connection, folder, missing, signal);
    if (outcome.state !== 'complete') {
      // the check that comes for it has to read what was not read now
      if (changes.flagged) this.begin();
      return outcome;
    }
    if (changes.flagged) await this.readFlags(connection, folder, null);
    await this.settle(connection, since);
    return outcome;
  }

  /** A new session: without CONDSTORE flags may have changed unseen meanwhile. */
  begin(): void {
    this.flagsReadAt = Number.NEGATIVE_INFINITY;
  }


  /** Something here is not as it was (a file found damaged): the next check compares everything. */
  unsettle(): void {
    this.wasCompared = false;
    const cursor = this.cursor ?? this.parts.cursors.get(this.path);
    if (cursor) this.cursor = { ...cursor, settled: null };
  }

  /** The server lists this folder no more: letters stay in the vault, but lie there no longer. */
  async tellAllGone(): Promise<void> {
    await this.tell(this.index.outdated(null));
  }

  /** An empty folder of which nothing was ever known is complete as it is; a mailbox may have thousands of them. */
  private noteEmpty({ uidValidity, uidNext, highestModseq }: FolderNumbers): void {
    if (this.parts.account.hasPlacesIn(this.path) || this.parts.cursors.get(this.path)?.uidValidity === uidValidity) return;
    this.cursor = { uidValidity, highestModseq: highestModseq?.toString() ?? null, erased: noUids, settled: { uidNext, exists: 0, unwanted: 0, since: this.parts.since() } };
    this.flagsReadAt = performance.now();
    this.parts.cursors.note(this.path, this.cursor);
  }

  /** Now and then letters that broke connections before are tried once more. */
  private forgive(): void {
    if (performance.now() - this.forgivenAt < limits.fullCheckMillis) return;
    this.forgivenAt = performance.now();
    for (const [uid, attempts] of this.parts.attempts) this.parts.attempts.set(uid, Math.min(attempts, limits.fetchAttempts - 1));
  }

  /**
   * UIDNEXT and HIGHESTMODSEQ only rise (RFC 9051, 2.3.1.1; RFC 7162, 3.1). A server that was restored from a backup falls behind, and gives
   * out numbers again, to other letters.
   */
  private isSetBack({ settled, highestModseq }: FolderCursor, folder: OpenFolder): boolean {
    if (settled !== null && folder.uidNext < settled.uidNext) return true;
    // once in a run: it also falls where a server only lost its index
    return !this.wasDoubted && highestModseq !== null && folder.highestModseq !== null && folder.highestModseq < BigInt(highestModseq);
  }

  /** Nothing the server said before counts; a letter that lies at a number known here has to have its date and its size. */
  private async doubt({ client, uidValidity }: OpenFolder): Promise<FolderCursor> {
    this.wasDoubted = true;
    const known = this.index.uids(uidValidity);
    const alike: number[] = [];
    for (let left = known; left.length > 0; ) {
      const window = newestUids(left, limits.fetchWindowLetters);
      left = withoutUids(left, window);
      for (const { uid, internalDate, size } of await client.fetchAll(formatUidSet(window), { uid: true, internalDate: true, size: true }, { uid: true })) {
        if (internalDate instanceof Date && size !== undefined && this.index.isLike(uidValidity, uid, isoTime(internalDate), size)) alike.push(uid);
      }
    }
    await this.tellGone(uidValidity, withoutUids(known, uidSet(alike)));
    return cursorFor(uidValidity, null);
  }

  private fits(cursor: FolderCursor, numbers: Omit<FolderNumbers, 'unseen'>): boolean {
    const { settled } = cursor;
    return settled !== null && cursor.uidValidity === numbers.uidValidity && settled.uidNext === numbers.uidNext && settled.exists === numbers.exists &&
      settled.since === this.parts.since() && cursor.highestModseq === (numbers.highestModseq?.toString() ?? null) &&
      this.counted(cursor, settled.unwanted) === numbers.exists;
  }

  /** Letters of the server that need nothing: kept, erased here, or not wanted. */
  private counted(cursor: FolderCursor, unwanted: number): number {
    return this.index.count(cursor.uidValidity) + countUids(cursor.erased) + unwanted;
  }

  /** Without CONDSTORE only reading all flags tells whether one changed; that is done now and then, and when the unseen count moved. */
  private isFlagsFresh(unseen: number | null): boolean {
    const isSame = unseen === null || this.unseen === null || this.unseen === unseen;
    if (unseen !== null) this.unseen = unseen;
    return isSame && performance.now() - this.flagsReadAt < limits.fullCheckMillis;
  }

  /** @param upTo HIGHESTMODSEQ stated by the server before, null: only what the answer itself shows */
  private async readFlags(connection: FolderConnection, folder: OpenFolder, upTo: bigint | null): Promise<FolderCursor> {
    const cursor = this.cursor ?? cursorFor(folder.uidValidity, null);
    this.flagsReadAt = performance.now();
    // letters that are fetched later come with the flags they have then
    const isFresh = this.index.count(folder.uidValidity) === 0;
    const highestModseq = isFresh
      ? folder.highestModseq === null ? null : higherModseq(cursor.highestModseq, upTo)
      : await syncFlags({ accountId: this.parts.accountId, journal: this.parts.journal, index: this.index }, folder, cursor.highestModseq, upTo);
    const vanished = connection.takeVanished();
    if (!isFresh && cursor.highestModseq !== null && vanished && vanished.length > 0) await this.tellGone(folder.uidValidity, uidSet(vanished));
    this.cursor = { ...cursor, highestModseq };
    return this.cursor;
  }

  /** The whole list of UIDs against what is here. Returns what is missing. */
  private async compare(folder: OpenFolder, since: string | null): Promise<UidSet> {
    const { uidValidity, client } = folder;
    let onServer = await searchAll(client);
    // a list that is shorter than the folder: what is on neither of two is gone
    if (client.mailbox !== false && countUids(onServer) < client.mailbox.exists) onServer = unionUids(onServer, await searchAll(client));
    const known = this.index.uids(uidValidity);
    await this.tellGone(uidValidity, withoutUids(known, onServer));
    const cursor = cursorFor(uidValidity, this.cursor);
    const erased = commonUids(unionUids(cursor.erased, this.index.erasedUids(uidValidity)), onServer);
    this.cursor = { ...cursor, erased };
    this.seenUpTo = Math.max(this.seenUpTo, lastUid(onServer));
    const strange = withoutUids(onServer, unionUids(erased, known));
    const missing = since === null || strange.length === 0 ? strange : commonUids(strange, await searchSince(client, since, strange));
    this.unwanted = countUids(strange) - countUids(missing);
    this.onServer = countUids(onServer) - this.unwanted;
    this.wasCompared = true;
    return missing;
  }

  private async arrivals({ client }: OpenFolder, since: string | null): Promise<UidSet> {
    const fresh = await searchAbove(client, this.seenUpTo);
    this.seenUpTo = Math.max(this.seenUpTo, lastUid(fresh));
    const wanted = since === null || fresh.length === 0 ? fresh : commonUids(fresh, await searchSince(client, since, fresh));
    this.unwanted += countUids(fresh) - countUids(wanted);
    this.onServer = (this.onServer ?? 0) + countUids(wanted);
    return wanted;
  }

  private async fetch(connection: FolderConnection, folder: OpenFolder, wanted: UidSet, signal: AbortSignal): Promise<SyncOutcome> {
    const { parts } = this;
    if (wanted.length === 0) return signal.aborted ? { state: 'cancelled' } : { state: 'complete', skipped: this.skippedUids };
    parts.onMoved(true);
    try {
      const missing = await this.findAgain(folder, wanted, signal);
      const bulk = parts.bulk();
      const outcome = await new LetterFetch({
        accountId: parts.accountId, vault: parts.vault, journal: parts.journal, clock: parts.clock, freeDisk: parts.freeDisk, attempts: parts.attempts, signal,
        folder: this.path, uidValidity: folder.uidValidity, index: this.index, client: folder.client,
        memory: parts.memory, afterOutage: parts.afterOutage(), onWaiting: parts.onWaiting,
        ...(bulk ? { bulk } : {}),
        // what arrives during a long first fetch is newer than all that waits
        newer: async () => {
          await parts.between();
          return connection.changes.takeArrived() ? this.arrivals(folder, parts.since()) : noUids;
        },
        onAside: () => connection.changes.report('flagged'),
        onKept: async (_kept, erased) => {
          parts.onMoved(true);
          const cursor = cursorFor(folder.uidValidity, this.cursor);
          this.cursor = { ...cursor, erased: unionUids(cursor.erased, erased), settled: null };
          await parts.cursors.set(this.path, this.cursor);
        },
      }).fetch(missing);
      if (outcome.state !== 'complete') return outcome;
      this.skippedUids = unionUids(this.skippedUids, outcome.skipped);
      return { state: 'complete', skipped: this.skippedUids };
    } finally {
      parts.onMoved(false);
    }
  }

  /** Letters that are here already, from another folder or under an older UIDVALIDITY, cost no download. Returns the others. */
  private async findAgain(folder: OpenFolder, wanted: UidSet, signal: AbortSignal): Promise<UidSet> {
    const { account, vault, journal } = this.parts;
    const marks = new Map<LetterId, HeaderMark | null>();
    let strangers: UidSet = noUids;
    for (let left = wanted; left.length > 0; ) {
      if (signal.aborted || !account.hasOthersThanIn(this.path, folder.uidValidity)) return unionUids(strangers, left);
      const window = newestUids(left, limits.fetchWindowLetters);
      left = withoutUids(left, window);
      const found = await rematch({ account, vault, folder, marks }, window);
      if (found.entries.length > 0) await journal.append(...found.entries);
      for (const entry of found.entries) this.index.apply(entry);
      strangers = unionUids(strangers, withoutUids(window, found.uids));
    }
    return strangers;
  }

  private async tellGone(uidValidity: string, uids: UidSet): Promise<void> {
    await this.tell([...eachUid(uids)].flatMap((uid) => {
      const letterId = this.index.letterAt(uidValidity, uid);
      return letterId === null ? [] : [{ letterId, location: { folder: this.path, uidValidity, uid } }];
    }));
  }

  private async tell(gone: readonly Gone[]): Promise<void> {
    const { journal, accountId, account, onOrphans } = this.parts;
    for (let at = 0; at < gone.length; at += limits.fetchWindowLetters) {
      const entry = { kind: 'letters.gone', accountId, gone: gone.slice(at, at + limits.fetchWindowLetters) } as const;
      await journal.append(entry);
      this.index.apply(entry);
    }
    if (gone.some(({ letterId }) => !account.isAnywhere(letterId))) onOrphans();
  }

  private async settle(connection: FolderConnection, since: string | null): Promise<void> {
    const folder = selectedOn(connection, this.path);
    const cursor = cursorFor(folder.uidValidity, this.cursor);
    const isWhole = this.skippedUids.length === 0 && this.counted(cursor, this.unwanted) === connection.exists;
    const settled: SettledFolder | null = isWhole ? { uidNext: Math.max(folder.uidNext, this.seenUpTo + 1), exists: connection.exists, unwanted: this.unwanted, since } : null;
    this.onServer = connection.exists - this.unwanted;
    this.cursor = { ...cursor, settled };
    await this.parts.cursors.set(this.path, this.cursor);
  }
}

function selectedOn(connection: FolderConnection, path: string): OpenFolder {
  const { selected } = connection;
  if (selected?.path !== path) throw new Error('the folder is not selected');
  return selected;
}
