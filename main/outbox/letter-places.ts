import type { AccountRecord } from '../../core/model/account';
import type { AccountId, IsoTime, LetterId } from '../../core/model/ids';
import type { JournalEntry } from '../../core/model/journal';
import type { Location } from '../../core/model/letter';

/** What the outbox has to know of a letter, from the journal alone. */
export interface PlacedLetter {
  readonly accountId: AccountId;
  readonly internalDate: IsoTime;
  /** newest place it is known to lie at; null once it is gone from the server */
  readonly location: Location | null;
  readonly flags: readonly string[];
  /** first time a person really read it, null before */
  readonly displayedAt: IsoTime | null;
}

/** Accounts and letters as the journal tells them: a fold, events in order. */
export class LetterPlaces {
  private readonly accounts = new Map<AccountId, AccountRecord>();
  private readonly letters = new Map<LetterId, PlacedLetter>();
  /** brought along from files: no arrival of theirs is answered, wherever they are met later */
  private readonly imported = new Set<LetterId>();

  account(accountId: AccountId): AccountRecord | null {
    return this.accounts.get(accountId) ?? null;
  }

  letter(letterId: LetterId): PlacedLetter | null {
    return this.letters.get(letterId) ?? null;
  }

  apply(event: JournalEntry & { readonly at: IsoTime }): void {
    switch (event.kind) {
      case 'account.connected':
      case 'account.changed':
        this.accounts.set(event.account.accountId, event.account);
        return;
      case 'letter.kept': {
        const { letterId, accountId, internalDate, location, flags, origin } = event.letter;
        // a copy elsewhere: the arrival that counts is the first one
        const known = this.letters.get(letterId);
        if (origin === 'import') {
          if (known) return;
          this.imported.add(letterId);
        }
        if (this.imported.has(letterId)) {
          this.letters.set(letterId, { accountId, internalDate, location: null, flags, displayedAt: known?.displayedAt ?? null });
          return;
        }
        this.letters.set(letterId, { accountId, internalDate: known?.internalDate ?? internalDate, location, flags, displayedAt: known?.displayedAt ?? null });
        return;
      }
      case 'letter.located':
        if (!this.imported.has(event.letterId)) this.change(event.letterId, { location: event.location });
        return;
      case 'letters.flagged':
        for (const { letterId, flags } of event.changes) this.change(letterId, { flags });
        return;
      case 'letters.gone':
        for (const { letterId, location } of event.gone) {
          const now = this.letters.get(letterId)?.location;
          if (now && now.folder === location.folder && now.uid === location.uid && now.uidValidity === location.uidValidity) {
            this.change(letterId, { location: null });
          }
        }
        return;
      case 'letter.displayed': {
        const known = this.letters.get(event.letterId);
        if (known && known.displayedAt === null) this.change(event.letterId, { displayedAt: event.at });
        return;
      }
      case 'letter.erased':
        this.letters.delete(event.letterId);
        return;
      default:
    }
  }

  private change(letterId: LetterId, change: Partial<PlacedLetter>): void {
    const known = this.letters.get(letterId);
    if (known) this.letters.set(letterId, { ...known, ...change });
  }
}
