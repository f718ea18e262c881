import { defaultPolicy } from '../../core/acknowledge/default-policy';
import type { IsoTime } from '../../core/model/ids';
import type { TrustContext } from '../../core/verify/trust-context';

/** A trust in nobody, or in these anchors, asked at one fixed time: what suites without revocation data are judged by. */
export function trustOf(anchors: readonly string[] = []): TrustContext {
  return {
    anchors, intermediates: [], crls: [], ocsps: [], algorithms: defaultPolicy.algorithms, revocationMaxAgeHours: null,
    judgedAt: '2026-06-01T00:00:00.000Z' as IsoTime, judgedBy: 'now',
  };
}
