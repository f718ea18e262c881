import type { Clock } from '../../core/base/clock';
import { isoTime } from '../../core/base/clock';
import { foldInto, receiptKey, receiptKinds as kinds, stateOf, wasMade, type ReceiptKey } from '../../core/acknowledge/fold-receipts';
import type { JournalEvent } from '../../core/model/journal';
import type { AccountId, IsoTime, LetterId } from '../../core/model/ids';
import type { Receipt, ReceiptKind, ReceiptState } from '../../core/model/receipt';
import type { JournalPort } from '../journal/journal-port';
import { replay } from '../journal/replay';
import { HourlyCounts } from './hourly-counts';
import { LetterPlaces } from './letter-places';
import { spokenFor } from './next-receipt-step';

type Timeless<State> = State extends ReceiptState ? Omit<State, 'at'> : never;
/** A state to move to; the book dates it. */
export type NewState = Timeless<ReceiptState>;

const underwayStates: ReadonlySet<ReceiptState['state']> = new Set<ReceiptState['state']>(['proposed', 'claiming', 'claimed', 'handed']);

/** All receipts as the journal has them. This book is the only writer of `receipt.moved`; a state is on disk before it counts. */
export class ReceiptBook {
  readonly places: LetterPlaces;
  readonly counts = new HourlyCounts();
  private readonly receipts = new Map<ReceiptKey, Receipt>();
  /** not out yet, and not waiting for a person */
  private readonly underway = new Set<ReceiptKey>();
  /** decided to be sent, not yet on disk as claiming */
  private readonly reserved = new Set<ReceiptKey>();
  /** by account and Message-ID: letters that were answered, or are about to be */
  private readonly answered = new Map<string, Set<LetterId>>();
  private readonly headerRead = new Set<LetterId>();

  /**
   * Empty: `fold` every event of the journal, then call `begin`.
   * @param shared places that somebody else feeds, always before this book; without them the book keeps its own
   */
  constructor(private readonly journal: JournalPort, private readonly clock: Clock, private readonly shared: LetterPlaces | null = null) {
    this.places = shared ?? new LetterPlaces();
  }

  /** Reads the whole journal; listening has to follow in the same turn as the promise resolves. */
  static async open(journal: JournalPort, clock: Clock): Promise<ReceiptBook> {
    const book = new ReceiptBook(journal, clock);
    await replay(journal, (event) => book.fold(event));
    book.begin();
    return book;
  }

  fold(event: JournalEvent): void {
    this.step(event);
    if (this.shared === null) this.places.apply(event);
  }

  private step(event: JournalEvent): void {
    foldInto(this.receipts, event);
    if (event.kind === 'letter.erased') for (const kind of kinds) this.underway.delete(receiptKey(event.letterId, kind));
    if (event.kind !== 'receipt.moved') return;
    if (event.state.state === 'claiming' && event.state.answers !== undefined) this.answers(event.letterId, event.state.answers);
    const key = receiptKey(event.letterId, event.receiptKind);
    if (underwayStates.has(event.state.state)) this.underway.add(key);
    else this.underway.delete(key);
  }

  /** What an earlier run sent in the last hour counts against the caps of this one. */
  begin(): void {
    for (const [key, receipt] of this.receipts) {
      const spoken = spokenFor(receipt);
      const accountId = this.places.letter(receipt.letterId)?.accountId;
      if (spoken && accountId) this.counts.add(key, { accountId, to: spoken.to, at: Date.parse(spoken.at) });
    }
  }

  /** Events of others; our own moves are folded where they are written. */
  apply(events: readonly JournalEvent[]): void {
    for (const event of events) {
      if (this.shared === null) this.places.apply(event);
      if (event.kind === 'letter.erased') this.step(event);
    }
  }

  /** Receipts of an account that are decided or on their way and not yet out. */
  waiting(accountId: AccountId): number {
    let count = 0;
    for (const key of this.underway) {
      const receipt = this.receipts.get(key);
      if (receipt && this.places.letter(receipt.letterId)?.accountId === accountId) count += 1;
    }
    return count;
  }

  get(key: ReceiptKey): Receipt | null {
    return this.receipts.get(key) ?? null;
  }

  all(): readonly Receipt[] {
    return [...this.receipts.values()];
  }

  /** Journals states one after the other in one batch. */
  async move(letterId: LetterId, kind: ReceiptKind, ...states: readonly NewState[]): Promise<void> {
    const at = this.now();
    const entries = states.map((state) => ({ kind: 'receipt.moved', letterId, receiptKind: kind, state: { ...state, at } }) as const);
    const events = await this.journal.append(...entries);
    for (const event of events) this.step(event);
    const key = receiptKey(letterId, kind);
    const last = this.get(key);
    if (last !== null && stateOf(last).state !== 'proposed') this.reserved.delete(key);
    if (states.some(({ state }) => state === 'withheld' || state === 'asked' || state === 'proposed')) this.release(key);
  }

  /** Sets a message apart before its claim is on disk, so that two decisions at the same moment see each other. */
  reserve(key: ReceiptKey, accountId: AccountId, to: string | null, answers: { readonly letterId: LetterId; readonly messageId: string | null } | null = null): void {
    if (answers?.messageId != null) this.answers(answers.letterId, answers.messageId);
    this.reserved.add(key);
    this.counts.add(key, { accountId, to, at: this.clock.now().getTime() });
  }

  release(key: ReceiptKey): void {
    this.reserved.delete(key);
    this.counts.remove(key);
  }

  /** Kinds that another letter of the account with the same Message-ID is or was answered with. */
  madeForTwin(letterId: LetterId, accountId: AccountId, messageId: string | null): readonly ReceiptKind[] {
    const twins = messageId === null ? [] : [...(this.answered.get(`${accountId}/${messageId}`) ?? [])].filter((twin) => twin !== letterId);
    return kinds.filter((kind) => twins.some((twin) => {
      const key = receiptKey(twin, kind);
      const receipt = this.get(key);
      return this.reserved.has(key) || (receipt !== null && wasMade(receipt));
    }));
  }

  /** Receipts of earlier versions do not say which Message-ID they answered: the letters do. Reads each once. */
  async learnAnswered(accountId: AccountId, messageIdOf: (letterId: LetterId) => Promise<string | null>): Promise<void> {
    for (const receipt of this.receipts.values()) {
      const { letterId, history } = receipt;
      if (!wasMade(receipt) || this.headerRead.has(letterId) || this.places.letter(letterId)?.accountId !== accountId) continue;
      if (history.some((state) => state.state === 'claiming' && state.answers !== undefined)) continue;
      this.headerRead.add(letterId);
      const messageId = await messageIdOf(letterId);
      if (messageId !== null) this.answers(letterId, messageId);
    }
  }

  private answers(letterId: LetterId, messageId: string): void {
    const accountId = this.places.letter(letterId)?.accountId;
    if (accountId === undefined) return;
    const key = `${accountId}/${messageId}`;
    this.answered.set(key, (this.answered.get(key) ?? new Set()).add(letterId));
  }

  /** Kinds, other than this one, that this letter is or is being answered with. */
  madeBeside(letterId: LetterId, kind: ReceiptKind): readonly ReceiptKind[] {
    return kinds.filter((other) => {
      if (other === kind) return false;
      const key = receiptKey(letterId, other);
      const receipt = this.get(key);
      return this.reserved.has(key) || (receipt !== null && wasMade(receipt));
    });
  }

  now(): IsoTime {
    return isoTime(this.clock.now());
  }
}
