import type { ActConflict, ActOutcome } from '../model/act';
import type { FlagChange } from '../model/journal';
import type { Location } from '../model/letter';
import type { Refusal } from './act-step';
import type { Found } from './where-is-it';

/** What became of an errand and what the journal has to learn from it, so that nothing is fetched again. */
export interface Settlement {
  readonly outcome: ActOutcome;
  readonly gone: readonly Location[];
  readonly located: readonly Found[];
  readonly flagged: readonly Omit<Required<FlagChange>, 'letterId'>[];
}

export function settled(outcome: ActOutcome, change: Partial<Omit<Settlement, 'outcome'>> = {}): Settlement {
  return { outcome, gone: [], located: [], flagged: [], ...change };
}

export const done: ActOutcome = { state: 'done' };
export const alreadySo: ActOutcome = { state: 'alreadySo' };

export function conflict(why: ActConflict, serverSaid: string | null = null): ActOutcome {
  return { state: 'conflict', why, serverSaid };
}

export function refusedAs({ refused, serverSaid }: Refusal): ActOutcome {
  return conflict(refused, serverSaid);
}

/** Several places of one letter: all has to be well for the act to be; otherwise the first thing that was not is told. */
export function together(all: readonly Settlement[]): Settlement {
  const outcome = all.find(({ outcome: one }) => one.state === 'conflict')?.outcome ?? all.find(({ outcome: one }) => one.state === 'done')?.outcome ?? alreadySo;
  return { outcome, gone: all.flatMap(({ gone }) => gone), located: all.flatMap(({ located }) => located), flagged: all.flatMap(({ flagged }) => flagged) };
}
