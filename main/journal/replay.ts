import type { JournalEvent } from '../../core/model/journal';
import type { JournalPort } from './journal-port';

const readAtOnce = 2000;

/** Reads the whole journal once, oldest first. Opening each event is what costs, so all who fold at start share one reading. */
export async function replay(journal: Pick<JournalPort, 'head' | 'read'>, fold: (event: JournalEvent) => void): Promise<void> {
  for (let after = 0; after < journal.head; ) {
    const upTo = journal.head;
    const events = await journal.read(after, readAtOnce);
    events.forEach(fold);
    // events of erased letters come as nothing: fewer than asked for means that the end was reached
    after = events.length < readAtOnce ? Math.max(upTo, events.at(-1)?.seq ?? 0) : (events.at(-1)?.seq ?? upTo);
  }
}
