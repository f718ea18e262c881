import type { Evidence } from '../../core/fold/evidence';
import type { IsoTime } from '../../core/model/ids';
import type { KeptLetter } from '../../core/model/letter';
import type { TrustContext } from '../../core/verify/trust-context';

/**
 * What a letter's signatures are judged by. Time is our journalled arrival where policy lets it prove time, else the last
 * evidence event: never the clock, so that the journal alone gives the same verdict again.
 * @param lists the revocation lists that the policy names by digest
 */
export function trustContextOf(evidence: Evidence, kept: KeptLetter, lists: readonly string[]): TrustContext | null {
  const { policy } = evidence;
  if (!policy) return null;
  const judgedAt: IsoTime = policy.arrivalProvesTime ? kept.keptAt : (evidence.at ?? kept.keptAt);
  return {
    anchors: [...policy.trustAnchors.map((anchor) => anchor.pem), ...evidence.anchors.map((anchor) => anchor.pem)],
    intermediates: policy.intermediates,
    crls: lists,
    algorithms: policy.algorithms,
    revocationMaxAgeHours: policy.revocationMaxAgeHours,
    judgedAt,
    judgedBy: policy.arrivalProvesTime ? 'arrival' : 'now',
  };
}
