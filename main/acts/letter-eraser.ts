import { randomBytes } from 'node:crypto';
import { fail, ok, type Result } from '../../core/base/result';
import type { EraseFailure } from '../../core/contract/commands';
import type { ActOutcome, MailAct } from '../../core/model/act';
import type { AccountId, ActId, LetterId } from '../../core/model/ids';
import type { JournalPort } from '../journal/journal-port';
import type { LetterPlaces } from '../outbox/letter-places';
import type { VaultPort } from '../vault/vault-port';

export interface LetterEraserParts {
  readonly journal: Pick<JournalPort, 'append' | 'onAdvanced'>;
  readonly vault: Pick<VaultPort, 'erase'>;
  readonly places: LetterPlaces;
  readonly isOnline: (accountId: AccountId) => boolean;
}

/**
 * Erases a letter for good: what must not lie in this mailbox (Law on Protection of State Secrets 117/2025/QH15) is taken off the server
 * first if the person wants it, and only then destroyed here. In the other order a line that breaks in between would leave the server's
 * copy with nobody to know of it.
 */
export class LetterEraser {
  private readonly erasing = new Set<LetterId>();

  constructor(private readonly parts: LetterEraserParts) {}

  async erase(letterId: LetterId, onServer: boolean): Promise<Result<null, EraseFailure>> {
    const { places, isOnline } = this.parts;
    const letter = places.letter(letterId);
    if (!letter) return fail({ code: 'noSuchLetter' });
    if (this.erasing.has(letterId)) return fail({ code: 'busy' });
    this.erasing.add(letterId);
    try {
      if (onServer && letter.places.length > 0 && places.account(letter.accountId) !== null) {
        if (!isOnline(letter.accountId)) return fail({ code: 'offline' });
        const outcome = await this.takeOff({
          actId: randomBytes(8).toString('hex') as ActId, accountId: letter.accountId, letterId, change: { kind: 'free' }, seenAt: letter.places.map(({ location }) => location),
        });
        if (outcome.state !== 'done') return fail({ code: 'notAllowed' });
      }
      // journal before vault: a crash in between is finished at the next start (tidy-vault.ts)
      await this.parts.journal.append({ kind: 'letter.erased', letterId });
      await this.parts.vault.erase(letterId);
      return ok(null);
    } finally {
      this.erasing.delete(letterId);
    }
  }

  /** The act goes the way of all acts, and is waited for. */
  private async takeOff(act: MailAct): Promise<ActOutcome> {
    const settled = new Promise<ActOutcome>((resolve) => {
      const forget = this.parts.journal.onAdvanced((_head, events) => {
        for (const event of events) {
          if (event.kind !== 'act.settled' || event.actId !== act.actId) continue;
          forget();
          resolve(event.outcome);
        }
      });
    });
    await this.parts.journal.append({ kind: 'act.asked', letterId: act.letterId, act });
    return settled;
  }
}
