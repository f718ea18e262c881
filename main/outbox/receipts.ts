import type { Clock } from '../../core/base/clock';
import { limits } from '../../core/base/limits';
import { isDeskKind, receiptKey, receiptKinds, stateOf, type ReceiptKey } from '../../core/acknowledge/fold-receipts';
import type { AccountId, LetterId } from '../../core/model/ids';
import type { JournalEvent } from '../../core/model/journal';
import type { Policy } from '../../core/model/policy';
import type { ReceiptKind } from '../../core/model/receipt';
import type { JournalPort } from '../journal/journal-port';
import { JournalWriteError } from '../journal/journal-writer';
import type { Log } from '../log/log';
import type { VaultPort } from '../vault/vault-port';
import type { ClaimPort } from './claim-port';
import type { Stationery } from './compose-receipt';
import { lettersOf } from '../../core/fold/letter-state';
import { afterAnswer } from './next-receipt-step';
import { deskDetails } from './desk-details';
import { proposalOf, type Proposal } from './proposal-of';
import { readLetterHeader } from './read-letter-header';
import { ReceiptBook } from './receipt-book';
import { factsOf } from './receipt-question';
import { openingStates, runReceipt, type RunEnd } from './run-receipt';
import { SessionDesk } from './session-desk';
import type { SmtpSession } from './smtp-session';
import { worthAnotherLook } from './worth-another-look';

export interface ReceiptsParts {
  readonly journal: JournalPort;
  /** the journal folded already; where it is missing the journal is read here */
  readonly book?: ReceiptBook;
  readonly vault: Pick<VaultPort, 'readRange'>;
  readonly claim: ClaimPort;
  /** Logs in through the account's gate; null where there is no line or the gate is closed. */
  readonly openSession: (accountId: AccountId) => Promise<SmtpSession | null>;
  readonly policy: () => Policy;
  readonly stationery: Stationery;
  readonly clock: Clock;
  readonly log: Pick<Log, 'write'>;
  /** milliseconds; limits.receiptRetryMillis unless a test is in a hurry */
  readonly retryMillis?: readonly number[];
}

/** events after which a letter may lie elsewhere, or be seen elsewhere */
const places: ReadonlySet<JournalEvent['kind']> = new Set<JournalEvent['kind']>(['letter.located', 'letters.gone', 'letters.flagged', 'act.asked', 'act.settled', 'act.dismissed']);

interface Lane {
  readonly desk: SessionDesk;
  /** in order of arrival */
  readonly queue: Set<ReceiptKey>;
  readonly running: Set<ReceiptKey>;
  /** waiting for the line */
  readonly parked: Set<ReceiptKey>;
  failures: number;
  timer: NodeJS.Timeout | null;
}

/**
 * Receipts from proposal to answer. Whoever proposes twice, clicks twice or starts the program again changes nothing:
 * a receipt is one chain of journalled states, and only its last state decides what happens next.
 */
export class Receipts {
  private readonly lanes = new Map<AccountId, Lane>();
  private readonly proposing = new Set<ReceiptKey>();
  private readonly answering = new Set<ReceiptKey>();
  private readonly delays = new Map<ReceiptKey, NodeJS.Timeout>();
  private readonly attempts = new Map<ReceiptKey, number>();
  private readonly works = new Set<Promise<void>>();
  private bug: Error | null = null;
  private isClosed = false;
  private forget: () => void = () => undefined;

  private constructor(private readonly parts: ReceiptsParts, private readonly book: ReceiptBook) {}

  /** Folds the journal and takes up what an earlier run left. */
  static async open(parts: ReceiptsParts): Promise<Receipts> {
    const book = parts.book ?? (await ReceiptBook.open(parts.journal, parts.clock));
    const receipts = new Receipts(parts, book);
    receipts.forget = parts.journal.onAdvanced((_head, events) => receipts.heard(events));
    for (const { letterId, kind } of book.all()) receipts.enqueue(receiptKey(letterId, kind));
    receipts.lookAgain(book.all().map(({ letterId }) => letterId));
    return receipts;
  }

  /**
   * What ingest (arrival) or the act of reading (displayed) asks for. A known receipt stays as it is. Nothing is journalled
   * for a letter that was read but never asked for a notice.
   * @param proposal official: did recognition find an official document? null where nobody looked. files: attachments as they arrived
   */
  async propose(proposal: { readonly letterId: LetterId; readonly kind: ReceiptKind } & Proposal): Promise<void> {
    const { letterId, kind, ...proposed } = proposal;
    const key = receiptKey(letterId, kind);
    // passed over in silence it would count as proposed, and at the next start nobody would ask again
    if (this.isClosed) throw new Error('the receipts are closed');
    if (this.book.get(key) !== null || this.proposing.has(key)) return;
    this.proposing.add(key);
    try {
      if (!(await this.isOwed(letterId, kind))) return;
      await this.book.move(letterId, kind, ...(await openingStates({ ...this.parts, book: this.book }, letterId, kind, proposed)));
    } finally {
      this.proposing.delete(key);
    }
    this.enqueue(key);
  }

