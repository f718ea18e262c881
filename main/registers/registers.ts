import type { Clock } from '../../core/base/clock';
import { fail, ok, type Result } from '../../core/base/result';
import type { RegisterRow, RegisterView } from '../../core/contract/outgoing-commands';
import type { Draft } from '../../core/model/draft';
import type { DeviceId, Digest, DraftId, IsoDate, RegisterId } from '../../core/model/ids';
import type { JournalEntry } from '../../core/model/journal';
import type { GuardRule } from '../../core/model/policy';
import type { NumberBlock, NumberFailure, NumberPlace, PaperDispatch, RegisterBook, RegisterLine } from '../../core/model/register';
import { decideBlock, decideIssue, decideReserve, decideVoid, type Asking } from '../../core/register/decide';
import type { FoldedRegisters } from '../../core/register/fold-register';
import { isSigned, lineOfDraft } from '../../core/register/line-of-draft';
import { officeDay } from '../../core/register/office-day';
import { registerRows, registerView } from '../../core/register/register-view';
import type { JournalPort } from '../journal/journal-port';
import { JournalWriteError } from '../journal/journal-writer';
import { isDiskFull, isReadOnly } from '../vault/durable-file';
import type { NumberFloor } from './number-floor';

export interface RegistersParts {
  readonly device: DeviceId;
  /** the journal folded up to now; nobody else writes to it from here on */
  readonly folded: FoldedRegisters;
  readonly journal: Pick<JournalPort, 'append'>;
  readonly floor: NumberFloor;
  readonly drafts: { readonly get: (draftId: DraftId) => Draft | null; readonly holds: (draftId: DraftId, digests: readonly Digest[]) => Promise<boolean> };
  /** official documents without both signatures */
  readonly unsigned: () => GuardRule;
  readonly clock: Clock;
  readonly onChanged: () => void;
}

export interface ReserveCommand {
  readonly registerId: RegisterId;
  readonly draftId: DraftId;
  readonly date: IsoDate;
  readonly typeCode: string;
  readonly block: string | null;
  readonly drafter?: string;
}

/**
 * The only writer of the outgoing registers. One decision at a time, each on disk before the next is made and before anybody hears of it: two
 * windows, or two clicks, never get the same number.
 */
export class Registers {
  private turn: Promise<unknown> = Promise.resolve();

  constructor(private readonly parts: RegistersParts) {}

  list(): readonly RegisterView[] {
    const { folded, device, floor } = this.parts;
    return folded.all().map((register) => registerView(register, { device, today: this.today(), floor: floor.of }));
  }

  rows(registerId: RegisterId, year: number): readonly RegisterRow[] {
    const register = this.parts.folded.of(registerId);
    return register ? registerRows(register, year, this.parts.folded) : [];
  }

  open(book: Omit<RegisterBook, 'authority'>): Promise<Result<null, NumberFailure>> {
    return this.inTurn(async () => {
      const { folded, device } = this.parts;
      if (folded.of(book.registerId)) return fail({ code: 'alreadyNumbered' });
      await this.write({ kind: 'register.opened', book: { ...book, authority: device } });
      return ok(null);
    });
  }

  change(book: Omit<RegisterBook, 'authority'>): Promise<Result<null, NumberFailure>> {
    return this.inTurn(async () => {
      const known = this.parts.folded.of(book.registerId);
      if (!known) return fail({ code: 'noSuchRegister' });
      if (known.book.authority !== this.parts.device) return fail({ code: 'notTheAuthority' });
      await this.write({ kind: 'register.changed', book: { ...book, authority: known.book.authority } });
      return ok(null);
    });
  }

  reserve(asked: ReserveCommand): Promise<Result<{ readonly place: NumberPlace; readonly code: string; readonly date: IsoDate }, NumberFailure>> {
    return this.inTurn(async () => {
      const draft = this.parts.drafts.get(asked.draftId);
      if (!draft) return fail({ code: 'noSuchDraft' });
      const decided = decideReserve(this.parts.folded, { ...asked, secrecy: draft.document?.secrecy ?? null }, this.asking());
      if (!decided.ok) return decided;
      if (decided.value.is === 'given') return ok({ place: decided.value.place, code: decided.value.code, date: decided.value.date });
      const { entry } = decided.value;
      await this.write(entry);
      return ok({ place: entry.place, code: entry.code, date: entry.date });
    });
  }

