import type { AccountId, LetterId } from '../../core/model/ids';
import type { JournalEntry } from '../../core/model/journal';
import type { JournalPort } from '../journal/journal-port';
import { replay } from '../journal/replay';
import { AccountIndex } from './account-index';

/** One index an account, all fed by the same reading of the journal. */
export class AccountIndexes {
  private readonly indexes = new Map<AccountId, AccountIndex>();
  /** of all accounts: what was erased can no longer be told to belong to one */
  private readonly erased = new Set<LetterId>();

  /** Reads the journal for itself; where it is read anyway, hand each event to `apply` and then `follow`. */
  static async read(journal: JournalPort): Promise<AccountIndexes> {
    const indexes = new AccountIndexes();
    await replay(journal, (event) => indexes.apply(event));
    indexes.follow(journal);
    return indexes;
  }

  /** Call in the turn in which the reading ended, so that nothing falls between reading and following. */
  follow(journal: Pick<JournalPort, 'onAdvanced'>): void {
    journal.onAdvanced((_head, events) => events.forEach((event) => this.apply(event)));
  }

  of(accountId: AccountId): AccountIndex {
    let index = this.indexes.get(accountId);
    if (!index) this.indexes.set(accountId, (index = new AccountIndex(accountId, this.erased)));
    return index;
  }

  apply(entry: JournalEntry): void {
    switch (entry.kind) {
      case 'letter.kept':
        this.of(entry.letter.accountId).apply(entry);
        return;
      case 'letters.flagged':
      case 'letters.gone':
      case 'folders.seen':
        this.of(entry.accountId).apply(entry);
        return;
      case 'letter.erased':
        this.erased.add(entry.letterId);
        for (const index of this.indexes.values()) index.apply(entry);
        return;
      case 'letter.located':
      case 'letter.damaged':
        for (const index of this.indexes.values()) index.apply(entry);
        return;
      case 'account.removed':
        this.indexes.delete(entry.accountId);
        return;
      default:
    }
  }
}
