import { foldLetter, lettersOf, type LetterState } from '../../core/fold/letter-state';
import type { LetterId } from '../../core/model/ids';
import { replay } from '../journal/replay';
import type { JournalPort } from '../journal/journal-port';

/** What the journal says of these letters now; those it does not know, or that were erased, are missing. */
export async function statesOf(journal: Pick<JournalPort, 'head' | 'read'>, letterIds: readonly LetterId[]): Promise<ReadonlyMap<LetterId, LetterState>> {
  const wanted = new Set(letterIds);
  const states = new Map<LetterId, LetterState>();
  await replay(journal, (event) => {
    for (const letterId of lettersOf(event)) {
      if (!wanted.has(letterId)) continue;
      const state = foldLetter(states.get(letterId) ?? null, letterId, event);
      if (state === null) states.delete(letterId);
      else states.set(letterId, state);
    }
  });
  return states;
}
