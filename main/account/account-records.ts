import type { AccountRecord } from '../../core/model/account';
import type { AccountId } from '../../core/model/ids';
import type { JournalEntry } from '../../core/model/journal';
import type { JournalPort } from '../journal/journal-port';
import { replay } from '../journal/replay';

/** Accounts as the journal tells them: a fold, the last word on each counts. */
export class AccountRecords {
  private readonly records = new Map<AccountId, AccountRecord>();

  static async read(journal: JournalPort): Promise<AccountRecords> {
    const records = new AccountRecords();
    await replay(journal, (event) => records.apply(event));
    return records;
  }

  apply(event: JournalEntry): void {
    if (event.kind === 'account.connected' || event.kind === 'account.changed') this.records.set(event.account.accountId, event.account);
    if (event.kind === 'account.removed') this.records.delete(event.accountId);
  }

  all(): readonly AccountRecord[] {
    return [...this.records.values()];
  }
}
