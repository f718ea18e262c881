import type { Check } from '../model/verdict';
import { buildPath } from '../pki/build-path';
import type { CertificatePool, PathOutcome } from '../pki/build-path';
import type { Certificate } from '../pki/certificate';
import { checkPathRevocation } from '../pki/check-revocation';
import type { RevocationOutcome } from '../pki/check-revocation';
import { anyPolicyInputs } from '../pki/policy-graph';
import type { PolicyInputs } from '../pki/policy-graph';
import type { RevocationMaterial } from '../pki/revocation-question';
import type { PathPurpose } from '../pki/validate-path';
import type { TrustContext } from './trust-context';

/** Everything at hand to judge a certificate by. */
export interface ChainEvidence {
  readonly pool: CertificatePool;
  readonly material: RevocationMaterial;
}

/** The earliest time something is proven to have existed, and by what; `now` proves nothing. Milliseconds. */
export interface Proof {
  readonly at: number;
  readonly by: 'timestamp' | 'arrival' | 'now';
}

export interface ChainJudgement {
  readonly outcome: PathOutcome;
  readonly revocation: RevocationOutcome | null;
}

const passed: Check = { state: 'passed', why: null };
const failed = (why: string): Check => ({ state: 'failed', why });
const notChecked = (why: string): Check => ({ state: 'notChecked', why });

export function pathCheck(outcome: PathOutcome): { readonly path: Check; readonly time: Check } {
  switch (outcome.kind) {
    case 'valid':
      return { path: passed, time: passed };
    case 'noAnchor':
      return { path: failed('noAnchor'), time: notChecked('noAnchor') };
    case 'defective': {
      const late = outcome.defects.find((defect) => defect === 'expired' || defect === 'notYetValid');
      const structural = outcome.defects.find((defect) => defect !== 'expired' && defect !== 'notYetValid');
      return { path: structural === undefined ? passed : failed(structural), time: late === undefined ? passed : failed(late) };
    }
  }
}

/** @param provenAfter the signature was made after this time, milliseconds; null: nothing proves that */
export function revocationCheck(outcome: RevocationOutcome, provenAfter: number | null): Check {
  switch (outcome.kind) {
    case 'good':
      return passed;
    case 'revoked':
      if (provenAfter !== null && provenAfter >= outcome.revokedAt) return failed('revokedBefore');
      return failed(outcome.authority ? 'authorityRevoked' : 'revokedTimeUnproven');
    case 'held':
      return failed('onHold');
    case 'stale':
      return notChecked('stale');
    case 'unknown':
      return notChecked(outcome.afterExpiry ? 'listAfterExpiry' : 'noList');
  }
}

/**
 * Data older than the proven time of a signature cannot know of a revocation before it: "try later". Asked for now, all data
 * is older; then it counts until its own nextUpdate, or for as long as policy allows.
 */
function oldestUseful({ at, by }: Proof, maxAgeHours: number | null): number {
  if (by !== 'now') return at;
  return maxAgeHours === null ? Number.NEGATIVE_INFINITY : at - maxAgeHours * 3_600_000;
}

/** Path and revocation of one certificate, at the time its use is proven for. */
export async function judgeChain(certificate: Certificate, { pool, material }: ChainEvidence, purpose: PathPurpose, proof: Proof, trust: TrustContext, policies: PolicyInputs = anyPolicyInputs): Promise<ChainJudgement> {
  const { at } = proof;
  const rules = { at, notBefore: oldestUseful(proof, trust.revocationMaxAgeHours) };
  const answers = new Map<readonly Certificate[], RevocationOutcome>();
  const ask = async (path: readonly Certificate[]): Promise<RevocationOutcome> => {
    const answer = answers.get(path) ?? (await checkPathRevocation(path, material, pool, rules));
    answers.set(path, answer);
    return answer;
  };
  const accept = async (path: readonly Certificate[]): Promise<boolean> => (await ask(path)).kind === 'good';
  const outcome = await buildPath(certificate, pool, { at, purpose, policies }, accept);
  const holds = outcome.kind === 'valid' || (outcome.kind === 'defective' && pathCheck(outcome).path.state === 'passed');
  return { outcome, revocation: holds ? await ask(outcome.path) : null };
}