  /** Registering or refusing says that it arrived: an arrival notice that still waits for a person is not owed any more. */
  async supersede(letterId: LetterId): Promise<void> {
    const key = receiptKey(letterId, 'arrival');
    const receipt = this.book.get(key);
    if (this.isClosed || receipt === null || this.answering.has(key) || this.isRunning(letterId, key) || stateOf(receipt).state !== 'asked') return;
    this.answering.add(key);
    try {
      await this.book.move(letterId, 'arrival', { state: 'withheld', why: 'oneAlready', answer: null });
    } finally {
      this.answering.delete(key);
    }
  }

  /** Files of the letter as they were told with any receipt of it; null: with none. */
  filesOf(letterId: LetterId): Proposal['files'] | null {
    for (const kind of receiptKinds) {
      const receipt = this.book.get(receiptKey(letterId, kind));
      const files = receipt === null ? undefined : proposalOf(receipt).files;
      if (files !== undefined) return files;
    }
    return null;
  }

  isProposed(letterId: LetterId, kind: ReceiptKind): boolean {
    return this.book.get(receiptKey(letterId, kind)) !== null;
  }

  /** A person's word. What no longer fits the state (a second click) is passed over. */
  async answer({ letterId, kind, answer }: { readonly letterId: LetterId; readonly kind: ReceiptKind; readonly answer: 'send' | 'decline' | 'sendAgain' }): Promise<void> {
    const key = receiptKey(letterId, kind);
    const receipt = this.book.get(key);
    if (this.isClosed || receipt === null || this.answering.has(key) || this.isRunning(letterId, key)) return;
    const next = afterAnswer(stateOf(receipt), answer);
    if (next === null) return;
    this.answering.add(key);
    try {
      if (next === 'decline') await this.book.move(letterId, kind, { state: 'withheld', why: 'personDeclined', answer: null });
      else if (next === 'claimed') await this.book.move(letterId, kind, { state: 'claimed' });
      else await this.book.move(letterId, kind, { state: 'proposed', ...proposalOf(receipt) });
    } finally {
      this.answering.delete(key);
    }
    this.enqueue(key);
  }

  /** The connection is back, or the gate was opened. */
  resume(accountId: AccountId): void {
    const lane = this.lanes.get(accountId);
    if (!lane) return;
    lane.failures = 0;
    this.unpark(lane);
  }

  /** Receipts of an account that are decided or on their way and not yet out. */
  waiting(accountId: AccountId): number {
    return this.book.waiting(accountId);
  }

  /** Resolves when nothing runs any more; what waits for a line or a person keeps waiting. Throws what a bug threw. */
  async settled(): Promise<void> {
    while (this.works.size > 0) await Promise.all(this.works);
    if (this.bug !== null) throw this.bug;
  }

  /**
   * Begins nothing more and waits a little for what is being handed over. A server that takes longer does not hold the program:
   * "handed" is on disk, and the next start shows it as unknown.
   */
  async close(): Promise<void> {
    this.isClosed = true;
    this.forget();
    for (const timer of this.delays.values()) clearTimeout(timer);
    for (const lane of this.lanes.values()) if (lane.timer) clearTimeout(lane.timer);
    try {
      await Promise.race([this.settled(), patience(limits.receiptsCloseMillis)]);
    } finally {
      for (const lane of this.lanes.values()) lane.desk.close();
    }
  }

  private async isOwed(letterId: LetterId, kind: ReceiptKind): Promise<boolean> {
    const letter = this.book.places.letter(letterId);
    const account = letter && this.book.places.account(letter.accountId);
    // what a person brought along from files, or wrote: nobody waits for an answer to it
    if (!letter || !account || letter.origin !== undefined) return false;
    if (kind === 'arrival') return true;
    if (isDeskKind(kind)) return deskDetails(kind, letter.desk) !== null;
    // the window may only propose: without the journalled act nothing counts as read
    if (letter.displayedAt === null) return false;
    const header = await readLetterHeader(this.parts.vault, letterId);
    if (header === 'missing') return false;
    return header === 'unreadable' || header.fields.some((field) => field.name.toLowerCase() === 'disposition-notification-to')
      || factsOf({ header, account }).notificationTo !== null;
  }

  private heard(events: readonly JournalEvent[]): void {
    this.book.apply(events);
    for (const event of events) if (event.kind === 'account.removed') this.endLane(event.accountId);
    this.lookAgain(events.flatMap((event) => (places.has(event.kind) ? lettersOf(event) : [])));
    // a letter that moved or vanished may free what waited for its place
    const isMoved = events.some(({ kind }) => kind === 'letters.gone' || kind === 'letter.located' || kind === 'account.changed');
    if (isMoved) for (const lane of this.lanes.values()) this.unpark(lane);
  }

  /** An account that was removed sends nothing any more, also not over a session that is open already. */
  private endLane(accountId: AccountId): void {
    const lane = this.lanes.get(accountId);
    if (!lane) return;
    if (lane.timer) clearTimeout(lane.timer);
    lane.timer = null;
    lane.queue.clear();
    lane.parked.clear();
    if (lane.running.size === 0) lane.desk.close();
  }

