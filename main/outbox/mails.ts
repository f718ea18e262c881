import { isoTime, type Clock } from '../../core/base/clock';
import { limits } from '../../core/base/limits';
import { fail, ok, type Result } from '../../core/base/result';
import { defaultOutgoing } from '../../core/acknowledge/default-policy';
import type { QueueFailure } from '../../core/contract/outgoing-commands';
import { stateOfMail } from '../../core/fold/outgoing-book';
import type { AccountId, Digest, DraftId, IsoTime, OutgoingId } from '../../core/model/ids';
import type { JournalEvent } from '../../core/model/journal';
import type { MailState, OutgoingMail } from '../../core/model/outgoing';
import type { Policy } from '../../core/model/policy';
import type { JournalPort } from '../journal/journal-port';
import { JournalWriteError } from '../journal/journal-writer';
import type { Log } from '../log/log';
import type { MailboxLine } from '../sync/mailbox-line';
import { isDiskFull } from '../vault/durable-file';
import type { VaultPort } from '../vault/vault-port';
import { afterHanding } from './after-handing';
import { isEightBit } from './check-mail';
import { findEvidence } from './find-evidence';
import type { LetterPlaces } from './letter-places';
import { dueAt, type MailBook, type NewMailState } from './mail-book';
import { MailFiling } from './mail-filing';
import { MailLane } from './mail-lane';
import type { MailStore } from './mail-store';
import { planSending, undoMillis, type Sending } from './queue-mail';
import type { SmtpOffer, SmtpSession } from './smtp-session';
import { stateAtStart } from './state-at-start';

export interface MailsParts {
  readonly journal: JournalPort;
  /** the journal folded already */
  readonly book: MailBook;
  readonly store: Pick<MailStore, 'put' | 'read' | 'has' | 'tidy'>;
  readonly vault: Pick<VaultPort, 'putBatch' | 'letterId'>;
  /** folded already, and fed by its owner before this service hears of anything */
  readonly places: LetterPlaces;
  readonly policy: () => Pick<Policy, 'outgoing' | 'officialDomains' | 'freeDomains'>;
  readonly clock: Clock;
  readonly log: Pick<Log, 'write'>;
  /** Logs in through the account's gate; null where there is no line or the gate is closed. */
  readonly openSession: (accountId: AccountId) => Promise<SmtpSession | null>;
  /** null: the account is not connected here (any more) */
  readonly line: (accountId: AccountId) => MailboxLine | null;
  /** milliseconds; limits.mailRetryMillis unless a test is in a hurry */
  readonly retryMillis?: readonly number[];
  readonly lookMillis?: readonly number[];
}

/**
 * What people write, from "send" to the server's word. A message is one chain of journalled states, and only the last one decides what happens next;
 * what was handed over and not answered is asked after and never handed over again by itself.
 */
export class Mails {
  private readonly lanes = new Map<AccountId, MailLane>();
  private readonly offers = new Map<AccountId, SmtpOffer>();
  /** a decision about it is being written or carried out: nobody else decides meanwhile */
  private readonly busy = new Set<OutgoingId>();
  private readonly queueing = new Set<DraftId>();
  /** answers of a server that the disk did not take yet */
  private readonly owed = new Map<OutgoingId, NewMailState>();
  private readonly filing: MailFiling;
  private readonly works = new Set<Promise<void>>();
  private storeTurn: Promise<unknown> = Promise.resolve();
  private bug: Error | null = null;
  private isUntidy = true;
  private isClosed = false;
  private forget: () => void = () => undefined;

  private constructor(private readonly parts: MailsParts) {
    this.filing = new MailFiling({
      ...parts,
      laneOf: (accountId) => this.laneOf(accountId),
      start: (work) => this.start(work),
      isClosed: () => this.isClosed,
      onTried: (isDone) => {
        this.isUntidy ||= isDone;
        return this.tidy();
      },
    });
  }

  /** Takes up what an earlier run left; nothing is sent before its time. */
  static async open(parts: MailsParts): Promise<Mails> {
    const mails = new Mails(parts);
    mails.forget = parts.journal.onAdvanced((_head, events) => mails.heard(events));
    await mails.takeUp();
    return mails;
  }

