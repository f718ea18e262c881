import type { Dice } from './dice';

/** An entry point that takes what strangers send. */
export interface FuzzTarget {
  readonly name: string;
  readonly seeds: readonly Uint8Array[];
  /** one change; the engine makes several */
  readonly mutate: (dice: Dice, bytes: Uint8Array) => Uint8Array;
  /** throws where the program is wrong: an error that escaped, or a forgery that passed */
  readonly run: (bytes: Uint8Array) => Promise<void>;
}
