import type { VerdictChange } from '../../core/contract/list';

/** Two reports of changed answers as one: what it was at first, what it is now. An answer that went back to what it was is no news. */
export function joinChanges(before: readonly VerdictChange[], after: readonly VerdictChange[]): readonly VerdictChange[] {
  const changes = new Map(before.map((one) => [one.letterId, one]));
  for (const one of after) changes.set(one.letterId, { ...one, was: changes.get(one.letterId)?.was ?? one.was });
  return [...changes.values()].filter(({ was, is }) => was !== is);
}