  /** All messages of a sending are queued, or none. */
  async queue(given: Sending): Promise<Result<readonly OutgoingId[], QueueFailure>> {
    const { clock, places, book, store } = this.parts;
    // passed over in silence it would count as queued
    if (this.isClosed) throw new Error('the outbox is closed');
    const account = places.account(given.accountId);
    if (account === null) return fail({ code: 'notOurs' });
    if (this.queueing.has(given.draftId)) return fail({ code: 'alreadyQueued' });
    this.queueing.add(given.draftId);
    try {
      const policy = this.parts.policy();
      const undone = isoTime(new Date(clock.now().getTime() + undoMillis((policy.outgoing ?? defaultOutgoing).undoSeconds)));
      const sendAfter: IsoTime = given.sendAt !== null && given.sendAt > undone ? given.sendAt : undone;
      const plan = planSending(given, { settings: account.settings, book, maxBytes: this.offers.get(given.accountId)?.maxBytes ?? null, sendAfter, policy });
      if (!plan.ok) return plan;
      const { mails, messages } = plan.value;
      await this.inStore(async () => {
        await store.put(given.entities, messages);
        await book.queue(mails);
      });
      this.pump(given.accountId);
      return ok(mails.map(({ outgoingId }) => outgoingId));
    } catch (error) {
      if (isDiskFull(error) || (error instanceof JournalWriteError && error.code === 'diskFull')) return fail({ code: 'diskFull' });
      throw error;
    } finally {
      this.queueing.delete(given.draftId);
    }
  }

  /** Undo. What is handed to the server already is too late; what failed can be taken back too, to be written anew. */
  async takeBack(ids: readonly OutgoingId[]): Promise<{ readonly takenBack: number; readonly tooLate: number }> {
    const wanted = [...new Set(ids)];
    const taken = await this.moveAll(wanted, ['waiting', 'failed'], { state: 'takenBack' });
    return { takenBack: taken.length, tooLate: wanted.length - taken.length };
  }

  /** The time of undo, or the time chosen, is over by a person's word. */
  async sendNow(ids: readonly OutgoingId[]): Promise<void> {
    await this.again(await this.moveAll([...new Set(ids)], ['waiting'], { state: 'waiting', notBefore: this.parts.book.now(), serverSaid: null }));
  }

  /** A person's word on a message whose fate is unknown, or that failed. What no longer fits the state is passed over. */
  async settle(id: OutgoingId, as: 'sendAgain' | 'arrived'): Promise<void> {
    if (as === 'arrived') {
      const [settled] = await this.moveAll([id], ['unknown'], { state: 'sent', serverSaid: '', refused: [], by: 'person' });
      if (settled !== undefined) this.filing.file(settled);
      return;
    }
    await this.again(await this.moveAll([id], ['unknown', 'failed'], { state: 'waiting', notBefore: this.parts.book.now(), serverSaid: null }));
  }

  /** Looks into Sent and INBOX now, for this message and all of its account whose fate is unknown. */
  async askServer(id: OutgoingId): Promise<void> {
    const known = this.parts.book.of(id);
    if (known !== null) await this.look(known.mail.accountId);
  }

  list(all: boolean): readonly OutgoingMail[] {
    const since = isoTime(new Date(this.parts.clock.now().getTime() - limits.mailRecentMillis));
    return this.parts.book.all().filter((one) => {
      const state = stateOfMail(one);
      const isOver = state.state === 'sent' || state.state === 'takenBack';
      return all || !isOver || state.at >= since;
    });
  }

  /** What the server takes; asked now where it is not known yet and there is a line. */
  async limits(accountId: AccountId): Promise<{ readonly maxBytes: number | null; readonly dsn: boolean }> {
    const known = this.offers.get(accountId);
    if (known || this.isClosed || this.parts.places.account(accountId) === null) return known ?? { maxBytes: null, dsn: false };
    const lane = this.laneOf(accountId);
    const asked = await lane.desk.use((session) => Promise.resolve(session.offer));
    if (asked.ok) this.offers.set(accountId, asked.value);
    if (!lane.isRunning) lane.desk.close();
    return this.offers.get(accountId) ?? { maxBytes: null, dsn: false };
  }

