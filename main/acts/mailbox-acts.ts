import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Settlement } from '../../core/acts/settlement';
import { alreadySo, conflict, settled } from '../../core/acts/settlement';
import { bulkAtHead, settleBulk, type Bulk } from '../../core/acts/bulk';
import { carryOut } from '../../core/acts/carry-out';
import { planErrands, type PlannedErrand } from '../../core/acts/plan-errands';
import { limits } from '../../core/base/limits';
import { sameLocation } from '../../core/fold/letter-state';
import type { AccountId, ActId } from '../../core/model/ids';
import type { JournalEntry, JournalEvent } from '../../core/model/journal';
import type { JournalPort } from '../journal/journal-port';
import type { Log } from '../log/log';
import type { LetterPlaces, PlacedLetter } from '../outbox/letter-places';
import { readLetterHeader } from '../outbox/read-letter-header';
import type { MailboxLine } from '../sync/mailbox-line';
import type { VaultPort } from '../vault/vault-port';
import { performBulk } from './perform-bulk';
import { NoLine, performStep } from './perform-step';

export interface MailboxActsParts {
  readonly journal: JournalPort;
  readonly vault: Pick<VaultPort, 'readRange' | 'size'>;
  /** folded already, and fed by its owner before this service hears of anything */
  readonly places: LetterPlaces;
  /** null: the account is not connected here (any more) */
  readonly line: (accountId: AccountId) => MailboxLine | null;
  readonly log: Pick<Log, 'write'>;
  /** the numbers of waiting acts or conflicts changed */
  readonly onChanged?: (accountId: AccountId) => void;
  /** milliseconds; limits.actRetryMillis unless a test is in a hurry */
  readonly retryMillis?: readonly number[];
}

interface Lane {
  line: MailboxLine | null;
  forget: () => void;
  /** what is still to be done; null: has to be planned anew */
  plan: PlannedErrand[] | null;
  /** tried together with others already, and to be looked at on their own */
  readonly alone: Set<ActId>;
  /** at which act lines broke, and how many in a row */
  broken: { readonly actId: ActId | undefined; readonly times: number };
  running: Promise<void> | null;
  /** something came while it ran */
  isAgain: boolean;
  failures: number;
  timer: NodeJS.Timeout | null;
}

/**
 * Carries acts to the server, one account beside the other, in the order in which they were done. Nothing is kept between two tries but the
 * journal: an act is asked before anything of it goes out, and settled when its effect was seen.
 */
export class MailboxActs {
  private readonly lanes = new Map<AccountId, Lane>();
  private readonly forget: () => void;
  private isClosed = false;

  constructor(private readonly parts: MailboxActsParts) {
    this.forget = parts.journal.onAdvanced((_head, events) => this.heard(events));
  }

  get book(): LetterPlaces['acts'] {
    return this.parts.places.acts;
  }

  /** Takes up what waits, now and each time the mailbox can be reached again. */
  start(accountId: AccountId): void {
    const line = this.parts.line(accountId);
    const lane = this.laneOf(accountId);
    if (line !== lane.line) {
      lane.forget();
      lane.line = line;
      lane.forget = line?.onReachable(() => this.pump(accountId)) ?? (() => undefined);
    }
    this.pump(accountId);
  }

  /** Resolves when nothing runs; what waits for the line keeps waiting. */
  async settled(): Promise<void> {
    await nextTurn();
    for (let busy = this.running(); busy.length > 0; busy = this.running()) {
      await Promise.all(busy);
      await nextTurn();
    }
  }

  /** Begins nothing more; resolves when the step under way has its answer, or the connection was ended. */
  async close(): Promise<void> {
    this.isClosed = true;
    this.forget();
    for (const lane of this.lanes.values()) {
      lane.forget();
      if (lane.timer) clearTimeout(lane.timer);
    }
    await this.settled();
  }

  private running(): readonly Promise<void>[] {
    return [...this.lanes.values()].flatMap(({ running }) => running ?? []);
  }

  private heard(events: readonly JournalEvent[]): void {
    const touched = new Set<AccountId>();
    for (const event of events) {
      if (event.kind === 'act.asked') {
        touched.add(event.act.accountId);
        this.laneOf(event.act.accountId).plan = null;
        this.start(event.act.accountId);
      } else if (event.kind === 'act.settled' || event.kind === 'act.dismissed') {
        const accountId = this.parts.places.letter(event.letterId)?.accountId;
        if (accountId !== undefined) touched.add(accountId);
        if (accountId !== undefined && event.kind === 'act.dismissed') this.laneOf(accountId).plan = null;
      } else if (event.kind === 'folders.seen') {
        this.laneOf(event.accountId).plan = null;
      } else if (event.kind === 'account.removed') {
        void this.drop(event.accountId).catch(() => this.parts.log.write('acts.notjournalled'));
      } else if (event.kind === 'account.connected') {
        this.start(event.account.accountId);
      }
    }
    for (const accountId of touched) this.parts.onChanged?.(accountId);
  }

