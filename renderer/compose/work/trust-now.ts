import type { AppState } from '../../../core/contract/commands';
import type { IsoTime } from '../../../core/model/ids';
import type { TrustContext } from '../../../core/verify/trust-context';

/** What a certificate of our own is judged by before it signs: authorities and lists of the policy and those added by hand, now. */
export function trustNow({ policy, importedAnchors }: Pick<AppState, 'policy' | 'importedAnchors'>, now: IsoTime): TrustContext {
  return {
    anchors: [...policy.trustAnchors.map(({ pem }) => pem), ...importedAnchors.map(({ pem }) => pem)], intermediates: policy.intermediates, crls: policy.crls,
    algorithms: policy.algorithms, revocationMaxAgeHours: policy.revocationMaxAgeHours, judgedAt: now, judgedBy: 'now',
  };
}
