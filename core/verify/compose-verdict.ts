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

function identityVerdict({ identity }: SignatureChecks): ComposedVerdict | null {
  if (identity.state === 'passed') return null;
  return indeterminate(identity.why === 'keyUsage' || identity.why === 'extendedKeyUsage' ? 'pathFailed' : 'noSignerCertificate');
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
    identityVerdict(checks) ??
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

const constraintDefects: ReadonlySet<string> = new Set(['pathTooLong', 'keyUsage', 'extendedKeyUsage', 'nameConstraints', 'policies']);

function integritySub({ integrity }: SignatureChecks): SubIndication | null {
  if (integrity.state === 'passed') return null;
  if (integrity.state === 'failed') {
    if (integrity.why === 'digestMismatch' || integrity.why === 'contentDiffers') return 'HASH_FAILURE';
    return integrity.why === 'signatureMismatch' ? 'SIG_CRYPTO_FAILURE' : 'FORMAT_FAILURE';
  }
  if (integrity.why === 'encrypted' || integrity.why === 'noContent') return 'SIGNED_DATA_NOT_FOUND';
  return integrity.why === 'noSignerCertificate' ? 'NO_SIGNING_CERTIFICATE_FOUND' : 'GENERIC';
}

function chainSub({ path, identity }: SignatureChecks): SubIndication | null {
  if (path.state !== 'passed') {
    if (path.why === 'noAnchor') return 'NO_CERTIFICATE_CHAIN_FOUND';
    if (path.why === 'noSignerCertificate') return 'NO_SIGNING_CERTIFICATE_FOUND';
    return path.why !== null && constraintDefects.has(path.why) ? 'CHAIN_CONSTRAINTS_FAILURE' : 'CERTIFICATE_CHAIN_GENERAL_FAILURE';
  }
  return identity.state === 'passed' ? null : identity.why === 'severalCertificates' ? 'NO_SIGNING_CERTIFICATE_FOUND' : 'CHAIN_CONSTRAINTS_FAILURE';
}

function statusSub({ revocation, time }: SignatureChecks): SubIndication | null {
  if (revocation.state === 'failed') {
    if (revocation.why === 'revokedBefore') return 'REVOKED';
    if (revocation.why === 'onHold') return 'TRY_LATER';
    return revocation.why === 'authorityRevoked' ? 'REVOKED_CA_NO_POE' : 'REVOKED_NO_POE';
  }
  if (time.state === 'passed') return null;
  if (time.why === 'notYetValid') return 'NOT_YET_VALID';
  return revocation.state === 'passed' ? 'OUT_OF_BOUNDS_NOT_REVOKED' : 'OUT_OF_BOUNDS_NO_POE';
}

function algorithmSub({ algorithm }: SignatureChecks): SubIndication | null {
  if (algorithm.state === 'passed') return null;
  return algorithm.why === 'forbiddenAlgorithm' ? 'CRYPTO_CONSTRAINTS_FAILURE' : 'CRYPTO_CONSTRAINTS_FAILURE_NO_POE';
}

const passedCheck = { state: 'passed', why: null } as const;

/**
 * The result as ETSI EN 319 102-1 (clause 5.1.3, tables 5 and 6) has it: coverage and binding are checks of our own beside it. In the
 * order of `composeVerdict`, so that both speak of the same defect.
 */
export function etsiResult(checks: SignatureChecks): { readonly indication: Indication; readonly sub: SubIndication | null } {
  const { verdict } = composeVerdict({ ...checks, coverage: passedCheck, binding: passedCheck });
  const sub = integritySub(checks) ?? chainSub(checks) ?? statusSub(checks) ?? algorithmSub(checks) ?? (checks.revocation.state === 'passed' ? null : 'TRY_LATER');
  return { indication: verdict, sub };
}
