import { Dice } from './dice';
import type { FuzzTarget } from './target';

export interface FuzzProgress {
  /** called before an input is tried, so that one that never ends is known */
  readonly trying?: (bytes: Uint8Array, round: number) => void;
  /** called now and then; true: something new was reached since, and the inputs tried meanwhile are worth changing further */
  readonly isNew?: () => Promise<boolean>;
}

/** longer inputs only cost time: the limits of the program are tested by name elsewhere */
const mostBytes = 512 * 1024;
/** asking for the paths taken costs as much as some inputs */
const together = 25;

/** Inputs one after another, for as long as `goOn` says; the same for the same seed. Throws what the target throws, with the round's number. */
export async function fuzz(target: FuzzTarget, seed: number, goOn: (round: number) => boolean, progress: FuzzProgress = {}): Promise<{ readonly rounds: number; readonly corpus: number }> {
  const corpus = [...target.seeds];
  let tried: Uint8Array[] = [];
  let round = 0;
  for (; goOn(round); round += 1) {
    // each round has dice of its own, so that one can be played again by itself as long as the corpus is the same
    const dice = new Dice(seed * 1_000_003 + round);
    let bytes = dice.pick(corpus);
    for (let changes = 1 + dice.below(4); changes > 0; changes -= 1) bytes = target.mutate(dice, bytes);
    bytes = bytes.subarray(0, mostBytes);
    progress.trying?.(bytes, round);
    try {
      await target.run(bytes);
    } catch (error) {
      throw new Error(`${target.name}, seed ${seed}, round ${round}: ${error instanceof Error ? error.message : String(error)}`, { cause: error });
    }
    tried.push(bytes);
    if (progress.isNew === undefined || tried.length < together) continue;
    if ((await progress.isNew()) && corpus.length < 5000) corpus.push(...tried);
    tried = [];
  }
  return { rounds: round, corpus: corpus.length };
}