  /** Messages of an account that wait or are on their way. */
  waiting(accountId: AccountId): number {
    return this.parts.book.waiting(accountId);
  }

  /** Is the draft out of its writer's hands? False again once all of its messages were taken back. */
  isQueued(draftId: DraftId): boolean {
    return this.queueing.has(draftId) || this.parts.book.isQueued(draftId);
  }

  /** The connection is back, the computer woke up, or the gate was opened. */
  resume(accountId: AccountId): void {
    const lane = this.laneOf(accountId);
    lane.lineBack();
    this.pump(accountId);
    this.start(this.look(accountId));
    this.filing.fileAll(accountId);
  }

  /** Resolves when nothing runs any more; what waits for a time, a line or a person keeps waiting. Throws what a bug threw. */
  async settled(): Promise<void> {
    while (this.works.size > 0) await Promise.all(this.works);
    if (this.bug !== null) throw this.bug;
  }

  /** Begins nothing more and waits a little for what is being handed over; "handing" is on disk, and the next start asks after it. */
  async close(): Promise<void> {
    this.isClosed = true;
    this.forget();
    for (const lane of this.lanes.values()) lane.stopTimers();
    try {
      await Promise.race([this.settled(), new Promise<void>((resolve) => setTimeout(resolve, limits.receiptsCloseMillis).unref())]);
    } finally {
      for (const lane of this.lanes.values()) lane.desk.close();
    }
  }

  private async takeUp(): Promise<void> {
    const { book, places } = this.parts;
    await book.move(stateAtStart(book.all(), (accountId) => places.account(accountId) !== null));
    this.filing.takeUp(book.all());
    await this.tidy();
    for (const accountId of new Set(book.unsettled().map(({ mail }) => mail.accountId))) {
      this.pump(accountId);
      this.start(this.look(accountId));
    }
    this.filing.fileAll(null);
  }

  private heard(events: readonly JournalEvent[]): void {
    for (const event of events) {
      this.parts.book.hear(event);
      if (event.kind === 'account.removed') this.start(this.endAccount(event.accountId));
      // what comes in may be the answer to what nobody knows the fate of
      if (event.kind === 'letter.kept' && this.lanes.get(event.letter.accountId)?.isLooking === false) this.lookLater(event.letter.accountId, true);
      if (event.kind === 'folders.seen') this.filing.fileAll(event.accountId);
    }
  }

  private async endAccount(accountId: AccountId): Promise<void> {
    const lane = this.lanes.get(accountId);
    lane?.stopTimers();
    await this.moveAll(this.parts.book.unsettled(accountId).map(({ mail }) => mail.outgoingId), ['waiting'], { state: 'failed', code: 'accountGone', serverSaid: null, refused: [] });
    if (lane?.isRunning === false) lane.desk.close();
  }

  private again(ids: readonly OutgoingId[]): Promise<void> {
    for (const accountId of new Set(ids.flatMap((id) => this.parts.book.of(id)?.mail.accountId ?? []))) {
      // who asks for it wants a try now, whatever the last one said of the line
      this.laneOf(accountId).lineBack();
      this.pump(accountId);
    }
    return Promise.resolve();
  }

  /** Decides in this turn, before anything is awaited: who comes second finds it taken. */
  private take(id: OutgoingId, from: readonly MailState['state'][]): boolean {
    const known = this.parts.book.of(id);
    if (known === null || this.busy.has(id) || !from.includes(stateOfMail(known).state)) return false;
    this.busy.add(id);
    return true;
  }