  /** What was withheld because it lay in junk or nowhere, and is back, is decided by the ordinary rules. */
  private lookAgain(letterIds: readonly LetterId[]): void {
    for (const { letterId, kind, proposed } of worthAnotherLook(this.book, letterIds)) {
      const key = receiptKey(letterId, kind);
      if (this.answering.has(key)) continue;
      this.answering.add(key);
      const work = this.reopen(letterId, kind, proposed)
        .catch((error: unknown) => this.bug ??= error instanceof Error ? error : new Error('a receipt failed', { cause: error }))
        .then(() => {
          this.answering.delete(key);
          this.works.delete(work);
          this.enqueue(key);
        });
      this.works.add(work);
    }
  }

  /** Nothing is journalled where the letter's own header calls it spam: that does not change by moving it. */
  private async reopen(letterId: LetterId, kind: ReceiptKind, proposed: Proposal): Promise<void> {
    const now = (await openingStates({ ...this.parts, book: this.book }, letterId, kind, proposed)).at(-1);
    if (now?.state === 'withheld' && now.why === 'junk') return;
    await this.book.move(letterId, kind, { state: 'proposed', ...proposed });
  }

  private isRunning(letterId: LetterId, key: ReceiptKey): boolean {
    const accountId = this.book.places.letter(letterId)?.accountId;
    return accountId !== undefined && (this.lanes.get(accountId)?.running.has(key) ?? false);
  }

  private enqueue(key: ReceiptKey): void {
    const receipt = this.book.get(key);
    const accountId = receipt && this.book.places.letter(receipt.letterId)?.accountId;
    if (!receipt || !accountId || this.isClosed) return;
    const { state } = stateOf(receipt);
    if (state === 'sent' || state === 'withheld' || state === 'asked' || state === 'unknown') return;
    const lane = this.laneOf(accountId);
    if (lane.running.has(key)) return;
    lane.parked.delete(key);
    lane.queue.add(key);
    this.pump(lane);
  }

  private laneOf(accountId: AccountId): Lane {
    let lane = this.lanes.get(accountId);
    if (!lane) {
      const desk = new SessionDesk(() => this.parts.openSession(accountId));
      lane = { desk, queue: new Set(), running: new Set(), parked: new Set(), failures: 0, timer: null };
      this.lanes.set(accountId, lane);
    }
    return lane;
  }

  private pump(lane: Lane): void {
    while (lane.running.size < limits.receiptsAtOnce && !this.isClosed) {
      const [key] = lane.queue;
      if (key === undefined) break;
      lane.queue.delete(key);
      lane.running.add(key);
      const work = this.run(lane, key).then((end) => {
        lane.running.delete(key);
        this.works.delete(work);
        this.ended(lane, key, end);
        if (lane.running.size === 0 && lane.queue.size === 0) lane.desk.close();
        else this.pump(lane);
      });
      this.works.add(work);
    }
  }

  private async run(lane: Lane, key: ReceiptKey): Promise<RunEnd> {
    try {
      return await runReceipt({ ...this.parts, book: this.book, withSession: (_accountId, use) => lane.desk.use(use) }, key);
    } catch (error) {
      if (this.book.get(key) === null) return 'settled'; // erased while it was worked on: its journal key is gone
      if (error instanceof JournalWriteError) {
        this.parts.log.write('receipt.notjournalled', { code: { code: error.code } });
        return 'line';
      }
      this.parts.log.write('receipt.bug');
      this.bug ??= error instanceof Error ? error : new Error('a receipt failed', { cause: error });
      return 'settled';
    }
  }

  private ended(lane: Lane, key: ReceiptKey, end: RunEnd): void {
    if (end === 'settled') {
      this.attempts.delete(key);
      lane.failures = 0;
    } else if (end === 'later') {
      const attempt = (this.attempts.get(key) ?? 0) + 1;
      this.attempts.set(key, attempt);
      this.delays.set(key, this.after(attempt, () => this.enqueue(key)));
    } else {
      lane.parked.add(key);
      this.knockLater(lane);
    }
  }

  /** Beside the signal that the line is back: a submission server may be down on its own. */
  private knockLater(lane: Lane): void {
    if (lane.timer || this.isClosed) return;
    lane.failures += 1;
    lane.timer = this.after(lane.failures, () => this.unpark(lane));
  }

  private unpark(lane: Lane): void {
    if (lane.timer) clearTimeout(lane.timer);
    lane.timer = null;
    lane.desk.lineBack();
    const parked = [...lane.parked];
    lane.parked.clear();
    for (const key of parked) this.enqueue(key);
  }

  private after(attempt: number, act: () => void): NodeJS.Timeout {
    const waits = this.parts.retryMillis ?? limits.receiptRetryMillis;
    const timer = setTimeout(act, waits[Math.min(attempt, waits.length) - 1] ?? 0);
    timer.unref();
    return timer;
  }
}

function patience(millis: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, millis).unref());
}