  /** Nothing of a removed account goes anywhere any more, so nothing of it waits. */
  private async drop(accountId: AccountId): Promise<void> {
    this.lanes.get(accountId)?.forget();
    const over = this.book.all(accountId).map(({ act }) => ({ kind: 'act.dismissed', letterId: act.letterId, actId: act.actId }) as const);
    if (over.length > 0 && !this.isClosed) await this.parts.journal.append(...over);
  }

  private laneOf(accountId: AccountId): Lane {
    const known = this.lanes.get(accountId);
    if (known) return known;
    const lane: Lane = { line: null, forget: () => undefined, plan: null, alone: new Set(), broken: { actId: undefined, times: 0 }, running: null, isAgain: false, failures: 0, timer: null };
    this.lanes.set(accountId, lane);
    return lane;
  }

  private pump(accountId: AccountId): void {
    const lane = this.laneOf(accountId);
    if (this.isClosed) return;
    if (lane.running) {
      lane.isAgain = true;
      return;
    }
    if (lane.timer) clearTimeout(lane.timer);
    lane.timer = null;
    lane.isAgain = false;
    lane.running = this.work(accountId, lane).catch((error: unknown) => this.failed(accountId, lane, error)).finally(() => {
      lane.running = null;
      if (lane.isAgain) this.pump(accountId);
    });
  }

  private async work(accountId: AccountId, lane: Lane): Promise<void> {
    const { places } = this.parts;
    while (!this.isClosed && places.account(accountId) !== null && lane.line?.isReachable === true) {
      const [errand] = lane.plan ?? (await this.planned(accountId, lane));
      const bulk = bulkAtHead(lane.plan ?? [], (letterId) => places.letter(letterId)?.places ?? [], ({ acts }) => acts.some((actId) => lane.alone.has(actId)));
      if (bulk) {
        await this.carryTogether(lane.line, accountId, lane, bulk);
      } else if (errand) {
        await this.settle(accountId, errand, await this.carry(lane, lane.line, accountId, errand));
        // a new act may have come meanwhile: then the whole is planned anew
        if (lane.plan?.[0] === errand) lane.plan.shift();
        lane.failures = 0;
      } else {
        return;
      }
      // the journal tells its listeners in this turn: the next plan is made from what they were told
      await nextTurn();
    }
  }

  private async planned(accountId: AccountId, lane: Lane): Promise<readonly PlannedErrand[]> {
    const { errands, nothing } = planErrands(this.book.waiting(accountId), this.parts.places.folders(accountId));
    const plan = [...errands];
    lane.plan = plan;
    if (nothing.length > 0) await this.parts.journal.append(...nothing.map((one) => ({ kind: 'act.settled', ...one, outcome: alreadySo }) as const));
    return plan;
  }

  private async carryTogether(line: MailboxLine, accountId: AccountId, lane: Lane, bulk: Bulk): Promise<void> {
    const apart = (): void => bulk.errands.forEach(({ errand }) => errand.acts.forEach((actId) => lane.alone.add(actId)));
    // lines that break at one command for many may hold for one letter
    if (lane.failures >= limits.actTogetherAttempts) return apart();
    const ready = settleBulk(bulk, await performBulk(line, bulk));
    apart();
    const entries = ready.flatMap(({ errand, settlement }) => this.entriesOf(accountId, errand, settlement));
    if (entries.length > 0) await this.parts.journal.append(...entries);
    const settledNow = new Set(ready.map(({ errand }) => errand));
    for (const { acts } of settledNow) for (const actId of acts) lane.alone.delete(actId);
    if (lane.plan) lane.plan = lane.plan.filter((errand) => !settledNow.has(errand));
    lane.failures = 0;
  }

