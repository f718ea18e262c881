import { limits } from '../../../core/base/limits';
import { isOfConnection } from '../explain-imap-error';
import { ServerNonsense } from '../fetch-letters';
import { isRefusal } from '../imap-errors';
import type { Arrival } from '../keep-letters';
import type { UidSet } from '../uid-set';
import { eachUid, formatUidSet, noUids, uidSet, unionUids, withoutUids } from '../uid-set';
import { askLetters } from './ask-letters';
import type { BulkLine } from './bulk-line';
import { DiskFull, notTaken } from './disk-full';
import type { FetchMemory } from './letter-heads';
import type { Beginning } from './letter-intake';
import type { FetchRun } from './letter-fetch';
import { LetterQueue } from './letter-queue';
import type { LetterSinkParts } from './letter-sinks';
import { LettersSink, PieceSink } from './letter-sinks';
import type { WaitingLetter } from './order-letters';
import { commandBytes, commandLength, lookLetters } from './order-letters';
import type { WaitingLetters } from './waiting-letters';

/** commands on the line at a time: while one is answered the next is there already */
const commandsAhead = 2;
/** known letters below which the next ones are asked about */
const fewKnown = 400;

export type BulkOutcome =
  /** nothing is left that this line could bring */
  | 'done'
  /** the line was cut; `hasGained` tells whether it was worth the connection */
  | 'cut'
  /** the server behaved as none should: not this way again */
  | 'nonsense'
  | 'cancelled'
  | 'diskFull';

export interface BulkParts {
  readonly run: FetchRun;
  readonly memory: FetchMemory;
  readonly line: BulkLine;
  readonly hasEmailId: boolean;
  readonly waiting: WaitingLetters;
  /** by UID: what is on disk of letters that wait */
  readonly partials: Map<number, Beginning>;
  /** into vault and journal; false: the disk is full */
  readonly keep: (arrivals: readonly Arrival[]) => Promise<boolean>;
}

/** Letters over one line that was taken over: asks in order, hands every whole letter to the vault, keeps what was cut. */
export class BulkFetch {
  /** letters that came, or bytes of one */
  hasGained = false;
  /** asked for, and the server did not answer: the other connection finds out why */
  unanswered: UidSet = noUids;
  private readonly queue: LetterQueue;
  private readonly sinkParts: LetterSinkParts;
  private asking: Promise<void> | null = null;
  private isBlamed = false;
  private isFull = false;

  constructor(private readonly parts: BulkParts) {
    const { run, line, memory } = parts;
    this.queue = new LetterQueue(line);
    this.sinkParts = {
      accountId: run.accountId, vault: run.vault, heads: memory.heads, line, now: () => performance.now(),
      keyOf: (letter) => this.keyOf(letter), onAside: run.onAside,
      onLetter: (arrival) => this.queue.push(arrival),
    };
  }

  async fetch(): Promise<BulkOutcome> {
    const { line, run } = this.parts;
    const hangUp = (): void => line.close();
    run.signal.addEventListener('abort', hangUp);
    const keeping = this.keepAll();
    // awaited below; the asking may take its time to hear of a failure
    keeping.catch(() => undefined);
    try {
      const [asked] = await Promise.allSettled([this.ask().finally(() => this.queue.end())]);
      await keeping;
      if (this.isFull) return 'diskFull';
      if (run.signal.aborted) return 'cancelled';
      return asked.status === 'fulfilled' ? 'done' : outcomeOf(asked.reason);
    } finally {
      run.signal.removeEventListener('abort', hangUp);
    }
  }

  /** A failing vault hangs up: nothing that comes could be kept. */
  private async keepAll(): Promise<void> {
    try {
      for (let arrivals = await this.queue.take(); arrivals; arrivals = await this.queue.take()) {
        if (!(await this.parts.keep(arrivals))) {
          this.isFull = true;
          this.parts.line.close();
          return;
        }
        this.queue.kept(arrivals);
        this.hasGained = true;
        for (const { letter } of arrivals) {
          this.parts.waiting.arrived(letter.uid);
          this.parts.run.attempts.delete(letter.uid);
        }
        this.tell();
        // between two batches: what waits still is fetched again next time; on a slow line that is nothing
        if (this.parts.run.signal.aborted) return;
      }
    } catch (error) {
      this.parts.line.close();
      throw error;
    }
  }

