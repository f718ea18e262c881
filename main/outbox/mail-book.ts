import { isoTime, type Clock } from '../../core/base/clock';
import { isAtItsEnd, OutgoingBook, stateOfMail } from '../../core/fold/outgoing-book';
import type { AccountId, DraftId, IsoTime, OutgoingId, RegisterId } from '../../core/model/ids';
import type { JournalEvent } from '../../core/model/journal';
import type { MailState, OutgoingMail, QueuedMail } from '../../core/model/outgoing';
import type { NumberPlace, RegisterLine } from '../../core/model/register';
import type { JournalPort } from '../journal/journal-port';

type Timeless<State> = State extends MailState ? Omit<State, 'at'> : never;
/** A state to move to; the book dates it. */
export type NewMailState = Timeless<MailState>;

/** All outgoing messages as the journal has them. The only writer of `mail.queued` and `mail.moved`: a state is on disk before it counts. */
export class MailBook {
  private readonly book = new OutgoingBook();
  /** not at their end, or unknown: what the service has to look after */
  private readonly open = new Map<OutgoingId, OutgoingMail>();
  private readonly byDraft = new Map<DraftId, Set<OutgoingId>>();
  private readonly messageIds = new Map<string, OutgoingId>();
  private readonly drafts = new Set<DraftId>();
  private readonly issued = new Map<string, RegisterLine>();
  private readonly secretRegisters = new Set<RegisterId>();
  /** numbers in use, with the drafts that got them */
  private readonly numbered = new Map<string, Set<DraftId>>();

  /** Empty: `fold` every event of the journal before anything else. */
  constructor(private readonly journal: JournalPort, private readonly clock: Clock) {}

  fold(event: JournalEvent): void {
    if (event.kind === 'mail.queued' || event.kind === 'mail.moved') this.own(event);
    else this.hear(event);
  }

  /** Events that others wrote; our own are folded where they are written. */
  hear(event: JournalEvent): void {
    if (event.kind === 'draft.created') this.drafts.add(event.draftId);
    else if (event.kind === 'draft.discarded') this.drafts.delete(event.draftId);
    else if (event.kind === 'register.opened' || event.kind === 'register.changed') {
      if (event.book.isSecret === true) this.secretRegisters.add(event.book.registerId);
      else this.secretRegisters.delete(event.book.registerId);
    } else if (event.kind === 'number.reserved') this.number(event.place, event.draftId);
    else if (event.kind === 'document.issued') {
      this.issued.set(placeKey(event.line.place), event.line);
      this.number(event.line.place, event.line.draftId);
    } else if (event.kind === 'number.voided') {
      this.issued.delete(placeKey(event.place));
      this.numbered.delete(placeKey(event.place));
    }
  }

  private number(place: NumberPlace, draftId: DraftId): void {
    this.numbered.set(placeKey(place), (this.numbered.get(placeKey(place)) ?? new Set()).add(draftId));
  }

  private own(event: Extract<JournalEvent, { kind: 'mail.queued' | 'mail.moved' }>): void {
    this.book.apply(event);
    const id = event.kind === 'mail.queued' ? event.mail.outgoingId : event.outgoingId;
    const known = this.book.of(id);
    if (known === null) return;
    if (event.kind === 'mail.queued') {
      const { draftId, accountId, messageId } = event.mail;
      this.byDraft.set(draftId, (this.byDraft.get(draftId) ?? new Set()).add(id));
      this.messageIds.set(`${accountId} ${messageId}`, id);
    }
    const state = stateOfMail(known);
    if (!isAtItsEnd(state) || state.state === 'unknown') this.open.set(id, known);
    else this.open.delete(id);
  }

  of(id: OutgoingId): OutgoingMail | null {
    return this.book.of(id);
  }

  all(): readonly OutgoingMail[] {
    return this.book.all();
  }

  /** in the order in which they were queued: waiting, handing, unknown */
  unsettled(accountId?: AccountId): readonly OutgoingMail[] {
    return [...this.open.values()].filter(({ mail }) => accountId === undefined || mail.accountId === accountId);
  }

  /** Messages of the account that wait or are on their way. */
  waiting(accountId: AccountId): number {
    let count = 0;
    for (const one of this.open.values()) if (one.mail.accountId === accountId && stateOfMail(one).state !== 'unknown') count += 1;
    return count;
  }

  /** Did queued messages come of this draft that were not all taken back? Such a draft is not edited. */
  isQueued(draftId: DraftId): boolean {
    for (const id of this.byDraft.get(draftId) ?? []) {
      const known = this.book.of(id);
      if (known !== null && stateOfMail(known).state !== 'takenBack') return true;
    }
    return false;
  }

  isDraft(draftId: DraftId): boolean {
    return this.drafts.has(draftId);
  }

  /** Is the register one for documents under secrecy? */
  isSecret(registerId: RegisterId): boolean {
    return this.secretRegisters.has(registerId);
  }

  /** Did a register give it a number that was not voided since? */
  hasNumber(draftId: DraftId): boolean {
    for (const drafts of this.numbered.values()) if (drafts.has(draftId)) return true;
    return false;
  }

  /** The register line of that number, if it was issued from this draft and not voided since. */
  issuedAs(place: NumberPlace, draftId: DraftId): RegisterLine | null {
    const line = this.issued.get(placeKey(place));
    return line?.draftId === draftId ? line : null;
  }

  /** Is there a message with this Message-ID that went out or may still go? */
  isUsed(accountId: AccountId, messageId: string): boolean {
    const id = this.messageIds.get(`${accountId} ${messageId}`);
    const known = id === undefined ? null : this.book.of(id);
    return known !== null && stateOfMail(known).state !== 'takenBack';
  }

  async queue(mails: readonly QueuedMail[]): Promise<void> {
    this.foldOwn(await this.journal.append(...mails.map((mail) => ({ kind: 'mail.queued', mail }) as const)));
  }

  /** All in one batch of the journal. */
  async move(moves: readonly { readonly outgoingId: OutgoingId; readonly state: NewMailState }[]): Promise<void> {
    const at = this.now();
    if (moves.length === 0) return;
    this.foldOwn(await this.journal.append(...moves.map(({ outgoingId, state }) => ({ kind: 'mail.moved', outgoingId, state: { ...state, at } }) as const)));
  }

  now(): IsoTime {
    return isoTime(this.clock.now());
  }

  private foldOwn(events: readonly JournalEvent[]): void {
    for (const event of events) if (event.kind === 'mail.queued' || event.kind === 'mail.moved') this.own(event);
  }
}

/** The instant from which on it may be handed over. */
export function dueAt({ mail, history }: OutgoingMail): IsoTime {
  const last = history.at(-1);
  return last?.state === 'waiting' && last.notBefore !== null ? last.notBefore : mail.sendAfter;
}

function placeKey({ registerId, year, number }: NumberPlace): string {
  return `${registerId}/${year}/${number}`;
}
