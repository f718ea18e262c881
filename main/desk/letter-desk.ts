import type { Handlers } from '../../core/contract/bridge';
import type { AppCommands, CheckedOf } from '../../core/contract/commands';
import { fail, ok } from '../../core/base/result';
import type { LetterId } from '../../core/model/ids';
import type { JournalEntry } from '../../core/model/journal';
import type { ReceiptKind } from '../../core/model/receipt';
import type { IncomingLine } from '../../core/model/register';
import type { JournalPort } from '../journal/journal-port';
import type { Log } from '../log/log';
import { progressKinds } from '../outbox/desk-details';
import type { LetterPlaces } from '../outbox/letter-places';
import type { Proposal } from '../outbox/proposal-of';
import type { Receipts } from '../outbox/receipts';

export interface LetterDeskParts {
  readonly journal: Pick<JournalPort, 'append' | 'onAdvanced'>;
  /** fed before this desk */
  readonly places: LetterPlaces;
  readonly receipts: Pick<Receipts, 'propose' | 'supersede' | 'filesOf' | 'isProposed'>;
  readonly log: Pick<Log, 'write'>;
}

type Answer<Name extends keyof AppCommands> = ReturnType<Handlers<AppCommands>[Name]>;
type Asked<Name extends keyof AppCommands> = CheckedOf<AppCommands[Name]>;

/**
 * What the office says of letters that came in: registered with the running number of the year, refused, on its way. Each act is on disk first, then
 * the receipt for it is proposed; one that a crash kept from being proposed is at the next start.
 */
export class LetterDesk {
  /** highest number of each year; a number is never given again, also not when its letter was erased */
  private readonly newest = new Map<number, number>();
  private readonly acted = new Set<LetterId>();
  private turn: Promise<unknown> = Promise.resolve();
  private parts: LetterDeskParts | null = null;

  /** @param event of the journal, in order; those of before `open` included */
  fold(event: JournalEntry): void {
    switch (event.kind) {
      case 'letter.registered':
        this.newest.set(event.line.year, Math.max(this.newest.get(event.line.year) ?? 0, event.line.number));
        this.acted.add(event.letterId);
        return;
      case 'letter.refused':
      case 'letter.progressed':
        this.acted.add(event.letterId);
        return;
      case 'letter.erased':
        this.acted.delete(event.letterId);
        return;
      default:
    }
  }

  /** Hears the journal from now on. @returns the unsubscribe function */
  open(parts: LetterDeskParts): () => void {
    this.parts = parts;
    return parts.journal.onAdvanced((_head, events) => events.forEach((event) => this.fold(event)));
  }

  /** Receipts that an earlier run did not come to propose. */
  async takeUp(): Promise<void> {
    const { places } = this.opened();
    for (const letterId of this.acted) {
      const desk = places.letter(letterId)?.desk;
      if (desk === undefined) continue;
      const kinds: readonly ReceiptKind[] = [...(desk.registered === null ? [] : ['registered' as const]), ...(desk.refused === null ? [] : ['refused' as const]), ...desk.progress.map(({ code }) => progressKinds[code])];
      for (const kind of kinds) await this.say(letterId, kind, undefined);
    }
  }

  register(asked: Asked<'letter.register'>): Answer<'letter.register'> {
    return this.inTurn(async () => {
      const { places } = this.opened();
      const { letterId, line, needsReason, number, files } = asked;
      const letter = places.letter(letterId);
      if (letter === null) return fail({ code: 'noSuchLetter' });
      if (letter.desk?.registered != null) return fail({ code: 'alreadyRegistered' });
      if (needsReason && line.because === null) return fail({ code: 'reasonMissing' });
      const next = (this.newest.get(line.year) ?? 0) + 1;
      // paper goes into the same register: a clerk may go on behind its numbers, never before them
      if (!line.date.startsWith(`${line.year}-`) || (number ?? next) < next) return fail({ code: 'refused' });
      const given: IncomingLine = { ...line, number: number ?? next };
      await this.write({ kind: 'letter.registered', letterId, line: given });
      await this.say(letterId, 'registered', files);
      return ok(given);
    });
  }

  refuse({ letterId, reason, words, files }: Asked<'letter.refuse'>): Answer<'letter.refuse'> {
    return this.inTurn(async () => {
      const letter = this.opened().places.letter(letterId);
      if (letter === null) return fail({ code: 'noSuchLetter' });
      if (letter.desk?.registered != null || letter.desk?.refused != null) return fail({ code: 'alreadyRegistered' });
      await this.write({ kind: 'letter.refused', letterId, reason, words });
      await this.say(letterId, 'refused', files);
      return ok(null);
    });
  }

  progress({ letterId, code, words }: Asked<'letter.progress'>): Answer<'letter.progress'> {
    return this.inTurn(async () => {
      const letter = this.opened().places.letter(letterId);
      if (letter === null) return fail({ code: 'noSuchLetter' });
      if (letter.desk?.registered == null) return fail({ code: 'notRegistered' });
      await this.write({ kind: 'letter.progressed', letterId, code, words });
      await this.say(letterId, progressKinds[code], undefined);
      return ok(null);
    });
  }

  /** Two clicks at once must not get one number. */
  private inTurn<Value>(work: () => Promise<Value>): Promise<Value> {
    const turn = this.turn.then(work);
    this.turn = turn.catch(() => undefined);
    return turn;
  }

  /** Listeners hear of an entry in a turn of their own; what comes next must know it already. */
  private async write(entry: JournalEntry): Promise<void> {
    const { journal, places } = this.opened();
    for (const event of await journal.append(entry)) {
      this.fold(event);
      if (event.kind === 'letter.registered' || event.kind === 'letter.refused' || event.kind === 'letter.progressed') places.applyDesk(event);
    }
  }

  /** The act stands whatever becomes of the message about it. */
  private async say(letterId: LetterId, kind: ReceiptKind, files: Proposal['files']): Promise<void> {
    const { receipts, log } = this.opened();
    const known = files ?? receipts.filesOf(letterId);
    try {
      if (!receipts.isProposed(letterId, kind)) await receipts.propose({ letterId, kind, official: true, ...(known == null ? {} : { files: known }) });
      await receipts.supersede(letterId);
    } catch (error) {
      log.write('receipt.notproposed', { name: { code: error instanceof Error ? error.name : 'unknown' } });
    }
  }

  private opened(): LetterDeskParts {
    if (this.parts === null) throw new Error('the desk is not open');
    return this.parts;
  }
}
