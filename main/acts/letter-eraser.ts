import { fail, ok, type Result } from '../../core/base/result';
import type { ActFailure } from '../../core/contract/commands';
import type { LetterId } from '../../core/model/ids';
import type { JournalPort } from '../journal/journal-port';
import type { Log } from '../log/log';
import type { LetterPlaces } from '../outbox/letter-places';
import type { VaultPort } from '../vault/vault-port';
import { makeAct } from './make-act';

export interface LetterEraserParts {
  readonly journal: Pick<JournalPort, 'append' | 'onAdvanced'>;
  readonly vault: Pick<VaultPort, 'erase'>;
  readonly places: LetterPlaces;
  readonly log: Pick<Log, 'write'>;
  /** attachments that other programs were given */
  readonly opened?: { readonly wipe: () => Promise<boolean> };
}

/**
 * Erases a letter for good: what must not lie in this mailbox (Law on Protection of State Secrets 117/2025/QH15) is taken off the server
 * first if the person wants it, and only then destroyed here. In the other order a line that breaks in between would leave the server's
 * copy with nobody to know of it.
 */
export class LetterEraser {
  private readonly forget: () => void;
  private readonly running = new Set<Promise<void>>();

  constructor(private readonly parts: LetterEraserParts) {
    // journal before vault, by whomever it was journalled: a crash in between is finished at the next start (tidy-vault.ts)
    this.forget = parts.journal.onAdvanced((_head, events) => {
      for (const event of events) if (event.kind === 'letter.erased') void this.destroy(event.letterId);
    });
  }

  async erase(letterId: LetterId, onServer: boolean): Promise<Result<'erased' | 'waiting', ActFailure>> {
    const { places, journal } = this.parts;
    const letter = places.letter(letterId);
    if (!letter) return fail({ code: 'noSuchLetter' });
    if (onServer) {
      if (places.acts.waiting(letter.accountId).some(({ act }) => act.letterId === letterId && act.change.kind === 'erase')) return ok('waiting');
      const made = makeAct(places, letterId, { kind: 'erase' }, null);
      if (made.ok) {
        await journal.append({ kind: 'act.asked', letterId, act: made.value });
        return ok('waiting');
      }
    }
    await journal.append({ kind: 'letter.erased', letterId });
    await this.destroy(letterId);
    return ok('erased');
  }

  /** Resolves when all that was journalled as erased is destroyed. */
  async settled(): Promise<void> {
    await Promise.all(this.running);
  }

  async close(): Promise<void> {
    this.forget();
    await this.settled();
  }

  private destroy(letterId: LetterId): Promise<void> {
    // what fails now is tidied at the next start
    const failed = (): void => this.parts.log.write('vault.notErased');
    const erased = this.parts.vault.erase(letterId).then(({ ok: isDone }) => (isDone ? undefined : failed()), failed);
    const work: Promise<void> = Promise.all([erased, this.wipeOpened()]).then(() => undefined).finally(() => this.running.delete(work));
    this.running.add(work);
    return work;
  }

  /** Nobody knows which of them were this letter's; those that are still open are taken at the end of the run. */
  private async wipeOpened(): Promise<void> {
    const { opened, log } = this.parts;
    if (opened !== undefined && !(await opened.wipe())) log.write('opened.left');
  }
}