  /** @returns those that were in one of these states and nobody's work; they are in the new one on disk */
  private async moveAll(ids: readonly OutgoingId[], from: readonly MailState['state'][], state: NewMailState): Promise<readonly OutgoingId[]> {
    const mine = ids.filter((id) => this.take(id, from));
    try {
      await this.parts.book.move(mine.map((outgoingId) => ({ outgoingId, state })));
      if (mine.length > 0) this.isUntidy = true;
    } finally {
      for (const id of mine) this.busy.delete(id);
    }
    return mine;
  }

  private laneOf(accountId: AccountId): MailLane {
    const known = this.lanes.get(accountId);
    if (known) return known;
    const lane = new MailLane(() => this.parts.openSession(accountId), this.parts.retryMillis ?? limits.mailRetryMillis, this.parts.lookMillis ?? limits.mailLookMillis);
    this.lanes.set(accountId, lane);
    return lane;
  }

  private pump(accountId: AccountId): void {
    const lane = this.laneOf(accountId);
    if (this.isClosed || lane.isRunning || lane.isDown) return;
    lane.isRunning = true;
    this.start(this.run(accountId, lane).finally(() => {
      lane.isRunning = false;
      lane.desk.close();
      this.wakeLater(accountId, lane);
    }).then(() => this.tidy()));
  }

  private async run(accountId: AccountId, lane: MailLane): Promise<void> {
    if (!(await this.payDebts())) return lane.lineGone();
    for (let next = this.nextDue(accountId); next !== null && !this.isClosed; next = this.nextDue(accountId)) {
      const end = await this.hand(lane, next);
      if (end === 'line') return lane.lineGone();
      lane.wentWell();
    }
  }

  private nextDue(accountId: AccountId): OutgoingMail | null {
    const now = this.parts.book.now();
    return this.parts.book.unsettled(accountId).find((one) => stateOfMail(one).state === 'waiting' && !this.busy.has(one.mail.outgoingId) && dueAt(one) <= now) ?? null;
  }

  private wakeLater(accountId: AccountId, lane: MailLane): void {
    if (this.isClosed) return;
    const waits = this.parts.book.unsettled(accountId).filter((one) => stateOfMail(one).state === 'waiting');
    const [soonest] = waits.map((one) => Date.parse(dueAt(one))).sort((a, b) => a - b);
    if (soonest === undefined && this.owed.size === 0) return;
    const millis = (soonest ?? 0) - this.parts.clock.now().getTime();
    lane.wakeAfter(millis, () => this.pump(accountId));
  }

  private async hand(lane: MailLane, { mail }: OutgoingMail): Promise<'next' | 'line'> {
    const { book, store, places } = this.parts;
    const { outgoingId, accountId } = mail;
    const raw = await store.read(mail.digest);
    const failed = async (code: 'damaged' | 'tooLarge'): Promise<'next'> => {
      await this.moveAll([outgoingId], ['waiting'], { state: 'failed', code, serverSaid: null, refused: [] });
      return 'next';
    };
    if (raw === null) return failed('damaged');
    const used = await lane.desk.use(async (session): Promise<'next' | 'line'> => {
      this.offers.set(accountId, session.offer);
      if (session.offer.maxBytes !== null && raw.length > session.offer.maxBytes) return failed('tooLarge');
      // taken back, sent off or removed with its account while the session was made
      if (this.isClosed || places.account(accountId) === null || !this.take(outgoingId, ['waiting'])) return 'next';
      try {
        await book.move([{ outgoingId, state: { state: 'handing' } }]);
        const outcome = await session.handMail({
          sender: mail.from, recipients: mail.addressees.map(({ address }) => address), raw, isEightBit: isEightBit(raw), dsn: mail.dsn ? { envelopeId: outgoingId } : null,
        });
        const known = book.of(outgoingId);
        if (known === null) throw new Error('a message is not in its book');
        const next = afterHanding(outcome, known, this.parts.clock.now(), this.parts.retryMillis);
        await this.answered(outgoingId, next);
        // a line that broke behind one message may break behind each: they would all become unknown
        return next.state === 'unknown' ? 'line' : 'next';
      } finally {
        this.busy.delete(outgoingId);
      }
    }).catch((error: unknown) => {
      if (!(error instanceof JournalWriteError)) throw error;
      this.parts.log.write('mail.notjournalled', { code: { code: error.code } });
      return fail('noLine' as const);
    });
    return used.ok ? used.value : 'line';
  }

