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
  private readonly byLetter = new Map<LetterId, Set<ActId>>();

  /** @param places of the letter as the journal has them at this event */
  fold(event: JournalEntry & { readonly at: IsoTime }, places: readonly LetterPlace[]): void {
    switch (event.kind) {
      case 'act.asked': {
        const { act } = event;
        if (this.entries.has(act.actId)) return;
        this.entries.set(act.actId, {
          act, record: { act, askedAt: event.at, outcome: null, dismissed: false },
          before: places.map(({ location }) => location), flagsBefore: places.flatMap(({ flags }) => flags),
        });
        this.byLetter.set(act.letterId, (this.byLetter.get(act.letterId) ?? new Set()).add(act.actId));
        return;
      }
      case 'act.settled': {
        const entry = this.entries.get(event.actId);
        if (!entry) return;
        if (event.outcome.state === 'conflict') this.entries.set(event.actId, { ...entry, record: { ...entry.record, outcome: event.outcome } });
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
    const all = this.ofAccount(accountId);
    const waiting = all.filter(({ record }) => record.outcome === null).length;
    return { waiting, conflicts: all.length - waiting };
  }

  /** every act of an account that is not over */
  all(accountId: AccountId): readonly ActRecord[] {
    return this.ofAccount(accountId).map(({ record }) => record);
  }

  private ofAccount(accountId: AccountId): readonly Entry[] {
    return [...this.entries.values()].filter(({ act }) => act.accountId === accountId);
  }

  private forget(actId: ActId): void {
    const entry = this.entries.get(actId);
    if (!entry) return;
    this.entries.delete(actId);
    const ofLetter = this.byLetter.get(entry.act.letterId);
    ofLetter?.delete(actId);
    if (ofLetter?.size === 0) this.byLetter.delete(entry.act.letterId);
  }
}
