import { assertNever } from '../base/assert-never';
import type { Indication, SignatureChecks, VerdictReason } from '../model/verdict';

export interface ComposedVerdict {
  readonly verdict: Indication;
  readonly reason: VerdictReason;
}

const failed = (reason: VerdictReason): ComposedVerdict => ({ verdict: 'failed', reason });
const indeterminate = (reason: VerdictReason): ComposedVerdict => ({ verdict: 'indeterminate', reason });

const mismatches: ReadonlySet<string> = new Set(['digestMismatch', 'signatureMismatch', 'contentDiffers']);

function integrityVerdict({ integrity }: SignatureChecks): ComposedVerdict | null {
  switch (integrity.state) {
    case 'passed':
      return null;
    case 'failed':
      return failed(integrity.why !== null && mismatches.has(integrity.why) ? 'broken' : 'malformed');
    case 'notChecked':
      if (integrity.why === 'encrypted') return indeterminate('encrypted');
      return indeterminate(integrity.why === 'noSignerCertificate' ? 'noSignerCertificate' : 'unsupported');
    default:
      return assertNever(integrity.state);
  }
}

function pathVerdict({ path }: SignatureChecks): ComposedVerdict | null {
  if (path.state === 'passed') return null;
  return indeterminate(path.why === 'noAnchor' ? 'noAnchor' : path.why === 'noSignerCertificate' ? 'noSignerCertificate' : 'pathFailed');
}

function revokedVerdict({ revocation }: SignatureChecks): ComposedVerdict | null {
  if (revocation.state !== 'failed') return null;
  return revocation.why === 'revokedBefore' ? failed('revoked') : indeterminate('revokedTimeUnproven');
}

function timeVerdict({ time }: SignatureChecks): ComposedVerdict | null {
  if (time.state === 'passed') return null;
  // a certificate that is not valid yet is a defect of its issue, not of age
  return indeterminate(time.why === 'notYetValid' ? 'pathFailed' : 'expired');
}

function missingRevocation({ revocation }: SignatureChecks): ComposedVerdict | null {
  if (revocation.state !== 'notChecked') return null;
  return indeterminate(revocation.why === 'stale' ? 'revocationStale' : 'revocationUnknown');
}

/**
 * The only place where checks become a verdict (ETSI EN 319 102-1, three-valued). What proves the
 * signature wrong comes first; among what is merely not established, lasting reasons come before those
 * that waiting can heal.
 */
export function composeVerdict(checks: SignatureChecks): ComposedVerdict {
  const integrity = integrityVerdict(checks);
  if (integrity !== null) return integrity;
  if (checks.coverage.state === 'failed' && checks.coverage.why === 'changedAfter') return failed('changedAfter');
  if (checks.identity.state === 'failed') return failed('otherSigner');
  return (
    pathVerdict(checks) ??
    revokedVerdict(checks) ??
    timeVerdict(checks) ??
    (checks.algorithm.state === 'passed' ? null : indeterminate('weakAlgorithm')) ??
    (checks.coverage.state === 'passed' ? null : indeterminate('partOnly')) ??
    missingRevocation(checks) ?? { verdict: 'passed', reason: 'valid' }
  );
}

const weight: Readonly<Record<Indication, number>> = { failed: 0, indeterminate: 1, passed: 2 };

/** The worst of several verdicts; null where there is none. */
export function worstVerdict<Verdict extends ComposedVerdict>(verdicts: readonly Verdict[]): Verdict | null {
  return verdicts.reduce<Verdict | null>((worst, next) => (worst === null || weight[next.verdict] < weight[worst.verdict] ? next : worst), null);
}
