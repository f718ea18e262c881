import type { DeviceId } from '../model/ids';
import type { JournalEvent } from '../model/journal';
import { FoldedRegisters } from './fold-register';

/** What one device journalled, in its own order. */
export interface RegisterHistory {
  readonly device: DeviceId;
  readonly events: readonly JournalEvent[];
}

/**
 * The registers as several devices tell of them together. By time, but never against the order of a device's own journal, whose clock may have been
 * set back; of a number that two of them gave, the earlier one stands first.
 */
export function mergeRegisters(histories: readonly RegisterHistory[]): FoldedRegisters {
  const timed = histories.flatMap(({ device, events }) => {
    let latest = '';
    return events.map((event) => ({ device, event, at: (latest = event.at > latest ? event.at : latest) }));
  });
  // sorting is stable: what has the same time stays in the order of its journal
  timed.sort((a, b) => (a.at === b.at ? (a.device === b.device ? 0 : a.device < b.device ? -1 : 1) : a.at < b.at ? -1 : 1));
  const folded = new FoldedRegisters();
  for (const { event, device } of timed) folded.apply(event, device);
  return folded;
}