  private async ask(): Promise<void> {
    const { run, memory } = this.parts;
    const commands: Promise<void>[] = [];
    try {
      for (;;) {
        if (run.signal.aborted || this.isFull) break;
        if ((await run.freeDisk()) < limits.freeDiskBytes) throw new DiskFull();
        await this.learn();
        const next = this.parts.waiting.ordered;
        if (next.length === 0) break;
        const rate = memory.meter.bytesPerSecond;
        const isSlow = rate !== null && rate < limits.slowLineBytesPerSecond;
        const letters = this.parts.waiting.send(commandLength(next, commandBytes(rate), (letter) => this.isAlone(letter, isSlow)));
        const [first] = letters;
        if (first && letters.length === 1 && (this.hasBeginning(first) || (isSlow && first.size >= limits.resumeLetterBytes))) {
          await this.piece(first, isSlow);
          continue;
        }
        const command = this.letters(letters);
        // looked at below; until then a failure must not count as unhandled
        command.catch(() => undefined);
        commands.push(command);
        if (commands.length >= commandsAhead) await commands.shift();
      }
      for (const command of commands) await command;
    } catch (error) {
      this.parts.line.close();
      throw error;
    } finally {
      // what was cut is put aside before the next line is made
      await Promise.allSettled([...commands, this.asking ?? Promise.resolve()]);
    }
  }

  /** Sees to it that the newest letters are known, and where it matters which of all are urgent. */
  private async learn(): Promise<void> {
    const { run, waiting, line, memory } = this.parts;
    const newer = await run.newer();
    if (newer.length > 0) {
      waiting.add(newer);
      // this session of the server has to notice them, too
      await line.run('NOOP', { rows: 0, wants: () => false, row: () => undefined, literal: () => { throw new ServerNonsense('a letter in answer to nothing'); } });
      await this.asking;
      await this.askSome(limits.fetchWindowLetters, waiting.byUrgency(memory.meter.bytesPerSecond));
    }
    const rate = memory.meter.bytesPerSecond;
    if (waiting.byUrgency(rate)) {
      await this.asking;
      while (waiting.unasked > 0 && !this.isUrgentSmall(waiting.ordered[0])) {
        await this.askSome(lookLetters(rate), true);
        this.tell();
      }
      return;
    }
    if (waiting.unasked === 0) return;
    if (waiting.ready === 0) {
      await this.asking;
      if (waiting.ready === 0) await this.askSome(limits.fetchWindowLetters, false);
    } else if (waiting.ready < fewKnown && this.asking === null) {
      this.asking = this.askSome(limits.fetchWindowLetters, false).finally(() => (this.asking = null));
      this.asking.catch(() => undefined);
    }
  }

  private isUrgentSmall(letter: WaitingLetter | undefined): boolean {
    return letter !== undefined && letter.urgent && letter.size < limits.resumeLetterBytes;
  }

  private async askSome(count: number, withHeaders: boolean): Promise<void> {
    const { run, waiting, line, hasEmailId } = this.parts;
    const all = waiting.takeUnknown(count);
    const tooOften = uidSet([...eachUid(all)].filter((uid) => (run.attempts.get(uid) ?? 0) >= limits.fetchAttempts));
    this.unanswered = unionUids(this.unanswered, tooOften);
    const uids = withoutUids(all, tooOften);
    if (uids.length === 0) return;
    try {
      const letters = await askLetters(line, uids, { withHeaders, hasEmailId, onAside: run.onAside });
      for (const letter of letters) if (letter.size >= limits.resumeLetterBytes) await this.findPartial(letter);
      waiting.learned(letters);
      this.unanswered = unionUids(this.unanswered, withoutUids(uids, uidSet(letters.map(({ uid }) => uid))));
    } catch (error) {
      if (isRefusal(error)) {
        this.unanswered = unionUids(this.unanswered, uids);
        return;
      }
      waiting.add(uids);
      throw error;
    }
  }

  private async findPartial(letter: WaitingLetter): Promise<void> {
    const { run } = this.parts;
    const partial = await run.vault.resumePartial(run.accountId, this.keyOf(letter));
    if (partial) this.parts.partials.set(letter.uid, { kind: 'partial', whole: partial.whole, partial });
  }

  private hasBeginning(letter: WaitingLetter): boolean {
    return this.parts.partials.has(letter.uid) || this.parts.memory.heads.has(this.keyOf(letter));
  }

  private isAlone(letter: WaitingLetter, isSlow: boolean): boolean {
    return letter.size >= limits.streamLetterBytes || (isSlow && letter.size >= limits.resumeLetterBytes) || this.parts.run.attempts.has(letter.uid) || this.hasBeginning(letter);
  }