  private async carry(lane: Lane, line: MailboxLine, accountId: AccountId, errand: PlannedErrand): Promise<Settlement> {
    const { places, vault } = this.parts;
    const { letterId } = errand;
    const letter = places.letter(letterId);
    if (!letter) return settled(alreadySo);
    const header = await readLetterHeader(vault, letterId);
    const traits = { messageId: typeof header === 'string' ? null : header.messageId, size: letter.size, internalDate: letter.internalDate };
    const isOthers = (location: PlacedLetter['keptIn']): boolean => {
      const owner = places.letterAt(accountId, location);
      return owner !== null && owner !== letterId;
    };
    try {
      const steps = carryOut(errand.what, { traits, places: letter.places, before: errand.before, keptIn: letter.keptIn, folders: places.folders(accountId) });
      let turn = steps.next();
      while (!turn.done) {
        if (this.isClosed) throw new NoLine(false);
        turn = steps.next(await performStep({ line, vault, letterId, digest: letter.digest, traits, isOthers }, turn.value));
      }
      return turn.value;
    } catch (error) {
      if (error instanceof NoLine) {
        if (!error.wasSent) throw error;
        const [actId] = errand.acts;
        lane.broken = { actId, times: lane.broken.actId === actId ? lane.broken.times + 1 : 1 };
        if (lane.broken.times < limits.actAttempts) throw error;
        return settled(conflict('unclear'));
      }
      // a fault of ours with this act must not hold up all that come after it
      this.parts.log.write('acts.bug', { name: { code: error instanceof Error ? error.name : 'unknown' } });
      return settled(conflict('unclear'));
    }
  }

  private async settle(accountId: AccountId, errand: PlannedErrand, settlement: Settlement): Promise<void> {
    const { places, journal } = this.parts;
    const { what, acts, letterId } = errand;
    const letter = places.letter(letterId);
    if (!letter) return; // erased meanwhile, and its acts with it
    await journal.append(...this.entriesOf(accountId, errand, settlement));
    const lane = this.laneOf(accountId);
    for (const actId of acts) lane.alone.delete(actId);
    const { outcome, located } = settlement;
    // where the server did not say what became of it, the journal has to learn it from a look
    const isTold = outcome.state !== 'conflict' && (what.kind !== 'move' || what.wish.to === null || located.length > 0);
    if (!isTold) lane.line?.lookAgain(what.kind === 'move' && what.wish.to !== null ? [...what.wish.from.map(({ folder }) => folder), what.wish.to] : letter.places.map(({ location }) => location.folder));
  }

  private entriesOf(accountId: AccountId, { letterId, acts, what }: PlannedErrand, settlement: Settlement): readonly JournalEntry[] {
    const letter = this.parts.places.letter(letterId);
    if (!letter) return [];
    const { outcome, gone, located, flagged } = settlement;
    const isKnown = (one: { readonly location: PlacedLetter['keptIn']; readonly flags: readonly string[] }): boolean =>
      letter.places.some((place) => sameLocation(place.location, one.location) && sameFlags(place.flags, one.flags));
    const left = gone.filter((location) => letter.places.some((place) => sameLocation(place.location, location)));
    const changes = flagged.filter((one) => !isKnown(one)).map(({ location, flags }) => ({ letterId, location, flags }));
    return [
      ...(left.length > 0 ? [{ kind: 'letters.gone', accountId, gone: left.map((location) => ({ letterId, location })) } as const] : []),
      ...located.filter((one) => !isKnown(one)).map(({ location, flags }) => ({ kind: 'letter.located', letterId, location, flags }) as const),
      ...(changes.length > 0 ? [{ kind: 'letters.flagged', accountId, changes } as const] : []),
      ...acts.map((actId) => ({ kind: 'act.settled', letterId, actId, outcome }) as const),
      // in one batch: what is off the server because it must not lie anywhere may not stay here
      ...(what.kind === 'free' && what.erases && outcome.state !== 'conflict' ? [{ kind: 'letter.erased', letterId } as const] : []),
    ];
  }

  private failed(accountId: AccountId, lane: Lane, error: unknown): void {
    if (!(error instanceof NoLine)) this.parts.log.write('acts.notjournalled', { name: { code: error instanceof Error ? error.name : 'unknown' } });
    lane.plan = null;
    if (this.isClosed) return;
    // beside the word that the mailbox can be reached again
    const waits = this.parts.retryMillis ?? limits.actRetryMillis;
    lane.failures += 1;
    lane.timer = setTimeout(() => this.pump(accountId), waits[Math.min(lane.failures, waits.length) - 1] ?? 0);
    lane.timer.unref();
  }
}

function sameFlags(a: readonly string[], b: readonly string[]): boolean {
  const key = (flags: readonly string[]): string => flags.map((flag) => flag.toLowerCase()).sort().join(' ');
  return key(a) === key(b);
}