  block(asked: { readonly registerId: RegisterId; readonly year: number; readonly count: number; readonly holder: string; readonly device: DeviceId | null }): Promise<Result<NumberBlock, NumberFailure>> {
    return this.inTurn(async () => {
      const decided = decideBlock(this.parts.folded, asked, this.asking());
      if (!decided.ok) return decided;
      await this.write(decided.value);
      return ok(decided.value.block);
    });
  }

  void(place: NumberPlace, reason: string): Promise<Result<null, NumberFailure>> {
    return this.inTurn(async () => {
      const decided = decideVoid(this.parts.folded, place, reason, this.asking());
      if (!decided.ok) return decided;
      await this.write(decided.value);
      return ok(null);
    });
  }

  /** The draft as it was saved last becomes a document: its files are those that are here, its number the one it was given. */
  issue(draftId: DraftId, route: 'mail' | 'paper', keeper: string): Promise<Result<RegisterLine, NumberFailure>> {
    return this.inTurn(async () => {
      const { drafts, folded, unsigned } = this.parts;
      const draft = drafts.get(draftId);
      if (!draft) return fail({ code: 'noSuchDraft' });
      const line = lineOfDraft(draft, { keeper, route });
      if (!line) return fail({ code: 'notReserved' });
      const signed = isSigned(draft, route);
      if (!signed && unsigned() === 'block') return fail({ code: 'notSigned' });
      if (!(await drafts.holds(draftId, draft.files.map(({ digest }) => digest)))) return fail({ code: 'filesChanged' });
      const decided = decideIssue(folded, line, { isSigned: signed, secrecy: draft.document?.secrecy ?? null }, this.asking());
      if (!decided.ok) return decided;
      await this.write(decided.value);
      return ok(decided.value.line);
    });
  }

  dispatch(dispatch: PaperDispatch): Promise<Result<null, NumberFailure>> {
    return this.inTurn(async () => {
      const { folded } = this.parts;
      if (!folded.of(dispatch.place.registerId)) return fail({ code: 'noSuchRegister' });
      const given = folded.at(dispatch.place);
      if (!given.some(({ state }) => state.state === 'issued')) return fail({ code: given.some(({ state }) => state.state === 'void') ? 'voided' : 'notReserved' });
      if (dispatch.on > this.today()) return fail({ code: 'inTheFuture' });
      await this.write({ kind: 'paper.dispatched', dispatch });
      return ok(null);
    });
  }

  /** Resolves when nothing is being decided any more. */
  async close(): Promise<void> {
    await this.turn.catch(() => undefined);
  }

  private today(): IsoDate {
    return officeDay(this.parts.clock.now());
  }

  private asking(): Asking {
    return { device: this.parts.device, today: this.today(), floor: this.parts.floor.of };
  }

  /** Folded as it came back from the disk, before the next decision is made. */
  private async write(entry: JournalEntry): Promise<void> {
    for (const event of await this.parts.journal.append(entry)) this.parts.folded.apply(event, this.parts.device);
    await this.parts.floor.keep(this.parts.folded);
    this.parts.onChanged();
  }

  private inTurn<Value>(work: () => Promise<Result<Value, NumberFailure>>): Promise<Result<Value, NumberFailure>> {
    const next = this.turn.then(work).catch((error: unknown) => {
      // nothing was given: the journal takes an entry as a whole or not at all
      if (isDiskFull(error) || isReadOnly(error) || (error instanceof JournalWriteError && error.code !== 'closed' && error.code !== 'broken')) return fail({ code: 'diskFull' as const });
      throw error;
    });
    this.turn = next.catch(() => undefined);
    return next;
  }
}