  private async letters(letters: readonly WaitingLetter[]): Promise<void> {
    const { line, hasEmailId } = this.parts;
    const sink = new LettersSink(this.sinkParts, letters);
    try {
      const set = formatUidSet(uidSet(letters.map(({ uid }) => uid)));
      await line.run(`UID FETCH ${set} (UID FLAGS INTERNALDATE${hasEmailId ? ' EMAILID' : ''} BODY.PEEK[])`, sink);
      await sink.settled();
    } catch (error) {
      await sink.cut();
      await sink.settled();
      if (!isRefusal(error)) {
        this.parts.waiting.back(sink.left);
        if (sink.current) await this.findPartial(sink.current);
        this.blame(error, sink.gained, sink.left[0]);
        throw error;
      }
    }
    // `rest` still has them
    this.unanswered = unionUids(this.unanswered, uidSet(sink.left));
  }

  /** The next part of a large letter; on a slow line no more than what leaves room for an urgent one soon. */
  private async piece(letter: WaitingLetter, isSlow: boolean): Promise<void> {
    const { line, hasEmailId, memory, waiting } = this.parts;
    const key = this.keyOf(letter);
    const head = memory.heads.take(key);
    const beginning: Beginning = this.parts.partials.get(letter.uid) ?? (head ? { kind: 'head', ...head } : await this.freshPartial(letter));
    this.parts.partials.delete(letter.uid);
    const offset = beginning.kind === 'partial' ? beginning.partial.offset : (head?.bytes.length ?? 0);
    const rest = beginning.whole - offset + 1;
    const count = isSlow ? Math.min(rest, Math.max(commandBytes(memory.meter.bytesPerSecond), 64 * 1024)) : rest;
    const sink = new PieceSink(this.sinkParts, letter, beginning, count);
    try {
      await line.run(`UID FETCH ${letter.uid} (UID RFC822.SIZE FLAGS INTERNALDATE${hasEmailId ? ' EMAILID' : ''} BODY.PEEK[]<${offset}.${count}>)`, sink);
    } catch (error) {
      await sink.intake.pause();
      await this.findPartial(letter);
      waiting.back([letter.uid]);
      if (isRefusal(error)) {
        this.giveOver(letter.uid);
        return;
      }
      this.blame(error, sink.intake.gained, letter.uid);
      throw error;
    }
    const end = await sink.settle();
    if (sink.intake.gained > 0) this.hasGained = true;
    if (end === 'whole') return;
    waiting.back([letter.uid]);
    if (end === 'more') await this.findPartial(letter);
    // a size that is not true: the other connection asks for the letter as a whole
    else this.giveOver(letter.uid);
  }

  private async freshPartial(letter: WaitingLetter): Promise<Beginning> {
    const { run } = this.parts;
    const begun = await run.vault.beginPartial(run.accountId, this.keyOf(letter), letter.size);
    if (!begun.ok) throw notTaken(begun.failure);
    return { kind: 'partial', whole: letter.size, partial: begun.value };
  }

  /** Not asked for here any more. */
  private giveOver(uid: number): void {
    this.parts.waiting.drop(uid);
    this.unanswered = unionUids(this.unanswered, [[uid, uid]]);
  }

  /** A letter at which the line broke although nothing of it came may be what breaks it. */
  private blame(error: unknown, gained: number, uid: number | undefined): void {
    if (gained > 0) this.hasGained = true;
    if (this.isBlamed || error instanceof DiskFull || this.parts.run.signal.aborted) return;
    this.isBlamed = true;
    const { attempts } = this.parts.run;
    if (gained === 0 && uid !== undefined) attempts.set(uid, (attempts.get(uid) ?? 0) + 1);
  }

  /** All that can tell one letter of the server from another without reading it. */
  private keyOf({ uid, size, emailId }: WaitingLetter): string {
    const { folder, uidValidity } = this.parts.run;
    return [folder, uidValidity, uid, size, emailId ?? ''].join('\0');
  }

  private tell(): void {
    this.parts.run.onWaiting?.(this.parts.waiting.told);
  }
}

function outcomeOf(error: unknown): BulkOutcome {
  if (error instanceof DiskFull) return 'diskFull';
  if (error instanceof ServerNonsense) return 'nonsense';
  if (isOfConnection(error)) return 'cut';
  throw error;
}
