import type { AccountRecord } from '../../core/model/account';
import type { AccountId } from '../../core/model/ids';
import type { JournalPort } from '../journal/journal-port';

const readAtOnce = 2000;

/** Accounts as the journal tells them; the last word on each counts. */
export async function readAccountRecords(journal: JournalPort): Promise<readonly AccountRecord[]> {
  const records = new Map<AccountId, AccountRecord>();
  for (let after = 0; after < journal.head; ) {
    const events = await journal.read(after, readAtOnce);
    for (const event of events) {
      if (event.kind === 'account.connected' || event.kind === 'account.changed') records.set(event.account.accountId, event.account);
    }
    after = events.at(-1)?.seq ?? journal.head;
  }
  return [...records.values()];
}
