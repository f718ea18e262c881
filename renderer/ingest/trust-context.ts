import type { Evidence } from '../../core/fold/evidence';
import type { IsoTime } from '../../core/model/ids';
import type { KeptLetter } from '../../core/model/letter';
import type { TrustContext } from '../../core/verify/trust-context';

/** Certificates and lists of an evidence, PEM or base64. */
export interface TrustMaterial {
  /** of policy and of the person */
  readonly anchors: readonly string[];
  /** the revocation lists that the policy names by digest */
  readonly lists: readonly string[];
}

/**
 * What a letter's signatures are judged by. Time is our journalled arrival where policy lets it prove time, else the last
 * evidence event: never the clock, so that the journal alone gives the same verdict again.
 */
export function trustContextOf(evidence: Evidence, kept: KeptLetter, { anchors, lists }: TrustMaterial): TrustContext | null {
  const { policy } = evidence;
  if (!policy) return null;
  const judgedAt: IsoTime = policy.arrivalProvesTime ? kept.keptAt : (evidence.at ?? kept.keptAt);
  return {
    anchors,
    intermediates: policy.intermediates,
    crls: lists,
    algorithms: policy.algorithms,
    revocationMaxAgeHours: policy.revocationMaxAgeHours,
    judgedAt,
    judgedBy: policy.arrivalProvesTime ? 'arrival' : 'now',
  };
}
