import { assertNever } from '../base/assert-never';
import type { Indication, SignatureChecks, SubIndication, VerdictReason } from '../model/verdict';

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
  if (checks.binding.state === 'failed' && checks.binding.why !== 'otherIssuer') return failed('otherSigner');
  return (
    pathVerdict(checks) ??
    revokedVerdict(checks) ??
    timeVerdict(checks) ??
    (checks.algorithm.state === 'passed' ? null : indeterminate('weakAlgorithm')) ??
    (checks.coverage.state === 'passed' ? null : indeterminate('partOnly')) ??
    missingRevocation(checks) ??
    (checks.binding.why === 'otherIssuer' ? indeterminate('otherIssuer') : null) ?? { verdict: 'passed', reason: 'valid' }
  );
}

const weight: Readonly<Record<Indication, number>> = { failed: 0, indeterminate: 1, passed: 2 };

/** The worst of several verdicts; null where there is none. */
export function worstVerdict<Verdict extends ComposedVerdict>(verdicts: readonly Verdict[]): Verdict | null {
  return verdicts.reduce<Verdict | null>((worst, next) => (worst === null || weight[next.verdict] < weight[worst.verdict] ? next : worst), null);
}

const subIndications: Readonly<Record<Exclude<VerdictReason, 'valid'>, SubIndication>> = {
  broken: 'SIG_CRYPTO_FAILURE', changedAfter: 'HASH_FAILURE', revoked: 'REVOKED', otherSigner: 'GENERIC', malformed: 'FORMAT_FAILURE',
  pathFailed: 'CHAIN_CONSTRAINTS_FAILURE', noAnchor: 'NO_CERTIFICATE_CHAIN_FOUND', noSignerCertificate: 'NO_SIGNING_CERTIFICATE_FOUND',
  revocationUnknown: 'TRY_LATER', revocationStale: 'TRY_LATER', revokedTimeUnproven: 'REVOKED_NO_POE', expired: 'OUT_OF_BOUNDS_NO_POE',
  weakAlgorithm: 'CRYPTO_CONSTRAINTS_FAILURE_NO_POE', unsupported: 'GENERIC', partOnly: 'GENERIC', otherIssuer: 'GENERIC', encrypted: 'SIGNED_DATA_NOT_FOUND',
};

const passedCheck = { state: 'passed', why: null } as const;

/** The result as ETSI EN 319 102-1 has it: coverage and binding are checks of our own beside it. */
export function etsiResult(checks: SignatureChecks): { readonly indication: Indication; readonly sub: SubIndication | null } {
  const { verdict, reason } = composeVerdict({ ...checks, coverage: passedCheck, binding: passedCheck });
  return { indication: verdict, sub: reason === 'valid' ? null : subIndications[reason] };
}
