import type { Clock } from '../../core/base/clock';
import type { LetterId } from '../../core/model/ids';
import type { Log } from '../log/log';
import type { Vault } from './open-vault';

export interface Tidying {
  /** every letter the chain ever told of */
  readonly told: ReadonlySet<LetterId>;
  readonly erased: ReadonlySet<LetterId>;
  /** false where a part of the chain was lost */
  readonly isWhole: boolean;
  readonly clock: Clock;
  readonly log: Pick<Log, 'write'>;
}

/** At start, before anything is written: finishes erasures a crash interrupted, and sweeps what the journal never told of. */
export async function tidyVault(vault: Vault, { told, erased, isWhole, clock, log }: Tidying): Promise<void> {
  let finished = 0;
  for (const letterId of erased) {
    if (!(await vault.has(letterId))) continue;
    if ((await vault.erase(letterId)).ok) finished += 1;
  }
  // what only the lost part told of looks like an orphan, and may be the last copy anywhere
  const swept = isWhole ? await vault.sweepOrphans(told, clock.now()) : { orphans: 0, temporaries: 0 };
  const packs = await vault.compact();
  if (finished + swept.orphans + swept.temporaries + packs > 0) log.write('vault.tidied', { erased: finished, ...swept, packs });
  if (vault.damagedSlots > 0) log.write('vault.damagedSlots', { letters: vault.damagedSlots });
}