  /** The server's answer is true whether the disk takes it or not: it is kept until it does, and the message stays "handing" so long. */
  private async answered(id: OutgoingId, state: NewMailState): Promise<void> {
    this.owed.set(id, state);
    await this.parts.book.move([{ outgoingId: id, state }]);
    this.owed.delete(id);
    this.isUntidy = true;
    this.follow(id, state);
  }

  /** @returns false where the disk still takes nothing */
  private async payDebts(): Promise<boolean> {
    for (const [id, state] of [...this.owed]) {
      if (!this.take(id, ['handing'])) continue;
      try {
        await this.answered(id, state);
      } catch (error) {
        if (!(error instanceof JournalWriteError)) throw error;
        return false;
      } finally {
        this.busy.delete(id);
      }
    }
    return true;
  }

  private follow(id: OutgoingId, state: NewMailState): void {
    if (state.state === 'sent') this.filing.file(id);
    const accountId = this.parts.book.of(id)?.mail.accountId;
    if (state.state === 'unknown' && accountId !== undefined) this.start(this.look(accountId));
  }

  /** Evidence of messages whose fate is unknown; where there is none, a person decides. */
  private async look(accountId: AccountId): Promise<void> {
    const { places } = this.parts;
    const lane = this.laneOf(accountId);
    if (lane.isLooking || this.isClosed) return;
    lane.isLooking = true;
    try {
      for (const { mail, queuedAt } of this.unknown(accountId)) {
        const line = this.parts.line(accountId);
        if (line === null || this.isClosed) break;
        const evidence = await findEvidence(line, places.folders(accountId), mail.messageId, queuedAt);
        if (evidence === 'noLine') break;
        if (evidence === 'nothing') continue;
        const [found] = await this.moveAll([mail.outgoingId], ['unknown'], { state: 'sent', serverSaid: '', refused: [], by: evidence });
        if (found !== undefined) this.filing.file(found);
      }
    } finally {
      lane.isLooking = false;
    }
    this.lookLater(accountId, false);
  }

  private unknown(accountId: AccountId): readonly OutgoingMail[] {
    return this.parts.book.unsettled(accountId).filter((one) => stateOfMail(one).state === 'unknown');
  }

  private lookLater(accountId: AccountId, isNews: boolean): void {
    if (this.isClosed || this.unknown(accountId).length === 0) return;
    this.laneOf(accountId).lookAfter(() => this.start(this.look(accountId)), isNews);
  }

  /** Bytes of messages that are out and kept, or were taken back, are destroyed. */
  private async tidy(): Promise<void> {
    if (!this.isUntidy || this.queueing.size > 0 || this.isClosed) return;
    this.isUntidy = false;
    const { book, store } = this.parts;
    await this.inStore(() => {
      const needed = book.all().filter((one) => {
        const { state } = stateOfMail(one);
        return state === 'waiting' || state === 'handing' || state === 'unknown' || state === 'failed' || this.filing.waitsFor(one.mail.outgoingId);
      });
      return store.tidy(new Set(needed.map(({ mail }): Digest => mail.digest)));
    });
  }

  /** One after the other: what is on its way into the store is not in the journal yet, and would be tidied away. */
  private inStore(work: () => Promise<void>): Promise<void> {
    const turn = this.storeTurn.then(work);
    this.storeTurn = turn.catch(() => undefined); // whoever asked gets the error; the next one must not
    return turn;
  }

  private start(work: Promise<void>): void {
    const tracked = work.catch((error: unknown) => {
      // a full disk is told elsewhere; what was not written is tried again
      if (error instanceof JournalWriteError || isDiskFull(error)) return;
      this.parts.log.write('mail.bug', { name: { code: error instanceof Error ? error.name : 'unknown' } });
      this.bug ??= error instanceof Error ? error : new Error('a message failed', { cause: error });
    }).finally(() => this.works.delete(tracked));
    this.works.add(tracked);
  }
}
