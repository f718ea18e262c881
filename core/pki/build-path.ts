import { limits } from '../base/limits';
import type { Certificate } from './certificate';
import { pathDefects } from './validate-path';
import type { PathDefect, PathRules } from './validate-path';
import { publicKeyOf } from './effective-key';
import { verifySignature } from './verify-signature';
import type { SignatureOutcome } from './verify-signature';

export interface CertificatePool {
  readonly anchors: readonly Certificate[];
  /** never trusted by themselves: from the policy and from the signed object */
  readonly others: readonly Certificate[];
}

export type PathOutcome =
  | { readonly kind: 'valid'; readonly path: readonly Certificate[] }
  /** an anchor was reached but the path breaks a rule */
  | { readonly kind: 'defective'; readonly path: readonly Certificate[]; readonly defects: readonly PathDefect[] }
  /** `path` goes as far as certificates are known; the issuer of its last one is what is missing */
  | { readonly kind: 'noAnchor'; readonly path: readonly Certificate[] };

const outcomes = new Map<string, Promise<SignatureOutcome>>();

/** Is `certificate` signed by the holder of `issuer`'s key? Remembered: chains repeat with every letter. */
export function signedBy(certificate: Certificate, issuer: Certificate, above: readonly Certificate[]): Promise<SignatureOutcome> {
  const key = publicKeyOf(issuer, above);
  const remember = `${certificate.fingerprint}:${issuer.fingerprint}:${key.algorithm.parameters?.length ?? 0}`;
  const known = outcomes.get(remember);
  if (known !== undefined) return known;
  const outcome = verifySignature(key, certificate.signatureAlgorithm, null, certificate.signature, certificate.tbs);
  if (outcomes.size >= limits.rememberedCertificates) outcomes.clear();
  outcomes.set(remember, outcome);
  return outcome;
}

/** Issuers by name; those whose key identifier fits come first, a wrong one is only a worse guess. */
function issuersOf(certificate: Certificate, pool: readonly Certificate[]): readonly Certificate[] {
  const wanted = certificate.extensions.authorityKeyId;
  const named = pool.filter((candidate) => candidate.subject.key === certificate.issuer.key);
  const fits = (candidate: Certificate): number => (wanted !== null && candidate.extensions.subjectKeyId === wanted ? 0 : 1);
  // the last comparison only keeps the order in which certificates were handed in from mattering
  return [...named].sort((left, right) => fits(left) - fits(right) || right.notAfter - left.notAfter || (left.fingerprint < right.fingerprint ? -1 : 1));
}

function worth(outcome: PathOutcome): number {
  switch (outcome.kind) {
    case 'valid':
      return 3;
    case 'defective':
      return outcome.defects.includes('badSignature') ? 1 : 2;
    case 'noAnchor':
      return 0;
  }
}

function better(left: PathOutcome | null, right: PathOutcome): PathOutcome {
  if (left === null) return right;
  if (worth(left) !== worth(right)) return worth(left) > worth(right) ? left : right;
  if (left.kind === 'defective' && right.kind === 'defective') return left.defects.length <= right.defects.length ? left : right;
  if (left.kind === 'valid') return left;
  return left.path.length >= right.path.length ? left : right;
}

async function signatureDefects(path: readonly Certificate[]): Promise<readonly PathDefect[]> {
  const defects = new Set<PathDefect>();
  for (let index = path.length - 2; index >= 0; index -= 1) {
    const certificate = path[index];
    const issuer = path[index + 1];
    if (certificate === undefined || issuer === undefined) continue;
    const outcome = await signedBy(certificate, issuer, path.slice(index + 2));
    if (outcome === 'invalid') defects.add('badSignature');
    if (outcome === 'unsupported') defects.add('unsupportedAlgorithm');
  }
  return [...defects];
}

/**
 * Finds a path from `leaf` to an anchor (RFC 4158), trying all issuers of the same name with
 * backtracking; cross-certificates and re-keyed authorities make more than one possible.
 * @param accept a last look at a valid path (revocation): while it says no, other paths are tried; the
 *   first valid one stays the answer where none is accepted
 */
export async function buildPath(leaf: Certificate, pool: CertificatePool, rules: PathRules, accept: (path: readonly Certificate[]) => Promise<boolean> = () => Promise.resolve(true)): Promise<PathOutcome> {
  const anchorKeys = new Set(pool.anchors.map((anchor) => anchor.fingerprint));
  const all = [...pool.anchors, ...pool.others.filter((other) => !anchorKeys.has(other.fingerprint))];
  let best: PathOutcome | null = null;
  let steps = 0;
  const visit = async (path: readonly Certificate[]): Promise<boolean> => {
    const last = path[path.length - 1];
    steps += 1;
    if (last === undefined || steps > limits.pathSignatureChecks) return false;
    if (anchorKeys.has(last.fingerprint)) {
      const defects = [...(await signatureDefects(path)), ...pathDefects(path, rules)];
      const accepted = defects.length === 0 && (await accept(path));
      const outcome: PathOutcome = defects.length === 0 ? { kind: 'valid', path } : { kind: 'defective', path, defects };
      best = accepted ? outcome : better(best, outcome);
      return accepted;
    }
    const issuers = path.length < limits.pathLength ? issuersOf(last, all).filter((issuer) => !path.includes(issuer)) : [];
    if (issuers.length === 0) best = better(best, { kind: 'noAnchor', path });
    for (const issuer of issuers) if (await visit([...path, issuer])) return true;
    return false;
  };
  await visit([leaf]);
  return best ?? { kind: 'noAnchor', path: [leaf] };
}
