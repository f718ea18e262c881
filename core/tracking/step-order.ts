import type { LedgerStep } from '../model/tracking';

type Step = LedgerStep['step'];

/** From the weakest to the strongest. A failure outweighs what servers said on the way, not what the receiver said; a refusal is weighed by time, see `furthestOf`. */
const order: readonly Step[] = [
  'waiting', 'handing', 'takenBack', 'unknown', 'sent', 'accepted', 'delayed', 'relayed', 'failed', 'delivered', 'deletedUnread', 'arrived', 'opened', 'acknowledged', 'answered',
  'registered', 'assigned', 'inProgress', 'completed', 'refused',
];
const ranks = new Map(order.map((step, rank) => [step, rank]));

export function rankOf(step: Step): number {
  return ranks.get(step) ?? 0;
}

/** A word of the receiver itself, program or person: from here on nobody is silent. */
export function isAnswer(step: Step): boolean {
  return rankOf(step) >= rankOf('arrived');
}

/** In order of time; where that is the same, the weaker first: the order in which letters were read does not show. */
export function compareSteps(a: LedgerStep, b: LedgerStep): number {
  return compare(a.at, b.at) || rankOf(a.step) - rankOf(b.step) || compare(a.letterId ?? '', b.letterId ?? '') || compare(JSON.stringify(a), JSON.stringify(b));
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/**
 * What stands at the end. A guess never outweighs what was named; a refusal stands until the same office says later that it registered, and a failure
 * until something says later that it arrived.
 * @param all sorted, never empty
 */
export function furthestOf(all: readonly LedgerStep[]): LedgerStep {
  // of our own states only the last one holds: who sent again after a failure did not fail
  const ours = all.findLast(({ strength }) => strength === 'ours');
  const steps = all.filter((one) => one.strength !== 'ours' || one === ours);
  const sure = steps.filter(({ strength }) => strength !== 'guessed');
  const strongest = highest(sure.length === 0 ? steps : sure);
  const guess = highest(steps);
  const best = isAnswer(strongest.step) || strongest.step === 'failed' ? strongest : guess;
  if (best.step === 'refused') {
    const later = highest(sure.filter((one) => one.at > best.at && rankOf(one.step) >= rankOf('registered') && one.step !== 'refused'), null);
    return later ?? best;
  }
  if (best.step === 'delivered') {
    const later = sure.findLast((one) => one.step === 'failed' && one.at > best.at);
    return later ?? best;
  }
  return best;
}

function highest(steps: readonly LedgerStep[]): LedgerStep;
function highest(steps: readonly LedgerStep[], none: null): LedgerStep | null;
function highest(steps: readonly LedgerStep[], none?: null): LedgerStep | null {
  let best: LedgerStep | null = null;
  // of the same step the newest that was told: a number that was given anew
  for (const one of steps) if (best === null || rankOf(one.step) >= rankOf(best.step)) best = one;
  if (best === null && none === undefined) throw new Error('an addressee has a step');
  return best;
}
