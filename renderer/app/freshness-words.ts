import type { EvidenceStatus } from '../../core/model/evidence';
import type { IsoTime } from '../../core/model/ids';
import type { RevocationPolicy } from '../../core/model/policy';
import { formatDayOfInstant, formatSince } from '../ui/format-time';
import { words } from '../ui/words';
import type { Words } from '../ui/words';

/** most authorities issue a list daily, the slowest weekly */
const oldMillis = 8 * 24 * 3_600_000;

/**
 * The age of the revocation data, what is still waited for, and who did not answer; calm where policy wants none fetched.
 * @param newestList day of the newest list that an answer on a signature rests on, fetched or brought by policy; null: none does
 */
export function freshnessWords({ fetchedAt, waiting, failures }: EvidenceStatus, newestList: IsoTime | null, fetching: RevocationPolicy['fetch'], now: Date): readonly Words[] {
  const age = ageWords(fetchedAt, newestList, now);
  if (fetching === 'never') return [age, words('freshness.policyNever')];
  const [first] = failures;
  return [
    age,
    ...(waiting > 0 ? [words('freshness.waiting', { count: waiting })] : []),
    ...(first === undefined ? [] : [words(failures.length === 1 ? 'freshness.unreachable' : 'freshness.unreachableMore', { host: first.host, more: failures.length - 1 })]),
  ];
}

function ageWords(fetchedAt: IsoTime | null, newestList: IsoTime | null, now: Date): Words {
  if (newestList !== null) return words(now.getTime() - Date.parse(fetchedAt !== null && fetchedAt > newestList ? fetchedAt : newestList) > oldMillis ? 'freshness.listOld' : 'freshness.list', { day: formatDayOfInstant(newestList) });
  return fetchedAt === null ? words('freshness.none') : words('freshness.age', { at: formatSince(fetchedAt, now) });
}
