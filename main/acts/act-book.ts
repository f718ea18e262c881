import type { WaitingAct } from '../../core/acts/plan-errands';
import type { LetterPlace } from '../../core/fold/letter-state';
import type { ActRecord } from '../../core/model/act';
import type { AccountId, ActId, IsoTime, LetterId } from '../../core/model/ids';
import type { JournalEntry } from '../../core/model/journal';

interface Entry extends WaitingAct {
  readonly record: ActRecord;
}

/** Acts that wait and acts that could not be carried out, as the journal tells them; in the order in which they were asked for. */
export class ActBook {
  private readonly entries = new Map<ActId, Entry>();
  private readonly byAccount = new Map<AccountId, Map<ActId, Entry>>();
  private readonly conflicts = new Map<AccountId, number>();
  private readonly byLetter = new Map<LetterId, Set<ActId>>();

  /** @param places of the letter as the journal has them at this event */
  fold(event: JournalEntry & { readonly at: IsoTime }, places: readonly LetterPlace[]): void {
    switch (event.kind) {
      case 'act.asked': {
        const { act } = event;
        if (this.entries.has(act.actId)) return;
        this.set({
          act, record: { act, askedAt: event.at, outcome: null, dismissed: false },
          before: places.map(({ location }) => location), flagsBefore: places.flatMap(({ flags }) => flags),
        });
        this.byLetter.set(act.letterId, (this.byLetter.get(act.letterId) ?? new Set()).add(act.actId));
        return;
      }
      case 'act.settled': {
        const entry = this.entries.get(event.actId);
        if (!entry) return;
        if (event.outcome.state === 'conflict') this.set({ ...entry, record: { ...entry.record, outcome: event.outcome } });
        else this.forget(event.actId);
        return;
      }
      case 'act.dismissed':
        this.forget(event.actId);
        return;
      case 'letter.erased':
        for (const actId of [...(this.byLetter.get(event.letterId) ?? [])]) this.forget(actId);
        return;
      default:
    }
  }

  get(actId: ActId): ActRecord | null {
    return this.entries.get(actId)?.record ?? null;
  }

  /** acts of one letter, waiting or in conflict */
  ofLetter(letterId: LetterId): readonly ActRecord[] {
    return [...(this.byLetter.get(letterId) ?? [])].flatMap((actId) => this.entries.get(actId)?.record ?? []);
  }

  waiting(accountId: AccountId): readonly WaitingAct[] {
    return this.ofAccount(accountId).filter(({ record }) => record.outcome === null);
  }

  counts(accountId: AccountId): { readonly waiting: number; readonly conflicts: number } {
    const conflicts = this.conflicts.get(accountId) ?? 0;
    return { waiting: (this.byAccount.get(accountId)?.size ?? 0) - conflicts, conflicts };
  }

  /** every act of an account that is not over */
  all(accountId: AccountId): readonly ActRecord[] {
    return this.ofAccount(accountId).map(({ record }) => record);
  }

  private ofAccount(accountId: AccountId): readonly Entry[] {
    return [...(this.byAccount.get(accountId)?.values() ?? [])];
  }

  private set(entry: Entry): void {
    const { actId, accountId } = entry.act;
    this.count(accountId, this.entries.get(actId), -1);
    this.count(accountId, entry, 1);
    this.entries.set(actId, entry);
    this.byAccount.set(accountId, (this.byAccount.get(accountId) ?? new Map<ActId, Entry>()).set(actId, entry));
  }

  private count(accountId: AccountId, entry: Entry | undefined, by: 1 | -1): void {
    if (entry && entry.record.outcome !== null) this.conflicts.set(accountId, (this.conflicts.get(accountId) ?? 0) + by);
  }

  private forget(actId: ActId): void {
    const entry = this.entries.get(actId);
    if (!entry) return;
    this.count(entry.act.accountId, entry, -1);
    this.entries.delete(actId);
    this.byAccount.get(entry.act.accountId)?.delete(actId);
    const ofLetter = this.byLetter.get(entry.act.letterId);
    ofLetter?.delete(actId);
    if (ofLetter?.size === 0) this.byLetter.delete(entry.act.letterId);
  }
}
