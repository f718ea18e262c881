import type { EvidenceStatus } from '../../core/model/evidence';
import type { RevocationPolicy } from '../../core/model/policy';
import { formatSince } from '../ui/format-time';
import { words } from '../ui/words';
import type { Words } from '../ui/words';

/** The age of the revocation data, what is still waited for, and who did not answer; calm where policy wants none fetched. */
export function freshnessWords({ fetchedAt, waiting, failures }: EvidenceStatus, fetching: RevocationPolicy['fetch'], now: Date): readonly Words[] {
  const age = fetchedAt === null ? words('freshness.none') : words('freshness.age', { at: formatSince(fetchedAt, now) });
  if (fetching === 'never') return [age, words('freshness.policyNever')];
  const [first] = failures;
  return [
    age,
    ...(waiting > 0 ? [words('freshness.waiting', { count: waiting })] : []),
    ...(first === undefined ? [] : [words(failures.length === 1 ? 'freshness.unreachable' : 'freshness.unreachableMore', { host: first.host, more: failures.length - 1 })]),
  ];
}
