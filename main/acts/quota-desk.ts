import { randomBytes } from 'node:crypto';
import { planFreeing, type Freeing, type FreeableLetter } from '../../core/acts/plan-freeing';
import type { Clock } from '../../core/base/clock';
import { fail, ok, type Result } from '../../core/base/result';
import type { ActFailure, FreeingPlan } from '../../core/contract/commands';
import type { MailAct } from '../../core/model/act';
import type { AccountId, ActId, LetterId } from '../../core/model/ids';
import type { JournalPort } from '../journal/journal-port';
import type { LetterPlaces } from '../outbox/letter-places';
import type { VaultPort } from '../vault/vault-port';

export interface QuotaDeskParts {
  readonly places: LetterPlaces;
  readonly vault: Pick<VaultPort, 'has'>;
  readonly journal: JournalPort;
  readonly clock: Clock;
}

interface Shown {
  readonly planId: string;
  readonly olderThanDays: number;
  readonly letterIds: ReadonlySet<LetterId>;
}

const atOnce = 200;

/** Freeing space on a server: shown first, then done, and done only for what was shown. */
export class QuotaDesk {
  /** the plan a person looks at, one an account, until it is used or another is made */
  private readonly shown = new Map<AccountId, Shown>();

  constructor(private readonly parts: QuotaDeskParts) {}

  async plan(accountId: AccountId, olderThanDays: number): Promise<Result<FreeingPlan, ActFailure>> {
    const { free, kept } = await this.freeing(accountId, olderThanDays, null);
    const [oldest, youngest] = [free[0], free.at(-1)];
    if (!oldest || !youngest) return fail({ code: 'nothingToDo' });
    const letterIds = free.map(({ letter }) => letter.letterId);
    const planId = randomBytes(8).toString('hex');
    this.shown.set(accountId, { planId, olderThanDays, letterIds: new Set(letterIds) });
    const bytes = free.reduce((sum, { letter, from }) => sum + letter.size * from.length, 0);
    return ok({ planId, letters: free.length, bytes, from: oldest.letter.internalDate, to: youngest.letter.internalDate, letterIds, kept });
  }

  /** Only letters that were shown and may still go; the bytes of each are compared when its turn comes. */
  async free(accountId: AccountId, planId: string): Promise<Result<{ readonly acts: number }, ActFailure>> {
    const shown = this.shown.get(accountId);
    if (shown?.planId !== planId || this.parts.places.account(accountId) === null) return fail({ code: 'noPlan' });
    this.shown.delete(accountId);
    const { free } = await this.freeing(accountId, shown.olderThanDays, shown.letterIds);
    if (free.length === 0) return fail({ code: 'nothingToDo' });
    const acts = free.map(({ letter, from }): MailAct => ({ actId: randomBytes(8).toString('hex') as ActId, accountId, letterId: letter.letterId, change: { kind: 'free' }, seenAt: from }));
    for (let at = 0; at < acts.length; at += atOnce) {
      await this.parts.journal.append(...acts.slice(at, at + atOnce).map((act) => ({ kind: 'act.asked', letterId: act.letterId, act }) as const));
    }
    return ok({ acts: acts.length });
  }

  private async freeing(accountId: AccountId, olderThanDays: number, only: ReadonlySet<LetterId> | null): Promise<Freeing> {
    const { places, vault, clock } = this.parts;
    if (places.account(accountId) === null) return { free: [], kept: [] };
    const folders = places.folders(accountId);
    const waiting = new Set(places.acts.waiting(accountId).map(({ act }) => act.letterId));
    const letters = [...places.ofAccount(accountId)].filter(([letterId]) => only?.has(letterId) ?? true).map(([letterId, letter]): FreeableLetter => ({
      letterId, size: letter.size, internalDate: letter.internalDate, places: letter.places, isWaiting: waiting.has(letterId), isInVault: !letter.damaged,
    }));
    const { free } = planFreeing(letters, folders, olderThanDays, clock.now());
    const missing = new Set<LetterId>();
    for (let at = 0; at < free.length; at += atOnce) {
      await Promise.all(free.slice(at, at + atOnce).map(async ({ letter: { letterId } }) => {
        if (!(await vault.has(letterId))) missing.add(letterId);
      }));
    }
    return planFreeing(letters.map((letter) => (missing.has(letter.letterId) ? { ...letter, isInVault: false } : letter)), folders, olderThanDays, clock.now());
  }
}
